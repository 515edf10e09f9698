"""When did a mean change? Work on changes (returns), never on integrated levels."""

from __future__ import annotations

import math

import numpy as np

from rotascope.maths.types import Ints, Vector

__all__ = ["cusum", "newest_start", "pelt", "robust_variance", "since_interval", "sup_f"]


def robust_variance(x: Vector) -> float:
    """Variance from the median absolute first difference, blind to shifts of the mean."""
    steps = np.diff(x)
    mad = float(np.median(np.abs(steps - np.median(steps))))
    return (1.4826022185056018 * mad) ** 2 / 2.0


def pelt(x: Vector, penalty: float, min_size: int, scale: float | None = None) -> Ints:
    """Start positions of the second and later segments of the best piecewise-constant fit, (m,).

    Minimises sum of squared errors / scale + penalty x changes, segments of at least `min_size`:
    the optimum that PELT (Killick, Fearnhead, Eckley 2012) finds by pruning; here by the full
    recursion, which is exact and O(n^2). `scale` defaults to `robust_variance(x)`; a series whose
    robust variance is 0 has no dated change. x finite.
    """
    from rotascope.maths.kernels import least_squares_path

    x = np.asarray(x, dtype=np.float64)
    unit = robust_variance(x) if scale is None else scale
    if unit <= 0.0 or len(x) < 2 * min_size:
        return np.empty(0, dtype=np.int64)
    scaled = (x - x.mean()) / math.sqrt(unit)
    prefix = np.concatenate([[0.0], np.cumsum(scaled)])
    squares = np.concatenate([[0.0], np.cumsum(scaled * scaled)])
    start = least_squares_path(prefix, squares, penalty, min_size)
    found, end = [], len(x)
    while start[end] > 0:
        end = int(start[end])
        found.append(end)
    return np.array(found[::-1], dtype=np.int64)


def newest_start(x: Vector, penalty: float, min_size: int) -> Ints:
    """Start of the newest segment in the best piecewise-constant fit of every prefix of x, (n,).

    `pelt` without scaling, answered for each x[: t + 1] by the one recursion, so entry t uses nothing
    later; 0 where a prefix has one segment only. x finite, in units of its own sd.
    """
    from rotascope.maths.kernels import least_squares_path

    x = np.asarray(x, dtype=np.float64)
    prefix = np.concatenate([[0.0], np.cumsum(x)])
    squares = np.concatenate([[0.0], np.cumsum(x * x)])
    return np.asarray(least_squares_path(prefix, squares, penalty, min_size)[1:])


def _f_by_split(x: Vector) -> Vector:
    """F of a mean shift before each position 1..n-1, (n - 1,)."""
    n = len(x)
    centred = x - x.mean()
    left = np.cumsum(centred)[:-1]
    k = np.arange(1, n)
    explained = left * left * n / (k * (n - k))
    rest = float(centred @ centred) - explained
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(explained / (rest / (n - 2)))


def sup_f(x: Vector, trim: float = 0.15) -> tuple[float, int]:
    """(largest F of one mean shift, first position of the second regime). Quandt-Andrews.

    Null hypothesis: one mean. Splits within `trim` of either end are not looked at. Critical value
    at 5 % with 15 % trimming 8.68 (Andrews 2003); the errors are taken as uncorrelated.
    """
    n = len(x)
    first, last = math.floor(n * trim), n - math.floor(n * trim)
    first, last = max(first, 1), min(last, n - 1)
    f = _f_by_split(np.asarray(x, dtype=np.float64))
    at = first + int(np.argmax(f[first - 1 : last]))
    return float(f[at - 1]), at


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
