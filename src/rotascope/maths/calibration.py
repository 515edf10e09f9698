"""How good probabilities were: Brier, log-loss, ECE, Murphy's parts, the isotonic curve.

Each beside what a perfectly calibrated forecaster would score with as many outcomes that overlap as
much: with few outcomes even he is far from zero.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rotascope.maths.types import Vector

__all__ = ["BINS", "Murphy", "binned", "brier", "ece", "isotonic", "log_loss", "murphy", "perfect"]

BINS = 10
EDGE = 1e-12


def brier(p: Vector, won: Vector) -> float:
    """Mean of (p - won)^2, in 0..1; p (n,) probabilities, won (n,) 0 or 1, n > 0. Brier (1950)."""
    return float(np.mean((p - won) ** 2))


def log_loss(p: Vector, won: Vector) -> float:
    """Mean of -ln of the probability given to what happened, in nats; p is kept 1e-12 inside 0..1."""
    inside = np.clip(p, EDGE, 1.0 - EDGE)
    return float(-np.mean(np.where(won > 0.5, np.log(inside), np.log1p(-inside))))


def places(p: Vector, bins: int = BINS) -> NDArray[np.int64]:
    """The bin of each probability, floor(p bins); p = 1 lies in the last."""
    return np.asarray(np.minimum(np.floor(p * bins), bins - 1), dtype=np.int64)


def binned(p: Vector, won: Vector, weight: Vector, bins: int = BINS) -> Vector:
    """Per equal-width bin (count, weight, mean p, share won), (bins, 4); NaN means in empty bins."""
    at = places(p, bins)
    count, total, said, happened = (
        np.bincount(at, values, bins) for values in (np.ones(len(p)), weight, p, won)
    )
    with np.errstate(invalid="ignore"):
        return np.column_stack([count, total, said / count, happened / count])


def ece(p: Vector, won: Vector, bins: int = BINS) -> float:
    """Expected calibration error: mean over forecasts of |share won - mean p| of their bin, in 0..1.

    Biased upwards: the smaller n, the larger it is for a perfectly calibrated forecaster too.
    """
    at = places(p, bins)
    return float(np.abs(np.bincount(at, won - p, bins)).sum() / len(p))


@dataclass(frozen=True, slots=True)
class Murphy:
    """Murphy's (1973) parts of the Brier score: reliability - resolution + uncertainty + within.

    `within` is what varies inside the bins (Stephenson et al. 2008); the four sum to it exactly.
    """

    reliability: float
    resolution: float
    uncertainty: float
    within: float


def murphy(p: Vector, won: Vector, bins: int = BINS) -> Murphy:
    """The parts of the Brier score over equal-width bins, in its unit."""
    found = binned(p, won, np.ones(len(p)), bins)
    count, said, happened = (found[found[:, 0] > 0][:, i] for i in (0, 2, 3))
    share, base = count / len(p), float(np.mean(won))
    reliability = float(share @ (said - happened) ** 2)
    resolution = float(share @ (happened - base) ** 2)
    uncertainty = base * (1.0 - base)
    rest = brier(p, won) - (reliability - resolution + uncertainty)
    return Murphy(reliability, resolution, uncertainty, rest)


def isotonic(p: Vector, won: Vector) -> tuple[Vector, Vector]:
    """(p ascending, fitted share): the non-decreasing curve nearest to the outcomes, least squares.

    Pool adjacent violators (Ayer et al. 1955); equal p share one fit. The recalibration curve of
    Dimitriadis, Gneiting and Jordan (2021), which needs no bins.
    """
    values, inverse, count = np.unique(p, return_inverse=True, return_counts=True)
    sums = np.bincount(inverse, won, len(values))
    blocks: list[list[float]] = []  # sum, weight, how many values
    for total, n in zip(sums.tolist(), count.tolist(), strict=True):
        blocks.append([total, float(n), 1.0])
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] >= blocks[-1][0] * blocks[-2][1]:
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    fits = [total / n for total, n, _ in blocks]
    return values, np.repeat(fits, [int(size) for _, _, size in blocks])


def perfect(p: Vector, overlap: int, draws: int, seed: int) -> Vector:
    """(draws, 3): Brier, log-loss and ECE of outcomes that come true exactly as often as p says.

    Outcomes overlap as those of forecasts made every step over `overlap` steps do: a moving sum of
    normal steps, against the quantile of each p. p (n,) in the order of the forecasts.
    """
    draw, n = np.random.default_rng(seed), len(p)
    bar = _quantiles(np.clip(p, EDGE, 1.0 - EDGE))
    at = np.zeros((n, BINS))
    at[np.arange(n), places(p)] = 1.0
    inside = np.clip(p, EDGE, 1.0 - EDGE)
    out = np.empty((draws, 3))
    for row in range(draws):
        sums = np.cumsum(draw.standard_normal(n + overlap))
        moved = (sums[overlap:] - sums[:-overlap]) / overlap**0.5
        won = (moved < bar).astype(np.float64)
        miss = won - p
        loss = -np.mean(np.where(won > 0.5, np.log(inside), np.log1p(-inside)))
        out[row] = np.mean(miss**2), loss, np.abs(miss @ at).sum() / n
    return out


def _quantiles(p: Vector) -> Vector:
    from rotascope.maths.stats import normal_ppf

    values, inverse = np.unique(p, return_inverse=True)
    return np.array([normal_ppf(value) for value in values.tolist()])[inverse]
