"""How many times a mean changed, when, and within which dates. On changes, never on levels.

Bai and Perron (1998, 2003) for several changes; Eo and Morley (2015) for the set of dates that the
likelihood cannot tell from the best one.
"""

from __future__ import annotations

import math

import numpy as np

from rotascope.maths import noise
from rotascope.maths.types import Ints, Vector

__all__ = ["changes", "date_set", "sup_f_p", "trailing_sup_f"]

TRIM = 0.15
# Bai-Perron (2003), Table II, one mean, trimming 0.15, 5 %: 0 changes against 1, 1 against 2, ...
SEQUENTIAL = (8.58, 10.13, 11.14, 11.83, 12.25)
# Chance that a series without a change has a sup-F of at least this (trim 0.15, 260 normal steps,
# 40,000 simulated, so +-0.1 at 5 %); log-linear between.
QUANTILES = ((2.04, 0.75), (3.17, 0.5), (4.88, 0.25), (6.96, 0.1), (8.53, 0.05), (12.11, 0.01),
             (17.16, 0.001))  # fmt: skip


def trailing_sup_f(x: Vector, window: int, least: int, trim: float = TRIM) -> tuple[Vector, Ints]:
    """(largest F of one mean shift in the last `window` steps, first position after it), (n,) each.

    Andrews (1993); critical values as `sup_f_p`. NaN and -1 before `least` steps. Causal: entry t
    uses x[: t + 1]. The steps are taken as uncorrelated and of one variance: scale them first.
    """
    from rotascope.maths import breaks_kernels

    f, at = breaks_kernels.trailing_f(np.array(x, dtype=np.float64), window, least, trim)
    return np.asarray(f), np.asarray(at)


def sup_f_p(f: float) -> float:
    """P(sup-F >= f) without a change, 15 % trimming, from a simulated table; 1 for small f.

    Null hypothesis: one mean, independent normal steps. Beyond 1 in 1,000 it goes on log-linearly.
    """
    return noise.tabled(f, QUANTILES)


def changes(x: Vector, least: int, most: int = 5) -> Ints:
    """First positions of the second and later regimes, as many as the sequential test allows, (m,).

    The best partition into m + 1 means replaces that into m while the fall of the sum of squares,
    over the residual variance, passes Bai-Perron's supF(m + 1 | m) at 5 % (taken for the global
    minimisers of both; trimming 0.15). x (n,) finite; segments of at least `least` steps.
    """
    from rotascope.maths import breaks_kernels

    x = np.array(x, dtype=np.float64)
    if len(x) < 2 * least:
        return np.empty(0, dtype=np.int64)
    cost, starts = breaks_kernels.best_partitions(x - x.mean(), most, least)
    kept = 0
    while kept < most and math.isfinite(cost[kept + 1]) and cost[kept + 1] > 0.0:
        variance = cost[kept + 1] / (len(x) - kept - 2)
        if (cost[kept] - cost[kept + 1]) / variance < SEQUENTIAL[kept]:
            break
        kept += 1
    return np.asarray(starts[kept, :kept], dtype=np.int64)


def date_set(x: Vector, level: float = 0.9) -> tuple[int, int]:
    """(first, last) position of the second regime's start that the data cannot tell from the best.

    Inverted likelihood ratio: n ln(SSR(k) / least SSR) <= -2 ln(1 - sqrt(level)). It takes as known
    that there is one change; the set's outer ends are given, so it holds at least `level`.
    """
    n = len(x)
    centred = np.asarray(x, dtype=np.float64) - np.mean(x)
    left = np.cumsum(centred)[:-1]
    k = np.arange(1, n)
    rest = float(centred @ centred) - left * left * n / (k * (n - k))
    reach = -2.0 * math.log(1.0 - math.sqrt(level))
    inside = np.flatnonzero(n * np.log(rest / rest.min()) <= reach)
    return int(inside[0]) + 1, int(inside[-1]) + 1
