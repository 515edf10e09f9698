"""Whose risk and whose return an index is: Euler shares, diversification, absorption, the part left out.

Weights w (n,) are fractions summing to 1, by issuer; covariances (n, n) and returns in one period's unit.
"""

from __future__ import annotations

import numpy as np

from rotascope.maths.types import Matrix, Vector

__all__ = [
    "absorption_ratio",
    "diversification_ratio",
    "drop",
    "euler_shares",
    "rest_return",
    "sampled_shares",
]


def euler_shares(weights: Vector, covariance: Matrix) -> Vector:
    """Share of each part in the index's variance, w (S w) / w'Sw, (n,): sums to 1 (Tasche 1999)."""
    pull = covariance @ weights
    return np.asarray(weights * pull / (weights @ pull))


def diversification_ratio(weights: Vector, covariance: Matrix) -> float:
    """Ratio w's / sqrt(w'Sw) >= 1 (Choueifaty and Coignard 2008): 1 = the parts move as one."""
    own = weights @ np.sqrt(np.diag(covariance))
    return float(own / np.sqrt(weights @ covariance @ weights))


def absorption_ratio(covariance: Matrix, k: int) -> float:
    """Share of the variance that the k strongest common directions take, in (0, 1]; NaN propagates.

    Kritzman, Li, Page and Rigobon (2011). Noise alone gives more than k/n: compare with noise.
    """
    if not np.isfinite(covariance).all():
        return float("nan")
    strengths = np.linalg.eigvalsh(covariance)
    return float(strengths[-k:].sum() / strengths.sum())


def rest_return(whole: float, part: float, weight: float) -> float:
    """(r - w r_s) / (1 - w): return of what is left of an index without a subset of start weight w.

    Exact for buy and hold from the start of the window. NaN for w outside [0, 1).
    """
    return (whole - weight * part) / (1.0 - weight) if 0.0 <= weight < 1.0 else float("nan")


def drop(weights: Vector, returns: Vector, k: int) -> tuple[float, float, float]:
    """(return without the k largest weights, return of those k, their weight); all NaN if none is left.

    Start weights and returns of one window; ties fall to the earlier one. k of them and the rest
    recombine to the whole: w r_k + (1 - w) r_rest.
    """
    if k >= len(weights):
        return float("nan"), float("nan"), float("nan")
    largest = np.argsort(-weights, kind="stable")[:k]
    share = float(weights[largest].sum())
    part = float(weights[largest] @ returns[largest]) / share if k else float("nan")
    rest = float(weights @ returns) - float(weights[largest] @ returns[largest])
    return rest / (float(weights.sum()) - share), part, share


def sampled_shares(weights: Vector, moves: Matrix) -> Vector:
    """`euler_shares` on the sample covariance of moves (T, N), without building it, (N,).

    Weight times the part's beta on the index w'r. Nothing is inverted, so that no shrinkage is needed
    with N > T; shrinking towards equal variances would inflate the share of large weights.
    """
    x = moves - moves.mean(axis=0)
    index = x @ weights
    return np.asarray(weights * (index @ x) / (index @ index))
