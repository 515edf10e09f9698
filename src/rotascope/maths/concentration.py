"""Concentration of a set of weights. Merge share classes first: an issuer counts once.

Weights are fractions (n,), positive, summing to 1; zeros should be dropped before.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np

from rotascope.maths.types import Vector

__all__ = ["effective_number", "herfindahl", "merge", "top_k"]


def merge(weights: Vector, groups: Sequence[Hashable]) -> Vector:
    """Weights summed by group, in order of first appearance, (number of groups,). Zeros dropped."""
    order: dict[Hashable, int] = {}
    codes = np.array([order.setdefault(group, len(order)) for group in groups], dtype=np.int64)
    summed = np.bincount(codes, weights=weights, minlength=len(order))
    return np.asarray(summed[summed != 0.0], dtype=np.float64)


def herfindahl(weights: Vector) -> float:
    """Sum of squared weights, in [1/n, 1]. Hirschman (1964)."""
    return float(weights @ weights)


def effective_number(weights: Vector) -> float:
    """1 / herfindahl: how many equal weights would be as concentrated, in [1, n]."""
    return 1.0 / herfindahl(weights)


def top_k(weights: Vector, k: int) -> float:
    """Sum of the k largest weights, a fraction."""
    return float(np.sort(weights)[::-1][:k].sum())
