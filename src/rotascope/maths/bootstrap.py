"""Resampling that respects dependence: the stationary bootstrap (Politis-Romano 1994)."""

from __future__ import annotations

import math

import numpy as np

from rotascope.maths.types import Vector

__all__ = ["block_length", "interval", "stationary_means"]


def stationary_means(x: Vector, block: float, draws: int, seed: int) -> Vector:
    """Means of `draws` stationary bootstrap samples of x, (draws,), by prefix sums a block.

    Blocks of geometric length (mean `block` >= 1) that wrap around the end. x (n,) finite.
    """
    from rotascope.maths.resampling import block_means

    x = np.asarray(x, dtype=np.float64)
    twice = np.concatenate([x, x])
    prefix = np.concatenate([[0.0], np.cumsum(twice)])
    return np.asarray(block_means(prefix, len(x), max(float(block), 1.0), draws, seed))


def interval(samples: Vector, level: float = 0.9) -> tuple[float, float]:
    """Percentile interval of bootstrap samples."""
    low, high = np.quantile(samples, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def block_length(x: Vector) -> tuple[float, float]:
    """(stationary, circular) optimal mean block length. Politis-White (2004), Patton et al. (2009).

    The first lag after which 5 or more autocorrelations in a row are insignificant sets the
    bandwidth of a flat-top kernel. At least 1; at most min(3 sqrt(n), n / 3).
    """
    n = len(x)
    gap = np.asarray(x, dtype=np.float64) - np.mean(x)
    run = max(5, int(math.log10(n)))
    most = math.ceil(math.sqrt(n)) + run
    lagged = np.array([gap[i:] @ gap[: n - i] for i in range(most + 1)])
    cumulative = np.concatenate([[0.0], np.cumsum(gap * gap)])
    lags = np.arange(1, most + 2)
    late, early = cumulative[-1] - cumulative[lags], cumulative[n - lags]
    small = np.abs(lagged) / np.sqrt(late * early) < 2.0 * math.sqrt(math.log10(n) / n)
    quiet = [i for i in range(run, most + 1) if small[i - run : i].all()]
    width = min(2 * max(quiet[0] - run, 1), most) if quiet else most
    k = np.arange(1, width + 1)
    taper = np.where(k / width <= 0.5, 1.0, 2.0 * (1.0 - k / width))
    acv = lagged / n
    g = 2.0 * float(np.sum(taper * k * acv[1 : width + 1]))
    long_run = float(acv[0] + 2.0 * np.sum(taper * acv[1 : width + 1]))
    cap = math.ceil(min(3.0 * math.sqrt(n), n / 3.0))
    lengths = [
        min((2.0 * g * g / (factor * long_run**2)) ** (1 / 3) * n ** (1 / 3), cap)
        for factor in (2.0, 4.0 / 3.0)
    ]
    return max(lengths[0], 1.0), max(lengths[1], 1.0)
