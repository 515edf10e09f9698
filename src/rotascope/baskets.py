"""Constructed series: equal-weight baskets and splices, causal by construction.

A basket is rebalanced to equal weight after the last session of each month or quarter and drifts in
between, so its level on a day needs nothing later than that day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce
from typing import Any

import numpy as np

from rotascope.catalog import Basket
from rotascope.series import Series, Vector
from rotascope.sessions import Days
from rotascope.terms import Mark

__all__ = ["drifted_growth", "equal_weight", "period_starts", "splice"]


def period_starts(days: Days, rebalance: str) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """True on the first day of each month or quarter (and on the first row)."""
    months = days.astype("datetime64[M]").astype(np.int64)
    period = months // (3 if rebalance == "quarterly" else 1)
    first = np.ones(len(days), dtype=bool)
    first[1:] = period[1:] != period[:-1]
    return first


def drifted_growth(returns: Vector, starts: np.ndarray[Any, np.dtype[np.bool_]]) -> Vector:
    """Daily growth of an equal-weight basket, weights reset where `starts` is True.

    returns (T, N) fractions; starts (T,). Row t earns the weights held after t - 1.
    """
    bounds = np.union1d(np.flatnonzero(starts), [0, len(returns)])
    growth = np.empty(len(returns))
    for low, high in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        level = np.cumprod(1.0 + returns[low:high], axis=0).mean(axis=1)
        growth[low:high] = level / np.concatenate([[1.0], level[:-1]])
    return growth


def equal_weight(basket: Basket, legs: Sequence[Series]) -> Series:
    """The basket's total-return index from the first day on which every leg has a level (start 100)."""
    basis = legs[0].basis
    absent = [leg.symbol for leg in legs if not len(leg)]
    if absent:
        why = f"{basket.name} needs {', '.join(absent)}, which is not on file"
        return replace(legs[0], symbol=basket.symbol, days=legs[0].days[:0], levels=np.empty(0),
                       sources=(), proxy=True, missing=why)  # fmt: skip
    days = reduce(np.intersect1d, [leg.days for leg in legs])
    levels = np.column_stack([leg.levels[np.searchsorted(leg.days, days)] for leg in legs])
    returns = levels[1:] / levels[:-1] - 1.0
    growth = drifted_growth(returns, period_starts(days, basket.rebalance)[1:])
    fee = (1.0 - basket.annual_fee) ** (1.0 / 252.0)
    index = 100.0 * np.concatenate([[1.0], np.cumprod(growth * fee)])
    sources = tuple(source for leg in legs for source in leg.sources)
    note = f"{basket.name}, {basket.rebalance}; chosen {basket.chosen}"
    return Series(basket.symbol, basis, days, index, sources, True, note)


def splice(later: Series, earlier: Series) -> Series:
    """`earlier` rescaled to meet `later` on its first day; returns before it are the stand-in's.

    Days after the hand-over come from `later` alone. The mark and the note say where and whom.
    """
    if not len(earlier) or not len(later):
        return later
    start = later.days[0]
    meet = int(np.searchsorted(earlier.days, start))
    if meet >= len(earlier.days) or earlier.days[meet] != start or meet == 0:
        return later
    scale = later.levels[0] / earlier.levels[meet]
    days = np.concatenate([earlier.days[:meet], later.days])
    levels = np.concatenate([earlier.levels[:meet] * scale, later.levels])
    mark = Mark(start.item(), f"{later.symbol} begins; before it {earlier.symbol}")
    note = f"before {start}: {earlier.note or earlier.symbol}"
    return replace(later, days=days, levels=levels, sources=later.sources + earlier.sources,
                   marks=(*later.marks, mark), note=note)  # fmt: skip
