"""The compiled steps of Bayesian online change-point detection."""

from __future__ import annotations

from math import lgamma

import numpy as np
from numba import njit

from rotascope.maths.types import Vector

__all__ = ["walk"]


@njit(cache=True, nogil=True)
def walk(x: Vector, first: int, chance: Vector, prior: Vector, hazard: float, young: int) -> Vector:
    """P(run length < young) after each of x[first:]; `chance` (R + 1,) is moved on in place.

    chance[r] is the probability that the newest run holds the last r points; the last place holds
    every longer run, judged by its last R points. prior = (mean, kappa, alpha, beta).
    """
    longest = len(chance) - 1
    m0, k0, a0, b0 = prior
    front = _fronts(longest, k0, a0)
    sums, squares = np.zeros(len(x) + 1), np.zeros(len(x) + 1)
    for t in range(len(x)):
        sums[t + 1] = sums[t] + x[t]
        squares[t + 1] = squares[t] + x[t] * x[t]
    out = np.empty(len(x) - first)
    for t in range(first, len(x)):
        reached = min(t, longest)
        total = 0.0
        for r in range(reached + 1):
            if chance[r] <= 0.0:
                continue
            kappa, alpha = k0 + r, a0 + 0.5 * r
            mean = (k0 * m0 + sums[t] - sums[t - r]) / kappa
            own = squares[t] - squares[t - r] + k0 * m0 * m0 - kappa * mean * mean
            beta = b0 + 0.5 * max(own, 0.0)
            gap = x[t] - mean
            reach = kappa * gap * gap / ((kappa + 1.0) * 2.0 * beta)
            chance[r] *= np.exp(front[r] - 0.5 * np.log(beta) - (alpha + 0.5) * np.log1p(reach))
            total += chance[r]
        _grow(chance, reached, (1.0 - hazard) / total, hazard)
        out[t - first] = chance[:young].sum()
    return out


@njit(cache=True, nogil=True)
def _fronts(longest: int, k0: float, a0: float) -> Vector:
    """What of the log Student-t density depends on a run's length alone, (longest + 1,)."""
    front = np.empty(longest + 1)
    for r in range(longest + 1):
        alpha, kappa = a0 + 0.5 * r, k0 + r
        front[r] = lgamma(alpha + 0.5) - lgamma(alpha)
        front[r] += 0.5 * np.log(kappa / ((kappa + 1.0) * 2.0 * np.pi))
    return front


@njit(cache=True, nogil=True)
def _grow(chance: Vector, reached: int, keep: float, hazard: float) -> None:
    """Every run grows by a point with what is left of its chance; a new one begins with `hazard`."""
    longest = len(chance) - 1
    for r in range(reached, -1, -1):
        grown = chance[r] * keep
        if r == longest:
            chance[r] = grown
        elif r + 1 == longest:
            chance[longest] += grown
        else:
            chance[r + 1] = grown
    chance[0] = hazard
