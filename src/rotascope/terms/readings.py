"""What a signal says, and where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from rotascope.terms.words import Family, SignalAxis, Status, Unit

__all__ = ["History", "Interval", "Line", "Mark", "Null", "Reading", "Source"]

Day = date  # a field may be named date as well


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

    `rate` is what the sentence counts (a usual distance, a chance share, a false-break rate); `p` is
    the probability, under that null, of a reading at least as far from the centre as the one observed.
    None = not known. `draws`: how `rate` stands beside the values, where it is in their unit: "spread"
    on both sides of zero, "level" at itself; "" is in another unit and is not drawn.
    """

    statement: str
    rate: float | None = None
    p: float | None = None
    draws: Literal["", "spread", "level"] = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on a history: a break, a record, a change of source."""

    date: Day
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
    `sign` is the theory's: 0 = shown, never scored.
    """

    signal: str
    title: str
    axis: SignalAxis
    family: Family
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
    sign: Literal[-1, 0, 1] = 0
