"""Changes and returns over windows: geometric, fractions."""

from __future__ import annotations

import numpy as np

from rotascope.maths.types import Vector

__all__ = ["change", "log_relative", "window_return"]


def change(x: Vector, steps: int) -> Vector:
    """x_t - x_(t - steps), (n,), in the unit of x; NaN for the first `steps`."""
    out = np.full(len(x), np.nan)
    if 0 < steps < len(x):
        out[steps:] = x[steps:] - x[:-steps]
    return out


def log_relative(q: Vector, h: int) -> Vector:
    """Geometric relative return over h steps of a log ratio: exp(q_t - q_(t-h)) - 1, (n,) fractions.

    Equals (1 + r_A) / (1 + r_B) - 1, not r_A - r_B. The first h entries are NaN.
    """
    return np.asarray(np.expm1(change(q, h)))


def window_return(levels: Vector, base: int, end: int) -> float:
    """Return from position `base` to `end` of positive levels, a fraction."""
    return float(levels[end] / levels[base] - 1.0)
