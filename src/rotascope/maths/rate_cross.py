"""Stocks against one driver: a rolling beta of each, and what those betas explain a week later."""

from __future__ import annotations

import numpy as np
from numba import njit

from rotascope.maths.types import Flags, Matrix, Vector

__all__ = ["cross_fits", "rolling_betas"]


@njit(cache=True, nogil=True)
def rolling_betas(returns: Matrix, driver: Vector, window: int, least: int) -> Matrix:
    """Least-squares beta of each column (T, N) on `driver` (T,) over the last `window` rows.

    Rows in which the return or the driver is NaN do not count; NaN below `least` counted rows.
    Running sums from the first row on, so that later rows change nothing.
    """
    n, k = returns.shape
    out = np.full((n, k), np.nan)
    sums = np.zeros((5, k))
    for t in range(n):
        _counted(sums, returns[t], driver[t], 1.0)
        if t >= window:
            _counted(sums, returns[t - window], driver[t - window], -1.0)
        for i in range(k):
            count = sums[0, i]
            if count >= least:
                spread = sums[3, i] - sums[1, i] * sums[1, i] / count
                if spread > 1e-12:
                    out[t, i] = (sums[4, i] - sums[1, i] * sums[2, i] / count) / spread
    return out


@njit(cache=True, nogil=True)
def _counted(sums: Matrix, row: Vector, x: float, sign: float) -> None:
    """Adds a row (or takes it away): count, x, y, x squared, x y of each column."""
    if not np.isfinite(x):
        return
    for i in range(len(row)):
        y = np.float64(row[i])
        if np.isfinite(y):
            sums[0, i] += sign
            sums[1, i] += sign * x
            sums[2, i] += sign * y
            sums[3, i] += sign * x * x
            sums[4, i] += sign * x * y


@njit(cache=True, nogil=True)
def cross_fits(
    returns: Matrix, betas: Matrix, counts: Flags, least: int
) -> tuple[Vector, Vector, Vector]:
    """Each row's returns on the betas of the row before, over the columns that `counts` had then.

    (adjusted R2, return of long minus short, beta of long minus short), each (T,). Long are the betas
    below the mean (long duration), weighted by their distance from it, short those above; both sides
    sum to one. Adjusted R2 is zero on average for betas that say nothing. NaN below `least` stocks.
    """
    n, k = returns.shape
    r2, spread, gap = np.full(n, np.nan), np.full(n, np.nan), np.full(n, np.nan)
    for t in range(1, n):
        m, sb, sr, sbb, srr, sbr = 0, 0.0, 0.0, 0.0, 0.0, 0.0
        for i in range(k):
            b, r = betas[t - 1, i], np.float64(returns[t, i])
            if counts[t - 1, i] and np.isfinite(b) and np.isfinite(r):
                m, sb, sr = m + 1, sb + b, sr + r
                sbb, srr, sbr = sbb + b * b, srr + r * r, sbr + b * r
        if m < least:
            continue
        vb, vr, cov = sbb - sb * sb / m, srr - sr * sr / m, sbr - sb * sr / m
        if not vb > 1e-12 or not vr > 1e-18:
            continue
        r2[t] = 1.0 - (1.0 - cov * cov / (vb * vr)) * (m - 1) / (m - 2)
        side = 0.0
        for i in range(k):
            b, r = betas[t - 1, i], np.float64(returns[t, i])
            if counts[t - 1, i] and np.isfinite(b) and np.isfinite(r):
                side += max(sb / m - b, 0.0)
        # Distances from the mean sum to zero: each side's sum is `side`.
        spread[t], gap[t] = -cov / side, -vb / side
    return r2, spread, gap
