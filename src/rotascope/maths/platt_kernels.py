"""The compiled loops of `platt`: one penalised logistic fit, and one for every date."""

from __future__ import annotations

import numpy as np
from numba import njit

from rotascope.maths.types import Ints, Vector

__all__ = ["fit", "walk"]

STEPS, TINY, CLOSE = 25, 1e-9, 1e-8


@njit(cache=True, nogil=True)
def fit(x: Vector, won: Vector, weight: Vector, ridge: float, at: Vector) -> Vector:
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
def walk(x: Vector, won: Vector, weight: Vector, known: Ints, ridge: float) -> Vector:
    """Each date's fit, begun where the one before ended; rows (a, b, var a, cov, var b, base, n)."""
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
        found = fit(x[:seen], won[:seen], weight[:seen], ridge, at)
        at[0], at[1] = found[0], found[1]
        det = found[2] * found[4] - found[3] * found[3]
        out[s, 0], out[s, 1] = found[0], found[1]
        out[s, 2], out[s, 3], out[s, 4] = found[4] / det, -found[3] / det, found[2] / det
        out[s, 5], out[s, 6] = k / n, n
    return out
