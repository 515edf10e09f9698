"""Ratios through time that several valuation signals read: monthly series, yields, their noise."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rotascope.panel import Panel
from rotascope.series import Vector
from rotascope.sessions import Days
from rotascope.signals import words
from rotascope.signals.trace import Trace
from rotascope.signals.valuation.cohort import Cohort, cohort
from rotascope.terms import Null, Source
from rotascope.vintages import Versions, first_releases, versions

__all__ = [
    "MONTHLY_PATIENCE",
    "Yields",
    "change_null",
    "newest_of_day",
    "printed",
    "sources_of",
    "yields",
]

SERIES = {"small_cap": "EP.small_cap", "large_cap": "EP.large_cap"}
MONTHLY_PATIENCE, FEWEST_MONTHS = 45, 24


def printed(panel: Panel, name: str) -> Versions:
    """First prints of a monthly macro series, month after month: a month first known late is left out.

    `known_at` then never falls, so that each value stands among those known before it.
    """
    found = first_releases(versions(panel, name))
    if not len(found):
        return found
    number = found.days.astype(np.int64)
    onward = number >= np.maximum.accumulate(number)
    return Versions(name, found.days[onward], found.known_at[onward], found.values[onward],
                    found.unit, found.assumed, found.source)  # fmt: skip


def newest_of_day(known: Days) -> np.ndarray:
    """Which of ascending days are the last of their kind: of months known together, the newest."""
    return np.append(known[1:] != known[:-1], np.ones(min(len(known), 1), dtype=bool))


def change_null(panel: Panel, trace: Trace) -> Null | None:
    """How far the value moves from one point to the next.

    Null hypothesis: nothing new; changes are as they were. rate is the median absolute change, p
    the share of past changes at least as large as the last one. A level that wanders has no centre
    to be far from.
    """
    del panel
    change = np.abs(np.diff(trace.value[np.isfinite(trace.value)]))
    if len(change) < 20:
        return None
    usual, p = float(np.median(change)), float(np.mean(change >= change[-1]))
    return Null(
        f"from one value to the next it moves by more than {usual:.2g} half the time;"
        f" the last move or more in {words.chance(p)}",
        usual,
        p,
    )


def sources_of(found: Cohort) -> tuple[Source, ...]:
    """The source line of a fund's aggregates."""
    first, last = words.day(found.days[0]), words.day(found.days[-1])
    note = f"{found.basis}; file of {found.file}"
    return (Source("holdings", f"lines of {found.fund}", first, last, len(found.days), note),)


@dataclass(frozen=True, slots=True, eq=False)
class Yields:
    """Earnings yields of small and large caps on common days, (T,); `monthly` from macro series.

    `missing` says why there is nothing, `short` why the last day may have no answer.
    """

    days: Days
    small: Vector
    large: Vector
    monthly: bool
    sources: tuple[Source, ...]
    basis: str
    missing: str = ""
    coverage: float = 1.0
    short: str = ""


def yields(panel: Panel) -> Yields:
    """The monthly EP.small_cap and EP.large_cap as first printed, else the funds' own yields by day."""
    kept = [first_releases(versions(panel, name)) for name in SERIES.values()]
    periods, a, b = np.intersect1d(kept[0].days, kept[1].days, return_indices=True)
    if len(periods) >= FEWEST_MONTHS:
        known = np.maximum(kept[0].known_at[a], kept[1].known_at[b])
        days, at = np.unique(known[::-1], return_index=True)
        row = len(known) - 1 - at  # of months that became known together the newest
        sources = tuple(k.source for k in kept if k.source)
        small, large = kept[0].values[a][row], kept[1].values[b][row]
        return Yields(
            days, small, large, True, sources, f"{' and '.join(SERIES.values())}, monthly"
        )
    pair = cohort(panel, "small_cap"), cohort(panel, "large_cap")
    why = pair[0].missing or pair[1].missing
    if why:
        nothing = np.empty(0)
        return Yields(np.empty(0, "datetime64[D]"), nothing, nothing, False, (), "", f"{why}; or"
                      f" monthly series {' and '.join(SERIES.values())} (table macro)")  # fmt: skip
    days, a, b = np.intersect1d(pair[0].days, pair[1].days, return_indices=True)
    sources = (*sources_of(pair[0]), *sources_of(pair[1]))
    cover = max(min(float(c.coverage[-1]) for c in pair), 0.0)
    worst = min(pair, key=lambda c: float(c.coverage[-1]))
    short = (
        f"earnings known for {words.percent(cover, 0)} of {worst.fund} by value; newest of them"
        f" {worst.newest}"
    )
    return Yields(
        days, pair[0].yield_[a], pair[1].yield_[b], False, sources, pair[0].basis, "", cover, short
    )
