"""One group of stocks set against another: who beats the other's median member.

levels (T, N) float32 total-return levels, NaN where a line has none; flags (T, N) say who stands
where on which day. Every output is (T,) and causal; NaN where a side is empty.
"""

from __future__ import annotations

import numpy as np

from rotascope.maths.types import Flags, Matrix, Vector

__all__ = ["beat_median", "row_medians"]


def row_medians(values: Matrix) -> Vector:
    """Median of each row's finite values (T, N) -> (T,); NaN for a row without any."""
    rising = np.sort(np.where(np.isfinite(values), values, np.nan), axis=1)  # NaN sorts last
    count = np.isfinite(rising).sum(axis=1)
    rows = np.arange(len(rising))
    low, high = np.maximum(count - 1, 0) // 2, np.minimum(count // 2, rising.shape[1] - 1)
    middle = 0.5 * (rising[rows, low].astype(np.float64) + rising[rows, high])
    return np.asarray(np.where(count > 0, middle, np.nan))


def beat_median(
    levels: Matrix, inside: Flags, outside: Flags, h: int, start: int = 0
) -> tuple[Vector, Vector, Vector]:
    """(share of outside whose h-row return beats the median of inside, outside counted, inside counted).

    Who stands where is read at the window's start; both levels are needed. Rows from `start` on. Half
    is what no leadership gives, however skewed returns are: a median has half of its kind above it.
    """
    days = len(levels) - start
    found = np.full((3, days), np.nan)
    first = max(start, h)
    if first >= len(levels):
        return found[0], np.zeros(days), np.zeros(days)
    began = slice(first - h, len(levels) - h)
    with np.errstate(divide="ignore", invalid="ignore"):
        growth = levels[first:] / levels[began]
    lines = inside[began].any(axis=0)
    within = np.where(inside[began][:, lines], growth[:, lines], np.nan)
    without = np.where(outside[began], growth, np.nan)
    hurdle = row_medians(within) if lines.any() else np.full(len(growth), np.nan)
    count = np.isfinite(without).sum(axis=1)
    beat = (without > hurdle[:, None]).sum(axis=1)
    known = np.isfinite(hurdle) & (count > 0)
    found[0, first - start :][known] = beat[known] / count[known]
    found[1], found[2] = 0.0, 0.0
    found[1, first - start :], found[2, first - start :] = count, np.isfinite(within).sum(axis=1)
    return found[0], found[1], found[2]
