"""The forecast, apart from the facts: what followed scores like today's, as recorded, and how often.

Each date's forecast is made of what was recorded and of outcomes known by that date. It alone may
abstain, and then prints no number: never 50.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rotascope.evidence.chapters import FEWEST
from rotascope.evidence.composite import Composite
from rotascope.evidence.recorded import HORIZON, Past
from rotascope.maths import platt, stats
from rotascope.series import PairSeries, Vector
from rotascope.terms import Forecast, Interval

__all__ = [
    "FAMILIES_NEEDED",
    "HORIZON",
    "LEVEL",
    "PRIOR",
    "REASONS",
    "Fits",
    "Fitted",
    "Walked",
    "abstained",
    "forecast",
    "interval_of",
    "outcomes",
    "said",
    "undecided",
    "walk",
]

PRIOR, LEVEL = 20.0, 0.9
FAMILIES_NEEDED = 3
NEAR, FAR = 1.2, 2.3  # deviations between which the 90 % interval is worked out exactly
REASONS = (
    "",
    "too few outcomes were known",
    f"fewer than {FAMILIES_NEEDED} families spoke",
    "the interval held the base rate",
)
Fits = Callable[[Vector, Vector, Vector, NDArray[np.integer]], Vector]
NOTHING = "nothing is recorded of this axis's signals: `rotascope replay` records what they said"


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """The map from score to probability of one date: a row of `platt.COLUMNS`."""

    row: Vector

    def at(self, x: float) -> tuple[float, float]:
        """(calibrated probability, independent outcomes it is worth) at score x.

        Worth: the n at which a share p has the variance that the fit gives to its p.
        """
        a, b, var_a, cov, var_b, _, n = self.row
        p = float(1.0 / (1.0 + np.exp(-(a + b * x))))
        variance = var_a + 2.0 * cov * x + var_b * x * x
        return p, float(min(1.0 / (p * (1.0 - p) * variance), n))

    @property
    def base(self) -> float:
        """The base rate known by the date."""
        return float(self.row[5])


@dataclass(frozen=True, slots=True, eq=False)
class Walked:
    """Forecasts of every date (D,): shrunk `p`, NaN where none can be made; `base` rates; `why` not.

    `why` counts into REASONS, 0 = a view is printed; `rows` are the fits (see Fitted).
    """

    p: Vector
    base: Vector
    why: NDArray[np.int64]
    rows: Vector


def outcomes(pair: PairSeries, horizon: int = HORIZON) -> tuple[float | None, int]:
    """(share won by small / the rest, independent outcomes) of all `horizon`-session spans of a pair."""
    starts = len(pair) - horizon
    if starts <= 0:
        return None, 0
    moved = (pair.log_ratio[horizon:] - pair.log_ratio[:-horizon]) * pair.sign
    return float((moved > 0.0).mean()), (len(pair) - 1) // horizon


def walk(score: Composite, past: Past, fits: Fits = platt.walk_forward) -> Walked:
    """The forecast of every date, each of what it knew: its fit, the shrinkage, whether it has a view.

    `fits(x, won, weight, known)` answers as `platt.walk_forward`; a caller may keep the answers.
    """
    able = np.isfinite(past.won) & np.isfinite(score.x)
    told = np.flatnonzero(np.isfinite(past.won))
    counted = np.concatenate([[0], np.cumsum(able[told])])
    known = counted[past.known]
    rows = fits(score.x[able], past.won[able], past.weight[able], known)
    a, b, var_a, cov, var_b, base, n = rows.T
    x = score.x
    p = 1.0 / (1.0 + np.exp(-(a + b * x)))
    worth = np.minimum(1.0 / (p * (1.0 - p) * (var_a + 2.0 * cov * x + var_b * x * x)), n)
    shrunk = (worth * p + PRIOR * base) / (worth + PRIOR)
    few = ~(n >= FEWEST)
    why = np.where(few, 1, np.where(score.families < FAMILIES_NEEDED, 2, 0))
    shrunk = np.where(few | ~np.isfinite(shrunk), np.nan, shrunk)
    open_ = np.flatnonzero((why == 0) & np.isfinite(shrunk))
    for at in open_[[undecided(p[i], worth[i], base[i]) for i in open_]] if len(open_) else ():
        why[at] = 3
    return Walked(shrunk, base, why, rows)


def undecided(p: float, worth: float, base: float) -> bool:
    """Whether the 90 % interval of a probability p worth so many outcomes holds the base rate."""
    k, total = worth * p + PRIOR * base, worth + PRIOR
    centre = k / total
    off = abs(centre - base) / (centre * (1.0 - centre) / (total + 1.0)) ** 0.5
    if not NEAR < off < FAR:
        return bool(off <= NEAR)
    tail = (1.0 - LEVEL) / 2.0
    return tail <= stats.beta_cdf(base, max(k, 0.5), max(total - k, 0.5)) <= 1.0 - tail


def interval_of(p: float, worth: float, base: float) -> Interval:
    """90 % of the beta posterior with `worth` outcomes at p and 20 at the base rate."""
    # Half a case on either side keeps the posterior proper when every outcome went one way.
    a = max(worth * p + PRIOR * base, 0.5)
    b = max(worth * (1.0 - p) + PRIOR * (1.0 - base), 0.5)
    tail = (1.0 - LEVEL) / 2.0
    low, high = (float(stats.beta_ppf(q, a, b)) for q in (tail, 1.0 - tail))
    return Interval(low, high, LEVEL, "beta posterior, prior of 20 outcomes at the base rate")


def forecast(score: Composite, walked: Walked, key: str, stale: str = "") -> Forecast:
    """P(small / the rest outperform over the next 63 sessions) of the last date, or no view and why.

    Platt's p of today's score, worth n independent outcomes: (n p + 20 p0) / (n + 20), p0 the base
    rate. No view: a mandatory input is stale (`stale` says which), fewer than 8 independent outcomes
    were recorded, fewer than 3 families speak today, or the interval holds the base rate.
    """
    fitted = Fitted(walked.rows[-1])
    total = 0 if not np.isfinite(fitted.row[6]) else int(fitted.row[6])
    base = fitted.base if total else None
    if stale or total < FEWEST or base is None:
        short = f"{total} independent outcomes of recorded dates are known, {FEWEST} are needed"
        return abstained(stale or short, key, total, base)
    if score.families[-1] < FAMILIES_NEEDED:
        return abstained(_uncovered(score), key, total, base)
    p, worth = fitted.at(float(score.x[-1]))
    interval = interval_of(p, worth, base)
    n = round(worth)
    if walked.why[-1]:
        return Forecast(None, interval, base, n, total, HORIZON, _undecided(interval, base), key)
    why = said(float(score.x[-1]), p, total)
    return Forecast(float(walked.p[-1]), interval, base, n, total, HORIZON, why, key)


def said(x: float, p: float, total: int) -> str:
    """The sentence beside a probability: what the score is and what followed such scores."""
    place = stats.normal_cdf(x) * 100.0
    return (
        f"the score stands at {place:.0f} of 100: {total} outcomes say {p * 100:.0f} % after such"
    )


def abstained(
    reason: str, key: str, total: int = 0, base: float | None = None, horizon: int = HORIZON
) -> Forecast:
    """No view, and why."""
    return Forecast(None, None, base, 0, total, horizon, reason or NOTHING, key)


def _uncovered(score: Composite) -> str:
    have = int(score.families[-1])
    spoke = [n for n, z in zip(score.names, score.z[-1], strict=True) if np.isfinite(z)]
    word = "family speaks" if have == 1 else "families speak"
    named = f" ({', '.join(spoke)})" if spoke else ""
    return f"{have} {word} for this axis today{named}; {FAMILIES_NEEDED} are needed"


def _undecided(interval: Interval, base: float) -> str:
    return (
        f"the interval {interval.low * 100:.0f}-{interval.high * 100:.0f} % holds the base rate "
        f"{base * 100:.0f} %: what followed scores like today's was nothing unusual"
    )
