"""Q01: cells that are not what their column holds: text, booleans, days, half shares, 1e300 shares."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl

from tests.ingest.planted.case import Planted
from tests.ingest.planted.prices import as_text, bars, closes, levels, planted, put


def worded(name: str, column: str, word: str, at: int, sound: pl.DataFrame) -> Planted:
    """A text file with one cell that does not parse."""
    text = as_text(sound, column)
    return planted(name, put(text, at, **{column: word}), text, at)


def typed(name: str, column: str, kind: Any, value: Any, n: int = 4) -> Planted:
    """A Parquet file whose whole column is of a type that cannot mean it."""
    sound = bars(n=n)
    wrong = sound.with_columns(pl.lit(value).cast(kind).alias(column))
    return planted(name, wrong, sound, range(n))


def shares(name: str, value: Any, kind: Any, at: int) -> Planted:
    """One volume that no whole number of 64 bits can be."""
    sound = closes().with_columns(pl.col("volume").cast(kind))
    return planted(name, put(sound, at, volume=value), sound, at)


def other(name: str, table: str, column: str, word: str, **cells: Any) -> Planted:
    """One row of another table."""
    sound = pl.DataFrame({c: [v] * 4 for c, v in cells.items()}).with_columns(
        date=pl.Series([date(2024, 1, 2) + timedelta(n) for n in range(4)])
    )
    text = as_text(sound, column)
    return Planted(name, table, put(text, 2, **{column: word}), "held", text, (2,),
                   known="next session")  # fmt: skip


VARIANTS = (
    worded("a close that says n/a", "close", "n/a", 3, closes()),
    worded("a close with two points", "close", "101.2.5", 0, bars()),
    worded("a close in words", "close", "one hundred", 29, bars()),
    worded("an open with its currency", "open", "100 USD", 12, bars()),
    worded("a high that a spreadsheet lost", "high", "#REF!", 7, bars("QAA QAB")),
    worded("a low in hexadecimal", "low", "0x64", 45, bars("QAA QAB")),
    worded("a level with a letter for a zero", "level", "1O0.1", 8, levels()),
    worded("a level that is a dash", "level", "\u2014", 21, levels("QAA QAB")),
    worded("a volume with a half share", "volume", "1000000.5", 5, closes()),
    worded("a volume that says heavy", "volume", "heavy", 17, bars()),
    worded("a thirtieth of February", "date", "2023-02-30", 20, closes()),
    worded("a day that says yesterday", "date", "yesterday", 2, levels()),
    worded("a day and month the other way", "date", "23-01-2023", 11, bars()),
    typed("closes that are yes and no", "close", pl.Boolean, value=True),
    typed("closes that are days", "close", pl.Date, date(2023, 1, 3)),
    typed("days that are a spreadsheet's numbers", "date", pl.Int64, 44929, 3),
    typed("days with a fraction", "date", pl.Float64, 44929.5, 5),
    shares("a volume of 1e300", 1e300, pl.Float64, 6),
    shares("a volume of half a share", 250.5, pl.Float64, 28),
    shares("a volume beyond 64 bits", 2**63 + 1, pl.UInt64, 13),
    other("a fund's assets in words", "funds", "net_assets", "n.m.", fund="IWM", net_assets=1e9),
    other("a share count that is a name", "funds", "shares_outstanding", "IWM", fund="IWM",
          shares_outstanding=1e6),
    other("an event's value in words", "events", "value", "a quarter point", entity="US",
          kind="rate", value=0.25),
)  # fmt: skip
