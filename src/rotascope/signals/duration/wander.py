"""Betas that wander, walked forward: each year's filter uses a signal-to-noise fitted before it began."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from rotascope.maths import kalman
from rotascope.recall import recall
from rotascope.series import Vector
from rotascope.sessions import Days

__all__ = ["FIRST_FIT", "filtered_path"]

FIRST_FIT = 52
Parts = tuple[Vector, Vector, Vector]


def filtered_path(y: Vector, x: Vector, days: Days) -> Parts:
    """(betas, errors, signal-to-noise), each (T, k): filtered, never smoothed.

    x (T, k) holds its constant first. On each 1 January the likelihood of the rows before chooses q,
    and that year's rows are filtered with it from the beginning. NaN before 52 rows.
    """
    years = days.astype("datetime64[Y]").astype(np.int64)
    starts = np.append(np.flatnonzero(years[1:] != years[:-1]) + 1, len(days))
    starts = starts[starts >= FIRST_FIT]
    shape = x.shape
    beta, error, noise = (np.full(shape, np.nan) for _ in range(3))
    for low, high in pairwise(starts.tolist()):
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
        return found.beta[low:], found.error[low:], np.tile(q, (len(y) - low, 1))

    return recall("wander", (y, x), str(low), run) if whole else run()
