"""An article and what is made of it: its text, its tone, its claims and how they fared.

Offsets count characters of `Article.text`. A claim's numbers are in `unit`: percent as a fraction
(13.99 % is 0.1399). What an article does not say is None or "", never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from rotascope.terms.readings import Source
from rotascope.terms.words import Unit

__all__ = [
    "AUTHOR",
    "CLAIM_KINDS",
    "FINDING_VERDICTS",
    "MEASURES",
    "Article",
    "Citation",
    "Claim",
    "ClaimKind",
    "ClaimOp",
    "Dating",
    "Finding",
    "FindingVerdict",
    "Hedge",
    "Label",
    "Measure",
    "Mention",
    "MentionKind",
    "Publication",
    "Remark",
    "Sentence",
    "SentenceTone",
    "Sentiment",
    "Speaker",
    "SymbolSentiment",
    "Takeaway",
    "Tried",
]

Day = date
ClaimKind = Literal[
    "level", "change", "comparison", "ranking", "threshold", "range", "count", "historical",
    "opinion", "forecast",
]  # fmt: skip
CLAIM_KINDS: tuple[ClaimKind, ...] = get_args(ClaimKind)
Measure = Literal[
    "return", "relative_return", "return_multiple", "group_floor", "rank", "tracking_gap",
    "weight", "largest_weight", "sector_weight", "holdings_count", "fee", "beat_count",
    "cap_change", "impact", "level", "extreme", "high_distance", "threshold", "trend_break",
    "agreement", "valuation", "growth", "flow", "breadth", "volatility", "sensitivity",
    "drawdown", "event", "probability", "statement",
]  # fmt: skip
"""What a claim is about. `relative_return`: subject less `against`; `impact`: what a fall of the
subject takes off `against`; `statement`: nothing that a table could answer."""
MEASURES: tuple[Measure, ...] = get_args(Measure)
ClaimOp = Literal["=", "~", ">", ">=", "<", "<=", "nearly", "between"]
"""`nearly`: a little below; `>` with value 0 and no digits is a direction without a number."""
FindingVerdict = Literal[
    "supported", "supported_under", "approximate", "partial", "selective", "stale", "contradicted",
    "not_checkable", "check_failed",
]  # fmt: skip
FINDING_VERDICTS: tuple[FindingVerdict, ...] = get_args(FindingVerdict)
MentionKind = Literal["company", "fund", "index", "group", "macro", "organisation"]
Label = Literal["positive", "negative", "mixed", "neutral"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, heading or table row: `text[start:end]` of the article. `quoted`: others' words."""

    start: int
    end: int
    text: str
    kind: Literal["title", "heading", "body", "item", "table"]
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Publication:
    """When the article was published and how that is known.

    `how`: given by the user, in the page's metadata, in the text, relative ("11 hours ago") to the
    moment it was fetched, or nowhere: then `day` is None, and only `Dating` may say what the data fit.
    """

    day: Day | None
    how: Literal["given", "metadata", "text", "relative", "undated"]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """Something the article refers to: `cited` is the day it says, `actual` the moment it can be shown
    to have (UTC, ISO 8601; an X post's id holds its time), `note` what differs.
    """

    kind: Literal["post", "page", "report"]
    text: str
    url: str
    start: int
    end: int
    cited: Day | None = None
    actual: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One text as it is read: cleaned, its page's furniture and its own repeats removed.

    `id` is the SHA-256 of the cleaned text, so that the same article has one id whatever door it came
    through. `furniture` is what was removed, `repeats` how many characters of it were the article
    again; `printed` what the page itself says of its tone (name, value). `language` is ISO 639-1, ""
    if it cannot be told.
    """

    id: str
    title: str
    text: str
    sentences: tuple[Sentence, ...]
    published: Publication
    source: str = ""
    author: str = ""
    url: str = ""
    language: str = ""
    citations: tuple[Citation, ...] = ()
    furniture: tuple[str, ...] = ()
    repeats: int = 0
    printed: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text and what it means: a line's symbol (`IWM`, `^RUT`), a basket (`MAG7`), or a
    group in words (`small caps`). `sentence` counts in `Article.sentences`.
    """

    symbol: str
    kind: MentionKind
    start: int
    end: int
    sentence: int


@dataclass(frozen=True, slots=True)
class SentenceTone:
    """Score of one sentence in [-1, 1], and the words that moved it most with what each added."""

    sentence: int
    score: float
    reasons: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class SymbolSentiment:
    """What is said of one symbol: mean score of its mentions, [-1, 1].

    `firm` is False with fewer than two mentions: shown, but grey. `issuer` joins share classes.
    """

    symbol: str
    name: str
    kind: MentionKind
    issuer: str
    score: float
    label: Label
    mentions: int
    firm: bool
    sentences: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentiment:
    """The document's tone: mean score, and from how much agreement (methods 17.2).

    `intensity` = (P + N) / n and `balance` = min / max of the sums of positive and negative scores: a
    label needs both. `reader` is who scored: builtin, transformer or llm.
    """

    score: float
    label: Label
    intensity: float
    balance: float
    n: int
    reader: str
    by_symbol: tuple[SymbolSentiment, ...] = ()
    sentences: tuple[SentenceTone, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it: "" is the article's author. `hand` 1: says it here; 2: is reported by the author."""

    name: str = ""
    hand: Literal[1, 2] = 1


AUTHOR = Speaker()
"""Nobody but the article's author says it."""


@dataclass(frozen=True, slots=True)
class Hedge:
    """How strongly it is said: the word, and the probability band that word is documented to mean."""

    word: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing the article says that could be looked up, or is registered as opinion or forecast.

    `subject` and `against` are symbols, baskets or groups as in `Mention`; `window` is ytd, 1y, 10y, a
    year (2022), since:2015, or "" for a moment, which is `as_of` or the publication. `value` (and
    `high` of a range) in `unit`; `tolerance` follows from the printed digits; `digits` None: no number
    was printed. `group` names claims that share one convention, such as a table's column.
    """

    id: str
    kind: ClaimKind
    subject: tuple[str, ...]
    measure: Measure
    op: ClaimOp
    value: float | None
    unit: Unit
    window: str
    quote: str
    start: int
    end: int
    sentence: int
    high: float | None = None
    tolerance: float = 0.0
    digits: int | None = None
    against: tuple[str, ...] = ()
    as_of: Day | None = None
    speaker: Speaker = AUTHOR
    hedge: Hedge | None = None
    group: str = ""
    detail: tuple[tuple[str, str], ...] = ()
    """What a measure needs besides: ("n", "10"), ("sector", "Financials"), ("since", "2025-09")."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One admissible reading of a claim and the number it gives; None where it has no data."""

    reading: str
    value: float | None
    fits: bool
    reason: str = ""
    base_date: Day | None = None
    end_date: Day | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim, looked up: the verdict, the number used and the convention that gave it.

    `observed` is in the claim's unit, `key` is what `rotascope why` opens. `needs` says what would have
    to be true for a claim that fails. `tried` lists every reading that was looked at.
    """

    claim: Claim
    verdict: FindingVerdict
    observed: float | None
    reading_used: str
    reason: str
    key: str = ""
    base_date: Day | None = None
    end_date: Day | None = None
    source: Source | None = None
    tried: tuple[Tried, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dating:
    """What day the data say an undated article speaks of, because its figures fit that day alone.

    `day` None: none fits, or more than one; `fits` of `tried` figures reproduce under `convention`.
    """

    day: Day | None
    convention: str
    fits: int
    tried: int
    alternatives: tuple[Day, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding about the article rather than one claim: selective evidence, a headline its own table
    does not support, share classes counted twice, words stronger than the evidence.

    `kind` is a registered word, `verdict` one of the findings' own, `claims` the ids it rests on,
    `needs` what would have to be true; `row` the requirement's mark (C02), if it is one.
    """

    kind: str
    verdict: FindingVerdict
    text: str
    claims: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    key: str = ""
    row: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Takeaway:
    """One of the three to five sentences that carry the article, with the claims it rests on."""

    text: str
    start: int
    end: int
    sentence: int
    score: float
    claims: tuple[str, ...] = ()
    verdict: str = ""
