"""Where the market stands on both axes at once: a tail of weeks, and a cloud for how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rotascope.terms.words import Leader

__all__ = ["Standing", "TwoAxes"]


@dataclass(frozen=True, slots=True)
class Standing:
    """One pair of each axis together: relative total returns over the window, geometric fractions.

    `across` are those of the concentration pair `few_rest` (above 0 the rest lead), `up` those of the
    size pair `large_small` (above 0 small caps lead), on `dates`, newest last. `cloud`: (across, up) of
    half-years redrawn from the days of this one, by blocks; of all `draws`, `same` is the share in the
    quarter of the newest point, whose sides are `sides`.
    """

    large_small: str
    few_rest: str
    dates: tuple[date, ...]
    across: tuple[float, ...]
    up: tuple[float, ...]
    cloud: tuple[tuple[float, float], ...]
    draws: int
    same: float
    sides: tuple[Leader, Leader]
    text: str


@dataclass(frozen=True, slots=True)
class TwoAxes:
    """Both axes on one map as of a date: they can disagree, and nothing averages across them.

    `sessions` is the window; `method` says how the clouds are made; `reason` is "" or why there is none.
    """

    as_of: date
    sessions: int
    standings: tuple[Standing, ...]
    finding: str
    method: str
    reason: str
