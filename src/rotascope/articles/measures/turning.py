"""A window from one month to another: from which close to which close it may have been counted.

"From October 2007 to March 2009" is said of a peak and a trough as often as of month ends, so the
highest and lowest closes inside the two months are admissible bases and ends beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product

import numpy as np

from rotascope.articles.measures.lines import readings
from rotascope.articles.measures.observed import Observed
from rotascope.articles.measures.spans import Span, month_end
from rotascope.panel import Panel
from rotascope.series import Series, Vector
from rotascope.sessions import Days
from rotascope.terms import Basis

__all__ = ["months_of", "turning"]

Closes = tuple[Days, Vector]
Stretch = tuple[date, date, str]
"""First day, last day and what a sentence calls it."""
BASES: tuple[Basis, ...] = ("pr", "tr")
STRETCH = re.compile(r"(\d{4})-(\d\d)-01:(\d{4})-(\d\d)-(\d\d)")


def months_of(window: str) -> tuple[Stretch, Stretch] | None:
    """The two months, or years, that a window runs between, each from its first day to its last."""
    found = STRETCH.fullmatch(window)
    if found is None or not (1 <= int(found[2]) <= 12 and 1 <= int(found[4]) <= 12):
        return None
    (year, month), (last, until) = ((int(found[a]), int(found[a + 1])) for a in (1, 3))
    if (year, month) >= (last, until) or month_end(last, until).day != int(found[5]):
        return None
    if (month, until) == (1, 12):
        both = tuple((date(y, 1, 1), date(y, 12, 31), f"{y}") for y in (year, last))
        return (both[0], both[1]) if year < last else None
    return _month(year, month), _month(last, until)


def _month(year: int, month: int) -> Stretch:
    first = date(year, month, 1)
    return first, month_end(year, month), f"{first:%B %Y}"


def turning(panel: Panel, symbol: str, window: str, day: date) -> tuple[Observed, ...]:
    """Returns between the named closes of two months, and last how far any two of them lie apart.

    None is standard. The last one has the number of the month ends and, as what it surely lies in,
    every pair of closes of the two months: a figure in there is not contradicted.
    """
    months = months_of(window)
    on_file = [panel.series(symbol, basis) for basis in BASES]
    series = next((one for one in on_file if len(one)), None)
    if months is None or series is None:
        return ()
    starts, finishes = (_closes(series, month, day) for month in months)
    if len(starts[0]) == 0 or len(finishes[0]) == 0:
        return ()
    found = [o for span in _spans(months, starts, finishes) for o in readings(panel, symbol, span)]
    return (*found, *_any(found, starts[1], finishes[1]))


def _closes(series: Series, stretch: Stretch, day: date) -> Closes:
    """The days and closes of a month or a year, up to `day`."""
    last = min(stretch[1], day)
    inside = (series.days >= np.datetime64(stretch[0])) & (series.days <= np.datetime64(last))
    return series.days[inside], series.levels[inside]


def _spans(months: tuple[Stretch, Stretch], starts: Closes, finishes: Closes) -> Iterator[Span]:
    for (first, base), (second, end) in product(_named(starts), _named(finishes)):
        words = f"{first} close of {months[0][2]} to the {second} of {months[1][2]}"
        yield Span(words, base, end, False)


def _named(closes: Closes) -> list[tuple[str, date]]:
    """The closes of a month that have a name; one day under its first name."""
    days, levels = closes
    rows = (("highest", np.argmax(levels)), ("lowest", np.argmin(levels)), ("last", len(days) - 1))
    found: dict[date, str] = {}
    for name, row in rows:
        found.setdefault(days[int(row)].item(), name)
    return [(name, day) for day, name in found.items()]


def _any(found: list[Observed], bases: Vector, ends: Vector) -> Iterator[Observed]:
    """How far any two closes of the two months lie apart."""
    low = float(np.min(ends) / np.max(bases) - 1.0)
    high = float(np.max(ends) / np.min(bases) - 1.0)
    valued = [one for one in found if one.value is not None]
    for one in valued[-1:]:
        why = "from any close of its first month or year to any of its last,"
        why += f" {low * 100:+.1f} to {high * 100:+.1f} %"
        yield replace(one, reading="some close at its beginning to some close at its end",
                      sure=(low, high), likely=None, reason=why, convention="")  # fmt: skip
