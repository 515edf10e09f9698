"""Compiled resampling loops."""

from __future__ import annotations

import numpy as np
from numba import njit

from rotascope.maths.types import Vector

__all__ = ["block_means"]


@njit(cache=True, nogil=True)
def block_means(prefix: Vector, n: int, block: float, draws: int, seed: int) -> Vector:
    """Means of stationary bootstrap samples from prefix sums over the doubled series (2n + 1,)."""
    np.random.seed(seed)
    out = np.empty(draws)
    for d in range(draws):
        total, filled = 0.0, 0
        while filled < n:
            start = np.random.randint(0, n)
            length = np.random.geometric(1.0 / block)
            length = min(length, n - filled)
            filled += length
            whole = length // n
            total += whole * prefix[n]
            rest = length - whole * n
            total += prefix[start + rest] - prefix[start]
        out[d] = total / n
    return out
