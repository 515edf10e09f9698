"""The months of the year: their means and how sure each is."""

from __future__ import annotations

import math

import numpy as np

from rotascope.maths import stats
from rotascope.maths.types import Ints, Vector

__all__ = ["expanding_month_mean", "month_table"]

MONTHS = 12


def month_table(x: Vector, month: Ints) -> tuple[Vector, Vector, Ints, Vector]:
    """(mean, its standard error, years, two-sided p) of each calendar month, (12,) each.

    Student's t on the years of a month; a Newey-West error with fewer than 12 lags is White's, which
    for a month's dummy is this one up to n / (n - 1). NaN and p 1 below two years.
    """
    mean, error = np.full(MONTHS, np.nan), np.full(MONTHS, np.nan)
    years, p = np.zeros(MONTHS, dtype=np.int64), np.ones(MONTHS)
    for m in range(MONTHS):
        own = np.asarray(x, dtype=np.float64)[month == m + 1]
        years[m] = len(own)
        if len(own) < 2:
            continue
        mean[m] = own.mean()
        error[m] = own.std(ddof=1) / math.sqrt(len(own))
        p[m] = stats.student_p(mean[m] / error[m], len(own) - 1) if error[m] > 0.0 else 1.0
    return mean, error, years, p


def expanding_month_mean(x: Vector, month: Ints, least: int) -> Vector:
    """Per month t the mean of the same calendar month in the years before t, (n,), NaN below `least`."""
    out = np.full(len(x), np.nan)
    for m in range(1, MONTHS + 1):
        at = np.flatnonzero(month == m)
        past = np.concatenate([[0.0], np.cumsum(x[at])])[:-1]
        n = np.arange(len(at))
        out[at] = np.where(n >= least, past / np.maximum(n, 1), np.nan)
    return out
