"""Regressions of a future return on a slow ratio, with the errors such regressions really have.

A valuation ratio moves slowly and its shocks are price shocks, so that the slope is biased
(Stambaugh 1999), and overlapping outcomes make usual t-ratios reject a true null most of the time.
Hodrick's (1992) standard error 1B comes close to its size; the simulated sizes say how close.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from rotascope.maths.types import Ints, Vector

__all__ = [
    "Forecasting",
    "clark_west",
    "forecasting",
    "out_of_sample",
    "stambaugh_bias",
]


def stambaugh_bias(rho: float, ratio: float, n: int) -> float:
    """-(1 + 3 rho) / n * ratio: what the slope has too much when the ratio predicts nothing.

    rho: the predictor's AR(1) slope; ratio: covariance of return and predictor shocks over the
    variance of the latter, signed. One-step regressions with n observations. Stambaugh (1999).
    """
    return -(1.0 + 3.0 * rho) / n * ratio


@dataclass(frozen=True, slots=True)
class Forecasting:
    """A predictive regression told honestly.

    `slope` a step of h, `corrected` less the Stambaugh bias over h steps, `t` by Hodrick 1B, `p`
    the share of samples without predictability whose |t| is as large, `naive` the OLS t; rho and
    correlation of the shocks.
    """

    slope: float
    corrected: float
    t: float
    p: float
    naive: float
    rho: float
    correlation: float
    n: int


def forecasting(x: Vector, r: Vector, h: int, draws: int = 400, seed: int = 1992) -> Forecasting:
    """The regression of the next h returns on x, its bias and its simulated p. x, r (n,) finite.

    The bias of h steps is that of one step times 1 + rho + .. + rho^(h-1). Null hypothesis of p:
    as in `null_t_ratios` with this sample's own rho (bias-corrected, at most 1) and correlation.
    """
    from rotascope.maths.predictive_kernels import null_t_ratios, t_ratios

    n = len(x)
    a, b = x[:-1] - x[:-1].mean(), x[1:] - x[1:].mean()
    raw = float(a @ b / (a @ a))
    rho = min(raw + (1.0 + 3.0 * raw) / n, 1.0)
    v, u = b - raw * a, r[1:] - r[1:].mean()
    slope, naive, _, t = (float(k) for k in t_ratios(x, r, h))
    correlation = float(u @ v / np.sqrt((u @ u) * (v @ v)))
    bias = stambaugh_bias(rho, float(u @ v / (v @ v)), n) * float(np.sum(rho ** np.arange(h)))
    drawn = null_t_ratios(n, h, rho, correlation, draws, seed)[:, 3]
    p = float((np.sum(np.abs(drawn) >= abs(t)) + 1) / (draws + 1))
    return Forecasting(slope, slope - bias, t, p, naive, rho, correlation, n)


def out_of_sample(x: Vector, r: Vector, h: int, least: int) -> Vector:
    """1 - MSE of the regression / MSE of the past mean, of all forecasts judged by each t, (n,).

    Campbell and Thompson (2008). The forecast made at s uses outcomes over by s and is judged at
    s + h; the first is made once `least` outcomes are over. NaN before. Causal: entry t uses x, r
    up to t.
    """
    out = np.full(len(x), np.nan)
    judged, error, plain, _ = _forecasts(x, r, h, least)
    with np.errstate(invalid="ignore", divide="ignore"):
        out[judged] = 1.0 - np.cumsum(error * error) / np.cumsum(plain * plain)
    return out


def clark_west(x: Vector, r: Vector, h: int, least: int) -> tuple[float, float]:
    """(t, one-sided p) of the regression's forecasts against the past mean's. Clark and West (2007).

    Null hypothesis: the regression adds nothing; its noisier forecasts are forgiven their noise. The
    error is Newey and West's with h lags, for outcomes overlap. (NaN, NaN) below 2 h forecasts. The p is
    nominal: where shocks of a slow ratio are price shocks (slope 0.99, correlation -0.9) noise alone is
    below 0.10 in 13 of 100 samples, below 0.01 in 3.
    """
    _, error, plain, apart = _forecasts(x, r, h, least)
    n = len(error)
    if n < max(2 * h, 10):
        return math.nan, math.nan
    gain = plain * plain - (error * error - apart * apart)
    u = gain - gain.mean()
    lags = [(1.0 - k / (h + 1.0)) * float(u[k:] @ u[:-k]) for k in range(1, h + 1)]
    long_run = float(u @ u) + 2.0 * sum(lags)
    if not long_run > 0.0:
        return math.nan, math.nan
    t = float(gain.mean()) * n / math.sqrt(long_run)
    return t, 0.5 * math.erfc(t / math.sqrt(2.0))


def _forecasts(x: Vector, r: Vector, h: int, least: int) -> tuple[Ints, Vector, Vector, Vector]:
    """(where judged, the regression's error, the past mean's, how far the two forecasts lay apart)."""
    n = len(x)
    if n < least + 2 * h:
        return np.empty(0, dtype=np.int64), np.empty(0), np.empty(0), np.empty(0)
    total = np.cumsum(r)
    y, z = total[h:] - total[:-h], x[: n - h]  # row i starts at i and is over at i + h
    count = np.arange(1.0, len(y) + 1.0)
    sx, sy, sxx, sxy = (np.cumsum(v) for v in (z, y, z * z, z * y))
    with np.errstate(invalid="ignore", divide="ignore"):
        slope = (sxy - sx * sy / count) / (sxx - sx * sx / count)
    made = np.arange(least - 1 + h, n - h)  # forecasts made at these points, from rows over by then
    known = made - h
    apart = slope[known] * (x[made] - sx[known] / count[known])
    plain = y[made] - sy[known] / count[known]
    return made + h, plain - apart, plain, apart
