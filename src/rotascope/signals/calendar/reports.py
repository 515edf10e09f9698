"""Earnings announcements as known on each day: scheduled, estimated from last year's, and their moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from rotascope.panel import Panel, Rows
from rotascope.series import Series, Vector
from rotascope.sessions import Days, all_sessions, as_days
from rotascope.signals.words import day as day_of

__all__ = ["AHEAD", "Coming", "Reports", "Usual", "ahead", "coming_report", "reports", "then_called",
           "usual_move"]  # fmt: skip

AHEAD = np.timedelta64(56, "D")
YEAR = np.timedelta64(364, "D")  # 52 weeks: companies keep the weekday
SAME = np.timedelta64(10, "D")
VOID = np.timedelta64(30, "D")
LEAST, MOST = 4, 12


@dataclass(frozen=True, slots=True, eq=False)
class Reports:
    """A company's announcements known by a panel's date.

    `held`, `held_known`, `timing` (after, before, unknown): told after they took place, in the order in
    which they became known, each quarter once. `planned`, `planned_known`: told before their day.
    """

    symbol: str
    held: Days
    held_known: Days
    timing: tuple[str, ...]
    planned: Days
    planned_known: Days


@dataclass(frozen=True, slots=True)
class Coming:
    """A report to come: its day, and whether a source names it or last year's stands for it."""

    symbol: str
    date: date
    standing: str


@dataclass(frozen=True, slots=True, eq=False)
class Usual:
    """From each of `days` on: the mean |return beyond the market's| of a company's last reports."""

    days: Days
    moves: Vector


def then_called(panel: Panel, symbol: str) -> str:
    """The ticker that today's `symbol` had on the panel's date: META was a fund of others in 2021."""
    listed = panel.catalog.lookup(symbol)
    for alias in listed.aliases if listed is not None else ():
        if alias.first <= panel.as_of <= alias.last:
            return alias.ticker
    return symbol


def reports(panel: Panel, symbol: str) -> Reports:
    """The announcements of `symbol` on file, all sources together: one quarter, one announcement.

    Where two sources name days within ten days of one another, the one known first stands.
    """
    rows = panel.backend.rows("earnings", [symbol]).get(symbol)
    if rows is None:
        none = as_days([])
        return Reports(symbol, none, none, (), none, none)
    seen = rows["known_at"] <= np.datetime64(panel.as_of)
    rows = {name: column[seen] for name, column in rows.items()}
    told = as_days(rows["known_at"]) >= as_days(rows["date"])
    held = _merged({name: column[told] for name, column in rows.items()})
    return Reports(
        symbol,
        as_days(held["date"]),
        as_days(held["known_at"]),
        tuple(str(word) for word in held["timing"]),
        as_days(rows["date"][~told]),
        as_days(rows["known_at"][~told]),
    )


def _merged(rows: Rows) -> Rows:
    """In the order known, each announcement that is not within ten days of one before it."""
    vague = np.array([word not in ("after", "before") for word in rows["timing"]], dtype=bool)
    order = np.lexsort((rows["date"], vague, rows["known_at"]))
    kept: list[int] = []
    days = as_days(rows["date"])
    for at in order.tolist():
        if not kept or np.abs(days[kept] - days[at]).min() > SAME:
            kept.append(at)
    return {name: column[kept] for name, column in rows.items()}


def coming_report(found: Reports, as_of: date) -> Coming | None:
    """The next report after `as_of` as known then: the planned day, else last year's plus 52 weeks."""
    now = np.datetime64(as_of)
    known = found.planned[(found.planned > now) & (found.planned_known <= now)]
    if len(known):
        return Coming(found.symbol, day_of(known.min()), "confirmed")
    guessed = [day for day, first, last in _guesses(found) if first <= now < last and day > now]
    return Coming(found.symbol, day_of(min(guessed)), "estimated") if guessed else None


def _guesses(found: Reports) -> list[tuple[np.datetime64, np.datetime64, np.datetime64]]:
    """(day, known from, void from): last year's day plus 52 weeks, until a source names one near it."""
    made = []
    days = np.concatenate([found.planned, found.held])
    known = np.concatenate([found.planned_known, found.held_known])
    for day, first in zip(found.held, found.held_known, strict=True):
        guess = day + YEAR
        near = np.abs(days - guess) <= VOID
        void = min(known[near].min(), guess) if near.any() else guess
        made.append((guess, first, void))
    return made


def ahead(found: Reports, days: Days) -> NDArray[np.bool_]:
    """On each of `days`: whether a report within the next eight weeks was known or to be expected."""
    out = np.zeros(len(days), dtype=bool)
    spans = [
        (max(known, day - AHEAD), day)
        for day, known in zip(found.planned, found.planned_known, strict=True)
    ]
    spans += [(max(known, day - AHEAD), min(day, void)) for day, known, void in _guesses(found)]
    for low, high in spans:
        a, b = np.searchsorted(days, [low, high])
        out[a:b] = True
    return out


def usual_move(found: Reports, line: Series, market: Series) -> Usual:
    """Mean |return - market's| of the last 4 to 12 reports, from the close on which each is known.

    After the close: the next session; before: that session; unknown: both sessions together. A
    session without both levels gives no move. A year's reports are few: a rough guide, no forecast.
    """
    days, a, b = np.intersect1d(line.days, market.days, return_indices=True)
    own, whole = line.levels[a], market.levels[b]
    calendar = all_sessions()
    known: list[np.datetime64] = []
    moves: list[float] = []
    for day, told, timing in zip(found.held, found.held_known, found.timing, strict=True):
        start = int(np.searchsorted(calendar, day, side="right" if timing == "after" else "left"))
        last = start + (timing not in ("after", "before"))
        if last >= len(calendar):
            continue
        low, high = (int(np.searchsorted(days, calendar[row])) for row in (start - 1, last))
        if high < len(days) and days[low] == calendar[start - 1] and days[high] == calendar[last]:
            moves.append(abs(float(own[high] / own[low] - whole[high] / whole[low])))
            known.append(max(told, calendar[last]))
    order = np.argsort(as_days(known), kind="stable")
    each = np.array(moves)[order]
    total = np.concatenate([[0.0], np.cumsum(each)])
    ends = np.arange(LEAST, len(each) + 1)
    starts = np.maximum(ends - MOST, 0)
    return Usual(as_days(known)[order][ends - 1], (total[ends] - total[starts]) / (ends - starts))
