"""Sums, means and medians of the last values: one window, one rule for what is missing.

A window that is not full yet, or that holds a NaN, has no answer (NaN); a gap spoils the windows it
lies in and no later one. Entry t uses x[: t + 1]. A day counts itself.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from rotascope.maths.types import Vector

__all__ = ["trailing_mean", "trailing_median", "trailing_sum"]


def trailing_sum(x: Vector, window: int) -> Vector:
    """Sum of the last `window` values, (n,), in the unit of x."""
    return _put(x, window, lambda: sliding_window_view(x, window).sum(axis=1))


def trailing_mean(x: Vector, window: int) -> Vector:
    """Mean of the last `window` values, (n,), in the unit of x."""
    return _put(x, window, lambda: sliding_window_view(x, window).mean(axis=1))


def trailing_median(x: Vector, window: int) -> Vector:
    """Median of the last `window` values, (n,), in the unit of x."""
    return _put(x, window, lambda: np.median(sliding_window_view(x, window), axis=1))


def _put(x: Vector, window: int, made: Callable[[], Vector]) -> Vector:
    """What `made` finds, behind the NaNs of the days whose window is not full."""
    out = np.full(len(x), np.nan)
    if len(x) >= window:
        out[window - 1 :] = made()
    return out
