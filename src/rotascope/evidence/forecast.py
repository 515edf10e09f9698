"""The forecast, apart from the facts: what followed days like today, shrunk to the base rate.

It alone may abstain, and then prints no number: never 50.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rotascope.evidence.score import Score
from rotascope.maths import rank, stats
from rotascope.series import PairSeries, Vector
from rotascope.terms import Forecast, Interval

__all__ = ["HORIZON", "PRIOR", "Outcomes", "abstained", "forecast", "outcomes", "terciles"]

HORIZON, PRIOR, LEVEL = 63, 20.0, 0.9
FAMILIES_NEEDED = 2
FEWEST = 8  # fewer cases are a list, not a rate
TERCILES = ("low", "middle", "high")


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """Outcomes known today: `starts` are rows, `won` whether small / the rest won after.

    They overlap: `independent` is how many fit beside one another.
    """

    starts: NDArray[np.intp]
    won: NDArray[np.bool_]
    independent: int


def outcomes(log_ratio: Vector, sign: int, horizon: int = HORIZON) -> Outcomes:
    """Every outcome that is known: the one that starts on row t is known on row t + horizon.

    Counting only every 63rd would let the day on which the question is asked choose the answer.
    """
    starts = np.arange(max(len(log_ratio) - horizon, 0))
    moved = (log_ratio[starts + horizon] - log_ratio[starts]) * sign
    return Outcomes(starts, moved > 0, (len(log_ratio) - 1) // horizon)


def terciles(score: Vector) -> Vector:
    """0, 1, 2 = low, middle, high third of the score in its own past on each day; NaN where unknown."""
    place = rank.expanding_percentile(score)
    return np.asarray(np.where(np.isfinite(place), np.minimum(np.floor(place * 3.0), 2.0), np.nan))


def forecast(pair: PairSeries, score: Score, key: str, stale: str = "") -> Forecast:
    """P(small / the rest outperform over the next 63 sessions) given the score's third, or no view.

    Shares are taken over all outcomes, which overlap; counts are of independent ones, days / 63.
    With share x over n like today's: p = (n x + 20 p0) / (n + 20), p0 the base rate.
    Interval: 90 % of the beta posterior with prior Beta(20 p0, 20 (1 - p0)).
    No view: a mandatory input is stale (`stale` says which), fewer than 8 outcomes are known, fewer
    than 2 families speak today, or the interval holds the base rate.
    """
    known = outcomes(pair.log_ratio, pair.sign)
    total = known.independent
    if stale or total < FEWEST:
        short = f"{total} independent outcomes are known, {FEWEST} are needed"
        return abstained(stale or short, key, total)
    base = float(known.won.mean())
    third = terciles(score.value)
    if score.families[-1] < FAMILIES_NEEDED or not np.isfinite(third[-1]):
        return abstained(_uncovered(score, third), key, total, base)
    alike = third[known.starts] == third[-1]
    n = int(alike.sum()) // HORIZON
    k = n * float(known.won[alike].mean()) if n else 0.0
    p = float(stats.shrink(k, n, base, PRIOR))
    interval = _posterior(k, n, base)
    if interval.low <= base <= interval.high:
        return Forecast(None, interval, base, n, total, HORIZON, _undecided(interval, base), key)
    like = f"outcomes that began with the score in its {TERCILES[int(third[-1])]} third, like today"
    said = f"{k / n * 100:.0f} % of {n} independent {like}"
    return Forecast(p, interval, base, n, total, HORIZON, said, key)


def abstained(reason: str, key: str, total: int = 0, base: float | None = None) -> Forecast:
    """No view, and why."""
    return Forecast(None, None, base, 0, total, HORIZON, reason, key)


def _posterior(k: float, n: int, base: float) -> Interval:
    # Half a case on either side keeps the posterior proper when every outcome went one way.
    a, b = max(k + PRIOR * base, 0.5), max(n - k + PRIOR * (1.0 - base), 0.5)
    tail = (1.0 - LEVEL) / 2.0
    low, high = (float(stats.beta_ppf(q, a, b)) for q in (tail, 1.0 - tail))
    return Interval(low, high, LEVEL, "beta posterior, prior of 20 outcomes at the base rate")


def _uncovered(score: Score, third: Vector) -> str:
    have = int(score.families[-1])
    if have >= FAMILIES_NEEDED and not np.isfinite(third[-1]):
        return "the score's own past is too short to say where today stands in it"
    word = "family speaks" if have == 1 else "families speak"
    named = f" ({', '.join(score.names)})" if score.names else ""
    return f"{have} {word} for this axis today{named}; {FAMILIES_NEEDED} are needed"


def _undecided(interval: Interval, base: float) -> str:
    return (
        f"the interval {interval.low * 100:.0f}-{interval.high * 100:.0f} % holds the base rate "
        f"{base * 100:.0f} %: what followed days like today was nothing unusual"
    )
