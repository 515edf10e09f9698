"""Histories that depend on the past alone, made a few years at a time: rolling windows, wandering betas.

What is over never changes, so that next week's panel only adds to the years in progress.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from rotascope.maths import kalman, regression
from rotascope.recall import recall
from rotascope.series import Vector
from rotascope.sessions import Days

__all__ = ["FIRST_FIT", "by_year", "filtered_path", "rolling_beta"]

FIRST_FIT = 52
YEARS = 4  # of a rolling history kept as one: few enough to make anew, many enough to look up
Parts = tuple[Vector, Vector, Vector]


def _years(days: Days, every: int = 1) -> list[int]:
    """Rows at which a calendar year (or `every` years) begins, and the end."""
    years = days.astype("datetime64[Y]").astype(np.int64) // every
    return [0, *(np.flatnonzero(years[1:] != years[:-1]) + 1).tolist(), len(days)]


def by_year(
    name: str, rows: Vector, days: Days, window: int, compute: Callable[[Vector], Vector]
) -> Vector:
    """`compute(rows)` for a rolling computation: row t of its answer needs the last `window` rows only.

    The answer of four whole years is kept by the content of the rows that it needs.
    """
    parts = []
    for low, high in pairwise(_years(days, YEARS)):
        first = max(0, low - window + 1)
        needed = rows[first:high]

        def run(needed: Vector = needed, skip: int = low - first) -> Vector:
            return compute(needed)[skip:]

        whole = high < len(days)
        parts.append(recall(name, (needed,), f"{window}|{low - first}", run) if whole else run())
    return np.concatenate(parts)


def rolling_beta(y: Vector, x: Vector, days: Days, window: int, least: int) -> Vector:
    """Rolling least-squares coefficients (T, k) of y on x, which holds its constant; a year at a time."""

    def fit(rows: Vector) -> Vector:
        return np.asarray(
            regression.rolling(rows[:, 0], rows[:, 1:], window, least, errors=False).beta
        )

    return by_year(f"rolling-{least}", np.column_stack([y, x]), days, window, fit)


def filtered_path(y: Vector, x: Vector, days: Days) -> Parts:
    """(betas, errors, signal-to-noise), each (T, k): filtered, never smoothed.

    x (T, k) holds its constant first. On each 1 January the likelihood of the rows before chooses q,
    and that year's rows are filtered with it from the beginning. NaN before 52 rows.
    """
    starts = [row for row in _years(days) if row >= FIRST_FIT]
    shape = x.shape
    beta, error, noise = (np.full(shape, np.nan) for _ in range(3))
    for low, high in pairwise(starts):
        part = _year(y[:high], x[:high], low, whole=high < len(days))
        beta[low:high], error[low:high], noise[low:high] = part
    return beta, error, noise


def _year(y: Vector, x: Vector, low: int, *, whole: bool) -> Parts:
    """The rows from `low` on; a whole year's answer is kept, for its past never changes."""

    def fit() -> Vector:
        return kalman.likeliest(y[:low], x[:low])

    def run() -> Parts:
        q = recall("wander-q", (y[:low], x[:low]), "", fit)
        found = kalman.filtered(y, x, q)
        noise = np.tile(q, (len(y) - low, 1))
        return _plain(found.beta[low:]), _plain(found.error[low:]), noise

    return recall("wander", (y, x), str(low), run) if whole else run()


def _plain(values: object) -> Vector:
    return np.asarray(values, dtype=np.float64)
