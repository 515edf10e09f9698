"""What the Panel hands out: series, pairs, fund files. Finite values only; a missing day is absent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from rotascope.sessions import Days, count
from rotascope.terms import Basis, Mark, Source

__all__ = [
    "FRESH",
    "FundFile",
    "MacroSeries",
    "PairSeries",
    "Series",
    "Vector",
    "read_only",
    "same_day",
]

Vector = NDArray[np.float64]
FRESH = 5
"""Sessions for which the newest yield may stand for today's in a trigger."""


def read_only(values: NDArray[np.generic]) -> NDArray[np.generic]:
    """The same array, refusing writes: served data is never changed in place."""
    values.flags.writeable = False
    return values


@dataclass(frozen=True, slots=True)
class Series:
    """Levels of one line, basket or role on one basis, ascending by day.

    `levels` are positive: for `tr` a total-return index that starts at the anchor price, for `pr`
    the split-adjusted price or index points. `proxy` and `note` travel to every surface. `marks`
    hold splices, `convention` how the levels were made. Empty arrays mean that nothing was known;
    `missing` then says why.
    """

    symbol: str
    basis: Basis
    days: Days
    levels: Vector
    sources: tuple[Source, ...]
    proxy: bool = False
    note: str = ""
    marks: tuple[Mark, ...] = ()
    missing: str = ""
    convention: str = ""

    def __len__(self) -> int:
        return len(self.days)

    @property
    def last(self) -> date | None:
        """Newest day with a level; None for an empty series."""
        return self.days[-1].item() if len(self.days) else None


@dataclass(frozen=True, slots=True)
class PairSeries:
    """Two legs on their common days. `log_ratio` = ln numerator - ln denominator, same basis.

    `label` is what a reader sees ("IWM / SPY"). `missing` says why when there are no common days.
    """

    name: str
    label: str
    days: Days
    log_ratio: Vector
    numerator: Series
    denominator: Series
    sign: int
    monthly: bool
    note: str
    missing: str

    def __len__(self) -> int:
        return len(self.days)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Sources of both legs."""
        return self.numerator.sources + self.denominator.sources

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Splices of both legs."""
        return self.numerator.marks + self.denominator.marks


@dataclass(frozen=True, slots=True)
class FundFile:
    """One holdings file as known, stamped `day`: lines as printed. `weights` are fractions (n,).

    `equity` marks lines that are shares; `issuers` merges share classes (GOOG and GOOGL are one).
    """

    fund: str
    day: date
    known_at: date
    symbols: tuple[str, ...]
    issuers: tuple[str, ...]
    weights: Vector
    equity: NDArray[np.bool_]
    source: Source


@dataclass(frozen=True, slots=True)
class MacroSeries:
    """A macro series as known: period starts, values in `unit`, and when each value was known."""

    name: str
    days: Days
    values: Vector
    known_at: Days
    unit: str
    assumed: bool
    source: Source | None

    def fresh(self, as_of: date, sessions: int = FRESH) -> tuple[date, float] | None:
        """The newest day and its value, for a trigger; None if it is older than `sessions` sessions.

        A missing yield is missing: nothing is carried further than this into a decision.
        """
        if not len(self.days) or count(self.days[-1].item(), as_of) > sessions:
            return None
        return self.days[-1].item(), float(self.values[-1])


def same_day(
    lines: Sequence[MacroSeries], as_of: date, sessions: int = FRESH
) -> tuple[date, tuple[float, ...]] | None:
    """The newest day on which every series has a value, and the values; None if that day is too old.

    What is set against one another (two and ten years, the funds rate) must be of one day, and in one
    unit: series in different units have no common day.
    """
    if not lines or len({line.unit for line in lines}) > 1:
        return None
    common = reduce(np.intersect1d, [line.days for line in lines])
    if not len(common) or count(common[-1].item(), as_of) > sessions:
        return None
    day = common[-1]
    return day.item(), tuple(float(line.values[line.days == day][-1]) for line in lines)
