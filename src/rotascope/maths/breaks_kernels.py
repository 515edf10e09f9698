"""Compiled searches for one change of a mean in a trailing window, and for the best m changes."""

from __future__ import annotations

import numpy as np
from numba import njit

from rotascope.maths.types import Ints, Vector

__all__ = ["best_partitions", "trailing_f"]


@njit(cache=True, nogil=True)
def trailing_f(x: Vector, window: int, least: int, trim: float) -> tuple[Vector, Ints]:
    """Per step the largest F of one mean shift in the last `window` steps, and where in x it lies.

    NaN and -1 before `least` steps. Splits within `trim` of an end of the window are not looked at.
    """
    n = len(x)
    total, squares = np.zeros(n + 1), np.zeros(n + 1)
    for t in range(n):
        total[t + 1] = total[t] + x[t]
        squares[t + 1] = squares[t] + x[t] * x[t]
    f, at = np.full(n, np.nan), np.full(n, -1)
    for end in range(least, n + 1):
        begin = max(end - window, 0)
        size = end - begin
        mean = (total[end] - total[begin]) / size
        whole = squares[end] - squares[begin] - size * mean * mean
        edge = max(int(size * trim), 1)
        most, where = -1.0, begin + edge
        for k in range(edge, size - edge + 1):
            own = total[begin + k] - total[begin] - k * mean
            explained = own * own * size / (k * (size - k))
            if explained > most:
                most, where = explained, begin + k
        rest = whole - most
        f[end - 1] = most / (rest / (size - 2)) if rest > 1e-12 * whole else 0.0
        at[end - 1] = where
    return f, at


@njit(cache=True, nogil=True)
def best_partitions(x: Vector, most: int, least: int) -> tuple[Vector, Ints]:
    """Least sums of squares with 0..most changes and their starts, (most + 1,), (most + 1, most).

    Bai-Perron's dynamic programme: segments of at least `least` steps; infinity where they do not
    fit. Row m holds the m starts of later segments, -1 beyond.
    """
    n = len(x)
    total, squares = np.zeros(n + 1), np.zeros(n + 1)
    for t in range(n):
        total[t + 1] = total[t] + x[t]
        squares[t + 1] = squares[t] + x[t] * x[t]
    cost = np.full((most + 1, n + 1), np.inf)
    came = np.zeros((most + 1, n + 1), dtype=np.int64)
    for end in range(least, n + 1):
        cost[0, end] = squares[end] - total[end] * total[end] / end
    for m in range(1, most + 1):
        for end in range((m + 1) * least, n + 1):
            for s in range(m * least, end - least + 1):
                own = total[end] - total[s]
                made = cost[m - 1, s] + squares[end] - squares[s] - own * own / (end - s)
                if made < cost[m, end]:
                    cost[m, end] = made
                    came[m, end] = s
    starts = np.full((most + 1, most), -1)
    for m in range(1, most + 1):
        end = n
        if cost[m, n] < np.inf:
            for j in range(m, 0, -1):
                end = came[j, end]
                starts[m, j - 1] = end
    return cost[:, n].copy(), starts
