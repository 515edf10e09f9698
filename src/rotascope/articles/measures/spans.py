"""From which close to which close: every way in which a window's words are meant.

A year to date is counted from the last close of the year before, or from the first close of the
year; an article printed on a day means its close or, written before it, the close before.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np

from rotascope import sessions

__all__ = ["RECENT", "Base", "Span", "anchor", "bases", "closed", "ends", "month_end", "spans"]

RECENT = 5
"""Sessions before publication whose close an article may still mean."""
USUAL_ENDS = 2  # the close of the day and, for what was written before it, the close before
PERIOD = re.compile(r"((?:18|19|20)\d\d)(?:([QH])([1-4])|-(\d\d))?")
BACK = re.compile(r"(\d{1,3})([dwmy])")
SINCE = re.compile(r"since:(\d{4}|-)(?:-(\d{2}))?(?:-(\d{2}))?")
COUNTS = {1: "a", 2: "two", 3: "three", 5: "five", 6: "six", 10: "ten"}
UNITS = {"w": "week", "m": "month", "y": "year"}
BEFORE, INSIDE = "last close of the {what} before", "first close of the {what}"
EARLIEST = 1927


@dataclass(frozen=True, slots=True)
class Base:
    """A base day and the words for it; `standard` is the one that tables and terminals use."""

    words: str
    day: date
    standard: bool


@dataclass(frozen=True, slots=True)
class Span:
    """One way to read a window: both days are sessions. `words` name the base, and a `late` end."""

    words: str
    base: date
    end: date
    standard: bool
    late: bool = False


@dataclass(frozen=True, slots=True)
class _Period:
    """A stretch of the calendar with an end of its own; `what` a sentence calls it."""

    first: date
    last: date
    what: str


@lru_cache(maxsize=1024)  # every claim of a table asks the same
def spans(window: str, day: date, *, back: int = RECENT) -> tuple[Span, ...]:
    """Every admissible span of a window for an article of `day`, likeliest first; none if unknown.

    `back`: how many sessions before that day the window may end, if it has no end of its own.
    """
    found = []
    for at, end in enumerate(ends(window, day, back=back)):
        usual = at < USUAL_ENDS
        for base in bases(window, end):
            if base.day < end:
                words = base.words if usual else f"{base.words}, to the close of {end}"
                found.append(Span(words, base.day, end, base.standard and usual, not usual))
    return tuple(sorted(found, key=lambda span: (span.late, not span.standard)))


def closed(window: str, day: date) -> bool:
    """Whether the window ended before `day` by its own words: a year gone by, or FROM:TO."""
    period = _period(window)
    return period is not None and period.last < day


def ends(window: str, day: date, *, back: int = RECENT) -> tuple[date, ...]:
    """The closes a window may end on, likeliest first: its own, or those up to publication."""
    period = _period(window)
    if period is not None and period.last < day:
        return (sessions.last_session(period.last),)
    if day.year < EARLIEST:
        return ()
    last = sessions.last_session(day)
    return tuple(sessions.shift(last, -sooner) for sooner in range(back + 1))


def bases(window: str, end: date) -> tuple[Base, ...]:
    """Every base that a window ending on `end` may be counted from, the standard one first."""
    if window == "ytd":
        return _around(date(end.year, 1, 1), "year")
    if window == "mtd":
        return _around(end.replace(day=1), "month")
    period = _period(window)
    if period is not None and period.first <= end:
        return _around(period.first, period.what)
    if since := SINCE.fullmatch(window):
        return _since(since, end)
    if back := BACK.fullmatch(window):
        return _back(int(back[1]), back[2], end)
    return ()


def anchor(window: str, end: date) -> date | None:
    """The day a window that ends on `end` is counted from: its standard base is the last close by then.

    The first close after it is the other base. None for a window with an end of its own, or unknown.
    """
    if window == "ytd":
        return date(end.year - 1, 12, 31)
    if window == "mtd":
        return end.replace(day=1) - timedelta(days=1)
    if (back := BACK.fullmatch(window)) and back[2] != "d":
        return _calendar_back(end, int(back[1]), back[2])
    return None


def _around(first: date, what: str) -> tuple[Base, ...]:
    """The close before a period's first day, and the first close inside it."""
    before = sessions.last_session(first - timedelta(days=1))
    words = (BEFORE.format(what=what), INSIDE.format(what=what))
    if what == "day":
        words = ("last close before that day", "close of that day")
    return Base(words[0], before, True), Base(words[1], _next(first), False)


def _since(found: re.Match[str], end: date) -> tuple[Base, ...]:
    month, day = (int(part) if part else 0 for part in found.groups()[1:])
    year = int(found[1]) if found[1] != "-" else end.year - (month > end.month)
    if not _valid(year, month or 1, day or 1) or date(year, month or 1, day or 1) > end:
        return ()
    if day:
        before, inside = _around(date(year, month, day), "day")
        return Base(inside.words, inside.day, True), Base(before.words, before.day, False)
    what = "month" if month else "year"
    made = _around(date(year, month or 1, 1), what)
    last = sessions.last_session(month_end(year, month or 12))
    return (*made, Base(f"last close of that {what}", last, False)) if last < end else made


def _back(count: int, unit: str, end: date) -> tuple[Base, ...]:
    if unit == "d":
        words = "last close before that day" if count == 1 else f"close {count} sessions before"
        return (Base(words, sessions.shift(end, -count), True),)
    day = _calendar_back(end, count, unit)
    if day.year < EARLIEST:
        return ()
    how_many = f"{COUNTS.get(count, count)} {UNITS[unit]}{'s' if count > 1 else ''}"
    usual = Base(f"same day {how_many} before", sessions.last_session(day), True)
    before = sessions.last_session(day - timedelta(days=1))
    after = Base(
        f"first close after the same day {how_many} before", _next(day + timedelta(days=1)), False
    )
    if before == usual.day:
        return usual, after
    return usual, after, Base("last close before that day", before, False)


def _calendar_back(day: date, count: int, unit: str) -> date:
    """The calendar day `count` weeks, months or years before."""
    if unit == "w":
        return day - timedelta(days=7 * count)
    months = day.year * 12 + day.month - 1 - count * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    return date(
        max(year, 1), month + 1, min(day.day, calendar.monthrange(max(year, 1), month + 1)[1])
    )


def _period(window: str) -> _Period | None:
    """A year (2022), half (2022H1), quarter (2022Q3), month (2022-09) or FROM:TO; None for others."""
    found = PERIOD.fullmatch(window)
    if found is None:
        return _between(window)
    year, unit, nth, month = int(found[1]), found[2], int(found[3] or 1), found[4]
    if month:
        return _months(year, int(month), 1, "month")
    length = {"Q": 3, "H": 6}.get(unit or "", 12)
    return _months(
        year, (nth - 1) * length + 1, length, {3: "quarter", 6: "half"}.get(length, "year")
    )


def _months(year: int, first: int, length: int, what: str) -> _Period | None:
    last = first + length - 1
    if year < EARLIEST or not 1 <= first <= last <= 12:
        return None
    return _Period(date(year, first, 1), month_end(year, last), what)


def _between(window: str) -> _Period | None:
    parts = window.split(":")
    if len(parts) != 2:
        return None
    try:
        first, last = (date.fromisoformat(part) for part in parts)
    except ValueError:
        return None
    return _Period(first, last, "day") if first.year >= EARLIEST and first <= last else None


def month_end(year: int, month: int) -> date:
    """The last calendar day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def _next(day: date) -> date:
    """The first session on or after a day."""
    days = sessions.all_sessions()
    found: date = days[int(np.searchsorted(days, np.datetime64(day)))].item()
    return found


def _valid(year: int, month: int, day: int) -> bool:
    return (
        EARLIEST <= year <= 2100
        and 1 <= month <= 12
        and 1 <= day <= calendar.monthrange(year, month)[1]
    )
