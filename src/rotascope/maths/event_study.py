"""Event studies: what a line did beyond its usual share of the market's move, and how sure that is.

Brown and Warner (1985) for the market model, Boehmer, Musumeci and Poulsen (1991) for the test that
allows for variance caused by the event, Kolari and Pynnonen (2010) for events that share a day,
Corrado (1989) for ranks. Returns are fractions, one a session; nothing here knows a date.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from rotascope.maths.stats import student_p
from rotascope.maths.types import Vector

__all__ = [
    "MarketModel",
    "Tested",
    "abnormal",
    "bmp",
    "car_sd",
    "corrado",
    "cross_sectional",
    "kolari_pynnonen",
    "market_model",
    "mean_correlation",
]


@dataclass(frozen=True, slots=True)
class MarketModel:
    """r = alpha + beta r_market + e over `n` sessions: `sd` of e (n - 2 degrees of freedom).

    `mean` and `spread` are the market's mean return there and its sum of squared deviations, which the
    error of a forecast needs.
    """

    alpha: float
    beta: float
    sd: float
    n: int
    mean: float
    spread: float


@dataclass(frozen=True, slots=True)
class Tested:
    """A mean over `n` cases with its t statistic and two-sided p; NaN where it has none."""

    mean: float
    t: float
    p: float
    n: int


def market_model(returns: Vector, market: Vector) -> MarketModel:
    """Least squares of `returns` on `market`, both (n,), n > 2 and the market not constant."""
    mean = float(market.mean())
    about = market - mean
    spread = float(about @ about)
    beta = float(about @ returns) / spread
    alpha = float(returns.mean()) - beta * mean
    left = returns - alpha - beta * market
    sd = math.sqrt(float(left @ left) / (len(returns) - 2))
    return MarketModel(alpha, beta, sd, len(returns), mean, spread)


def abnormal(model: MarketModel, returns: Vector, market: Vector) -> Vector:
    """Abnormal returns (n,): what is left beyond alpha + beta x the market's return."""
    return np.asarray(returns - model.alpha - model.beta * market)


def car_sd(model: MarketModel, market: Vector) -> float:
    """Sd of a sum of abnormal returns over the sessions of `market` (L,), without any event.

    s sqrt(L + L^2 / n + (sum of r_m - mean)^2 / spread): their own noise, and the error of alpha and
    beta, which all of them share.
    """
    length = len(market)
    off = float(market.sum()) - length * model.mean
    return model.sd * math.sqrt(length + length * length / model.n + off * off / model.spread)


def cross_sectional(cars: Vector) -> Tested:
    """The t of a mean of independent cumulative abnormal returns (n,): sd between cases, n - 1 freedom.

    Null hypothesis: their mean is zero. One case, or none that differ, has no t.
    """
    n = len(cars)
    mean = float(cars.mean()) if n else math.nan
    sd = float(cars.std(ddof=1)) if n > 1 else 0.0
    t = mean / (sd / math.sqrt(n)) if sd > 0.0 else math.nan
    return Tested(mean, t, student_p(t, n - 1), n)


def bmp(cars: Vector, sds: Vector) -> Tested:
    """Boehmer, Musumeci and Poulsen's t: the cross-sectional t of each sum over its own `car_sd`.

    Null hypothesis: no abnormal return; the event may raise the variance. `mean` is that of the
    standardised sums, in sd.
    """
    return cross_sectional(cars / sds)


def kolari_pynnonen(test: Tested, correlation: float) -> Tested:
    """A BMP test corrected for events on one day: t sqrt((1 - r) / (1 + (n - 1) r)).

    `correlation` r is the mean correlation of the lines' residuals before the event. Many lines on one
    day are hardly more than one case; a negative mean is taken as it is while the root exists.
    """
    below = 1.0 + (test.n - 1) * correlation
    if not (below > 0.0 and correlation < 1.0):
        return Tested(test.mean, math.nan, math.nan, test.n)
    t = test.t * math.sqrt((1.0 - correlation) / below)
    return Tested(test.mean, t, student_p(t, test.n - 1), test.n)


def mean_correlation(residuals: Vector) -> float:
    """Mean of the off-diagonal correlations of residuals (T, N), N > 1; 0 for a single line."""
    count = residuals.shape[1]
    if count < 2:
        return 0.0
    matrix = np.corrcoef(residuals, rowvar=False)
    return float((matrix.sum() - count) / (count * (count - 1)))


def corrado(moves: Vector, row: int) -> Tested:
    """Corrado's rank test (1989) of one row of abnormal returns (T, N): estimation and event together.

    Null hypothesis: the event's rank is as likely as any. `mean` is that row's mean rank share less 1/2;
    its sd is that of all rows, so correlation among the lines is in it. t is nearly normal.
    """
    length = moves.shape[0]
    shares = np.column_stack([_midranks(column) for column in moves.T]) / (length + 1.0) - 0.5
    each = shares.mean(axis=1)
    sd = float(np.sqrt(np.mean(each**2)))
    t = float(each[row]) / sd if sd > 0.0 else math.nan
    return Tested(float(each[row]), t, student_p(t, 1e6), moves.shape[1])


def _midranks(x: Vector) -> Vector:
    """Ranks 1..n, ties at their mean."""
    _, group, sizes = np.unique(x, return_inverse=True, return_counts=True)
    return np.asarray((np.cumsum(sizes) - (sizes - 1) / 2.0)[group])
