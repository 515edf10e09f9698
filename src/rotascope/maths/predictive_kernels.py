"""Compiled loops of predictive regressions: three t-ratios of one slope, and what they are by chance."""

from __future__ import annotations

import numpy as np
from numba import njit

from rotascope.maths.types import Matrix, Vector

__all__ = ["null_t_ratios", "t_ratios"]


@njit(cache=True, nogil=True)
def t_ratios(x: Vector, r: Vector, h: int) -> Vector:
    """(slope, OLS t, Newey-West t with h lags, Hodrick 1B t) of r_{t+1} + .. + r_{t+h} on x_t, (4,).

    x (n,), r (n,): r[t] is the return that ends at t. Null hypothesis: returns are white noise
    whatever x is. All finite; n well above h.
    """
    n = len(x)
    m = n - h
    total = np.cumsum(r)
    y = np.empty(m)
    for t in range(m):
        y[t] = total[t + h] - total[t]
    mx, my = x[:m].mean(), y.mean()
    d = x[:m] - mx
    sxx = (d * d).sum()
    slope = (d * y).sum() / sxx
    left = y - my - slope * d
    out = np.empty(4)
    out[0] = slope
    out[1] = slope / np.sqrt((left * left).sum() / (m - 2) / sxx)
    u = d * left
    long_run = (u * u).sum()
    for lag in range(1, h + 1):
        long_run += 2.0 * (1.0 - lag / (h + 1.0)) * (u[lag:] * u[:-lag]).sum()
    out[2] = slope / (np.sqrt(max(long_run, 1e-300)) / sxx)
    # Under the null the h-step error is a sum of one-step ones: the sum moves to the predictor's lags.
    e = r - r.mean()
    s = 0.0
    back = 0.0
    for k in range(n):
        if k >= h:
            w = e[k] * back
            s += w * w
            back -= x[k - h] - mx
        back += x[k] - mx
    out[3] = slope / (np.sqrt(s) / sxx)
    return out


@njit(cache=True, nogil=True)
def null_t_ratios(n: int, h: int, rho: float, correlation: float, draws: int, seed: int) -> Matrix:
    """`t_ratios` of `draws` samples in which nothing is predicted, (draws, 4): their simulated size.

    Null hypothesis: r is white noise, x an AR(1) with slope rho whose shocks have `correlation`
    with r; both of unit variance, x started from its stationary law (from 0 at a unit root).
    """
    np.random.seed(seed)
    out = np.empty((draws, 4))
    x, r = np.empty(n), np.empty(n)
    own = np.sqrt(max(1.0 - correlation * correlation, 0.0))
    for d in range(draws):
        before = np.random.normal() / np.sqrt(1.0 - rho * rho) if rho < 1.0 else 0.0
        for t in range(n):
            shock = np.random.normal()
            before = rho * before + shock
            x[t] = before
            r[t] = correlation * shock + own * np.random.normal()
        out[d] = t_ratios(x, r, h)
    return out
