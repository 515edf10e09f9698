"""Runs of one sign."""

from __future__ import annotations

import numpy as np

from rotascope.maths.types import Ints, Vector

__all__ = ["chance", "lengths"]


def lengths(x: Vector) -> Ints:
    """Signed length of the run of equal sign that ends at t, (n,): +3 = three positive in a row.

    A zero or NaN ends a run and has length 0.
    """
    sign = np.sign(np.nan_to_num(np.asarray(x, dtype=np.float64))).astype(np.int64)
    at = np.arange(len(sign))
    starts = np.ones(len(sign), dtype=bool)
    starts[1:] = sign[1:] != sign[:-1]
    first = np.maximum.accumulate(np.where(starts, at, 0))
    return np.asarray(sign * (at - first + 1))


def chance(k: int, p: float = 0.5) -> float:
    """Probability p^k that the last k independent trials all fell on a side of probability p."""
    return float(p**k)
