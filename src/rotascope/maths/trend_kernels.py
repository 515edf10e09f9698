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
    "trailing_sd",
]

NONE, DOWNTREND, BROKEN, CONFIRMED, FAILED = 0, 1, 2, 3, 4
QUANTILE = 0.95
TINY = 1e-290  # a spread below it overflows the scale of the bins; such values are one value


@njit(cache=True, nogil=True)
def _put(ordered: Vector, held: int, value: float) -> None:
    """Insert value into the first `held` entries, which ascend; one more of them is in use after."""
    k = held
    while k > 0 and ordered[k - 1] > value:
        ordered[k] = ordered[k - 1]
        k -= 1
    ordered[k] = value


@njit(cache=True, nogil=True)
def _ranked(values: Vector, rank: int) -> float:
    """The value of 0-based `rank` among finite values: one count into bins, then one bin sorted."""
    low, high = np.inf, -np.inf
    for value in values:
        low, high = min(low, value), max(high, value)
    if not high - low > TINY:
        return float(low)
    bins = max(len(values) // 8, 1)
    scale = bins / (high - low)
    count = np.zeros(bins, dtype=np.int64)
    for value in values:
        count[min(int((value - low) * scale), bins - 1)] += 1
    before, at = 0, 0
    while before + count[at] <= rank:
        before += count[at]
        at += 1
    inside = np.empty(count[at])
    held = 0
    for value in values:
        if min(int((value - low) * scale), bins - 1) == at:
            _put(inside, held, value)
            held += 1
    return float(inside[rank - before])


@njit(cache=True, nogil=True, error_model="numpy")  # no test for division by zero: vectorised
def _slopes_between(y: Vector, low: float, high: float, inside: Vector) -> tuple[int, int]:
    """(pairwise slopes of y below `low`, those in [low, high]); the latter are put into `inside`."""
    n = len(y)
    row = np.empty(n)
    below, k = 0, 0
    for d in range(1, n):
        for i in range(n - d):
            slope = (y[i + d] - y[i]) / d
            row[i] = slope
            below += slope < low
        for i in range(n - d):
            # Written always, kept if the counter moves: no branch to mispredict.
            inside[k] = row[i]
            k += (row[i] >= low) & (row[i] <= high)
    return below, k


@njit(cache=True, nogil=True)
def _median_slope(y: Vector, bracket: Vector) -> float:
    """Median of the pairwise slopes of y, exact.

    `bracket` (2,) is a guess where it lies, moved on for the next window: one week replaces n - 1 of
    n (n - 1) / 2 slopes, so that last week's bracket nearly always still holds the median.
    """
    pairs = len(y) * (len(y) - 1) // 2
    inside = np.empty(pairs + 1)
    lower, upper = (pairs - 1) // 2, pairs // 2
    below, k = _slopes_between(y, bracket[0], bracket[1], inside)
    if lower < below or upper >= below + k:
        below, k = _slopes_between(y, -np.inf, np.inf, inside)
        bracket[0] = _ranked(inside[:k], lower - lower // 16)
        bracket[1] = _ranked(inside[:k], upper + lower // 16)
    middle = _ranked(inside[:k], lower - below)
    return middle if lower == upper else 0.5 * (middle + _ranked(inside[:k], upper - below))


@njit(cache=True, nogil=True)
def theil_sen_line(y: Vector, bracket: Vector) -> tuple[float, float]:
    """(median of pairwise slopes, 95 % quantile of y - slope x): an upper line over a window.

    The quantile is linear between order statistics; only the few largest residuals are kept in order.
    """
    slope = _median_slope(y, bracket)
    place = QUANTILE * (len(y) - 1)
    kept = len(y) - int(place)
    smallest = np.empty(kept + 1)  # of the negated residuals
    for i in range(len(y)):
        gap = slope * i - y[i]
        if i < kept or gap < smallest[kept - 1]:
            _put(smallest, min(i, kept), gap)
    low, high = -smallest[kept - 1], -smallest[max(kept - 2, 0)]
    return slope, float(low + (place - int(place)) * (high - low))


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
def kendall_s(y: Vector) -> int:
    """Mann-Kendall S: concordant less discordant pairs; its sign is the sign of tau."""
    total = 0
    for i in range(len(y)):
        for j in range(i + 1, len(y)):
            total += (y[j] > y[i]) - (y[j] < y[i])
    return total


@njit(cache=True, nogil=True)
def trailing_sd(q: Vector, n: int) -> Vector:
    """Sd (ddof 1) of the last n changes known at each step, (len(q),); NaN before n / 2 changes."""
    out = np.full(len(q), np.nan)
    total, squares = 0.0, 0.0
    for t in range(1, len(q)):
        step = q[t] - q[t - 1]
        total += step
        squares += step * step
        if t > n:
            old = q[t - n] - q[t - n - 1]
            total -= old
            squares -= old * old
        count = min(t, n)
        if count >= max(n // 2, 2):
            out[t] = np.sqrt(max(squares - total * total / count, 0.0) / (count - 1))
    return out


@njit(cache=True, nogil=True)
def _fit(y: Vector, hull: bool, bracket: Vector) -> tuple[float, float, bool]:
    """(slope, intercept, whether a line exists) on one window."""
    if not hull:
        slope, intercept = theil_sen_line(y, bracket)
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
def _line_before(
    q: Vector, t: int, window: int, drop: float, hull: bool, bracket: Vector
) -> tuple[float, float, bool]:
    """(slope, height of the line at t, whether there is one) on the window that ends before t."""
    start = max(0, t - window)
    if not _falls(q[start:t], drop):
        return 0.0, 0.0, False
    slope, intercept, exists = _fit(q[start:t], hull, bracket)
    return slope, intercept + slope * (t - start), exists


@njit(cache=True, nogil=True)
def run_rule(
    q: Vector, spread: Vector, window: int, least: int, until: int, drop: float, closes: int,
    patience: int, hull: bool,
) -> tuple[Vector, Vector, Vector, Vector]:  # fmt: skip
    """The rule, week by week: (state, line, distance in sd, position of the break in force or -1).

    Until a break the line is fitted anew each week on the window that ends the week before; at the
    first close above it is frozen. Confirmed: `closes` closes in a row above by >= one weekly sd.
    Failed: any close back on or under it within `patience` weeks. Then the search begins again (never
    from `until` on), but a ratio that stayed above must close under a line before it can break one.
    """
    n = len(q)
    state, line = np.zeros(n), np.full(n, np.nan)
    distance, broke = np.full(n, np.nan), np.full(n, -1.0)
    at, slope, level, above, under = -1, 0.0, 0.0, 0, True
    bracket = np.zeros(2)
    for t in range(least, n):
        level += slope
        if at < 0 and t >= until:
            break
        if at < 0:
            slope, level, exists = _line_before(q, t, window, drop, hull, bracket)
            if not exists or (not under and q[t] > level):
                continue
            state[t], under = DOWNTREND, True
        gap = q[t] - level
        line[t], distance[t] = level, gap / spread[t] if spread[t] > 0.0 else np.nan
        if at < 0:
            if gap <= 0.0:
                continue
            at, above = t, 0
        broke[t] = at
        if gap <= 0.0:
            state[t], at = FAILED, -1
            continue
        above = above + 1 if above >= closes or distance[t] >= 1.0 else 0
        state[t] = CONFIRMED if above >= closes else BROKEN
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
def _frozen_breaks(
    q: Vector, spread: Vector, window: int, end: int, closes: int, patience: int, hull: bool
) -> tuple[int, int, bool, bool]:
    """(first close above, confirming close, back under after either) of a line that never moves."""
    slope, intercept, exists = _fit(q[:window], hull, np.zeros(2))
    first, sure, above = -1, -1, 0
    lost, sure_lost = False, False
    for t in range(window, len(q) if exists else 0):
        gap = q[t] - (intercept + slope * t)
        lost = lost or (first >= 0 and t - first <= patience and gap <= 0.0)
        sure_lost = sure_lost or (sure >= 0 and t - sure <= patience and gap <= 0.0)
        above = above + 1 if gap >= spread[t] else 0
        if t < end:
            first = t if first < 0 and gap > 0.0 else first
            sure = t if sure < 0 and above >= closes else sure
    return first, sure, lost, sure_lost


@njit(cache=True, nogil=True)
def _shipped_breaks(
    q: Vector, spread: Vector, window: int, end: int, drop: float, closes: int, patience: int,
    hull: bool,
) -> tuple[int, int, bool, bool]:  # fmt: skip
    """The same of the shipped rule: `run_rule` on this path, beginning when the window is full."""
    state, _, _, broke = run_rule(q, spread, window, window, end, drop, closes, patience, hull)
    first, sure = -1, -1
    lost, sure_lost = False, False
    for t in range(window, len(q)):
        if state[t] == FAILED:
            lost = lost or (first >= 0 and broke[t] == first)
            sure_lost = sure_lost or (sure >= 0 and broke[t] == broke[sure])
        if t < end:
            first = t if first < 0 and broke[t] == t else first
            sure = t if sure < 0 and state[t] == CONFIRMED else sure
    return first, sure, lost, sure_lost


@njit(cache=True, nogil=True, parallel=True)
def simulate_rule(
    dq: Vector, window: int, horizon: int, paths: int, block: int, drift: float, after: float,
    drop: float, closes: int, patience: int, spread: int, hull: bool, frozen: bool, tries: int,
    seed: int,
) -> Matrix:  # fmt: skip
    """One row a path that is in a downtrend after `window` weeks: (kept, broke, confirmed, back under
    after the break, log change in the `patience` weeks after it, the same two after confirmation).

    Seeded per path. Rows of paths that found no downtrend within `tries` draws stay 0. `after` is
    added to the drift beyond the window (a planted reversal; 0 = none).
    """
    out = np.zeros((paths, 7))
    end = window + horizon
    for p in prange(paths):
        np.random.seed(seed + p)
        for _ in range(tries):
            q = _block_path(dq, end + patience, block, drift)[1:]
            if not _falls(q[:window], drop):
                continue
            for t in range(window, len(q)):
                q[t] += after * (t - window + 1)
            sd = trailing_sd(q, spread)
            if frozen:
                found = _frozen_breaks(q, sd, window, end, closes, patience, hull)
            else:
                found = _shipped_breaks(q, sd, window, end, drop, closes, patience, hull)
            first, sure, lost, sure_lost = found
            out[p, 0], out[p, 1], out[p, 2] = 1.0, first >= 0, sure >= 0
            if first >= 0:
                out[p, 3], out[p, 4] = lost, q[first + patience] - q[first]
            if sure >= 0:
                out[p, 5], out[p, 6] = sure_lost, q[sure + patience] - q[sure]
            break
    return out
