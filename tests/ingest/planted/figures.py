"""Macro series that are sound, from which the variants of Q27, Q28 and Q29 are made."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Any

import polars as pl

from rotascope.sessions import all_sessions

__all__ = ["at", "changed", "curve", "days_of", "sound"]

STEPS = {"d": "1d", "w": "1w", "m": "1mo", "q": "3mo"}


def days_of(period: str, n: int) -> list[date]:
    """The newest `n` days of a frequency before June 2026: sessions, Fridays, first days."""
    if period == "d":
        known = all_sessions()
        last = int((known <= pl.Series([date(2026, 6, 5)]).to_numpy()[0]).sum())
        return [day.item() for day in known[last - n : last]]
    if period == "w":
        return [date(2026, 5, 29) - timedelta(weeks=n - 1 - i) for i in range(n)]
    months = 1 if period == "m" else 3
    newest = 2026 * 12 + 3  # April 2026, counted in months from year 0
    every = [newest - months * (n - 1 - i) for i in range(n)]
    return [date(month // 12, month % 12 + 1, 1) for month in every]


def sound(
    series: str, level: float, period: str, n: int = 40, wobble: float = 0.004
) -> pl.DataFrame:
    """`n` rows that move by about `wobble` of their level, no two moves alike, none large."""
    values = [
        round(level * (1 + wobble * (math.sin(1.7 * i) + 0.5 * math.sin(0.6 * i + 1))), 6)
        for i in range(n)
    ]
    return pl.DataFrame({"series": series, "date": days_of(period, n), "value": values})


def at(frame: pl.DataFrame, *where: int, **new: Any) -> pl.DataFrame:
    """The rows at `where` with other values in the named columns (an expression or a value)."""
    rows = pl.int_range(pl.len()).is_in(list(where))
    return frame.with_columns(
        pl.when(rows).then(v if isinstance(v, pl.Expr) else pl.lit(v, frame.schema[c]))
        .otherwise(pl.col(c)).alias(c)
        for c, v in new.items()
    )  # fmt: skip


def changed(frame: pl.DataFrame, factor: float, *where: int) -> pl.DataFrame:
    """The rows at `where` multiplied by a factor."""
    return at(frame, *where, value=pl.col("value") * factor)


def curve(levels: dict[str, float], n: int = 12) -> pl.DataFrame:
    """Yields of several maturities on `n` sessions, series by series."""
    return pl.concat(sound(name, level, "d", n, 0.01) for name, level in levels.items())
