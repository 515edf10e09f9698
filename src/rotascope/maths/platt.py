"""Platt's logistic calibration, walked forward: each date's fit knows the outcomes of its past only."""

from __future__ import annotations

import numpy as np

from rotascope.maths.types import Ints, Vector

__all__ = ["COLUMNS", "PRIOR_SD", "walk_forward"]

PRIOR_SD = 1.0
"""A priori one unit of score moves the log-odds by less than this, two times in three."""
COLUMNS = ("a", "b", "var_a", "cov", "var_b", "base", "n")


def walk_forward(
    x: Vector, won: Vector, weight: Vector, known: Ints, prior_sd: float = PRIOR_SD
) -> Vector:
    """Per date (a, b, var a, cov, var b, base rate, n) of logit p = a + b x, (S, 7).

    x, won (0 or 1), weight (T,): finite, in the order in which the outcomes became known; known (S,)
    ascending: how many of them each date knows, NaN where none. Weighted maximum likelihood with a
    normal prior of sd `prior_sd` on b (Platt 1999; the prior stands for his smoothed targets);
    variances from the inverse Hessian. n = sum of the weights: those of overlapping outcomes sum to how
    many fit beside one another.
    """
    from rotascope.maths.platt_kernels import walk

    x, won, weight = (np.ascontiguousarray(v, dtype=np.float64) for v in (x, won, weight))
    counts = np.ascontiguousarray(known, dtype=np.int64)
    return np.asarray(walk(x, won, weight, counts, 1.0 / prior_sd**2))
