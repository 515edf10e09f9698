"""What an article's if-thens become: conditions that are watched, forecasts that are scored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from rotascope.terms.articles import (
    AUTHOR,
    Article,
    Claim,
    Dating,
    Finding,
    FindingVerdict,
    Hedge,
    Remark,
    Sentiment,
    Speaker,
    Takeaway,
)
from rotascope.terms.words import Axis, Leader

__all__ = [
    "Checked",
    "CounterPoint",
    "Disagreement",
    "Episode",
    "Forecaster",
    "Prediction",
    "Related",
    "Ruling",
    "Tally",
    "Thesis",
    "ThesisStatus",
    "Track",
    "Trigger",
]

Day = date
ThesisStatus = Literal[
    "waiting", "triggered", "falsified", "expired", "right", "wrong", "not_measurable"
]


@dataclass(frozen=True, slots=True)
class Episode:
    """One span during which a condition held, and what followed: a log return, None if not over."""

    first: Day
    last: Day
    outcome: float | None
    index: float | None


@dataclass(frozen=True, slots=True)
class Tally:
    """Spells counted: all of them, those `over`, those of them `apart` by the horizon or more.

    `median` is the median log outcome of those over, None without any; `right` how many of them went
    towards the side.
    """

    n: int
    over: int
    apart: int
    median: float | None
    right: int


@dataclass(frozen=True, slots=True)
class Trigger:
    """One if of a thesis: the article's words, the condition in the one condition language, its state.

    `holds` None: not measurable, and `reason` says why. `since`: the first session of the present
    state. `episodes` are all earlier ones as known then, newest last, `tally` counts them.
    """

    words: str
    condition: str
    role: Literal["trigger", "falsifier"]
    holds: bool | None
    reason: str = ""
    since: Day | None = None
    episodes: tuple[Episode, ...] = ()
    start: int = 0
    end: int = 0
    tally: Tally | None = None


@dataclass(frozen=True, slots=True)
class Thesis:
    """An article's if-then: when all triggers hold, `side` leads `axis` over `horizon_days` sessions.

    `pair` (SPSM/MAGS) is the line it speaks of, "" for the axis' longest; `line` what it was judged on.
    `outcome` and episodes' are log returns towards `side`, entered at the next close: above 0 is right.
    `opened` is the publication (or the day it was registered, if undated); nothing before it counts as
    watched. `score` is the Brier score of its stated probability once it is over, None before. `note`
    says where its horizon and its opening come from, `reason` why it stands where it stands, `stands`
    what stands in for lines that are not on file, or were not yet; `seen` the day it was watched on;
    `tally` counts `both`, the spells of all keys together.
    """

    id: str
    article: str
    statement: str
    axis: Axis
    side: Leader
    triggers: tuple[Trigger, ...]
    horizon_days: int
    opened: Day | None
    expires: Day | None
    status: ThesisStatus
    speaker: Speaker = AUTHOR
    hedge: Hedge | None = None
    outcome: float | None = None
    score: float | None = None
    both: tuple[Episode, ...] = ()
    reason: str = ""
    source: str = ""
    author: str = ""
    pair: str = ""
    note: str = ""
    line: str = ""
    stands: str = ""
    seen: Day | None = None
    tally: Tally | None = None


@dataclass(frozen=True, slots=True)
class Prediction:
    """A forecast as it was registered: the claim, when it falls due and how probable it was said to be.

    `probability` is the middle of the hedge's band, or a documented default, and `reason` says which;
    `due` None: it names no horizon, so that it cannot be scored. `side` on `axis` is what it says will
    lead, None if it speaks of no such thing. `given` is the if it hangs on, in the article's words;
    `begins` the first day of the span it names ("in 2023") where that lies behind its opening.
    """

    id: str
    article: str
    claim: Claim
    opened: Day | None
    due: Day | None
    probability: float | None
    axis: Axis | None = None
    side: Leader | None = None
    source: str = ""
    author: str = ""
    status: ThesisStatus = "waiting"
    outcome: float | None = None
    score: float | None = None
    reason: str = ""
    given: str = ""
    begins: Day | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """What became of a thesis or a forecast, as of a day. Rulings are added, never changed.

    `outcome` as in `Thesis`; `score` is its Brier score and `base` that of the base rate known when it
    was opened; None where nothing was scored, and `reason` says why.
    """

    item: str
    as_of: Day
    status: ThesisStatus
    outcome: float | None = None
    score: float | None = None
    base: float | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Forecaster:
    """How a source's, an author's, a speaker's or a hedging word's forecasts turned out.

    `brier` and `base` (the base rate's Brier score on the same) are None with fewer than eight
    scored; `reason` then says so.
    """

    name: str
    role: Literal["source", "author", "speaker", "word"]
    registered: int
    scored: int
    right: int
    brier: float | None
    base: float | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Track:
    """What became of everything registered: a ruling each, how many were added, and who was how good.

    `theses` are as watched on `as_of`, and so are `predictions`, in the order of registration.
    """

    as_of: Day
    theses: tuple[Thesis, ...]
    predictions: tuple[Prediction, ...]
    rulings: tuple[Ruling, ...]
    forecasters: tuple[Forecaster, ...]
    added: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CounterPoint:
    """One point of the strongest case against the article, with the number it rests on and its key."""

    text: str
    key: str = ""
    base_rate: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """Another stored article near in meaning: `similarity` in [0, 1], and its stance on the same."""

    article: str
    title: str
    day: Day | None
    similarity: float
    stance: Literal["agrees", "disagrees", "beside", "duplicate"]
    quote: str = ""
    novelty: float | None = None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two statements that cannot both hold, within one article or between two; `row` as C08.

    `quotes[i]` stands in `articles[i]`. `decided` says what the data say of it, or that they do not;
    `resolved` is True where the two only seem to disagree (another year, another convention), and then
    it is not raised.
    """

    kind: str
    text: str
    articles: tuple[str, ...]
    quotes: tuple[str, ...]
    decided: str = ""
    key: str = ""
    row: str = ""
    resolved: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """Everything `check` answers about one article.

    `coverage` = claims with a verdict other than not_checkable or check_failed / all claims that are
    not opinions or forecasts; `dating` where the article is undated. `forecasts` are the opinions and
    forecasts it registers, unchecked. `as_of` is the day whose knowledge the findings rest on.
    """

    article: Article
    sentiment: Sentiment
    takeaways: tuple[Takeaway, ...]
    findings: tuple[Finding, ...]
    remarks: tuple[Remark, ...]
    forecasts: tuple[Finding, ...]
    counter_case: tuple[CounterPoint, ...]
    theses: tuple[Thesis, ...]
    related: tuple[Related, ...]
    disagreements: tuple[Disagreement, ...]
    dating: Dating | None
    coverage: float | None
    counts: tuple[tuple[FindingVerdict, int], ...]
    as_of: Day
    key: str
    notes: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
