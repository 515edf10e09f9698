"""Small worlds of companies for the tests: frames of announcements, estimates, members and filings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

import polars as pl
from scripts import golden

from rotascope.panel import Panel
from rotascope.providers import planted
from rotascope.providers.planted_tables import frame
from rotascope.store.memory import MemoryBackend

LAST = planted.LAST_DAY


@cache
def planted_panel(last: date = LAST) -> Panel:
    """The golden market, planted companies in it, on `last`."""
    return Panel(golden.backend(), last)


def announcements(rows: Sequence[tuple[str, str, float | None, float | None]]) -> pl.DataFrame:
    """Rows (symbol, day, expected, actual), known on their day."""
    symbols, days, expected, actual = zip(*rows, strict=True)
    dates = [date.fromisoformat(day) for day in days]
    return frame(
        "earnings",
        {
            "symbol": list(symbols),
            "date": dates,
            "fiscal": list(days),
            "known_at": dates,
            "timing": ["before"] * len(rows),
            "eps_estimate": list(expected),
            "eps_actual": list(actual),
        },
    )


def listed(symbols: Sequence[str], first: str = "2015-01-02") -> pl.DataFrame:
    """A membership list of the planted index."""
    n = len(symbols)
    since = [date.fromisoformat(first)] * n
    return frame(
        "members",
        {"index": ["PW500"] * n, "symbol": list(symbols), "date": since, "known_at": since,
         "last": [None] * n},
    )  # fmt: skip


def panel(last: date, **frames: pl.DataFrame) -> Panel:
    """A panel over frames in memory."""
    return Panel(MemoryBackend(frames), last)
