"""Records: distance to the running high, and how long ago a level was last seen."""

from __future__ import annotations

import numpy as np

from rotascope.maths.types import Vector

__all__ = ["distance_to_high", "last_since", "rolling_high"]


def distance_to_high(p: Vector) -> Vector:
    """p_t / max(p_0..p_t) - 1, (n,) fractions: 0 at a record, negative below it. p finite, > 0."""
    return np.asarray(p / np.maximum.accumulate(p) - 1.0)


def rolling_high(p: Vector, n: int) -> Vector:
    """Highest of the last n values including p_t, (len(p),); NaN before n values. p finite."""
    out = np.full(len(p), np.nan)
    if len(p) >= n:
        out[n - 1 :] = np.lib.stride_tricks.sliding_window_view(p, n).max(axis=1)
    return out


def last_since(p: Vector) -> tuple[int, int]:
    """(last earlier position with a value <= the last one, with a value >= it), -1 if none.

    The last value is the "lowest since" the first and the "highest since" the second. A tie ends the
    search: an equal value counts as having been there. p (n,) finite, not empty.
    """
    below = np.flatnonzero(p[:-1] <= p[-1])
    above = np.flatnonzero(p[:-1] >= p[-1])
    return int(below[-1]) if len(below) else -1, int(above[-1]) if len(above) else -1
