"""What the Panel hands out: series, pairs, fund files. Finite values only; a missing day is absent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from rotascope.sessions import Days
from rotascope.terms import Basis, Mark, Source

__all__ = ["FundFile", "MacroSeries", "PairSeries", "Series", "Vector", "read_only"]

Vector = NDArray[np.float64]


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
