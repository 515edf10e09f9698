"""How long a gap takes to halve: AR(1) corrected for its bias, with an interval that may be infinite.

Uncorrected least squares finds mean reversion in random walks. Kendall (1954) corrects the slope;
the grid bootstrap of Hansen (1999) gives an interval that stays right up to a unit root.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable

import numpy as np

from rotascope.maths.types import Vector

__all__ = ["GRID", "expanding_phi", "grid_interval", "half_life", "kendall"]

GRID = tuple(
    float(phi)
    for phi in np.concatenate([np.linspace(0.5, 0.95, 10), 1.0 - np.linspace(0.045, 0.0, 19)])
)
"""Slopes asked about; the last is a unit root."""
TOP, HALVINGS = len(GRID) - 1, 4


def half_life(phi: float) -> float:
    """-ln 2 / ln phi, in steps; infinite from a unit root on, NaN for a slope at or below nil."""
    if not phi > 0.0:
        return math.nan
    return math.inf if phi >= 1.0 else -math.log(2.0) / math.log(phi)


def kendall(phi: float | Vector, n: int | Vector) -> Vector:
    """Kendall (1954): phi + (1 + 3 phi) / n, an AR(1)'s least-squares slope less its bias."""
    return np.asarray(phi + (1.0 + 3.0 * np.asarray(phi)) / n, dtype=np.float64)


def expanding_phi(x: Vector) -> tuple[Vector, Vector]:
    """(least-squares slope of x_t on x_{t-1} with an intercept, pairs used) of every prefix of x, (n,).

    NaN in x breaks the pairs it is in and no other. NaN where fewer than three pairs or no
    variance.
    """
    n = len(x)
    slope, used = np.full(n, np.nan), np.zeros(n)
    if n < 2:
        return slope, used
    good = np.isfinite(x[1:]) & np.isfinite(x[:-1])
    centre = float(x[np.isfinite(x)][0]) if np.isfinite(x).any() else 0.0
    a, b = np.where(good, x[:-1] - centre, 0.0), np.where(good, x[1:] - centre, 0.0)
    count = np.cumsum(good).astype(np.float64)
    sa, sb, saa, sab = (np.cumsum(v) for v in (a, b, a * a, a * b))
    with np.errstate(invalid="ignore", divide="ignore"):
        spread = saa - sa * sa / count
        phi = (sab - sa * sb / count) / spread
    slope[1:] = np.where((count >= 3) & (spread > 1e-18), phi, np.nan)
    used[1:] = count
    return slope, used


def grid_interval(
    x: Vector, draws: int = 199, seed: int = 1999, level: float = 0.9
) -> tuple[float, float]:
    """Half-lives (low, high) in steps not refused by x; high infinite: a unit root is not refused.

    Ends are found on `GRID` and then by halving between its points, for a slope's verdict rises
    with the slope; low is 0 where even the first is not refused. x (n,) finite. What an AR(1)
    allows, not that the gap is one.
    """
    from rotascope.maths.halflife_kernels import grid_quantiles

    x, tail = np.ascontiguousarray(x, dtype=np.float64), (1.0 - level) / 2.0

    def verdict(phi: float) -> int:
        """-1: the slope is refused as too low, 1: as too high, 0: not refused."""
        t, low, high = grid_quantiles(x, np.array([phi]), draws, seed, tail)[0]
        return -1 if t > high else 1 if t < low else 0

    endless = verdict(GRID[TOP]) <= 0
    first = bisect_left(GRID, 0, key=verdict)
    low = (
        0.0 if first == 0 else half_life(_edge(verdict, GRID[first - 1], GRID[min(first, TOP)], 0))
    )
    if endless:
        return low, math.inf
    last = bisect_left(GRID, 1, lo=max(first - 1, 0), key=verdict)
    return low, half_life(_edge(verdict, GRID[max(last - 1, 0)], GRID[min(last, TOP)], 1))


def _edge(verdict: Callable[[float], int], low: float, high: float, sought: int) -> float:
    """The slope between two at which the verdict reaches `sought`, to a sixteenth of their distance."""
    for _ in range(HALVINGS):
        middle = 0.5 * (low + high)
        low, high = (low, middle) if verdict(middle) >= sought else (middle, high)
    return 0.5 * (low + high)
