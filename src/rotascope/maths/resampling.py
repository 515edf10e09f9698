"""Compiled resampling loops."""

from __future__ import annotations

import numpy as np
from numba import njit, prange

from rotascope.maths.types import Ints, Matrix, Vector

__all__ = ["block_means"]

# Steele, Lea, Flood (2014), SplitMix64: one word of state, so that each draw has its own stream and
# the answer does not depend on how draws are shared among threads.
STEP = np.uint64(0x9E3779B97F4A7C15)
FIRST, SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
S27, S30, S31, S32 = np.uint64(27), np.uint64(30), np.uint64(31), np.uint64(32)
LOW = np.uint64(0xFFFFFFFF)


@njit(cache=True, nogil=True)
def _mixed(z: np.uint64) -> np.uint64:
    z = (z ^ (z >> S30)) * FIRST
    z = (z ^ (z >> S27)) * SECOND
    return z ^ (z >> S31)


@njit(cache=True, nogil=True)
def _lengths(block: float, n: int) -> tuple[Matrix, Ints]:
    """Alias table (Walker 1977, Vose 1991) of geometric block lengths 1, 2, ... with mean `block`.

    (chance of a column's own length, the other length, 0-based). The last length holds the tail: no
    block is longer than the series, and chances below 2^-60 are never seen.
    """
    stay = 1.0 - 1.0 / block
    size = n if stay**n > 2.0**-60 else max(int(np.ceil(-60.0 * np.log(2.0) / np.log(stay))), 1)
    chance = stay ** np.arange(size) * (1.0 - stay)
    chance[-1] = stay ** (size - 1)
    chance *= size
    other = np.arange(size)
    small, large = np.flatnonzero(chance < 1.0), np.flatnonzero(chance >= 1.0)
    i, k = len(small), len(large)
    small = np.append(small, np.zeros(size, dtype=np.int64))
    while i > 0 and k > 0:
        i -= 1
        poor, rich = small[i], large[k - 1]
        other[poor] = rich
        chance[rich] -= 1.0 - chance[poor]
        if chance[rich] < 1.0:
            small[i] = rich
            i, k = i + 1, k - 1
    return chance, other


@njit(cache=True, nogil=True, parallel=True)
def block_means(prefix: Vector, n: int, block: float, draws: int, seed: int) -> Vector:
    """Means of stationary bootstrap samples from prefix sums over the doubled series (2n + 1,).

    A block costs one random word and two sums: its high half is the start (a bias of n / 2^32), its
    low half the length.
    """
    chance, other = _lengths(block, n)
    places, size = np.uint64(n), np.uint64(len(chance))
    out = np.empty(draws)
    for d in prange(draws):
        state = _mixed(np.uint64(seed) * STEP ^ _mixed(np.uint64(d) + STEP))
        total, filled = 0.0, 0
        while filled < n:
            state += STEP
            word = _mixed(state)
            start = np.int64(((word >> S32) * places) >> S32)
            drawn = (word & LOW) * size
            k = np.int64(drawn >> S32)
            if np.float64(drawn & LOW) * 2.0**-32 >= chance[k]:
                k = np.int64(other[k])
            length = int(k) + 1
            length = min(length, n - filled)
            filled += length
            total += prefix[start + length] - prefix[start]
        out[d] = total / n
    return out
