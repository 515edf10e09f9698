"""Coefficients that wander: the Kalman filter of a regression whose betas are random walks.

y_t = x_t' beta_t + v_t, beta_t = beta_{t-1} + w_t, var w = diag(q) x var v. Filtered only: what is
known at t of beta_t, never what later rows teach about it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit

from rotascope.maths.regression import solved
from rotascope.maths.types import Matrix, Vector

__all__ = ["START", "Filtered", "filtered", "likeliest"]

START = 26
# Signal-to-noise tried per coefficient, in units of (noise variance / variance of its regressor): from a
# coefficient that stands still to one so quick that any quicker would follow single weeks.
GRID = (0.0, 1e-6, 1e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2)


@dataclass(frozen=True, slots=True)
class Filtered:
    """Betas (T, k), their standard errors (T, k), the noise variance and the log-likelihood.

    NaN before the start's last row. The likelihood is that of the rows after the start, with the
    noise variance at its own maximum.
    """

    beta: Matrix
    error: Matrix
    noise: float
    loglik: float


def filtered(y: Vector, x: Matrix, q: Vector, start: int = START) -> Filtered:
    """The filter from a diffuse beginning: least squares on the first `start` rows, then row by row.

    q (k,) is the variance of a step of each beta over the noise variance; q = 0 is expanding least
    squares. The noise variance, hence the errors, uses rows up to each row alone.
    """
    y = np.ascontiguousarray(y, dtype=np.float64)
    x = np.ascontiguousarray(x, dtype=np.float64)
    if len(y) <= start:
        empty = np.full(x.shape, np.nan)
        return Filtered(empty, empty.copy(), np.nan, np.nan)
    beta, error, noise, loglik = _filter(y, x, np.asarray(q, dtype=np.float64), start)
    return Filtered(beta, error, float(noise), float(loglik))


def likeliest(y: Vector, x: Matrix, start: int = START) -> Vector:
    """Q (k,) of the largest likelihood on a grid, coefficient by coefficient; the constant stands still.

    x's first column is the constant. Each q is scaled by the variance of its regressor, so that units
    do not matter. Zeros where there are no rows after the start.
    """
    y = np.ascontiguousarray(y, dtype=np.float64)
    x = np.ascontiguousarray(x, dtype=np.float64)
    q = np.zeros(x.shape[1])
    if len(y) <= start + x.shape[1]:
        return q
    scale = 1.0 / np.maximum(np.var(x, axis=0), 1e-300)
    return np.asarray(_climb(y, x, q, scale, np.array(GRID), start))


@njit(cache=True, nogil=True)
def _updated(b: Vector, p: Matrix, gain: Vector, y: float, x: Vector) -> tuple[float, float]:
    """Betas and p after one more row, in place; how far its forecast missed and that miss's variance."""
    k = len(b)
    miss, seen = y, 1.0
    for i in range(k):
        gain[i] = 0.0
        for j in range(k):
            gain[i] += p[i, j] * x[j]
        seen += x[i] * gain[i]
        miss -= x[i] * b[i]
    for i in range(k):
        b[i] += gain[i] / seen * miss
        for j in range(k):
            p[i, j] -= gain[i] * gain[j] / seen
    return miss, seen


@njit(cache=True, nogil=True)
def _filter(y: Vector, x: Matrix, q: Vector, start: int) -> tuple[Matrix, Matrix, float, float]:
    n, k = x.shape
    out, spread = np.full((n, k), np.nan), np.full((n, k), np.nan)
    p, b = solved(y[:start], x[:start])
    gain = np.empty(k)
    squares, used, logs = 0.0, start - k, 0.0
    for t in range(start):
        forecast = 0.0
        for i in range(k):
            forecast += x[t, i] * b[i]
        squares += (y[t] - forecast) ** 2
    first = squares
    for t in range(start - 1, n):
        if t >= start:
            for i in range(k):
                p[i, i] += q[i]
            miss, seen = _updated(b, p, gain, y[t], x[t])
            squares += miss * miss / seen
            used += 1
            logs += np.log(seen)
        for i in range(k):
            out[t, i] = b[i]
            spread[t, i] = np.sqrt(max(p[i, i] * squares / used, 0.0))
    rows = n - start
    noise = (squares - first) / rows
    loglik = -0.5 * (rows * (np.log(2.0 * np.pi * max(noise, 1e-300)) + 1.0) + logs)
    return out, spread, squares / used, loglik


@njit(cache=True, nogil=True)
def _climb(y: Vector, x: Matrix, q: Vector, scale: Vector, grid: Vector, start: int) -> Vector:
    """Two rounds over the coefficients, each set to the best of the grid with the others held."""
    best = _filter(y, x, q, start)[3]
    for _ in range(2):
        for i in range(1, len(q)):
            kept = q[i]
            for step in grid:
                q[i] = step * scale[i]
                found = _filter(y, x, q, start)[3]
                if found > best + 1e-9:
                    best, kept = found, q[i]
            q[i] = kept
    return q
