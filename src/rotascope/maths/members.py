"""Compiled loops over member panels, time-major: days outside, a tile of members inside, one pass.

A day's row is read once and in order; what a member carries from day to day stays in cache. The inner
loops hold choices, no branches, and let sums be reordered (they add zeros and ones, exactly), so that
the compiler works on many members at once. A missing level (NaN) sets a member's run of levels to 0,
and nobody counts before the run reaches the window.
"""

from __future__ import annotations

import numpy as np
from numba import njit, prange

from rotascope.maths.types import Flags, Matrix, Vector

__all__ = ["TILE", "above_means", "extremes", "rises_falls", "window_moments"]

TILE = 640  # measured: long rows stream from memory; 128 takes three times as long
YEAR_TILE = 128  # where a year of levels a member has to stay in the second cache
ONE, ZERO = np.float32(1.0), np.float32(0.0)


@njit(cache=True, nogil=True, fastmath={"reassoc"})
def _means_day(
    now: Matrix, leaving: Matrix, counts: Flags, n: float, total: Vector, run: Vector
) -> tuple[float, float]:
    """(members above their mean, counted) of one day; moves their sums and runs on."""
    above, counted = 0.0, 0.0
    for j in range(len(now)):
        x = np.float64(now[j])
        there = not np.isnan(x)
        length = run[j] + 1.0 if there else 0.0
        s = total[j] + x if there else 0.0
        s = s - np.float64(leaving[j]) if length > n else s
        run[j], total[j] = length, s
        good = 1.0 if (length >= n) & counts[j] else 0.0
        counted += good
        above += good if x * n > s else 0.0
    return above, counted


@njit(cache=True, nogil=True, parallel=True)
def above_means(levels: Matrix, active: Flags, n: int) -> tuple[Vector, Vector]:
    """(members above their n-level mean, members counted) per day.

    Sums run in float64, where a window of float32 levels is summed without rounding.
    """
    days, names = levels.shape
    tiles = (names + TILE - 1) // TILE
    found = np.zeros((2, tiles, days))
    for tile in prange(tiles):
        low, high = tile * TILE, min((tile + 1) * TILE, names)
        total, run = np.zeros(high - low), np.zeros(high - low)
        for t in range(days):
            found[0, tile, t], found[1, tile, t] = _means_day(
                levels[t, low:high], levels[max(t - n, 0), low:high], active[t, low:high],
                float(n), total, run,
            )  # fmt: skip
    return found[0].sum(axis=0), found[1].sum(axis=0)


@njit(cache=True, nogil=True)
def _suffixes(block: Matrix, top: Matrix, bottom: Matrix) -> None:
    """Highest and lowest level from each row of a block to its end; NaN never is either.

    The row after the end holds the extremes of nothing and stays as it is.
    """
    for k in range(len(block) - 1, -1, -1):
        row, high, low = block[k], top[k], bottom[k]
        above, below = top[k + 1], bottom[k + 1]
        for j in range(len(row)):
            x = row[j]
            high[j] = x if x > above[j] else above[j]
            low[j] = x if x < below[j] else below[j]


@njit(cache=True, nogil=True, fastmath={"reassoc"})
def _records_day(
    now: Matrix, counts: Flags, n: np.floating, run: Matrix, peak: Matrix, trough: Matrix,
    top: Matrix, bottom: Matrix,
) -> tuple[np.floating, np.floating, np.floating]:  # fmt: skip
    """(members at the window's highest, at its lowest, counted) of one day; moves their states on."""
    highs, lows, counted = ZERO, ZERO, ZERO
    for j in range(len(now)):
        x = now[j]
        length = run[j] + ONE if not np.isnan(x) else ZERO
        high = x if x > peak[j] else peak[j]
        low = x if x < trough[j] else trough[j]
        run[j], peak[j], trough[j] = length, high, low
        good = ONE if (length >= n) & counts[j] else ZERO
        counted += good
        highs += good if (x >= high) & (x >= top[j]) else ZERO
        lows += good if (x <= low) & (x <= bottom[j]) else ZERO
    return highs, lows, counted


@njit(cache=True, nogil=True, parallel=True)
def extremes(levels: Matrix, active: Flags, n: int) -> tuple[Vector, Vector, Vector]:
    """(new n-level highs, new lows, members counted) per day.

    By blocks of n days (van Herk 1992, Gil and Werman 1993): a window is the end of one block and
    the beginning of the next, so its extreme is the further of two that are carried along.
    """
    days, names = levels.shape
    tiles = (names + YEAR_TILE - 1) // YEAR_TILE
    found = np.zeros((3, tiles, days))
    for tile in prange(tiles):
        low, high = tile * YEAR_TILE, min((tile + 1) * YEAR_TILE, names)
        run = np.zeros(high - low, dtype=levels.dtype)
        # Row k: the extreme of a block from its row k on; row n: of nothing.
        top = np.full((n + 1, high - low), -np.inf, dtype=levels.dtype)
        bottom = np.full((n + 1, high - low), np.inf, dtype=levels.dtype)
        peak, trough = top[n].copy(), bottom[n].copy()
        for t in range(days):
            k = t % n
            if k == 0:
                if t > 0:
                    _suffixes(levels[t - n : t, low:high], top, bottom)
                peak[:], trough[:] = -np.inf, np.inf
            found[0, tile, t], found[1, tile, t], found[2, tile, t] = _records_day(
                levels[t, low:high], active[t, low:high], levels.dtype.type(n), run, peak, trough,
                top[k + 1], bottom[k + 1],
            )  # fmt: skip
    return found[0].sum(axis=0), found[1].sum(axis=0), found[2].sum(axis=0)


@njit(cache=True, nogil=True, fastmath={"reassoc"})
def _moves_day(now: Matrix, before: Matrix, counts: Flags) -> tuple[np.floating, np.floating]:
    """(members that rose, members that fell) of one day."""
    up, down = ZERO, ZERO
    for j in range(len(now)):
        good = ONE if counts[j] else ZERO
        up += good if now[j] > before[j] else ZERO
        down += good if now[j] < before[j] else ZERO
    return up, down


@njit(cache=True, nogil=True)
def rises_falls(levels: Matrix, active: Flags) -> tuple[Vector, Vector]:
    """(members that rose since the day before, members that fell) per day; 0 on the first."""
    days = len(levels)
    up, down = np.zeros(days), np.zeros(days)
    for t in range(1, days):
        up[t], down[t] = _moves_day(levels[t], levels[t - 1], active[t])
    return up, down


@njit(cache=True, nogil=True, error_model="numpy")  # growth from a level of 0 is infinite: left out
def _window_day(now: Matrix, before: Matrix, counts: Flags, hurdle: float, found: Vector) -> None:
    """What `window_moments` holds, for one day."""
    beat, counted, simple, logs, total, squares = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    for j in range(len(now)):
        growth = np.float64(now[j]) / np.float64(before[j])
        if not (counts[j] and np.isfinite(growth)):
            continue
        counted += 1.0
        beat += growth > hurdle
        simple += growth - 1.0
        if growth > 0.0:
            logged = np.log(growth)
            logs += 1.0
            total += logged
            squares += logged * logged
    found[:] = (beat, counted, simple, logs, total, squares)


@njit(cache=True, nogil=True, parallel=True, error_model="numpy")
def window_moments(levels: Matrix, active: Flags, index: Vector, h: int) -> Matrix:
    """Per day over the members active h days ago with both levels, while the index has both, (T, 6):

    number beating the index, number counted, sum of simple returns; number with a log return (who
    lost everything has none), sum of log returns, of their squares.
    """
    days = len(levels)
    found = np.zeros((days, 6))
    for t in prange(h, days):
        hurdle = index[t] / index[t - h]
        if np.isfinite(hurdle):
            _window_day(levels[t], levels[t - h], active[t - h], hurdle, found[t])
    return found
