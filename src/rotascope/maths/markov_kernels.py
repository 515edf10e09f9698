"""Compiled recursions of the two-regime model: Hamilton's filter, Kim's smoother, EM."""

from __future__ import annotations

import numpy as np
from numba import njit

from rotascope.maths.types import Vector

__all__ = ["best_em", "em_step", "hamilton"]

FLOOR, EDGE = 0.01, 1e-4


@njit(cache=True, nogil=True)
def hamilton(y: Vector, numbers: Vector, filtered: Vector) -> float:
    """Log-likelihood of y; fills `filtered` with P(regime 1 | y up to t).

    numbers = (mean 0, mean 1, variance 0, variance 1, chance to stay in 0, in 1). The first step
    starts from the chain's stationary shares.
    """
    m0, m1, v0, v1, p0, p1 = numbers
    front0, front1 = 1.0 / np.sqrt(2.0 * np.pi * v0), 1.0 / np.sqrt(2.0 * np.pi * v1)
    one = (1.0 - p0) / (2.0 - p0 - p1)
    loglik = 0.0
    for t in range(len(y)):
        a, b = y[t] - m0, y[t] - m1
        like0 = front0 * np.exp(-0.5 * a * a / v0)
        like1 = front1 * np.exp(-0.5 * b * b / v1)
        total = (1.0 - one) * like0 + one * like1
        if total < 1e-300:  # too far from both to be told apart by numbers of this size
            total = 1e-300
            here = 1.0 if v1 > v0 else 0.0
        else:
            here = one * like1 / total
        filtered[t] = here
        loglik += np.log(total)
        one = (1.0 - here) * (1.0 - p0) + here * p1
    return loglik


@njit(cache=True, nogil=True)
def em_step(y: Vector, numbers: Vector, filtered: Vector, floor: float) -> tuple[Vector, Vector]:
    """(numbers after one EM step, expected steps in each regime and the log-likelihood before it)."""
    loglik = hamilton(y, numbers, filtered)
    p0, p1 = numbers[4], numbers[5]
    later = filtered[-1]
    w1 = later
    s0, s1 = (1.0 - later) * y[-1], later * y[-1]
    q0, q1 = (1.0 - later) * y[-1] ** 2, later * y[-1] ** 2
    stay0 = stay1 = from0 = from1 = 0.0
    for t in range(len(y) - 2, -1, -1):
        f = filtered[t]
        ahead = (1.0 - f) * (1.0 - p0) + f * p1
        to1 = later / max(ahead, 1e-300)
        to0 = (1.0 - later) / max(1.0 - ahead, 1e-300)
        kept1, left1 = f * p1 * to1, f * (1.0 - p1) * to0
        kept0 = (1.0 - f) * p0 * to0
        smooth = kept1 + left1
        stay0 += kept0
        stay1 += kept1
        from0 += 1.0 - smooth
        from1 += smooth
        w1 += smooth
        s0 += (1.0 - smooth) * y[t]
        s1 += smooth * y[t]
        q0 += (1.0 - smooth) * y[t] * y[t]
        q1 += smooth * y[t] * y[t]
        later = smooth
    n = len(y)
    w0 = max(n - w1, 1e-9)
    w1 = max(w1, 1e-9)
    made = np.empty(6)
    made[0], made[1] = s0 / w0, s1 / w1
    made[2] = max(q0 / w0 - made[0] ** 2, floor)
    made[3] = max(q1 / w1 - made[1] ** 2, floor)
    made[4] = min(max(stay0 / max(from0, 1e-9), EDGE), 1.0 - EDGE)
    made[5] = min(max(stay1 / max(from1, 1e-9), EDGE), 1.0 - EDGE)
    return made, np.array([w0, w1, loglik])


@njit(cache=True, nogil=True)
def best_em(y: Vector, starts: Vector, brief: int, long: int, tolerance: float) -> Vector:
    """The best start after `brief` steps, followed until a step gains too little.

    Too little: less than `tolerance` times the log-likelihood's size, or `long` steps. Returns (six
    numbers, expected steps in 0 and 1, log-likelihood).
    """
    filtered = np.empty(len(y))
    floor = float(FLOOR * np.var(y))
    best, at = np.empty(6), -np.inf
    for i in range(len(starts)):
        numbers = starts[i].copy()
        for _ in range(brief):
            numbers, _told = em_step(y, numbers, filtered, floor)
        loglik = hamilton(y, numbers, filtered)
        if loglik > at:
            best, at = numbers, loglik
    for _ in range(long):
        moved, told = em_step(y, best, filtered, floor)
        gained = hamilton(y, moved, filtered)
        if gained - told[2] < tolerance * abs(told[2]):
            break
        best = moved
    told = em_step(y, best, filtered, floor)[1]
    return np.concatenate((best, told))
