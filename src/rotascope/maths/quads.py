"""Quads: whether growth and inflation speed up, and paths through the four of them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

import numpy as np

from rotascope.maths.stats import normal_cdf
from rotascope.maths.types import Ints, Vector

__all__ = ["both_above", "completed", "label", "probabilities", "progress", "runs"]


def label(dg: Vector, dp: Vector) -> Ints:
    """1 = growth up, inflation down; 2 = both up; 3 = growth down, inflation up; 4 = both down.

    dg, dp (n,): changes of the growth rate and of the inflation rate. No change counts as down; 0
    where either is NaN. Methods handbook section 8.
    """
    dg, dp = np.asarray(dg, dtype=np.float64), np.asarray(dp, dtype=np.float64)
    found = np.where(dg > 0.0, np.where(dp > 0.0, 2, 1), np.where(dp > 0.0, 3, 4))
    return np.asarray(np.where(np.isfinite(dg) & np.isfinite(dp), found, 0), dtype=np.int64)


def both_above(a: float, b: float, rho: float) -> float:
    """P(X > -a, Y > -b) of standard normals with correlation rho in (-1, 1).

    Plackett (1954): the product of the two, plus the density integrated over the correlation, by
    Gauss-Legendre with 48 points.
    """
    alone = normal_cdf(a) * normal_cdf(b)
    x, w = _nodes()
    r = np.sin(0.5 * math.asin(rho) * (x + 1.0))  # over the angle the density stays smooth
    density = np.exp(-(a * a - 2.0 * r * a * b + b * b) / (2.0 * (1.0 - r * r)))
    added = 0.5 * math.asin(rho) * float(np.sum(w * density)) / (2.0 * math.pi)
    return min(max(alone + added, 0.0), 1.0)


@cache
def _nodes() -> tuple[Vector, Vector]:
    """Points and weights of Gauss-Legendre on (-1, 1)."""
    x, w = np.polynomial.legendre.leggauss(48)
    return x, w


def probabilities(dg: float, dp: float, sd_g: float, sd_p: float, rho: float) -> tuple[float, ...]:
    """Probabilities of the four quads, which sum to 1, where dg and dp are known with normal errors.

    sd_g, sd_p > 0: standard deviations of the errors; rho: their correlation.
    """
    a, b = dg / sd_g, dp / sd_p
    up_up = both_above(a, b, rho)
    up_down, down_up = normal_cdf(a) - up_up, normal_cdf(b) - up_up
    return up_down, up_up, down_up, 1.0 - up_down - up_up - down_up


def runs(labels: Ints) -> Ints:
    """Positions at which a label differs from the one before it; 0 (unknown) is a label of its own."""
    labels = np.asarray(labels)
    if not len(labels):
        return np.empty(0, dtype=np.int64)
    return np.append(0, np.flatnonzero(labels[1:] != labels[:-1]) + 1)


def completed(labels: Ints, path: Sequence[int]) -> Ints:
    """Positions at which the quads, repeats left out, have just gone through `path` in its order."""
    at, k = runs(labels), len(path)
    kept = np.asarray(labels)[at]
    ends = [i for i in range(k - 1, len(kept)) if tuple(kept[i - k + 1 : i + 1]) == tuple(path)]
    return np.asarray(at[ends] if ends else [], dtype=np.int64)


def progress(labels: Ints, path: Sequence[int]) -> Ints:
    """Per position: how many steps of `path` the quads, repeats left out, end with; 0 = none.

    A path that has just been completed counts as all its steps until the quad changes.
    """
    labels = np.asarray(labels)
    at = runs(labels)
    kept, out = labels[at].tolist(), np.zeros(len(labels), dtype=np.int64)
    steps = [tuple(path[: k + 1]) for k in range(len(path))]
    bounds = np.append(at, len(labels))
    for i in range(len(kept)):
        done = [len(s) for s in steps if tuple(kept[max(i + 1 - len(s), 0) : i + 1]) == s]
        out[bounds[i] : bounds[i + 1]] = max(done, default=0)
    return out
