"""Whose risk and whose return an index is: Euler shares, diversification, absorption, the part left out.

Weights w (n,) are fractions summing to 1, by issuer; covariances (n, n) and returns in one period's unit.
"""

from __future__ import annotations

import numpy as np

from rotascope.maths.types import Matrix, Vector

__all__ = [
    "absorption_ratio",
    "beta_on_part",
    "diversification_ratio",
    "drop",
    "euler_shares",
    "rest_return",
    "shrinkage",
    "shrunk_shares",
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


def beta_on_part(weights: Vector, covariance: Matrix, part: int) -> float:
    """Beta of the index on one of its parts, Cov(r_m, r_i) / Var(r_i): not the part's beta."""
    return float((covariance @ weights)[part] / covariance[part, part])


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


def shrinkage(moves: Matrix) -> float:
    """Ledoit and Wolf's (2004) pull, in [0, 1], of the sample covariance of moves (T, N) to m I.

    m is the mean variance. Computed from the (T, T) products, so that N may be thousands.
    """
    x = moves - moves.mean(axis=0)
    days, names = x.shape
    gram = x @ x.T
    mean_variance = float(np.trace(gram)) / days / names
    squared = float((gram**2).sum()) / days**2  # ||S||_F^2
    distance = squared / names - mean_variance**2
    noise = (float((np.diag(gram) ** 2).sum()) / days - squared) / names / days
    return float(np.clip(noise / distance, 0.0, 1.0)) if distance > 0.0 else 0.0


def shrunk_shares(weights: Vector, moves: Matrix) -> Vector:
    """`euler_shares` on the Ledoit-Wolf covariance of moves (T, N), without building it, (N,)."""
    x = moves - moves.mean(axis=0)
    pull = shrinkage(moves)
    mean_variance = float((x**2).sum()) / x.size
    sample = x.T @ (x @ weights) / len(x)
    marginal = (1.0 - pull) * sample + pull * mean_variance * weights
    return np.asarray(weights * marginal / (weights @ marginal))
