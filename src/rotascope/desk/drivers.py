"""What moves the index over weeks and over months: scheduled reports, policy meetings, all the rest.

An accounting of variance under independence, not a model: reports by their own past moves and weights,
meetings by how much more the index moved on their days, the rest by what is left.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from rotascope.maths.types import Vector
from rotascope.panel import Panel
from rotascope.sessions import Days
from rotascope.signals.calendar.meetings import schedule
from rotascope.signals.calendar.reports import reports, usual_move
from rotascope.terms import Driver, HorizonDrivers, ThemeHorizon

__all__ = ["drivers", "meeting_excess"]

SESSIONS: dict[ThemeHorizon, int] = {"weeks": 40, "months": 126, "years": 1260}
PAST = 756
REPORTS_A_YEAR, MEETINGS_A_YEAR, YEAR = 4.0, 8.0, 252.0
FEWEST = 8
YEAR_AHEAD = np.timedelta64(365, "D")
SECULAR = (
    "nothing on file separates what drives years: themes of this horizon are watched apart, never mixed"
    " with the trade view of 3 to 12 months"
)


def drivers(panel: Panel, index: dict[str, float]) -> tuple[HorizonDrivers, ...]:
    """Shares of the index's variance over weeks and months, each summing to 1; years have none.

    `index` holds the weights of the ten largest issuers by symbol. Three years of daily returns; needs
    eight meetings in them and a report history of at least one issuer.
    """
    weeks, months = (_horizon(panel, index, name) for name in ("weeks", "months"))
    months = replace(months, note=f"{months.note}; {_schedule(panel)}")
    return (weeks, months, HorizonDrivers("years", SESSIONS["years"], (), SECULAR))


def _horizon(panel: Panel, index: dict[str, float], name: ThemeHorizon) -> HorizonDrivers:
    count = SESSIONS[name]
    market = panel.role("large_cap")
    moves = market.levels[-PAST:][1:] / market.levels[-PAST:][:-1] - 1.0
    if len(moves) < YEAR:
        return HorizonDrivers(name, count, (), "less than a year of the index's returns is on file")
    dates, _, _ = schedule(panel)
    days = market.days[-PAST:][1:]
    excess, seen = meeting_excess(moves, days, dates)
    if seen < FEWEST:
        return HorizonDrivers(
            name, count, (), f"{seen} policy meetings in three years, 8 are needed"
        )
    a_year = _reports_variance(panel, index)
    total = float(np.mean(moves**2)) * count
    reported = min(a_year * count / YEAR, total)
    met = min(excess * MEETINGS_A_YEAR * count / YEAR, total - reported)
    parts = {"reports of the ten largest": reported, "policy meetings": met,
             "all else (macro news among it)": total - reported - met}  # fmt: skip
    shares = tuple(Driver(who, part / total) for who, part in parts.items())
    note = f"variance of three years, {seen} meetings; reports as if independent of all else"
    return HorizonDrivers(name, count, shares, note)


def _schedule(panel: Panel) -> str:
    """The policy meetings of the next twelve months that are on the schedule."""
    dates, _, _ = schedule(panel)
    now = np.datetime64(panel.as_of)
    ahead = np.unique(dates[(dates > now) & (dates <= now + YEAR_AHEAD)])
    told = ", ".join(str(day) for day in ahead)
    return f"policy meetings on the schedule for a year: {told or 'none'}"


def meeting_excess(moves: Vector, days: Days, dates: Days) -> tuple[float, int]:
    """(variance of a meeting's day beyond that of other days, at least 0; how many meetings)."""
    on = np.isin(days, dates)
    if not on.any() or on.all():
        return 0.0, int(on.sum())
    more = float(np.mean(moves[on] ** 2) - np.mean(moves[~on] ** 2))
    return max(more, 0.0), int(on.sum())


def _reports_variance(panel: Panel, index: dict[str, float]) -> float:
    """A year's variance of the index by reports: sum of 4 (weight x usual |move|)^2 pi / 2."""
    market, total = panel.role("large_cap"), 0.0
    for symbol, weight in index.items():
        line = panel.series(panel.catalog.ticker_on(symbol, panel.as_of))
        usual = usual_move(reports(panel, symbol), line, market).moves if len(line) else np.empty(0)
        if len(usual):
            total += REPORTS_A_YEAR * (weight * float(usual[-1])) ** 2 * math.pi / 2.0
    return total
