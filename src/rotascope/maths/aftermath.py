"""What followed moments of a kind, counted as it was known then."""

from __future__ import annotations

import numpy as np

from rotascope.maths import stats
from rotascope.maths.types import Ints, Vector

__all__ = ["binomial_p", "expanding_means", "random_date_p"]


def expanding_means(at: Ints, outcome: Vector, horizon: int, n: int) -> tuple[Vector, Ints]:
    """(mean of the outcomes known by each step, how many), (n,) each.

    The outcome of position p is known at p + horizon. NaN while none is.
    """
    total, count = np.zeros(n), np.zeros(n, dtype=np.int64)
    known = at + horizon
    inside = known < n
    np.add.at(total, known[inside], outcome[inside])
    np.add.at(count, known[inside], 1)
    many = np.cumsum(count)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(many > 0, np.cumsum(total) / many, np.nan), many


def binomial_p(hits: int, n: int, share: float) -> float:
    """Two-sided p of `hits` of n independent trials of chance `share`: twice the smaller tail, exact."""
    upper = 1.0 if hits == 0 else stats.beta_cdf(share, hits, n - hits + 1)
    lower = 1.0 if hits == n else 1.0 - stats.beta_cdf(share, hits + 1, n - hits)
    return min(2.0 * min(upper, lower), 1.0)


def random_date_p(
    outcome: Vector, seen: float, n: int, gap: int, draws: int, seed: int
) -> tuple[float, float]:
    """(mean outcome of random dates, two-sided p of a mean as far from it as `seen`).

    Null hypothesis: the n dates, `gap` or more apart, say nothing. outcome (T,) finite, one a
    possible date. p is (1 + hits) / (1 + draws); (NaN, 1) if the dates do not fit.
    """
    room = len(outcome) - (n - 1) * gap
    if n < 1 or room < 1:
        return float("nan"), 1.0
    rng = np.random.default_rng(seed)
    picked = np.sort(rng.integers(0, room, size=(draws, n)), axis=1) + np.arange(n) * gap
    means = outcome[picked].mean(axis=1)
    centre = float(outcome.mean())
    hits = int(np.count_nonzero(np.abs(means - centre) >= abs(seen - centre) - 1e-15))
    return centre, (1.0 + hits) / (1.0 + draws)
