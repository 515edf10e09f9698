"""Who leads, how sure, and the brief that says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from rotascope.terms.readings import Interval, Reading
from rotascope.terms.reliability import Likelihood, Odds, Reliability
from rotascope.terms.words import Axis, Basis, Leader

__all__ = ["AxisVerdict", "Brief", "Change", "Evidence", "Forecast", "Verdict"]


@dataclass(frozen=True, slots=True)
class Forecast:
    """P(small / the rest outperform over the next `horizon` sessions), or why there is no view.

    `probability` is shrunk to the `base_rate`; None means "no view", with `reason`. Of `n_all`
    independent (non-overlapping) outcomes of recorded dates it is worth `n`: the farther a score lies
    from those recorded, the fewer.
    """

    probability: float | None
    interval: Interval | None
    base_rate: float | None
    n: int
    n_all: int
    horizon: int
    reason: str
    key: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One line for or against the leader: the reading's sentence and what chance would show.

    `likelihood`: what leaning this way has been worth, from recorded readings; None without enough.
    """

    signal: str
    text: str
    lean: float
    chance: str
    key: str
    likelihood: Likelihood | None = None


@dataclass(frozen=True, slots=True)
class AxisVerdict:
    """Who leads on one axis (facts), and apart from that the forecast, which alone may abstain.

    `relative_126` and `relative_21` are geometric relative returns of the primary pair over 126
    and 21 sessions, fractions, on `basis`; `percentile` is the expanding percentile of
    `relative_126` since `percentile_since`; `chance` the probability that a pair without a leader
    moves at least as far in 126 sessions; `since` is the newest dated change point that turned
    the drift to the leader, None when there is none, with
    `since_low`..`since_high` its 90 % bootstrap interval. `score` is in 0..1, 0.5 where the scored
    signals' families cancel out; `reliability` says how good such forecasts were on recorded dates.
    """

    axis: Axis
    pair: str
    basis: Basis
    leader: Leader
    direction: Literal["strengthening", "weakening", "flat"]
    relative_126: float | None
    relative_21: float | None
    percentile: float | None
    chance: float | None
    percentile_since: date | None
    since: date | None
    since_low: date | None
    since_high: date | None
    since_note: str
    score: float | None
    forecast: Forecast
    evidence_for: tuple[Evidence, ...]
    evidence_against: tuple[Evidence, ...]
    but: str
    note: str
    would_change: tuple[str, ...]
    key: str
    reliability: Reliability | None = None
    odds: Odds | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Both axes as of one date; nothing averages across them."""

    as_of: date
    horizon: int
    size: AxisVerdict
    concentration: AxisVerdict
    registered: int
    measurable: int
    families: tuple[tuple[str, int, int], ...]

    @property
    def axes(self) -> tuple[AxisVerdict, AxisVerdict]:
        """Both verdicts, size first."""
        return self.size, self.concentration


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs from an earlier date, as a sentence."""

    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Brief:
    """The answer to the main question, as of one date. Every surface prints this object."""

    as_of: date
    data_age_sessions: int
    store: str
    version: str
    verdict: Verdict
    readings: tuple[Reading, ...]
    changed_since: date
    changed: tuple[Change, ...]
    coming: tuple[str, ...]
    not_measurable: tuple[str, ...]
    notes: tuple[str, ...]
    next_step: str
    key: str
