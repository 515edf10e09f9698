"""Which way do rates push each ratio: betas by driver, window and regime, and what duration means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from rotascope.terms.readings import Interval, Mark

__all__ = ["RECENT", "WHENS", "BetaPath", "Duration", "Sign", "YieldBeta", "YieldSigns"]

Sign = Literal["rises", "falls", "open", ""]
"""What the ratio does when the driver rises: clear at 90 %, or open; "" where there is no answer."""


RECENT = "last 104 weeks"
WHENS: dict[str, tuple[str, str]] = {
    RECENT: ("2 years", "2y"),
    "all weeks": ("all", "all"),
    "yields rising": ("rising", "up"),
    "yields falling": ("falling", "dn"),
    "Fed cutting": ("cutting", "cut"),
    "Fed on hold": ("hold", "hold"),
    "Fed raising": ("raising", "hike"),
}
"""Windows and regimes of the sign question: as a heading says them, and where there is hardly room."""


@dataclass(frozen=True, slots=True)
class YieldBeta:
    """A ratio's beta to one driver within one window or regime.

    `beta`: per cent of relative total return, in the same week, for a rise of one `unit` of the
    driver. `n` weeks between `first` and `last`; None and a reason where they are too few.
    """

    pair: str
    driver: str
    unit: str
    when: str
    n: int
    beta: float | None
    interval: Interval | None
    sign: Sign
    first: date | None
    last: date | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class BetaPath:
    """A rolling beta with its 90 % interval, dated when each week was known."""

    pair: str
    driver: str
    unit: str
    dates: tuple[date, ...]
    beta: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Duration:
    """Years of duration of a cohort by one definition: a yield beta, or the distance of cash flows."""

    cohort: str
    definition: str
    years: float | None
    interval: Interval | None
    span: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class YieldSigns:
    """The sign question as one answer: `answers` per pair, driver and regime, `paths` for the picture.

    `rising` are the spans in which yields had risen for half a year (a mark at each start and end).
    `headline` counts the betas whose sign changed, `finding` names the pairs';
    `book` says what a small-cap tilt does to duration, by both definitions. Associations within the
    same weeks: no cause, no forecast.
    """

    as_of: date
    headline: str
    finding: str
    answers: tuple[YieldBeta, ...]
    paths: tuple[BetaPath, ...]
    durations: tuple[Duration, ...]
    book: str
    rising: tuple[tuple[Mark, Mark], ...]
    notes: tuple[str, ...]
