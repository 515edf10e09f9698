"""Return for risk, and how sure its difference between two lines is."""

from __future__ import annotations

import math

import numpy as np

from rotascope.maths.types import Vector

__all__ = ["difference_error", "lo_error", "rolling_ratio"]


def rolling_ratio(x: Vector, window: int) -> Vector:
    """Mean over sd (ddof 1) of the last `window` steps, (n,); NaN before and where nothing varies."""
    x = np.asarray(x, dtype=np.float64)
    out = np.full(len(x), np.nan)
    if len(x) < window:
        return out
    seen = np.lib.stride_tricks.sliding_window_view(x, window)
    spread = seen.std(axis=1, ddof=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        out[window - 1 :] = np.where(spread > 1e-12, seen.mean(axis=1) / spread, np.nan)
    return out


def lo_error(ratio: float, n: int) -> float:
    """Standard error of a Sharpe ratio of n independent normal steps, both per step. Lo (2002), eq. 9."""
    return math.sqrt((1.0 + 0.5 * ratio * ratio) / n)


def _influence(x: Vector) -> Vector:
    """What each step adds to the ratio's error: z - ratio (z^2 - 1) / 2."""
    z = (x - x.mean()) / x.std()
    ratio = float(x.mean() / x.std())
    return np.asarray(z - 0.5 * ratio * (z * z - 1.0))


def difference_error(a: Vector, b: Vector, lags: int = 4) -> float:
    """Standard error of the difference of two Sharpe ratios of the same steps, per step.

    Ledoit and Wolf (2008): the delta method with Newey-West weights, which allows fat tails,
    autocorrelation and the two lines' correlation. a, b (n,) finite, not constant.
    """
    gap = _influence(np.asarray(a, dtype=np.float64)) - _influence(np.asarray(b, dtype=np.float64))
    n = len(gap)
    long_run = float(gap @ gap)
    for lag in range(1, lags + 1):
        long_run += 2.0 * (1.0 - lag / (lags + 1.0)) * float(gap[lag:] @ gap[:-lag])
    return math.sqrt(max(long_run, 0.0)) / n
