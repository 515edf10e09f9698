"""What the signals of an axis said on past dates, as recorded then: the only past a forecast may use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rotascope.panel import Panel
from rotascope.series import PairSeries, Vector
from rotascope.sessions import Days
from rotascope.terms import Axis, Reading

__all__ = ["FEWEST", "HORIZON", "TABLE", "Past", "Recorded", "past", "recorded", "with_today"]

TABLE, FEWEST, HORIZON = "readings", 60, 63
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Recorded:
    """Leans (D, S) in [-1, 1] on `days` (D,), NaN where a signal said nothing; S named signals."""

    days: Days
    names: tuple[str, ...]
    families: tuple[str, ...]
    leans: Vector


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """Outcomes of recorded dates: `won` (D,) 1 where small / the rest won over the next 63 sessions.

    NaN where the outcome is not known. `weight` (D,) is the share of an independent outcome that a date
    stands for; `known` (D,) how many of the dates' outcomes were known on each date, an outcome once its
    last session is over. `overlap`: how many dates one outcome spans.
    """

    won: Vector
    weight: Vector
    known: Rows
    overlap: int

    @property
    def independent(self) -> float:
        """How many of the known outcomes fit beside one another."""
        return float(self.weight[np.isfinite(self.won)].sum())


def recorded(panel: Panel, readings: Sequence[Reading], axis: Axis) -> Recorded:
    """The recorded leans of the axis's scored signals, those with at least 60 recorded ones.

    Recorded means known: a row stands for the session on which it would have been said.
    """
    ids = set(panel.ids(TABLE))
    found: list[tuple[Reading, Days, Vector]] = []
    for one in readings:
        if one.axis != axis or not one.sign or one.signal not in ids:
            continue
        rows = panel.dated(TABLE, one.signal)
        lean = np.asarray(rows["lean"], dtype=np.float64)
        if np.isfinite(lean).sum() >= FEWEST:
            found.append((one, np.asarray(rows["date"], dtype="datetime64[D]"), lean))
    if not found:
        return Recorded(np.empty(0, "datetime64[D]"), (), (), np.empty((0, 0)))
    days = np.unique(np.concatenate([own for _, own, _ in found]))
    leans = np.full((len(days), len(found)), np.nan)
    for column, (_, own, lean) in enumerate(found):
        leans[np.searchsorted(days, own), column] = lean
    names = tuple(one.signal for one, _, _ in found)
    return Recorded(days, names, tuple(one.family for one, _, _ in found), leans)


def with_today(told: Recorded, readings: Sequence[Reading], today: np.datetime64) -> Recorded:
    """The same with what the signals say now as the last row, in place of what was recorded today."""
    now = {one.signal: one.lean for one in readings if one.status == "ok"}
    lean = [np.nan if now.get(name) is None else now[name] for name in told.names]
    before = told.days < today
    leans = np.vstack([told.leans[before], np.array([lean], dtype=np.float64)])
    return Recorded(np.append(told.days[before], today), told.names, told.families, leans)


def past(pair: PairSeries, days: Days, horizon: int = HORIZON) -> Past:
    """What followed each of `days` (ascending) on `pair`: from its newest close to one 63 rows later.

    A date whose newest close is not of that day has no outcome: who asks then could not have known
    the price. Dates denser or rarer than the horizon weigh by the sessions to the next date.
    """
    at = np.searchsorted(pair.days, days, side="right") - 1
    own = (at >= 0) & (pair.days[np.maximum(at, 0)] == days)
    known = own & (at + horizon < len(pair))
    won = np.full(len(days), np.nan)
    start = at[known]
    moved = (pair.log_ratio[start + horizon] - pair.log_ratio[start]) * pair.sign
    won[known] = moved > 0.0
    step = np.minimum(np.diff(at, append=at[-1:] + horizon), horizon)
    ended = np.full(len(days), np.iinfo(np.int64).max)
    ended[known] = start + horizon
    usual = float(np.median(step)) if len(step) else 1.0
    count = np.searchsorted(ended[known], at, side="right")
    return Past(won, step / horizon, np.asarray(count), max(round(horizon / max(usual, 1.0)), 1))
