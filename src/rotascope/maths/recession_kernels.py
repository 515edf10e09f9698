"""Compiled loops of the recession probit."""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from rotascope.maths.types import Vector

__all__ = ["probabilities", "scored"]


@njit(cache=True, nogil=True)
def probabilities(x: Vector, a: float, b: float) -> Vector:
    """Phi(a + b x), (n,) probabilities; NaN stays NaN."""
    out = np.empty(len(x))
    for i in range(len(x)):
        out[i] = 0.5 * math.erfc(-(a + b * x[i]) / math.sqrt(2.0))
    return out


@njit(cache=True, nogil=True)
def scored(x: Vector, y: Vector) -> tuple[float, float]:
    """(a, b) of P(y = 1) = Phi(a + b x) by maximum likelihood, Fisher scoring, at most 60 steps.

    x (n,) finite, y (n,) of 0 and 1. NaN, NaN where it has no finite answer: one class only, x
    constant, or the classes apart (no maximum exists).
    """
    a, b = 0.0, 0.0
    for _ in range(60):
        ga, gb, haa, hab, hbb = 0.0, 0.0, 0.0, 0.0, 0.0
        for i in range(len(x)):
            eta = min(max(a + b * x[i], -8.0), 8.0)
            p = 0.5 * math.erfc(-eta / math.sqrt(2.0))
            density = math.exp(-0.5 * eta * eta) / math.sqrt(2.0 * math.pi)
            variance = max(p * (1.0 - p), 1e-300)
            score = density * (y[i] - p) / variance
            weight = density * density / variance
            ga += score
            gb += score * x[i]
            haa += weight
            hab += weight * x[i]
            hbb += weight * x[i] * x[i]
        det = haa * hbb - hab * hab
        if not det > 1e-12 * haa * hbb:
            return math.nan, math.nan
        da, db = (hbb * ga - hab * gb) / det, (haa * gb - hab * ga) / det
        a, b = a + da, b + db
        if abs(a) > 50.0 or abs(b) > 50.0:
            return math.nan, math.nan
        if abs(da) + abs(db) < 1e-13 * (1.0 + abs(a) + abs(b)):
            return a, b
    return math.nan, math.nan
