"""Compiled loops of the trend-line rule: lines, the weekly state machine, and what noise does to it."""

from __future__ import annotations

import numpy as np
from numba import njit, prange

from rotascope.maths.types import Matrix, Vector

__all__ = [
    "NONE",
    "hull_line",
    "kendall_s",
    "run_rule",
    "simulate_rule",
    "theil_sen_line",
]

NONE, DOWNTREND, BROKEN, CONFIRMED, FAILED = 0, 1, 2, 3, 4
QUANTILE = 0.95
BINS = 1024


@njit(cache=True, nogil=True)
def _median(values: Vector, low: float, high: float) -> float:
    """Median of values within [low, high], exact: count into bins, then sort the middle bin alone."""
    scale, n = BINS / (high - low), len(values)
    count = np.zeros(BINS + 1, dtype=np.int64)
    for value in values:
        count[int((value - low) * scale)] += 1
    first, second = (n - 1) // 2, n // 2
    before, middle = 0, 0
    while before + count[middle] <= first:
        before += count[middle]
        middle += 1
    inside = np.empty(count[middle])
    k, above = 0, np.inf
    for value in values:
        place = int((value - low) * scale)
        if place == middle:
            inside[k] = value
            k += 1
        elif place > middle:
            above = min(above, value)
    inside = np.sort(inside)
    right = inside[second - before] if second - before < k else above
    return float(0.5 * (inside[first - before] + right))


@njit(cache=True, nogil=True)
def _median_slope(y: Vector) -> float:
    """Median of the pairwise slopes of y, exact."""
    n = len(y)
    slopes = np.empty(n * (n - 1) // 2)
    k, low, high = 0, np.inf, -np.inf
    for gap in range(1, n):
        inverse = 1.0 / gap
        for i in range(n - gap):
            slope = (y[i + gap] - y[i]) * inverse
            slopes[k] = slope
            k += 1
            low = min(low, slope)
            high = max(high, slope)
    return _median(slopes, low, high) if high > low else float(slopes[0])


@njit(cache=True, nogil=True)
def theil_sen_line(y: Vector) -> tuple[float, float]:
    """(median of pairwise slopes, 95 % quantile of y - slope x): an upper line over a window."""
    n = len(y)
    slope = _median_slope(y)
    residual = np.empty(n)
    for i in range(n):
        residual[i] = y[i] - slope * i
    return slope, float(np.quantile(residual, QUANTILE))


@njit(cache=True, nogil=True)
def hull_line(y: Vector, least: int) -> tuple[float, float, int]:
    """(slope, intercept, span) of the last edge of the upper hull with span >= least and slope < 0.

    The chartist's line: it touches two highs and no point lies above it. Span 0 if there is none.
    """
    n = len(y)
    hull = np.empty(n, dtype=np.int64)
    size = 0
    for t in range(n):
        while size >= 2:
            a, b = hull[size - 2], hull[size - 1]
            if (y[b] - y[a]) * (t - a) <= (y[t] - y[a]) * (b - a):
                size -= 1
            else:
                break
        hull[size] = t
        size += 1
    for edge in range(size - 1, 0, -1):
        a, b = hull[edge - 1], hull[edge]
        slope = (y[b] - y[a]) / (b - a)
        if b - a >= least and slope < 0.0:
            return slope, y[a] - slope * a, b - a
    return 0.0, 0.0, 0


@njit(cache=True, nogil=True)
def kendall_s(y: Vector) -> float:
    """Mann-Kendall S: concordant less discordant pairs; its sign is the sign of tau."""
    total = 0.0
    for i in range(len(y)):
        for j in range(i + 1, len(y)):
            total += np.sign(y[j] - y[i])
    return total


@njit(cache=True, nogil=True)
def _fit(y: Vector, hull: bool) -> tuple[float, float, bool]:
    """(slope, intercept, whether a line exists) on one window."""
    if not hull:
        slope, intercept = theil_sen_line(y)
        return slope, intercept, True
    slope, intercept, span = hull_line(y, 26)
    return slope, intercept, span > 0


@njit(cache=True, nogil=True)
def _falls(y: Vector, drop: float) -> bool:
    """Downtrend: least-squares slope x length <= -drop, and Kendall's tau negative."""
    n = len(y)
    middle = 0.5 * (n - 1)
    top, bottom = 0.0, n * (n * n - 1.0) / 12.0
    for i in range(n):
        top += (i - middle) * y[i]
    return top / bottom * n <= -drop and kendall_s(y) < 0.0


@njit(cache=True, nogil=True)
def run_rule(
    q: Vector,
    spread: Vector,
    window: int,
    least: int,
    drop: float,
    closes: int,
    patience: int,
    hull: bool,
) -> tuple[Vector, Vector, Vector, Vector]:
    """The rule, week by week: (state, line, distance in sd, position of the break in force or -1).

    Until a break the line is fitted anew each week on the window that ends the week before; at the
    first close above it is frozen. Confirmed: `closes` closes in a row above by >= one weekly sd.
    Failed: any close back on or under the frozen line within `patience` weeks of the break; after
    that, or after a failure, the search begins again, but only a close under the line makes it one
    that can be broken: a ratio that stays above does not break out anew every half year.
    """
    n = len(q)
    state, line = np.zeros(n), np.full(n, np.nan)
    distance, broke = np.full(n, np.nan), np.full(n, -1.0)
    at, slope, intercept, above, confirmed, under = -1, 0.0, 0.0, 0, False, True
    for t in range(least, n):
        if at < 0:
            start = max(0, t - window)
            y = q[start:t]
            if not _falls(y, drop):
                continue
            slope, local, exists = _fit(y, hull)
            if not exists:
                continue
            intercept = local - slope * start
            if not under and q[t] > intercept + slope * t:
                continue
            under = True
            state[t] = DOWNTREND
        line[t] = intercept + slope * t
        gap = q[t] - line[t]
        if np.isfinite(spread[t]) and spread[t] > 0.0:
            distance[t] = gap / spread[t]
        if at < 0:
            if gap > 0.0:
                at, above, confirmed = t, 0, False
            else:
                continue
        broke[t] = at
        if gap <= 0.0:
            state[t], at = FAILED, -1
            continue
        above = above + 1 if distance[t] >= 1.0 else 0
        confirmed = confirmed or above >= closes
        state[t] = CONFIRMED if confirmed else BROKEN
        if t - at >= patience:
            at, under = -1, False
    return state, line, distance, broke


@njit(cache=True, nogil=True)
def _block_path(dq: Vector, n: int, block: int, drift: float) -> Vector:
    """A log ratio of n + 1 weeks from blocks of demeaned changes plus drift; starts at 0."""
    mean = dq.mean()
    path = np.zeros(n + 1)
    t = 0
    while t < n:
        start = np.random.randint(0, len(dq))
        for k in range(min(block, n - t)):
            path[t + k + 1] = path[t + k] + dq[(start + k) % len(dq)] - mean + drift
        t += min(block, n - t)
    return path


@njit(cache=True, nogil=True)
def _first_break(
    q: Vector, sd: float, window: int, horizon: int, drop: float, closes: int, patience: int,
    hull: bool, frozen: bool,
) -> tuple[int, int, bool]:  # fmt: skip
    """(first close above, third confirming close, back under within patience); -1 where none."""
    slope, intercept, exists = _fit(q[:window], hull)
    if not exists:
        return -1, -1, False
    at, above, start = -1, 0, 0
    first, sure = -1, -1
    for t in range(window, window + horizon):
        if at < 0 and not frozen and t > window:
            start = t - window
            slope, intercept, exists = _fit(q[start:t], hull)
            if not exists:
                continue
        gap = q[t] - (intercept + slope * (t - start))
        if at < 0 and gap > 0.0:
            at, first, above = t, t, 0
        if at >= 0:
            above = above + 1 if gap >= sd else 0
            if above >= closes:
                sure = t
                break
            if gap <= 0.0:
                at, above = -1, 0  # a failed first close; the search goes on for confirmation
    after = sure if sure >= 0 else first
    failed = False
    if after >= 0:
        for t in range(after + 1, min(after + patience + 1, len(q))):
            failed = failed or q[t] <= intercept + slope * (t - start)
    return first, sure, failed


@njit(cache=True, nogil=True, parallel=True)
def simulate_rule(
    dq: Vector, window: int, horizon: int, paths: int, block: int, drift: float, after: float,
    drop: float, closes: int, patience: int, hull: bool, frozen: bool, tries: int, seed: int,
) -> Matrix:  # fmt: skip
    """One row a path that is in a downtrend after `window` weeks: (kept, broke, confirmed, failed,
    lower 26 weeks after confirmation, log change over those weeks). Seeded per path.

    Rows of paths that found no downtrend within `tries` draws stay 0. `after` is added to the drift
    beyond the window (a planted reversal; 0 = none).
    """
    out = np.zeros((paths, 6))
    sd = float(np.std(dq))
    for p in prange(paths):
        np.random.seed(seed + p)
        for _ in range(tries):
            q = _block_path(dq, window + horizon + patience + 26, block, drift)[1:]
            if not _falls(q[:window], drop):
                continue
            for t in range(window, len(q)):
                q[t] += after * (t - window + 1)
            first, sure, failed = _first_break(
                q, sd, window, horizon, drop, closes, patience, hull, frozen
            )
            out[p, 0] = 1.0
            out[p, 1] = first >= 0
            out[p, 2] = sure >= 0
            out[p, 3] = failed
            if sure >= 0:
                moved = q[min(sure + 26, len(q) - 1)] - q[sure]
                out[p, 4] = moved < 0.0
                out[p, 5] = moved
            break
    return out
