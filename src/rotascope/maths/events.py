"""What followed events: outcomes from the next close, intervals, and chance by random dates."""

from __future__ import annotations

import math

import numpy as np

from rotascope.maths.types import Ints, Vector

__all__ = ["binomial_p", "forward", "mean_interval", "median_interval", "shift_p"]

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


def median_interval(x: Vector, level: float = 0.9) -> tuple[float, float]:
    """Percentile bootstrap interval of the median of independent outcomes; 2,000 draws, fixed seed."""
    rows = np.random.default_rng(SEED).integers(0, len(x), (DRAWS, len(x)))
    low, high = np.quantile(np.median(x[rows], axis=1), [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def mean_interval(x: Vector, level: float = 0.9) -> tuple[float, float]:
    """Percentile bootstrap interval of the mean of independent outcomes; 2,000 draws, fixed seed."""
    rows = np.random.default_rng(SEED).integers(0, len(x), (DRAWS, len(x)))
    low, high = np.quantile(x[rows].mean(axis=1), [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


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


def binomial_p(k: int, n: int, share: float, *, two_sided: bool = True) -> float:
    """Exact p of k successes in n independent trials with chance `share`.

    Null hypothesis: the chance is `share`. One-sided: k or more. Two-sided: all counts that are no
    likelier than k, as in Clopper and Pearson's companion test.
    """
    chances = [math.comb(n, i) * share**i * (1.0 - share) ** (n - i) for i in range(n + 1)]
    if not two_sided:
        return min(math.fsum(chances[k:]), 1.0)
    return min(math.fsum(c for c in chances if c <= chances[k] * (1.0 + 1e-7)), 1.0)
