"""Windows of performance: from which close to which close.

The base is the last close before the window's first day: of a year, the last close of the year
before. A week, month or year back is counted on the calendar.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from rotascope.errors import BadArgument

__all__ = ["WINDOWS", "Window", "window"]

WINDOWS = ("ytd", "1w", "1m", "3m", "6m", "1y", "3y", "5y", "10y")
OLDEST = 1800
EXPECTED = f"{', '.join(WINDOWS)}, a year such as 2022, or FROM:TO as 2024-07-10:2024-08-05"


@dataclass(frozen=True, slots=True)
class Window:
    """`base`: the base is the last close on or before it; `end`: likewise. `name` as asked for."""

    name: str
    base: date
    end: date


def window(text: str, as_of: date) -> Window:
    """The window called `text`, as of a date. Raises BadArgument.

    ytd and years start after the last day of the year before, FROM:TO after the day before FROM;
    nothing ends after `as_of`.
    """
    name = text.strip().lower()
    if name == "ytd":
        return Window(name, date(as_of.year - 1, 12, 31), as_of)
    if name in WINDOWS:
        return Window(name, _back(as_of, int(name[:-1]), name[-1]), as_of)
    if re.fullmatch(r"\d{4}", name):
        return _year(name, as_of)
    if ":" in name:
        return _span(name, as_of)
    raise BadArgument(f"no window '{text}'", EXPECTED)


def _back(day: date, count: int, unit: str) -> date:
    if unit == "w":
        return day - timedelta(days=7 * count)
    months = day.year * 12 + day.month - 1 - count * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _year(name: str, as_of: date) -> Window:
    year = int(name)
    if not OLDEST <= year <= as_of.year:
        raise BadArgument(f"the year {name} has no close by {as_of}", f"{OLDEST} to {as_of.year}")
    return Window(name, date(year - 1, 12, 31), min(date(year, 12, 31), as_of))


def _span(name: str, as_of: date) -> Window:
    try:
        first, last = (date.fromisoformat(part) for part in name.split(":"))
    except ValueError as trouble:
        raise BadArgument(f"no window '{name}' ({trouble})", EXPECTED) from trouble
    if not first <= last or first > as_of:
        raise BadArgument(f"the window {name} holds no day by {as_of}", "FROM <= TO, FROM <= as-of")
    if first.year < OLDEST:
        raise BadArgument(
            f"the window {name} begins before {OLDEST}", f"a FROM of {OLDEST} or later"
        )
    return Window(name, first - timedelta(days=1), min(last, as_of))
