"""The relative rotation map: ratio and momentum as z-scores around 100.

A public z-score construction. On pure noise 67 % of its steps turn clockwise, because momentum is the
difference of what it is drawn against: rotation by itself is no news.
"""

from __future__ import annotations

import numpy as np

from rotascope.maths.types import Vector

__all__ = ["clockwise_share", "map_z"]

NO_SPREAD = 1e-12


def map_z(q: Vector, window: int = 14, k: int = 1) -> tuple[Vector, Vector]:
    """(ratio, momentum), (n,) each, around 100, from a log ratio (or level) on a weekly grid.

    ratio_t = 100 + (q_t - mean) / sd over the last `window` values (ddof 1); momentum_t = 100 + the
    same z-score of the ratio's change over k. NaN before 2 window + k - 1 values and where the
    spread vanishes.
    """
    ratio = 100.0 + _trailing_z(np.asarray(q, dtype=np.float64), window)
    change = np.full(len(ratio), np.nan)
    change[k:] = ratio[k:] - ratio[:-k]
    return ratio, 100.0 + _trailing_z(change, window)


def _trailing_z(x: Vector, window: int) -> Vector:
    out = np.full(len(x), np.nan)
    if len(x) < window:
        return out
    seen = np.lib.stride_tricks.sliding_window_view(x, window)
    spread = seen.std(axis=1, ddof=1)
    wide = spread > NO_SPREAD  # False for NaN as well
    gap = x[window - 1 :] - seen.mean(axis=1)
    out[window - 1 :][wide] = gap[wide] / spread[wide]
    return out


def clockwise_share(ratio: Vector, momentum: Vector) -> float:
    """Share of steps whose turn around (100, 100) is clockwise; NaN without two points.

    Clockwise as drawn with ratio to the right and momentum upwards: the cross product of two
    successive positions is negative.
    """
    both = np.isfinite(ratio) & np.isfinite(momentum)
    x, y = ratio - 100.0, momentum - 100.0
    cross = x[:-1] * y[1:] - y[:-1] * x[1:]
    known = both[:-1] & both[1:]
    return float(np.mean(cross[known] < 0.0)) if known.any() else float("nan")
