"""Growth and inflation by quarter, as they stood on each day: what quads are made of. No signal here.

Real output is GDPC1, prices are the CPI of a quarter's last month. All of a quarter's numbers come
from what was known on one day; a quarter is labelled once, on the day of its first print, and no
revision relabels it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rotascope.maths import quads
from rotascope.maths.types import Ints
from rotascope.panel import Panel
from rotascope.recall import recall
from rotascope.series import Vector
from rotascope.sessions import Days, as_days
from rotascope.terms import Source
from rotascope.vintages import Trail, Versions, known_path, trail, versions

__all__ = [
    "AHEAD",
    "OUTPUT",
    "PRICES",
    "Forecast",
    "Quarters",
    "forecasts",
    "quarters",
    "sources_of",
]

OUTPUT, PRICES = "GDPC1", "CPIAUCSL"
SURVEY_OUTPUT, SURVEY_PRICES = "SPF.mean.RGDP{}", "SPF.mean.CPI{}"
AHEAD = 5  # the survey's own quarter and four more
MONTHS = 40  # of prices held at each print: three years and what came in since the quarter's end
LEAST_PAIRS = 12
Arrays = tuple[NDArray[np.generic], ...]


@dataclass(frozen=True, slots=True)
class Quarters:
    """Quarters by first print. `known_at`: the day; growth and inflation year on year, fractions.

    `dg`, `dp`: their changes from the quarter before, in the same vintage; NaN where a number that they
    need was not there. `label`: 1-4, or 0 without both. `pace` (n, 2): growth in the quarter and in the
    same quarter a year before, which together make dg (the base effect).
    """

    known_at: Days
    periods: Days
    growth: Vector
    inflation: Vector
    dg: Vector
    dp: Vector
    label: Ints
    pace: Vector
    assumed: bool


@dataclass(frozen=True, slots=True)
class Forecast:
    """Surveys by the day they were known: quads of the survey's quarter and the four after it.

    `dg`, `dp` (surveys, 5); `label` alike; `chances` (surveys, 4): probabilities of the survey's own
    quarter's quads from the errors of surveys before it, NaN until twelve of them have been printed.
    """

    known_at: Days
    periods: Days
    dg: Vector
    dp: Vector
    label: Ints
    chances: Vector


def sources_of(*found: Versions) -> tuple[Source, ...]:
    """The sources that there are."""
    return tuple(one.source for one in found if one.source is not None)


def quarters(output: Versions, prices: Versions) -> Quarters:
    """Quarters labelled on the day of their first print; kept in the process by content."""
    asked = output.days, output.known_at, output.values, prices.days, prices.known_at, prices.values
    return recall("quads", asked, "", lambda: _quarters(output, prices))


def _quarters(output: Versions, prices: Versions) -> Quarters:
    seen = trail(output, 6, 3)
    _, first = np.unique(seen.periods, return_index=True)
    first = first[np.argsort(seen.known_at[first], kind="stable")]
    level, known = seen.values[first], as_days(seen.known_at[first])
    growth, before = level[:, 5] / level[:, 1] - 1.0, level[:, 4] / level[:, 0] - 1.0
    ends = _last_month(seen.periods[first])
    inflation, earlier = _inflation(prices, known, ends)
    dg, dp = growth - before, inflation - earlier
    pace = level[:, [5, 1]] / level[:, [4, 0]] - 1.0
    return Quarters(known, as_days(seen.periods[first]), growth, inflation, dg, dp,
                    quads.label(dg, dp), pace, output.assumed or prices.assumed)  # fmt: skip


def _last_month(starts: Days) -> NDArray[np.int64]:
    """Number of the last month of the quarters that start on these days."""
    return starts.astype("datetime64[M]").astype(np.int64) + 2


def _inflation(prices: Versions, when: Days, month: NDArray[np.int64]) -> tuple[Vector, Vector]:
    """Year-on-year inflation of each month, and of three months before, as known on each day."""
    table = _as_of(trail(prices, MONTHS), when, month, (0, 12, 3, 15))
    return table[:, 0] / table[:, 1] - 1.0, table[:, 2] / table[:, 3] - 1.0


def _as_of(seen: Trail, when: Days, month: NDArray[np.int64], back: tuple[int, ...]) -> Vector:
    """Values of the months `back` before each `month`, as known on each day; NaN where not there."""
    out = np.full((len(when), len(back)), np.nan)
    if not len(seen.known_at):
        return out
    row = np.searchsorted(seen.known_at, when, side="right") - 1
    newest = seen.periods.astype("datetime64[M]").astype(np.int64)
    width = seen.values.shape[1]
    for j, months in enumerate(back):
        column = width - 1 - (newest[row] - (month - months))
        there = (row >= 0) & (column >= 0) & (column < width)
        out[there, j] = seen.values[row[there], column[there]]
    return out


def forecasts(
    panel: Panel, output: Versions, prices: Versions
) -> tuple[Forecast, tuple[Source, ...]]:
    """What each survey on file said, from the output and prices known on its day; may be empty."""
    asked = [versions(panel, SURVEY_OUTPUT.format(k)) for k in range(1, AHEAD + 2)]
    asked += [versions(panel, SURVEY_PRICES.format(k)) for k in range(2, AHEAD + 2)]
    every = [output, prices, *asked]
    arrays: Arrays = tuple(a for one in every for a in (one.days, one.known_at, one.values))
    made = recall("quads-survey", arrays, "", lambda: _forecasts(output, prices, asked))
    return made, sources_of(*asked[:1], *asked[AHEAD + 1 : AHEAD + 2])


def _forecasts(output: Versions, prices: Versions, asked: list[Versions]) -> Forecast:
    known, periods, table = _surveys(asked)
    pace, prices_pace = table[:, : AHEAD + 1], table[:, AHEAD + 1 :]
    levels = _levels(output, known, periods)
    path = np.hstack([levels, levels[:, -1:] * pace[:, 1:] / pace[:, :1]])
    growth = path[:, 4:] / path[:, :-4] - 1.0  # the quarter before the survey's own, and five on
    month = _last_month(periods) - 3
    cpi = _as_of(trail(prices, MONTHS), known, month, (12, 9, 6, 3, 0))
    whole = np.where(prices_pace > -100.0, 1.0 + prices_pace / 100.0, np.nan)
    steps = np.cumprod(whole**0.25, axis=1)
    level = np.hstack([cpi, cpi[:, -1:] * steps])
    inflation = level[:, 4:] / level[:, :-4] - 1.0
    dg, dp = np.diff(growth, axis=1), np.diff(inflation, axis=1)
    label = quads.label(dg, dp)
    chances = _chances(quarters(output, prices), known, periods, dg[:, 0], dp[:, 0])
    return Forecast(known, periods, dg, dp, label, chances)


def _surveys(asked: list[Versions]) -> tuple[Days, Days, Vector]:
    """(known, quarter, values (surveys, 11)) of surveys that have every column, by quarter."""
    periods = asked[0].days
    for one in asked[1:]:
        periods = np.intersect1d(periods, one.days)
    periods = np.unique(periods)
    known = np.full(len(periods), np.datetime64("NaT"), dtype="datetime64[D]")
    table = np.empty((len(periods), len(asked)))
    for j, one in enumerate(asked):
        _, first = np.unique(one.days, return_index=True)
        first = first[np.isin(one.days[first], periods)]
        table[:, j] = one.values[first]
        known = np.fmax(known, one.known_at[first])
    return as_days(known), as_days(periods), table


def _levels(output: Versions, known: Days, periods: Days) -> Vector:
    """Output of the five quarters before each survey's own, as printed by its day; NaN if not yet."""
    seen, out = trail(output, 5, 3), np.full((len(known), 5), np.nan)
    if not len(seen.known_at):
        return out
    newest = known_path(output, known)[0].astype("datetime64[M]").astype(np.int64)
    row = np.searchsorted(seen.known_at, known, side="right") - 1
    there = (row >= 0) & (newest == periods.astype("datetime64[M]").astype(np.int64) - 3)
    out[there] = seen.values[row[there]]
    return out


def _chances(past: Quarters, known: Days, periods: Days, dg: Vector, dp: Vector) -> Vector:
    """Probabilities of the four quads per survey, from the errors of surveys printed before it."""
    out = np.full((len(known), 4), np.nan)
    at = {day: i for i, day in enumerate(past.periods.astype(np.int64).tolist())}
    place = np.array([at.get(day, -1) for day in periods.astype(np.int64).tolist()], dtype=np.int64)
    error = np.full((len(known), 2), np.nan)
    error[place >= 0, 0] = past.dg[place[place >= 0]] - dg[place >= 0]
    error[place >= 0, 1] = past.dp[place[place >= 0]] - dp[place >= 0]
    printed = np.full(len(known), np.datetime64("2262-01-01"), dtype="datetime64[D]")
    printed[place >= 0] = past.known_at[place[place >= 0]]
    whole = np.isfinite(error).all(axis=1)
    for i in np.flatnonzero(np.isfinite(dg) & np.isfinite(dp)):
        seen = error[whole & (printed <= known[i])]
        if len(seen) >= LEAST_PAIRS:
            sd = np.sqrt(np.mean(seen**2, axis=0)) + 1e-12  # a survey never wrong has no rho
            rho = float(np.clip(np.mean(seen[:, 0] * seen[:, 1]) / (sd[0] * sd[1]), -0.99, 0.99))
            out[i] = quads.probabilities(
                float(dg[i]), float(dp[i]), float(sd[0]), float(sd[1]), rho
            )
    return out
