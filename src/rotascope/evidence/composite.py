"""The composite score: leans into normal scores, averaged within families, then across, over its noise.

Dates use nothing later than themselves: percentiles are expanding, and so is the correlation that says
how much the average of dependent signals varies by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from rotascope.evidence.recorded import FEWEST, Recorded
from rotascope.maths import stats
from rotascope.series import Vector

__all__ = ["CLIP", "Composite", "composite", "normal_scores", "shares"]

CLIP = 0.01
REFIT = 26  # dates between two looks at the correlations
LEAST_SD = 0.2
TABLE = 2001


@dataclass(frozen=True, slots=True, eq=False)
class Composite:
    """Per date (D,): `x` the average normal score over its sd under no relation; `families` that spoke.

    `z` (D, F) are the families' own means, in the order of `names`; `sd` (D,) and `effective` (D,),
    how many independent signals the ones that spoke are worth. NaN where none spoke.
    """

    names: tuple[str, ...]
    z: Vector
    x: Vector
    sd: Vector
    effective: Vector
    families: NDArray[np.int64]


def normal_scores(leans: Vector) -> Vector:
    """Normal scores Phi^-1(u) of u = (lean + 1) / 2 kept within 0.01..0.99; NaN stays NaN; same shape.

    One extreme reading cannot dominate. A lean of 2 u - 1 is the signed percentile u.
    """
    grid = np.linspace(CLIP, 1.0 - CLIP, TABLE)
    u = np.clip((leans + 1.0) / 2.0, CLIP, 1.0 - CLIP)
    return np.asarray(np.interp(u, grid, _quantiles()), dtype=np.float64)


@cache
def _quantiles() -> Vector:
    """Normal quantiles on a grid so fine that reading between its points errs by less than 1e-5."""
    grid = np.linspace(CLIP, 1.0 - CLIP, TABLE)
    return np.array([stats.normal_ppf(float(u)) for u in grid])


def composite(told: Recorded) -> Composite:
    """The score on every date of `told`; equal weights (DeMiguel, Garlappi and Uppal 2009).

    x = z_bar / sd, sd = sqrt(c' R c), R the signals' correlations on earlier dates and c their weights.
    Before 60 common dates two signals count as one: then sd is 1 at most.
    """
    z = normal_scores(told.leans)
    names = tuple(dict.fromkeys(told.families))
    weights, means = _averages(z, told.families, names)
    spoke = np.isfinite(means)
    families = spoke.sum(axis=1)
    with np.errstate(invalid="ignore"):
        z_bar = np.where(
            families > 0, np.where(spoke, means, 0.0).sum(axis=1) / np.maximum(families, 1), np.nan
        )
    sd, effective = _noise(z, weights)
    return Composite(names, means, np.asarray(z_bar / sd), sd, effective, families)


def shares(z_row: Vector, families: Sequence[str], names: Sequence[str]) -> Vector:
    """The weight (S,) of each signal that spoke in the average of family averages; sums to 1, or 0."""
    return np.asarray(_averages(z_row[None, :], families, names)[0][0])


def _averages(z: Vector, families: Sequence[str], names: Sequence[str]) -> tuple[Vector, Vector]:
    """(weights (D, S) that sum to 1, family means (D, F), NaN where a family is silent)."""
    spoke = np.isfinite(z)
    member = np.array([[one == name for name in names] for one in families], dtype=np.float64)
    member = member.reshape(len(families), len(names))
    counts = spoke @ member
    with np.errstate(invalid="ignore", divide="ignore"):
        means = np.where(spoke, z, 0.0) @ member / counts
        each = np.where(spoke, 1.0 / (counts @ member.T), 0.0)
    able = np.maximum((counts > 0).sum(axis=1, keepdims=True), 1)
    return each / able, np.asarray(means)


def _noise(z: Vector, weights: Vector) -> tuple[Vector, Vector]:
    """sqrt(c' R c) and (sum c)^2 / c' R c of equal c, per date, R looked at anew every 26 dates."""
    sd, effective = np.ones(len(z)), np.ones(len(z))
    for low in range(0, len(z), REFIT):
        block = slice(low, min(low + REFIT, len(z)))
        related = _correlations(z[:low])
        c = weights[block]
        variance = np.einsum("ts,su,tu->t", c, related, c)
        sd[block] = np.sqrt(np.clip(variance, LEAST_SD**2, 1.0))
        spoke = (c > 0.0).astype(np.float64)
        total = np.einsum("ts,su,tu->t", spoke, related, spoke)
        n = spoke.sum(axis=1)
        effective[block] = np.clip(n**2 / np.maximum(total, 1e-9), 1.0, np.maximum(n, 1.0))
    return sd, effective


def _correlations(z: Vector) -> Vector:
    """Pairwise correlations (S, S) over common dates; 1 where there are fewer than 60 of them."""
    spoke = np.isfinite(z).astype(np.float64)
    filled = np.where(spoke > 0.0, z, 0.0)
    n = spoke.T @ spoke
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = filled.T @ spoke / n  # of the row's signal on the pair's common dates
        cross = filled.T @ filled / n - mean * mean.T
        own = (filled**2).T @ spoke / n - mean**2
        found = cross / np.sqrt(own * own.T)
    return np.where((n >= FEWEST) & np.isfinite(found), np.clip(found, -1.0, 1.0), 1.0)
