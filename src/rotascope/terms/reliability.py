"""How good the forecasts were: scores beside what a perfect forecaster would get, bins, likelihoods."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rotascope.terms.readings import Interval
from rotascope.terms.words import Axis

__all__ = ["Bin", "BrierParts", "Graded", "Likelihood", "Odds", "Reliability"]


@dataclass(frozen=True, slots=True)
class Graded:
    """One score of the forecasts (lower is better) beside others with as many, as dependent outcomes.

    `perfect` is the mean score of a forecaster whose probabilities come true exactly, `low`..`high`
    where nine in ten of such lie; `base` the score of always saying the base rate known then (None
    where that means nothing).
    """

    name: str
    value: float
    perfect: float
    low: float
    high: float
    base: float | None


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts between `low` and `high`: `said` on average, and the share that `happened`.

    `n` forecasts, whose outcomes overlap: `independent` fit beside one another, and `interval` (Wilson)
    is as wide as so few allow.
    """

    low: float
    high: float
    n: int
    independent: float
    said: float
    happened: float
    interval: Interval


@dataclass(frozen=True, slots=True)
class BrierParts:
    """Murphy's parts of the Brier score: reliability - resolution + uncertainty + within (bins)."""

    reliability: float
    resolution: float
    uncertainty: float
    within: float


@dataclass(frozen=True, slots=True)
class Reliability:
    """The forecasts of every recorded date, each made of what was known then, beside what followed.

    Every date on which a probability could be made counts, also where it was not printed because its
    interval held the base rate: `dates` of them from `first` to `last`, `independent` outcomes. Of
    `walked` recorded dates the share `abstained` had no view, `why` (reason, share). `skill` is 1 -
    Brier / the base rate's Brier. `inside`: the ECE lies in the band of a perfect forecaster. `curve`:
    (said, isotonic share).
    """

    axis: Axis
    first: date
    last: date
    dates: int
    independent: float
    walked: int
    abstained: float
    why: tuple[tuple[str, float], ...]
    grades: tuple[Graded, ...]
    skill: float | None
    parts: BrierParts
    bins: tuple[Bin, ...]
    curve: tuple[tuple[float, float], ...]
    inside: bool
    text: str


@dataclass(frozen=True, slots=True)
class Likelihood:
    """How much more often a signal leaned this way before its side won than before it lost.

    `ratio` = P(lean | its side won) / P(lean | it lost) over recorded dates, with its 90 % interval on
    `n` independent outcomes; 1 says nothing.
    """

    signal: str
    ratio: float
    low: float
    high: float
    n: float


@dataclass(frozen=True, slots=True)
class Odds:
    """The likelihood ratios of `signals` together, worth `effective` independent ones, on the base rate.

    ln odds = ln odds of the base rate + sum of ln ratios x effective / signals. A cross-check of the
    forecast: ratios are fitted one by one and never calibrated.
    """

    probability: float
    base_rate: float
    signals: int
    effective: float
