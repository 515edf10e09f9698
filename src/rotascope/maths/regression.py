"""Least squares with errors that allow for dependence: Newey-West, over one sample or a moving window.

Rows are in order of time. A row whose regressors are all zero counts for nothing, also in the lagged
products, so that a regime is fitted by zeroing the rows outside it: its gaps stay gaps.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit

from rotascope.maths.types import Matrix, Vector

__all__ = ["Fit", "Path", "inverse_of", "lags", "least_squares", "rolling", "solved"]


@dataclass(frozen=True, slots=True)
class Fit:
    """Coefficients (k,), their Newey-West standard errors (k,), R2 about the mean and rows used."""

    beta: Vector
    error: Vector
    r2: float
    n: int


@dataclass(frozen=True, slots=True)
class Path:
    """A fit per row: coefficients and errors (T, k), R2 (T,); NaN where the window is too short."""

    beta: Matrix
    error: Matrix
    r2: Vector


def lags(n: int) -> int:
    """Bartlett lags of n rows: floor(4 (n / 100)^(2/9)), Newey-West (1994)'s rule of thumb."""
    return int(np.floor(4.0 * (n / 100.0) ** (2.0 / 9.0)))


def least_squares(y: Vector, x: Matrix, lag: int | None = None) -> Fit:
    """Ordinary least squares of y (n,) on x (n, k), which holds its own constant.

    Errors: Newey-West (1987), Bartlett weights, `lag` lags (default by `lags` of the rows that count),
    no small-sample correction. NaN where the rows do not determine the coefficients.
    """
    y = np.ascontiguousarray(y, dtype=np.float64)
    x = np.ascontiguousarray(x, dtype=np.float64)
    n = int(np.count_nonzero(np.any(x != 0.0, axis=1)))
    beta, error, r2 = _fit(y, x, lags(max(n, 1)) if lag is None else lag)
    return Fit(beta, error, float(r2), n)


def rolling(y: Vector, x: Matrix, window: int, least: int, *, errors: bool = True) -> Path:
    """A fit on the last `window` rows at each row, on all there are from `least` rows on.

    Causal: row t uses rows up to t. Without `errors` they are NaN (and cost nothing).
    """
    y = np.ascontiguousarray(y, dtype=np.float64)
    x = np.ascontiguousarray(x, dtype=np.float64)
    return Path(*_rolling(y, x, window, least, lags(window) if errors else -1))


@njit(cache=True, nogil=True)
def inverse_of(a: Matrix) -> Matrix:
    """Inverse of a small symmetric positive matrix (Gauss-Jordan), NaN where singular; needs no BLAS."""
    k = len(a)
    work = a.copy()
    out = np.eye(k)
    for i in range(k):
        pivot = work[i, i]
        if not pivot > 1e-13 * a[i, i]:
            return np.full((k, k), np.nan)
        work[i] /= pivot
        out[i] /= pivot
        for j in range(k):
            if j != i:
                factor = work[j, i]
                work[j] -= factor * work[i]
                out[j] -= factor * out[i]
    return out


@njit(cache=True, nogil=True)
def solved(y: Vector, x: Matrix) -> tuple[Matrix, Vector]:
    """Inverse of x'x (k, k) and the coefficients (k,): the normal equations, for small k."""
    n, k = x.shape
    cross, right, beta = np.zeros((k, k)), np.zeros(k), np.zeros(k)
    for t in range(n):
        for i in range(k):
            right[i] += x[t, i] * y[t]
            for j in range(k):
                cross[i, j] += x[t, i] * x[t, j]
    inverse = inverse_of(cross)
    for i in range(k):
        for j in range(k):
            beta[i] += inverse[i, j] * right[j]
    return inverse, beta


@njit(cache=True, nogil=True)
def _counts(row: Vector) -> bool:
    for value in row:  # noqa: SIM110 - Numba compiles no generators
        if value != 0.0:
            return True
    return False


@njit(cache=True, nogil=True)
def _fit(y: Vector, x: Matrix, lag: int) -> tuple[Vector, Vector, float]:
    n, k = x.shape
    inverse, beta = solved(y, x)
    left, total, squares, count = 0.0, 0.0, 0.0, 0
    scores = np.zeros((n, k))
    for t in range(n):
        if not _counts(x[t]):
            continue
        gap = y[t]
        for i in range(k):
            gap -= x[t, i] * beta[i]
        left, total, squares, count = left + gap * gap, total + y[t], squares + y[t] ** 2, count + 1
        for i in range(k):
            scores[t, i] = gap * x[t, i]
    spread = squares - total * total / max(count, 1)
    r2 = 1.0 - left / spread if spread > 0.0 else np.nan
    if lag < 0:
        return beta, np.full(k, np.nan), r2
    return beta, _errors(inverse, scores, lag), r2


@njit(cache=True, nogil=True)
def _errors(inverse: Matrix, scores: Matrix, lag: int) -> Vector:
    """Square roots of the sandwich's diagonal: inverse x Bartlett sum of score products x inverse."""
    n, k = scores.shape
    meat = np.zeros((k, k))
    for gap in range(min(lag, n - 1) + 1):
        weight = 1.0 if gap == 0 else 1.0 - gap / (lag + 1.0)
        for t in range(gap, n):
            for i in range(k):
                for j in range(k):
                    product = scores[t, i] * scores[t - gap, j]
                    meat[i, j] += weight * product
                    if gap:
                        meat[j, i] += weight * product
    out = np.zeros(k)
    for i in range(k):
        for a in range(k):
            for b in range(k):
                out[i] += inverse[i, a] * meat[a, b] * inverse[b, i]
        out[i] = np.sqrt(max(out[i], 0.0)) if out[i] == out[i] else np.nan
    return out


@njit(cache=True, nogil=True)
def _rolling(
    y: Vector, x: Matrix, window: int, least: int, lag: int
) -> tuple[Matrix, Matrix, Vector]:
    n, k = x.shape
    beta, error, r2 = np.full((n, k), np.nan), np.full((n, k), np.nan), np.full(n, np.nan)
    for t in range(max(least, k + 1) - 1, n):
        low = max(0, t + 1 - window)
        beta[t], error[t], r2[t] = _fit(y[low : t + 1], x[low : t + 1], lag)
    return beta, error, r2
