"""What noise alone shows: its usual size, and how often it is as large as what was seen.

Every null of a signal ends in these two numbers. The usual size is the median, so that half of all
noise shows more.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rotascope.maths.stats import normal_cdf, normal_ppf, student_p, student_reach
from rotascope.maths.types import Vector

__all__ = ["HALF", "drawn", "normal", "student", "tabled"]

HALF = normal_ppf(0.75)
"""Median of |X| of a standard normal, 0.674."""


def normal(seen: float, sd: float) -> tuple[float, float]:
    """(median |X|, P(|X| >= |seen|)) of a normal X of mean zero and sd > 0, in the unit of `seen`.

    Null hypothesis: what was seen is such an X. It says nothing of fat tails or of dependence, which
    have to be in the sd.
    """
    return HALF * sd, 2.0 * normal_cdf(-abs(seen) / sd)


def student(seen: float, error: float, freedom: float) -> tuple[float, float]:
    """(median |X|, P(|X| >= |seen|)) of X = `error` > 0 times Student's t with `freedom` degrees.

    Null hypothesis: the estimate `seen` is such an X, that is nothing but its own error.
    """
    return student_reach(0.5, freedom) * error, student_p(seen / error, freedom)


def drawn(seen: float, draws: Vector) -> tuple[float, float]:
    """(median of `draws`, one-sided p of `seen`: (1 + those at least as large) / (1 + n)).

    Null hypothesis: what was seen is one more draw of the same kind, so p is never below 1 / (1 + n)
    (Phipson and Smyth 2010). draws (n,) finite; two-sided if both are absolute.
    """
    p = (1.0 + float(np.count_nonzero(draws >= seen))) / (1.0 + len(draws))
    return float(np.median(draws)), p


def tabled(seen: float, quantiles: Sequence[tuple[float, float]]) -> float:
    """P(statistic >= `seen`) where there is nothing, from (value, chance) pairs of a simulation.

    Values ascending from above 0, where the chance is 1. Log-linear between the pairs and beyond the
    last, so that what lies beyond it is an extrapolation.
    """
    values, chances = np.array([(0.0, 1.0), *quantiles]).T
    logs = np.log(chances)
    if seen <= values[-1]:
        return float(np.exp(np.interp(seen, values, logs)))
    slope = (logs[-1] - logs[-2]) / (values[-1] - values[-2])
    return float(np.exp(logs[-1] + (seen - values[-1]) * slope))
