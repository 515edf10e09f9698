"""When did a mean change? Work on changes (returns), never on integrated levels."""

from __future__ import annotations

import math

import numpy as np

from rotascope.maths.types import Ints, Vector

__all__ = ["cusum", "newest_start", "since_interval"]


def newest_start(x: Vector, penalty: float, min_size: int) -> Ints:
    """Start of the newest segment in the best piecewise-constant fit of every prefix of x, (n,).

    Minimises the sum of squared errors + penalty x changes, segments of at least `min_size`: the
    optimum that PELT (Killick, Fearnhead, Eckley 2012) finds by pruning, by the full recursion, O(n^2),
    whose step t uses nothing later. 0 where a prefix has one segment only. x finite, in units of its sd.
    """
    from rotascope.maths.kernels import least_squares_path

    x = np.asarray(x, dtype=np.float64)
    prefix = np.concatenate([[0.0], np.cumsum(x)])
    squares = np.concatenate([[0.0], np.cumsum(x * x)])
    return np.asarray(least_squares_path(prefix, squares, penalty, min_size)[1:])


def cusum(x: Vector) -> tuple[float, float]:
    """(OLS-CUSUM statistic of a constant mean, its p). Ploberger-Kraemer (1992).

    Null hypothesis: constant mean; p from the supremum of a Brownian bridge (5 % = 1.36).
    """
    centred = np.asarray(x, dtype=np.float64) - np.mean(x)
    scale = math.sqrt(float(centred @ centred))
    if scale == 0.0:
        return 0.0, 1.0
    statistic = float(np.abs(np.cumsum(centred)).max()) / scale
    terms = np.arange(1, 101)
    tail = 2.0 * np.sum((-1.0) ** (terms - 1) * np.exp(-2.0 * (terms * statistic) ** 2))
    return statistic, float(min(max(tail, 0.0), 1.0)) if statistic > 0.2 else 1.0


def since_interval(
    x: Vector, k: int, draws: int = 500, seed: int = 0, level: float = 0.9
) -> tuple[int, int]:
    """Bootstrap interval of the change position k: (low, high), positions in x.

    Residuals are drawn anew within each regime (independent draws), put on the two estimated means,
    and the change is dated again by the largest F. It takes the number of changes as known.
    """
    rng = np.random.default_rng(seed)
    x = np.asarray(x, dtype=np.float64)
    before, after = x[:k], x[k:]
    made = np.empty((draws, len(x)))
    made[:, :k] = rng.choice(before, size=(draws, len(before)))
    made[:, k:] = rng.choice(after, size=(draws, len(after)))
    centred = made - made.mean(axis=1, keepdims=True)
    left = np.cumsum(centred, axis=1)[:, :-1]
    n, split = len(x), np.arange(1, len(x))
    explained = left * left * n / (split * (n - split))
    dated = 1 + np.argmax(explained, axis=1)
    low, high = np.quantile(dated, [(1 - level) / 2, (1 + level) / 2])
    return min(math.floor(low), k), max(math.ceil(high), k)
