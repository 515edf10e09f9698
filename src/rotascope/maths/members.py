"""Compiled loops over member panels, time-major: days outside, members inside, one pass each.

Members inside means that each day's row is read once, in order; running sums per member stay in
cache. Sums are kept in float64 so that a 200-session window does not drift.
"""

from __future__ import annotations

import numpy as np
from numba import njit, prange

from rotascope.maths.types import Flags, Matrix, Vector

__all__ = ["above_means", "extremes", "rises_falls", "window_moments"]

TILE = 512


@njit(cache=True, nogil=True, parallel=True)
def above_means(levels: Matrix, active: Flags, n: int) -> tuple[Vector, Vector]:
    """(members above their n-level mean, members counted) per day."""
    days, names = levels.shape
    tiles = (names + TILE - 1) // TILE
    above, count = np.zeros((tiles, days)), np.zeros((tiles, days))
    for tile in prange(tiles):
        low, high = tile * TILE, min((tile + 1) * TILE, names)
        total = np.zeros(high - low)
        held = np.zeros(high - low, dtype=np.int64)
        for t in range(days):
            for j in range(low, high):
                x = levels[t, j]
                if np.isnan(x):
                    total[j - low], held[j - low] = 0.0, 0
                    continue
                total[j - low] += x
                held[j - low] += 1
                if held[j - low] > n:
                    total[j - low] -= levels[t - n, j]
                if held[j - low] >= n and active[t, j]:
                    count[tile, t] += 1.0
                    if x * n > total[j - low]:
                        above[tile, t] += 1.0
    return above.sum(axis=0), count.sum(axis=0)


@njit(cache=True, nogil=True)
def _extreme(levels: Matrix, t: int, j: int, n: int, sign: float) -> int:
    """Newest position of the largest sign x level among the n that end at t."""
    at, best = t, sign * levels[t, j]
    for back in range(t - 1, t - n, -1):
        x = sign * levels[back, j]
        if x > best:
            at, best = back, x
    return at


@njit(cache=True, nogil=True, parallel=True)
def extremes(levels: Matrix, active: Flags, n: int) -> tuple[Vector, Vector, Vector]:
    """(new n-level highs, new lows, members counted) per day.

    Each member remembers where its window's extreme stands; only when that leaves the window is the
    window read again, which for prices is rare.
    """
    days, names = levels.shape
    tiles = (names + TILE - 1) // TILE
    found = np.zeros((3, tiles, days))
    for tile in prange(tiles):
        low, high = tile * TILE, min((tile + 1) * TILE, names)
        top, bottom = np.zeros(high - low, np.int64), np.zeros(high - low, np.int64)
        held = np.zeros(high - low, dtype=np.int64)
        for t in range(days):
            for j in range(low, high):
                i = j - low
                x = levels[t, j]
                if np.isnan(x):
                    held[i] = 0
                    continue
                held[i] += 1
                if held[i] == 1 or x >= levels[top[i], j]:
                    top[i] = t
                elif top[i] <= t - n:
                    top[i] = _extreme(levels, t, j, n, 1.0)
                if held[i] == 1 or x <= levels[bottom[i], j]:
                    bottom[i] = t
                elif bottom[i] <= t - n:
                    bottom[i] = _extreme(levels, t, j, n, -1.0)
                if held[i] >= n and active[t, j]:
                    found[0, tile, t] += top[i] == t
                    found[1, tile, t] += bottom[i] == t
                    found[2, tile, t] += 1.0
    return found[0].sum(axis=0), found[1].sum(axis=0), found[2].sum(axis=0)


@njit(cache=True, nogil=True)
def rises_falls(levels: Matrix, active: Flags) -> tuple[Vector, Vector]:
    """(members that rose since the day before, members that fell) per day; 0 on the first."""
    days, names = levels.shape
    up, down = np.zeros(days), np.zeros(days)
    for t in range(1, days):
        for j in range(names):
            if active[t, j]:
                up[t] += levels[t, j] > levels[t - 1, j]
                down[t] += levels[t, j] < levels[t - 1, j]
    return up, down


@njit(cache=True, nogil=True)
def window_moments(
    levels: Matrix, active: Flags, index: Vector, h: int
) -> tuple[Vector, Vector, Vector, Vector, Vector]:
    """Per day over the members active h days ago with both levels, while the index has both.

    (number beating the index, number counted, sum of simple returns, sum of log returns, of their
    squares).
    """
    days, names = levels.shape
    beat, count, simple = np.zeros(days), np.zeros(days), np.zeros(days)
    total, squares = np.zeros(days), np.zeros(days)
    for t in range(h, days):
        if not (np.isfinite(index[t]) and np.isfinite(index[t - h])):
            continue
        hurdle = index[t] / index[t - h]
        for j in range(names):
            if not active[t - h, j]:
                continue
            growth = np.float64(levels[t, j]) / np.float64(levels[t - h, j])
            if not np.isfinite(growth):
                continue
            count[t] += 1.0
            beat[t] += growth > hurdle
            simple[t] += growth - 1.0
            logged = np.log(growth)
            total[t] += logged
            squares[t] += logged * logged
    return beat, count, simple, total, squares
