"""What a line paid out in a window: how far its total return may stand for its price.

With nothing paid the two are one number. With something paid the price return lies below the total
return by about the yield, which is measured where both are on file, else taken from the catalog.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from rotascope.articles.measures.observed import Range
from rotascope.catalog import Distributions
from rotascope.panel import Panel
from rotascope.sessions import Days, as_days

__all__ = [
    "ASSUMED_YIELD",
    "Yield",
    "nothing_paid",
    "price_range",
    "total_range",
    "unpaid",
    "yearly_yield",
]

ASSUMED_YIELD = 0.03
INDEX_YIELD, INDEX_SURE = 0.03, 0.04  # no broad US index has paid more since the 1980s
MEASURED_YEARS = 3
MARGIN, FLOOR = 1.5, 0.001  # payments grow, and prices fall
SURE_TIMES, SURE_PLUS = 3.0, 0.02  # nobody is contradicted on an estimate of a yield
SESSIONS_A_YEAR = 252
DAYS_A_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Yield:
    """At most what a line pays a year, as a fraction of its price, and how that is known."""

    at_most: float
    known_by: str
    extra_years: float
    """How much of a year's payments a window may hold beyond its length: one payment."""
    surely: float = 0.0
    """What it surely does not exceed; 0 = three times `at_most` and two points more."""


def nothing_paid(panel: Panel, symbol: str, base: date, end: date) -> str:
    """Why nothing is known to have been paid after `base` up to `end`; "" if something may have been."""
    days = np.array([base]), np.array([end])
    for entry in panel.catalog.distributions.get(symbol, ()):
        if unpaid(entry, as_days(days[0]), as_days(days[1]))[0]:
            return entry.note
    dates = panel.dated("actions", panel.instrument(symbol)).get("date")
    if dates is None or not len(dates):
        return ""
    inside = (dates > np.datetime64(base)) & (dates <= np.datetime64(end))
    return "" if inside.any() or dates[0] > np.datetime64(base) else "no distribution is on file"


def unpaid(entry: Distributions, base: Days, end: Days) -> NDArray[np.bool_]:
    """For which windows (base, end] the catalog knows of no payment; shape of `base`."""
    first, last = np.datetime64(entry.first), np.datetime64(entry.last)
    known = (first <= base) & (end <= last)
    if entry.pays == "none":
        return np.asarray(known)
    if entry.season is None:
        return np.zeros(len(base), dtype=bool)
    for year in range(entry.first.year, entry.last.year + 1):
        opens, shuts = (np.datetime64(date(year, *day)) for day in entry.season)
        known &= ~((opens <= end) & (base < shuts))
    return np.asarray(known)


def yearly_yield(panel: Panel, symbol: str, on: date) -> Yield:
    """At most what the line paid a year around a day: catalogued, measured, else 3 %, which is said."""
    for entry in panel.catalog.distributions.get(symbol, ()):
        if entry.yield_at_most is not None and entry.first <= on <= entry.last:
            extra = 1.0 if entry.pays == "yearly" else 0.25
            return Yield(entry.yield_at_most, entry.note, extra)
    if symbol.startswith("^"):
        words = "the yield of an index is taken as at most 3 % a year"
        return Yield(INDEX_YIELD, words, 0.25, INDEX_SURE)
    measured = _measured(panel, symbol, on)
    if measured is not None:
        words = f"it paid about {measured * 100:.2f} % a year where both are on file"
        return Yield(MARGIN * measured + FLOOR, words, 0.25)
    return Yield(ASSUMED_YIELD, "its yield is not on file and taken as at most 3 % a year", 0.25)


def _measured(panel: Panel, symbol: str, on: date) -> float | None:
    """Mean yearly gap of total and price return over the last three years both are on file."""
    total, price = panel.series(symbol, "tr"), panel.series(symbol, "pr")
    days, a, b = np.intersect1d(total.days, price.days, assume_unique=True, return_indices=True)
    past = days <= np.datetime64(on + timedelta(days=1))
    days, a, b = days[past], a[past], b[past]
    if len(days) < SESSIONS_A_YEAR:
        return None
    rows = min(len(days) - 1, MEASURED_YEARS * SESSIONS_A_YEAR)
    gap = np.log(total.levels[a[-1]] / total.levels[a[-1 - rows]]) - np.log(
        price.levels[b[-1]] / price.levels[b[-1 - rows]]
    )
    return max(float(gap) / rows * SESSIONS_A_YEAR, 0.0)


def price_range(total: float, paid: Yield, base: date, end: date) -> tuple[Range, Range]:
    """Where the price return likely and where it surely is, given the total return; fractions."""
    likely, sure = _growths(paid, base, end)
    return ((1 + total) / likely - 1, total), ((1 + total) / sure - 1, total)


def total_range(price: float, paid: Yield, base: date, end: date) -> tuple[Range, Range]:
    """Where the total return likely and where it surely is, given the price return; fractions."""
    likely, sure = _growths(paid, base, end)
    return (price, (1 + price) * likely - 1), (price, (1 + price) * sure - 1)


def _growths(paid: Yield, base: date, end: date) -> Range:
    years = (end - base).days / DAYS_A_YEAR + paid.extra_years
    surely = paid.surely or SURE_TIMES * paid.at_most + SURE_PLUS
    return (1 + paid.at_most) ** years, (1 + surely) ** years
