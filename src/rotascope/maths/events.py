"""What followed events: outcomes from the next close, intervals, and chance by random dates."""

from __future__ import annotations

import math

import numpy as np

from rotascope.maths.bootstrap import interval
from rotascope.maths.types import Ints, Vector

__all__ = [
    "difference_interval",
    "expanding_means",
    "forward",
    "mean_interval",
    "median_interval",
    "shift_p",
]

DRAWS, SEED = 2_000, 1994
CELLS = 4_000_000


def forward(log_level: Vector, horizon: int, entry: int = 1) -> Vector:
    """x[t + entry + h] - x[t + entry] per row t, (n,): entered at the next close, never at t's own.

    NaN where the outcome is not yet known. x finite, in logs.
    """
    out = np.full(len(log_level), np.nan)
    last = len(log_level) - horizon - entry
    if last > 0:
        start = log_level[entry : entry + last]
        out[:last] = log_level[entry + horizon : entry + horizon + last] - start
    return out


def expanding_means(at: Ints, outcome: Vector, horizon: int, n: int) -> tuple[Vector, Ints]:
    """(mean of the outcomes known by each step, how many), (n,) each.

    The outcome of position p is known at p + horizon. NaN while none is.
    """
    total, count = np.zeros(n), np.zeros(n, dtype=np.int64)
    known = at + horizon
    inside = known < n
    np.add.at(total, known[inside], outcome[inside])
    np.add.at(count, known[inside], 1)
    many = np.cumsum(count)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(many > 0, np.cumsum(total) / many, np.nan), many


def median_interval(x: Vector, level: float = 0.9) -> tuple[float, float]:
    """Percentile bootstrap interval of the median of independent outcomes; 2,000 draws, fixed seed."""
    rows = np.random.default_rng(SEED).integers(0, len(x), (DRAWS, len(x)))
    return interval(np.median(x[rows], axis=1), level)


def mean_interval(x: Vector, level: float = 0.9) -> tuple[float, float]:
    """Percentile bootstrap interval of the mean of independent outcomes; 2,000 draws, fixed seed."""
    rows = np.random.default_rng(SEED).integers(0, len(x), (DRAWS, len(x)))
    return interval(x[rows].mean(axis=1), level)


def difference_interval(x: Vector, y: Vector, level: float = 0.9) -> tuple[float, float]:
    """Percentile bootstrap interval of mean(x) - mean(y), both of independent outcomes, as above."""
    draw = np.random.default_rng(SEED)
    one, other = (z[draw.integers(0, len(z), (DRAWS, len(z)))].mean(axis=1) for z in (x, y))
    return interval(one - other, level)


def shift_p(outcome: Vector, at: Ints, *, mean: bool = False) -> float:
    """How often the same number of dates at the same spacing, put elsewhere, is as far from usual.

    Null hypothesis: the dates say nothing about the outcomes. Every circular shift of the dates `at`
    over outcome (n,), finite, is one draw; two-sided p of |median (mean) - that of all days|. Shifts
    keep the dates' clustering and the outcomes' dependence, and need no seed.
    """
    n, k = len(outcome), len(at)
    step = max(1, math.ceil(n * k / CELLS))
    middle = np.mean if mean else np.median
    usual = float(middle(outcome))
    places = (np.asarray(at)[None, :] + np.arange(0, n, step)[:, None]) % n
    apart = np.abs(middle(outcome[places], axis=1) - usual)
    seen = abs(float(middle(outcome[at])) - usual)
    return float(np.mean(apart >= seen - 1e-12))
