"""Platt's logistic calibration, walked forward: each date's fit knows the outcomes of its past only."""

from __future__ import annotations

import numpy as np
from numba import njit

from rotascope.maths.types import Ints, Vector

__all__ = ["COLUMNS", "PRIOR_SD", "walk_forward"]

PRIOR_SD = 1.0
"""A priori one unit of score moves the log-odds by less than this, two times in three."""
COLUMNS = ("a", "b", "var_a", "cov", "var_b", "base", "n")
STEPS, TINY, CLOSE = 25, 1e-9, 1e-8


@njit(cache=True, nogil=True)
def _fit(x: Vector, won: Vector, weight: Vector, ridge: float, at: Vector) -> Vector:
    """(a, b, haa, hab, hbb) of the penalised fit by Newton's method begun at `at` (a, b)."""
    a, b, haa, hab, hbb = at[0], at[1], 0.0, 0.0, 0.0
    for _ in range(STEPS):
        ga, gb = -TINY * a, -ridge * b
        haa, hab, hbb = TINY, 0.0, ridge
        for t in range(len(x)):
            p = 1.0 / (1.0 + np.exp(-(a + b * x[t])))
            miss, v = weight[t] * (won[t] - p), weight[t] * p * (1.0 - p)
            ga += miss
            gb += miss * x[t]
            haa += v
            hab += v * x[t]
            hbb += v * x[t] * x[t]
        det = haa * hbb - hab * hab
        da, db = (hbb * ga - hab * gb) / det, (haa * gb - hab * ga) / det
        # Far steps are cut: with every outcome on one side the likelihood has no top.
        size = max(abs(da), abs(db), TINY)
        cut = min(1.0, 2.0 / size)
        a += cut * da
        b += cut * db
        if size < CLOSE:
            break
    return np.array([a, b, haa, hab, hbb])


@njit(cache=True, nogil=True)
def _walk(x: Vector, won: Vector, weight: Vector, known: Ints, ridge: float) -> Vector:
    """Each date's fit, begun where the one before it ended; rows as COLUMNS."""
    out = np.full((len(known), 7), np.nan)
    at, seen, n, k = np.zeros(2), 0, 0.0, 0.0
    for s in range(len(known)):
        if known[s] == seen:
            if s > 0:
                out[s] = out[s - 1]
            continue
        for t in range(seen, known[s]):
            n += weight[t]
            k += weight[t] * won[t]
        seen = known[s]
        fit = _fit(x[:seen], won[:seen], weight[:seen], ridge, at)
        at[0], at[1] = fit[0], fit[1]
        det = fit[2] * fit[4] - fit[3] * fit[3]
        out[s, 0], out[s, 1] = fit[0], fit[1]
        out[s, 2], out[s, 3], out[s, 4] = fit[4] / det, -fit[3] / det, fit[2] / det
        out[s, 5], out[s, 6] = k / n, n
    return out


def walk_forward(
    x: Vector, won: Vector, weight: Vector, known: Ints, prior_sd: float = PRIOR_SD
) -> Vector:
    """Per date (a, b, var a, cov, var b, base rate, n) of logit p = a + b x, (S, 7).

    x, won (0 or 1), weight (T,): finite, in the order in which the outcomes became known; known (S,)
    ascending: how many of them each date knows, NaN where none. Weighted maximum likelihood with a
    normal prior of sd `prior_sd` on b (Platt 1999; the prior stands for his smoothed targets);
    variances from the inverse Hessian. n = sum of the weights: those of overlapping outcomes sum to how
    many fit beside one another.
    """
    x, won, weight = (np.ascontiguousarray(v, dtype=np.float64) for v in (x, won, weight))
    counts = np.ascontiguousarray(known, dtype=np.int64)
    return np.asarray(_walk(x, won, weight, counts, 1.0 / prior_sd**2))
