"""The versions of a series' values, each with the day on which a reader could first have had it."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

import numpy as np
from numpy.typing import NDArray

from rotascope.errors import BadArgument
from rotascope.panel import Rows
from rotascope.sessions import as_days
from rotascope.store.tables import TABLES
from rotascope.terms import Vintage

__all__ = ["LATE", "NEWEST", "VALUES", "only", "vintages"]

NEWEST = 8
"""Periods listed where none is asked for."""
VALUES = {
    "macro": "value", "returns": "tr", "bars": "close", "facts": "value", "estimates": "eps",
    "funds": "net_assets", "implied": "iv",
}  # fmt: skip
"""The column of a table that is its number."""
DOWNLOADED = ("macro", "returns", "bars")
SINGLE = "every value has one version so far"
LATE = "none: every value has one version, and together they are one late vintage"
PERIOD = re.compile(r"(\d{4})(?:-?Q([1-4])|-(\d{2})(?:-(\d{2}))?)?$")


def vintages(
    table: str, rows: Rows, period: str = "", *, dated: bool = False
) -> tuple[tuple[Vintage, ...], str]:
    """(versions of the newest periods, or of those in `period`, newest first; why there are no more).

    rows: one dataset's versions of one series, known by the panel's day, by key and known_at; `dated`
    if the source itself says when each was known. Where every value has one version, and the source
    does not say when, the values are one late vintage, and the reason says so.
    """
    column = VALUES.get(table)
    if column is None:
        return (), f"{table} has no single value to list by vintage"
    days = as_days(rows["date"])
    if period:
        low, high = only(period)
        chosen = (days >= np.datetime64(low)) & (days <= np.datetime64(high))
    else:
        chosen = np.asarray(days >= np.unique(days)[-NEWEST:][0])
    if not chosen.any():
        return (), f"no row about {period}"
    listed = _listed(rows, chosen, column)
    if _repeated(table, rows).any():
        return listed, ""
    return listed, LATE if table in DOWNLOADED and not dated else SINGLE


def _repeated(table: str, rows: Rows) -> NDArray[np.bool_]:
    """Which rows say something new about the key of the row before."""
    same = np.ones(max(len(rows["date"]) - 1, 0), dtype=bool)
    for name in TABLES[table].key[2:]:
        same &= rows[name][1:] == rows[name][:-1]
    return same


def _listed(rows: Rows, chosen: NDArray[np.bool_], column: str) -> tuple[Vintage, ...]:
    days, known, values = (rows[name][chosen] for name in ("date", "known_at", column))
    guessed = rows["assumed"][chosen] if "assumed" in rows else np.zeros(len(days), dtype=bool)
    order = np.lexsort((known.astype(np.int64), -days.astype(np.int64)))
    return tuple(
        Vintage(
            days[i].item(),
            known[i].item(),
            float(values[i]) if np.isfinite(values[i]) else None,
            bool(guessed[i]),
        )
        for i in order
    )


def only(period: str) -> tuple[date, date]:
    """First and last day of '2013', '2013Q4', '2013-10' or '2013-10-01'. Raises BadArgument."""
    found = PERIOD.match(period.strip().upper())
    trouble = BadArgument(f"period '{period}'", "2013, 2013Q4, 2013-10 or 2013-10-01")
    if found is None:
        raise trouble
    year, quarter, month, day = found.groups()
    if quarter:
        return _months(int(year), int(quarter) * 3 - 2, 3)
    try:
        if day:
            return (date.fromisoformat(period.strip()),) * 2
        return _months(int(year), int(month or 1), 1 if month else 12)
    except ValueError:
        raise trouble from None


def _months(year: int, first: int, count: int) -> tuple[date, date]:
    begin = date(year, first, 1)
    last = first + count - 1
    return begin, date(year, last, monthrange(year, last)[1])
