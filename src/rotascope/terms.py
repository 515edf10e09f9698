"""The vocabulary: frozen answers that every surface prints. No I/O, no tickers, no arithmetic.

Conventions, written once:

- Two axes. `size`: small against large. `concentration`: the rest against the few. They can
disagree; nothing averages across them.
- `lean` lies in [-1, 1]: +1 = small / the rest lead, -1 = large / the few lead. A rising top-10
weight therefore leans negative.
- Returns, weights and rates are fractions (0.25, never 25). Dates are session dates.
- No answer is `value=None` with a `status` and a `reason`; never NaN, never 0.
- `basis` is `tr` (total return) or `pr` (price); the two are never divided by one another.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

__all__ = [
    "AXES",
    "Axis",
    "AxisVerdict",
    "Basis",
    "Brief",
    "Change",
    "Data",
    "Evidence",
    "Forecast",
    "History",
    "Interval",
    "Issue",
    "Leader",
    "Line",
    "Mark",
    "Null",
    "OnFile",
    "Performance",
    "Reading",
    "Severity",
    "Source",
    "Status",
    "Unit",
    "Verdict",
    "Why",
]

Axis = Literal["size", "concentration"]
AXES: tuple[Axis, Axis] = ("size", "concentration")
Basis = Literal["tr", "pr"]
Status = Literal[
    "ok", "short_history", "low_coverage", "stale", "undefined", "diverges", "not_measurable"
]
Unit = Literal["fraction", "index", "count", "sessions", "sd", "points", "state"]
Severity = Literal["quarantine", "flag", "hold"]
Leader = Literal["small", "large", "rest", "few", "neither"]


@dataclass(frozen=True, slots=True)
class Interval:
    """A range with the confidence `level` (0.9 = 90 %) and the `method` that made it."""

    low: float
    high: float
    level: float
    method: str


@dataclass(frozen=True, slots=True)
class Null:
    """What noise alone would show: a sentence, and the value or rate that goes with it.

    `rate` is in the reading's own unit (a chance share, a false-break rate); `p` is the
    probability, under that null, of a reading at least as far from the centre as the one observed.
    None = not known.
    """

    statement: str
    rate: float | None = None
    p: float | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on a history: a break, a record, a change of source."""

    date: date
    label: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where numbers came from: the dataset, what was read from it, its span and the rule for known_at."""

    dataset: str
    what: str
    first: date
    last: date
    rows: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """A series of finite points; a date without an answer is absent, never NaN."""

    dates: tuple[date, ...]
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A series that a picture draws beside a reading's value: the ratio itself, a map's momentum."""

    name: str
    history: History


@dataclass(frozen=True, slots=True)
class Reading:
    """What one signal says as of one date.

    `value` is in `unit`; `percentile` is the expanding midrank of the value in the signal's own
    past (0..1, None below 60 observations); `coverage` is the share of the inputs that were there;
    `state` is a word for signals that are a state machine; `key` is what `rotascope why` opens.
    """

    signal: str
    title: str
    axis: Axis
    family: str
    as_of: date
    value: float | None
    unit: Unit
    lean: float | None
    percentile: float | None
    n_obs: int
    coverage: float
    interval: Interval | None
    null: Null | None
    status: Status
    reason: str
    key: str
    text: str = ""
    state: str = ""
    known_at: date | None = None
    first: date | None = None
    age_sessions: int = 0
    marks: tuple[Mark, ...] = ()
    sources: tuple[Source, ...] = ()
    history: History | None = None
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Forecast:
    """P(small / the rest outperform over the next `horizon` sessions), or why there is no view.

    `probability` is shrunk to the `base_rate`; None means "no view", with `reason`. `n` counts the
    independent (non-overlapping) outcomes like today's, `n_all` all independent outcomes.
    """

    probability: float | None
    interval: Interval | None
    base_rate: float | None
    n: int
    n_all: int
    horizon: int
    reason: str
    key: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One line for or against the leader: the reading's sentence and what chance would show."""

    signal: str
    text: str
    lean: float
    chance: str
    key: str


@dataclass(frozen=True, slots=True)
class AxisVerdict:
    """Who leads on one axis (facts), and apart from that the forecast, which alone may abstain.

    `relative_126` and `relative_21` are geometric relative returns of the primary pair over 126
    and 21 sessions, fractions, on `basis`; `percentile` is the expanding percentile of
    `relative_126` since `percentile_since`; `chance` the probability that a pair without a leader
    moves at least as far in 126 sessions; `since` is the newest dated change point that turned
    the drift to the leader, None when there is none, with
    `since_low`..`since_high` its 90 % bootstrap interval.
    """

    axis: Axis
    pair: str
    basis: Basis
    leader: Leader
    direction: Literal["strengthening", "weakening", "flat"]
    relative_126: float | None
    relative_21: float | None
    percentile: float | None
    chance: float | None
    percentile_since: date | None
    since: date | None
    since_low: date | None
    since_high: date | None
    since_note: str
    score: float | None
    forecast: Forecast
    evidence_for: tuple[Evidence, ...]
    evidence_against: tuple[Evidence, ...]
    but: str
    note: str
    would_change: tuple[str, ...]
    key: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Both axes as of one date; nothing averages across them."""

    as_of: date
    horizon: int
    size: AxisVerdict
    concentration: AxisVerdict
    registered: int
    measurable: int
    families: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs from an earlier date, as a sentence."""

    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Brief:
    """The answer to the main question, as of one date. Every surface prints this object."""

    as_of: date
    data_age_sessions: int
    store: str
    version: str
    verdict: Verdict
    readings: tuple[Reading, ...]
    changed_since: date
    changed: tuple[Change, ...]
    coming: tuple[str, ...]
    not_measurable: tuple[str, ...]
    notes: tuple[str, ...]
    next_step: str
    key: str


@dataclass(frozen=True, slots=True)
class Performance:
    """The return of one series over one window, a fraction, with its convention spelled out."""

    symbol: str
    name: str
    window: str
    basis: Basis
    value: float | None
    unit: Unit
    base_date: date | None
    end_date: date | None
    status: Status
    reason: str
    key: str
    as_of: date
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class OnFile:
    """One dataset of one table, or one series of it: span, rows, age, and when a reader has it.

    `lines` counts the series it holds, `revised` the rows that correct an earlier one, `holes` the
    sessions between first and last without a row (None: not a daily series, or not counted).
    """

    table: str
    dataset: str
    series: str
    lines: int
    rows: int
    first: date
    last: date
    age_sessions: int
    revised: int | None
    holes: int | None
    known_rule: str
    precedence: int | None
    note: str


@dataclass(frozen=True, slots=True)
class Data:
    """What is on file as of a date: every dataset, or one series wherever it is."""

    as_of: date
    store: str
    series: str
    on_file: tuple[OnFile, ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """Wrong data as a value: the row, the check that caught it, what was expected and observed."""

    table: str
    row: int
    key: str
    check: str
    severity: Severity
    expected: str
    observed: str
    source: str
    original: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """How one printed figure came to be: formula, convention, source rows, versions."""

    key: str
    title: str
    value: float | str | None
    unit: str
    as_of: date
    formula: str
    convention: str
    sources: tuple[Source, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    columns: tuple[str, ...] = ()
    versions: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = field(default=())
