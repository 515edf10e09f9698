"""Compiled loops that NumPy cannot express in one pass. Numba's cache keeps them between runs."""

from __future__ import annotations

import numpy as np
from numba import njit

from rotascope.maths.types import Ints, Vector

__all__ = ["fenwick_midranks", "least_squares_path"]


@njit(cache=True, nogil=True)
def fenwick_midranks(codes: Ints, size: int, minimum: int) -> Vector:
    """Midrank of each code among the codes up to it; -1 codes are missing. (n,) in (0, 1)."""
    tree = np.zeros(size + 1, dtype=np.int64)
    equal = np.zeros(size, dtype=np.int64)
    out = np.full(len(codes), np.nan)
    n = 0
    for t in range(len(codes)):
        code = codes[t]
        if code < 0:
            continue
        less, i = 0, code
        while i > 0:
            less += tree[i]
            i -= i & -i
        i = code + 1
        while i <= size:
            tree[i] += 1
            i += i & -i
        equal[code] += 1
        n += 1
        if n >= minimum:
            out[t] = (less + 0.5 * equal[code]) / n
    return out


@njit(cache=True, nogil=True)
def least_squares_path(prefix: Vector, squares: Vector, penalty: float, least: int) -> Ints:
    """Optimal partition of a series into constant means: start of the last segment, per end.

    prefix, squares (n + 1,): cumulative sums of values and of their squares. Minimises the sum of
    squared errors plus `penalty` a segment, segments of at least `least` points; O(n^2), exact.
    """
    n = len(prefix) - 1
    best = np.full(n + 1, np.inf)
    best[0] = -penalty
    start = np.zeros(n + 1, dtype=np.int64)
    for end in range(least, n + 1):
        for s in range(0, end - least + 1):
            if best[s] == np.inf:
                continue
            total = prefix[end] - prefix[s]
            cost = best[s] + squares[end] - squares[s] - total * total / (end - s) + penalty
            if cost < best[end]:
                best[end] = cost
                start[end] = s
    return start
