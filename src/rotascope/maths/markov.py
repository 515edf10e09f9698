"""Two regimes that a series switches between, each with its own mean and variance. Hamilton (1989).

What is said of a step is the filtered probability: it uses that step and those before it, never the
ones after, which the smoothed probability of the textbooks does.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rotascope.maths import noise
from rotascope.maths.types import Vector

__all__ = [
    "MEDIAN_RATIO",
    "Regimes",
    "filtered",
    "fit",
    "likelihood_ratio",
    "ratio_p",
    "separation",
]

BRIEF, LONG, TOLERANCE = 40, 400, 1e-9
MEDIAN_RATIO = 2.48
# Chance that one regime shows a likelihood ratio of at least this: 3,000 simulated series of 520
# normal steps; with 260 and 1,300 steps it is the same within a point. Log-linear between.
QUANTILES = ((MEDIAN_RATIO, 0.5), (4.95, 0.25), (7.66, 0.1), (9.83, 0.05), (13.42, 0.01))
# Starts, in units of the series' own sd and variance: two drifts; two volatilities; and both, with
# the stormy regime rising or falling. The best after 40 steps is followed to its end.
STARTS = (
    (-0.5, 0.5, 1.0, 1.0, 0.95, 0.95),
    (0.0, 0.0, 0.5, 2.5, 0.97, 0.90),
    (0.1, -0.4, 0.6, 2.5, 0.97, 0.90),
    (-0.1, 0.4, 0.6, 2.5, 0.97, 0.90),
)


@dataclass(frozen=True, slots=True)
class Regimes:
    """Means, variances and chances to stay of two regimes, the one of the lower mean first.

    `weights` are the expected numbers of steps spent in each; `loglik` that of the whole series.
    """

    means: tuple[float, float]
    variances: tuple[float, float]
    stay: tuple[float, float]
    weights: tuple[float, float]
    loglik: float

    @property
    def stormy(self) -> int:
        """Which regime has the larger variance: 0 or 1."""
        return int(self.variances[1] > self.variances[0])


def fit(y: Vector) -> Regimes:
    """Two normal regimes by EM (Hamilton 1990; Kim's smoother), the best of four starts.

    y (n,) finite, not constant, 20 steps or more. Variances are kept above 1 % of the whole one,
    so that no regime can be one lucky point. It does not say that there are two.
    """
    from rotascope.maths import markov_kernels

    y = np.array(y, dtype=np.float64)
    starts = _starts(y)
    best = markov_kernels.best_em(y, starts, BRIEF, LONG, TOLERANCE)
    m0, m1, v0, v1, p0, p1, w0, w1, loglik = (float(part) for part in best)
    if m0 <= m1:
        return Regimes((m0, m1), (v0, v1), (p0, p1), (w0, w1), loglik)
    return Regimes((m1, m0), (v1, v0), (p1, p0), (w1, w0), loglik)


def _starts(y: Vector) -> Vector:
    mean, sd = float(np.mean(y)), float(np.std(y))
    scale = np.array([sd, sd, sd * sd, sd * sd, 1.0, 1.0])
    return np.asarray(np.array(STARTS) * scale + np.array([mean, mean, 0.0, 0.0, 0.0, 0.0]))


def filtered(y: Vector, regimes: Regimes) -> Vector:
    """Probability of the higher-mean regime at each step given the steps up to it, (n,).

    Begun at the chain's long-run shares. y finite.
    """
    from rotascope.maths import markov_kernels

    y = np.array(y, dtype=np.float64)
    out = np.empty(len(y))
    numbers = np.array([*regimes.means, *regimes.variances, *regimes.stay])
    markov_kernels.hamilton(y, numbers, out)
    return out


def separation(regimes: Regimes) -> float:
    """Difference of the two means in its own standard errors, as if the regimes were known."""
    spread = sum(v / max(w, 1.0) for v, w in zip(regimes.variances, regimes.weights, strict=True))
    return float((regimes.means[1] - regimes.means[0]) / spread**0.5)


def likelihood_ratio(y: Vector, regimes: Regimes) -> float:
    """Twice the log-likelihood that two regimes gain over one normal law, at least 0.

    Its law under one regime is not chi-squared (Hansen 1992): its p is `ratio_p`. y are the steps that
    were fitted.
    """
    n, variance = len(y), float(np.var(y))
    one = -0.5 * n * (np.log(2.0 * np.pi * variance) + 1.0)
    return max(float(2.0 * (regimes.loglik - one)), 0.0)


def ratio_p(ratio: float) -> float:
    """P(likelihood ratio >= `ratio`) when there is one regime, from a simulated table.

    Null hypothesis: independent normal steps. Ratios beyond 1 in 100 go on log-linearly.
    """
    return noise.tabled(ratio, QUANTILES)
