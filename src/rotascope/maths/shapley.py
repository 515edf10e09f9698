"""Whose doing is it: R2 shared out among regressors so that their order does not matter.

Lindeman, Merenda and Gold (1980) average what a regressor adds to R2 over all orders, which is its
Shapley value; Owen (1977) averages over the orders that keep a group together.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from rotascope.maths.types import Ints, Matrix, Vector

__all__ = ["block_draws", "block_shuffles", "rolling_shares", "shares"]


def shares(y: Vector, x: Matrix, groups: Ints) -> Vector:
    """Owen's share of R2 for each column of x (n, p), p <= 8; they sum to R2.

    groups (p,) numbers the group of each column from 0 on; a group each is LMG. A regressor that the
    others repeat adds nothing beside them, hence two equal ones share evenly. No column is a constant.
    """
    joint = np.column_stack([y, x]).astype(np.float64)
    return np.asarray(_shares(_correlations(joint), np.asarray(groups, dtype=np.int64)))


def rolling_shares(y: Vector, x: Matrix, groups: Ints, window: int) -> Matrix:
    """`shares` of the last `window` rows at each row (T, p); NaN before there are so many."""
    joint = np.column_stack([y, x]).astype(np.float64)
    return np.asarray(_rolling_shares(joint, np.asarray(groups, dtype=np.int64), window))


def block_draws(y: Vector, x: Matrix, groups: Ints, block: int, draws: int, seed: int) -> Matrix:
    """`shares` of `draws` moving-block bootstrap samples of the rows: (draws, p)."""
    joint = np.column_stack([y, x]).astype(np.float64)
    n = len(joint)
    starts = np.random.default_rng(seed).integers(0, n - block + 1, (draws, -(-n // block)))
    return np.asarray(_draws(joint, np.asarray(groups, dtype=np.int64), block, starts, n))


def block_shuffles(y: Vector, x: Matrix, groups: Ints, block: int, draws: int, seed: int) -> Matrix:
    """`shares` once y's blocks are put in random order: what unrelated regressors seem to explain."""
    rng = np.random.default_rng(seed)
    n = len(y)
    joint = np.column_stack([y, x]).astype(np.float64)
    marks = np.asarray(groups, dtype=np.int64)
    out = np.empty((draws, x.shape[1]))
    for d in range(draws):
        order = rng.permutation(-(-n // block))
        at = (order[:, None] * block + np.arange(block)).ravel()
        joint[:, 0] = y[at[at < n]]
        out[d] = _shares(_correlations(joint), marks)
    return out


@njit(cache=True, nogil=True)
def _correlations(joint: Matrix) -> Matrix:
    """Correlations of the columns; a column that does not vary correlates with nothing."""
    n, k = joint.shape
    mean = np.zeros(k)
    for t in range(n):
        for i in range(k):
            mean[i] += joint[t, i] / n
    cross = np.zeros((k, k))
    for t in range(n):
        for i in range(k):
            gap = joint[t, i] - mean[i]
            for j in range(i, k):
                cross[i, j] += gap * (joint[t, j] - mean[j])
    out = np.eye(k)
    for i in range(k):
        for j in range(i + 1, k):
            spread = np.sqrt(cross[i, i] * cross[j, j])
            out[i, j] = cross[i, j] / spread if spread > 0.0 else 0.0
            out[j, i] = out[i, j]
    return out


@njit(cache=True, nogil=True)
def _explained(joint: Matrix, mask: int) -> float:
    """R2 of y (row 0) on the regressors of `mask`, by sweeping; what others repeat is passed over."""
    p = len(joint) - 1
    work = joint.copy()
    for i in range(1, p + 1):
        if not mask >> (i - 1) & 1 or work[i, i] < 1e-10:
            continue
        for a in range(p + 1):
            if a == i:
                continue
            factor = work[a, i] / work[i, i]
            for b in range(p + 1):
                if b != i:
                    work[a, b] -= factor * work[i, b]
        for a in range(p + 1):
            if a != i:
                work[a, i] = 0.0
                work[i, a] = 0.0
    return float(1.0 - work[0, 0])


@njit(cache=True, nogil=True)
def _weight(size: int, of: int) -> float:
    """Size! (of - size - 1)! / of!: the share of orders in which exactly these `size` come before."""
    out = 1.0 / of
    for i in range(1, size + 1):
        out *= i / (of - i)
    return out


@njit(cache=True, nogil=True)
def _shares(joint: Matrix, groups: Ints) -> Vector:
    p = len(joint) - 1
    count = int(groups.max()) + 1
    member = np.zeros(count, dtype=np.int64)
    for j in range(p):
        member[groups[j]] |= 1 << j
    known = np.full(1 << p, np.nan)
    out = np.zeros(p)
    for j in range(p):
        own, mates, sizes = groups[j], member[groups[j]], 0
        for i in range(p):
            sizes += mates >> i & 1
        for others in range(1 << count):
            if others >> own & 1:
                continue
            before, ahead = 0, 0
            for g in range(count):
                if others >> g & 1:
                    before |= member[g]
                    ahead += 1
            for inside in range(1 << p):
                if inside & ~mates or inside >> j & 1:
                    continue
                taken = 0
                for i in range(p):
                    taken += inside >> i & 1
                low = before | inside
                high = low | 1 << j
                if known[low] != known[low]:
                    known[low] = _explained(joint, low)
                if known[high] != known[high]:
                    known[high] = _explained(joint, high)
                weight = _weight(ahead, count) * _weight(taken, sizes)
                out[j] += weight * (known[high] - known[low])
    return out


@njit(cache=True, nogil=True)
def _rolling_shares(joint: Matrix, groups: Ints, window: int) -> Matrix:
    n = len(joint)
    out = np.full((n, joint.shape[1] - 1), np.nan)
    for t in range(window - 1, n):
        out[t] = _shares(_correlations(joint[t + 1 - window : t + 1]), groups)
    return out


@njit(cache=True, nogil=True)
def _draws(joint: Matrix, groups: Ints, block: int, starts: Ints, n: int) -> Matrix:
    draws, k = len(starts), joint.shape[1]
    out = np.empty((draws, k - 1))
    sample = np.empty((n, k))
    for d in range(draws):
        for t in range(n):
            sample[t] = joint[starts[d, t // block] + t % block]
        out[d] = _shares(_correlations(sample), groups)
    return out
