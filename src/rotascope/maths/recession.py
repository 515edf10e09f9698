"""Recessions: labels by month, the probit on the curve, Sahm's rule."""

from __future__ import annotations

import numpy as np

from rotascope.maths.types import Ints, Matrix, Vector

__all__ = ["IN_TWELVE", "WITHIN_TWELVE", "in_recession", "probit", "probit_fit", "sahm", "within"]

# Chinn, on 1967-2019: probit of a recession on the 10-year less 3-month spread in points.
IN_TWELVE = (-0.245, -0.752)  # in the month twelve months on
WITHIN_TWELVE = (0.266, -0.595)  # in any of the next twelve months


def probit(x: Vector, a: float, b: float) -> Vector:
    """Phi(a + b x), (n,) probabilities; NaN stays NaN."""
    from rotascope.maths.recession_kernels import probabilities

    return np.asarray(probabilities(np.ascontiguousarray(x, dtype=np.float64), a, b))


def probit_fit(x: Vector, y: Vector) -> tuple[float, float]:
    """(a, b) of P(y = 1) = Phi(a + b x) by maximum likelihood, Fisher scoring, at most 60 steps.

    x (n,) finite, y (n,) of 0 and 1. NaN, NaN where it has no finite answer: one class only, x
    constant, or the classes apart (no maximum exists).
    """
    from rotascope.maths.recession_kernels import scored

    a, b = scored(np.ascontiguousarray(x), np.ascontiguousarray(y))
    return float(a), float(b)


def in_recession(months: Ints, peaks: Ints, troughs: Ints) -> Vector:
    """1 for months after a peak up to its trough, else 0, (n,). Months are numbers, ascending.

    peaks, troughs: ascending; a peak whose trough is not known yet lasts to the end.
    """
    out = np.zeros(len(months))
    for peak in peaks.tolist():
        after = troughs[troughs > peak]
        last = int(after[0]) if len(after) else int(months[-1]) if len(months) else 0
        out[(months > peak) & (months <= last)] = 1.0
    return out


def within(recession: Vector, months: int = 12) -> Vector:
    """1 where any of the next `months` months is one of recession; NaN where they are not all there."""
    n = len(recession)
    out = np.full(n, np.nan)
    if n > months:
        total = np.append(0.0, np.cumsum(recession))
        ahead = total[months + 1 :] - total[1 : n - months + 1]
        out[: n - months] = ahead > 0.0
    return out


def sahm(rates: Matrix) -> Vector:
    """Sahm's indicator in points for rows of 15 consecutive monthly rates, newest last, (n,).

    The three-month mean less the lowest three-month mean of the twelve months before it. A month
    that is missing makes it undefined (NaN): nothing is interpolated.
    """
    means = (rates[:, 2:] + rates[:, 1:-1] + rates[:, :-2]) / 3.0
    return np.asarray(means[:, -1] - means[:, :-1].min(axis=1))
