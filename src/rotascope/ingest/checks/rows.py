"""Checks that need one row only: Q02 finite and present, Q03 positive, Q04 bar order, Q05 session."""

from __future__ import annotations

import polars as pl

from rotascope.ingest.findings import found
from rotascope.sessions import as_days, is_session
from rotascope.store.tables import Table

__all__ = ["bar_order", "finite", "on_session", "positive", "present"]

PRICES = ("open", "high", "low", "close")
CEILING = 1e7
TOLERANCE = 1e-6


def present(table: Table, frame: pl.DataFrame) -> list[pl.DataFrame]:
    """Q02: columns that name a row, or that the table requires, are there."""
    filled_later = ("dataset", "known_at", "instrument", "unit", "assumed")
    names = [name for name in table.required if name not in filled_later]
    names += ["symbol"] if "symbol" in frame.columns and "instrument" in table.key else []
    names += ["level"] if "level" in frame.columns else []
    return [
        found(frame, _blank(frame, name), "Q02", f"{name}: a value", pl.lit("nothing"))
        for name in dict.fromkeys(names)
        if name in frame.columns
    ]


def _blank(frame: pl.DataFrame, name: str) -> pl.Expr:
    column = pl.col(name)
    text = frame.schema[name] == pl.String
    return column.is_null() | (column == "") if text else column.is_null()


def finite(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """Q02: no NaN and no infinity anywhere."""
    numbers = [name for name, kind in frame.schema.items() if kind.is_float()]
    return [
        found(frame, ~pl.col(name).is_finite(), "Q02", f"{name}: a finite number", pl.col(name))
        for name in numbers
    ]


def positive(table: Table, frame: pl.DataFrame) -> list[pl.DataFrame]:
    """Q03: prices above 0 and (where they are real prices) below 1e7; volume not negative.

    An adjusted close has no ceiling: reverse splits lift the early ones of a few lines above 1e12.
    """
    made = []
    if "level" in frame.columns:
        made.append(found(frame, pl.col("level") <= 0, "Q03", "level above 0", pl.col("level")))
    if table.name == "bars":
        made += [
            found(frame, (pl.col(name) <= 0) | (pl.col(name) >= CEILING), "Q03",
                  f"{name} above 0 and below 1e7", pl.col(name))
            for name in PRICES
        ]  # fmt: skip
        made.append(
            found(frame, pl.col("volume") < 0, "Q03", "volume of 0 or more", pl.col("volume"))
        )
    if table.name == "returns" and "level" not in frame.columns:
        made.append(found(frame, pl.col("tr") <= -1, "Q03", "a return above -100 %", pl.col("tr")))
    return made


def bar_order(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """Q04: low <= open, close <= high, within 1e-6 of the price; where open, high, low are given."""
    low = pl.min_horizontal("open", "close") * (1 + TOLERANCE)
    high = pl.max_horizontal("open", "close") * (1 - TOLERANCE)
    given = pl.all_horizontal(pl.col("open", "high", "low").is_not_null())
    bad = given & ((pl.col("low") > low) | (pl.col("high") < high))
    said = pl.format("open {} high {} low {} close {}", *PRICES)
    return [found(frame, bad, "Q04", "low <= open, close <= high", said)]


def on_session(frame: pl.DataFrame) -> list[pl.DataFrame]:
    """Q05: New York traded on that day."""
    days = frame.select(pl.col("date").unique().drop_nulls()).to_series()
    raw = as_days(days.to_numpy())
    closed = days.filter(pl.Series(~is_session(raw))) if len(raw) else days
    if not len(closed):
        return []
    why = pl.format("{} ({})", "date", pl.col("date").dt.strftime("%A"))
    bad = pl.col("date").is_in(closed.implode())
    return [found(frame, bad, "Q05", "a day on which New York traded", why)]
