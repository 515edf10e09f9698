"""Compiled loops over windows of returns: variances of members and of their mean, decayed covariances."""

from __future__ import annotations

import numpy as np
from numba import njit, prange

from rotascope.maths.types import Flags, Matrix, Vector

__all__ = ["decayed_covariances", "window_variances"]


@njit(cache=True, nogil=True)
def _window(moves: Matrix, counts: Flags, found: Vector) -> None:
    """What `window_variances` holds, for one window (n, N)."""
    n, names = moves.shape
    mean = np.zeros(n)
    for j in range(names):
        if not counts[j]:
            continue
        total, squares = 0.0, 0.0
        for k in range(n):
            total += moves[k, j]
            squares += moves[k, j] * moves[k, j]
        if np.isnan(total):
            continue
        variance = max(squares - total * total / n, 0.0) / (n - 1)
        found[0] += 1.0
        found[1] += variance
        found[2] += np.sqrt(variance)
        for k in range(n):
            mean[k] += moves[k, j]
    if found[0] > 0.0:
        mean /= found[0]
        found[3] = ((mean - mean.mean()) ** 2).sum() / (n - 1)


@njit(cache=True, nogil=True, parallel=True)
def window_variances(moves: Matrix, active: Flags, n: int, start: int) -> Matrix:
    """Per row from `start` on, over members active there with the last n moves, (T - start, 4):

    members, sum of their variances, sum of their sds, variance of their equal-weight mean (ddof 1).
    """
    days = len(moves)
    found = np.zeros((days - start, 4))
    for t in prange(max(start, n - 1), days):
        _window(moves[t - n + 1 : t + 1], active[t], found[t - start])
    return found


@njit(cache=True, nogil=True)
def decayed_covariances(moves: Matrix, window: int, half_life: float) -> Matrix:
    """Covariances (T, N, N) of the last `window` rows of moves (T, N), weights 2^(-age / half_life).

    Weights sum to 1, means are weighted alike, no correction for degrees of freedom. NaN before `window`
    rows. Sums are carried from row to row: what enters is added, what leaves is taken out.
    """
    days, names = moves.shape
    decay = 0.5 ** (1.0 / half_life)
    gone = decay**window
    out = np.full((days, names, names), np.nan)
    total, first, second = 0.0, np.zeros(names), np.zeros((names, names))
    for t in range(days):
        x = moves[t]
        total = total * decay + 1.0
        first = first * decay + x
        second = second * decay + np.outer(x, x)
        if t >= window:
            old = moves[t - window]
            total -= gone
            first -= gone * old
            second -= gone * np.outer(old, old)
        if t >= window - 1:
            mean = first / total
            out[t] = second / total - np.outer(mean, mean)
    return out
