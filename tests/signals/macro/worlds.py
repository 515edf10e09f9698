"""Small macro worlds: series with the days they were known on, and dated events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import polars as pl

from rotascope.panel import Panel
from rotascope.sessions import all_sessions
from rotascope.store.memory import MemoryBackend

LAST = date(2024, 6, 28)
Row = tuple[object, object, float]  # period, known_at, value


def sessions(n: int, last: date = LAST) -> np.ndarray:
    """The n sessions that end on `last`."""
    days = all_sessions()
    end = int(np.searchsorted(days, np.datetime64(last))) + 1
    return days[end - n : end]


def daily(values: Sequence[float], last: date = LAST, lag: int = 1) -> list[Row]:
    """One row a session, the last of `last`, each known `lag` sessions later."""
    days = all_sessions()
    end = int(np.searchsorted(days, np.datetime64(last))) + 1
    at = np.arange(end - len(values), end)
    return list(zip(days[at], days[at + lag], map(float, values), strict=True))


def monthly(values: Sequence[float], first: str, lag: int = 45, months: int = 1) -> list[Row]:
    """One row a month (or quarter) from `first` on, known `lag` days after the period's start."""
    start = np.datetime64(first, "M") + months * np.arange(len(values))
    days = all_sessions()
    known = days[np.searchsorted(days, start.astype("datetime64[D]") + lag)]
    return list(zip(start.astype("datetime64[D]"), known, map(float, values), strict=True))


def macro(series: Mapping[str, Sequence[Row]], unit: str = "percent") -> pl.DataFrame:
    rows = [(name, *row) for name, found in series.items() for row in found if np.isfinite(row[2])]
    names, periods, known, values = zip(*rows, strict=True)
    return pl.DataFrame(
        {
            "dataset": "made",
            "series": list(names),
            "date": np.array(periods, dtype="datetime64[D]"),
            "known_at": np.array(known, dtype="datetime64[D]"),
            "value": list(values),
            "unit": unit,
            "assumed": False,
        }
    )


def events(kind: str, rows: Sequence[Row]) -> pl.DataFrame:
    dates, known, values = zip(*rows, strict=True)
    return pl.DataFrame(
        {
            "dataset": "made",
            "entity": "US",
            "kind": kind,
            "date": np.array(dates, dtype="datetime64[D]"),
            "known_at": np.array(known, dtype="datetime64[D]"),
            "value": pl.Series(values, dtype=pl.Float64).fill_nan(None),
            "note": "",
        }
    )


def panel(
    series: Mapping[str, Sequence[Row]],
    as_of: date = LAST,
    **tables: pl.DataFrame,
) -> Panel:
    return Panel(MemoryBackend({"macro": macro(series), **tables}), as_of)


NOTHING = macro({"NOTHING": [("2024-01-02", "2024-01-03", 1.0)]})


def empty(as_of: date = LAST) -> Panel:
    """A panel with one series that no signal reads."""
    return Panel(MemoryBackend({"macro": NOTHING}), as_of)
