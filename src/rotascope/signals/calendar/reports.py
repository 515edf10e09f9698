"""Earnings announcements as known on each day: scheduled, estimated from last year's, and their moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from rotascope.known_rows import every_version
from rotascope.panel import Panel, Rows
from rotascope.series import Series, Vector
from rotascope.sessions import Days, all_sessions, as_days
from rotascope.signals.aligned import aligned
from rotascope.signals.words import day as day_of

__all__ = [
    "AHEAD",
    "Coming",
    "Reports",
    "Usual",
    "ahead",
    "coming_report",
    "reports",
    "share_lines",
    "usual_move",
]  # fmt: skip

AHEAD = np.timedelta64(56, "D")
YEAR = np.timedelta64(364, "D")  # 52 weeks: companies keep the weekday
SAME = 10  # days
VOID = np.timedelta64(30, "D")
NEVER = np.datetime64("2999-12-31")
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
    standing: Literal["confirmed", "estimated"]


@dataclass(frozen=True, slots=True, eq=False)
class Usual:
    """From each of `days` on: the mean |return beyond the market's| of a company's last reports."""

    days: Days
    moves: Vector


def share_lines(panel: Panel, symbol: str) -> tuple[str, ...]:
    """Every share line of the symbol's issuer: what it announces may be on file under any of them."""
    issuer = panel.catalog.issuer(symbol)
    lines = [line for line, name in panel.catalog.issuer_of.items() if name == issuer]
    return tuple(dict.fromkeys((symbol, *lines)))


def reports(panel: Panel, symbol: str) -> Reports:
    """The announcements of the symbol's issuer on file, all sources and share lines together.

    One quarter is one announcement: where two rows name days within ten days of one another, the one
    known first stands.
    """
    found = list(every_version(panel, "earnings", share_lines(panel, symbol)).values())
    if not found:
        none = as_days([])
        return Reports(symbol, none, none, (), none, none)
    columns = ("date", "known_at", "timing")
    rows = {name: np.concatenate([part[name] for part in found]) for name in columns}
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
    days = as_days(rows["date"]).astype(np.int64).tolist()
    taken: set[int] = set()
    kept = []
    for at in order.tolist():
        if days[at] not in taken:
            kept.append(at)
            taken.update(range(days[at] - SAME, days[at] + SAME + 1))
    return {name: column[kept] for name, column in rows.items()}


def coming_report(found: Reports, as_of: date) -> Coming | None:
    """The next report after `as_of` as known then: the planned day, else last year's plus 52 weeks."""
    now = np.datetime64(as_of)
    known = found.planned[(found.planned > now) & (found.planned_known <= now)]
    if len(known):
        return Coming(found.symbol, day_of(known.min()), "confirmed")
    guess, first, void = _guesses(found)
    open_now = (first <= now) & (now < void) & (guess > now)
    if not open_now.any():
        return None
    return Coming(found.symbol, day_of(guess[open_now].min()), "estimated")


def _guesses(found: Reports) -> tuple[Days, Days, Days]:
    """(day, known from, void from): last year's day plus 52 weeks, until a source names one near it."""
    guess = found.held + YEAR
    if not len(guess):
        return guess, guess, guess
    days = np.concatenate([found.planned, found.held])
    known = np.concatenate([found.planned_known, found.held_known])
    near = np.abs(days[None, :] - guess[:, None]) <= VOID
    told = np.where(near, known[None, :], NEVER).min(axis=1)
    return guess, found.held_known, np.minimum(told, guess)


def ahead(found: Reports, days: Days) -> NDArray[np.bool_]:
    """On each of `days`: whether a report within the next eight weeks was known or to be expected."""
    guess, first, void = _guesses(found)
    low = np.concatenate(
        [np.maximum(found.planned_known, found.planned - AHEAD), np.maximum(first, guess - AHEAD)]
    )
    high = np.concatenate([found.planned, void])
    opened = np.zeros(len(days) + 1, dtype=np.int64)
    spans = low < high
    np.add.at(opened, np.searchsorted(days, low[spans]), 1)
    np.add.at(opened, np.searchsorted(days, high[spans]), -1)
    return np.asarray(np.cumsum(opened)[:-1] > 0)


def usual_move(found: Reports, line: Series, market: Series) -> Usual:
    """Mean |return - market's| of the last 4 to 12 reports, from the close on which each is known.

    After the close: the next session; before: that session; unknown: both sessions together. A
    session without both levels gives no move. A year's reports are few: a rough guide, no forecast.
    """
    days, levels = aligned([line, market])
    calendar = all_sessions()
    after = np.array([word == "after" for word in found.timing], dtype=bool)
    vague = np.array([word not in ("after", "before") for word in found.timing], dtype=bool)
    start = np.where(
        after,
        np.searchsorted(calendar, found.held, side="right"),
        np.searchsorted(calendar, found.held),
    )
    inside = start + vague < len(calendar)
    start, last = start[inside], (start + vague)[inside]
    low, high = (np.searchsorted(days, calendar[rows]) for rows in (start - 1, last))
    both = high < len(days)
    both[both] = (days[low[both]] == calendar[start[both] - 1]) & (
        days[high[both]] == calendar[last[both]]
    )
    grown = levels[high[both]] / levels[low[both]]
    known = np.maximum(found.held_known[inside][both], calendar[last[both]])
    order = np.argsort(known, kind="stable")
    each = np.abs(grown[:, 0] - grown[:, 1])[order]
    total = np.concatenate([[0.0], np.cumsum(each)])
    ends = np.arange(LEAST, len(each) + 1)
    starts = np.maximum(ends - MOST, 0)
    return Usual(known[order][ends - 1], (total[ends] - total[starts]) / (ends - starts))
