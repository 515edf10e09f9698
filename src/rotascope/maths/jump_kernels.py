"""Compiled loops of the jump model: what each end costs, and the way back."""

from __future__ import annotations

import numpy as np
from numba import njit

from rotascope.maths.types import Ints, Matrix

__all__ = ["back", "costs"]


@njit(cache=True, nogil=True)
def costs(y: Matrix, mu: Matrix, penalty: float) -> Matrix:
    """Cheapest cost of y[: t + 1] that ends in each state, (T, K)."""
    total = np.zeros((y.shape[0], mu.shape[0]))
    for t in range(y.shape[0]):
        low = total[t - 1].min() if t > 0 else 0.0
        for k in range(mu.shape[0]):
            distance = 0.0
            for j in range(y.shape[1]):
                distance += (y[t, j] - mu[k, j]) ** 2
            stay = total[t - 1, k] if t > 0 else 0.0
            total[t, k] = distance + min(stay, low + penalty)
    return total


@njit(cache=True, nogil=True)
def back(total: Matrix, penalty: float) -> Ints:
    """The cheapest states, read backwards from what each end cost; ties keep the state."""
    n = total.shape[0]
    out = np.empty(n, dtype=np.int64)
    out[n - 1] = total[n - 1].argmin()
    for t in range(n - 2, -1, -1):
        staying, best = out[t + 1], total[t].argmin()
        out[t] = staying if total[t, staying] <= total[t, best] + penalty else best
    return out
