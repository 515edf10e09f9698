"""Prices as traded, what was announced of them, and the faults between the two."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from tests.ingest.conftest import days
from tests.ingest.planted.case import Earlier
from tests.ingest.planted.prices import closes

__all__ = ["GME", "acted", "actions", "adjusted", "gme", "paid", "raw", "split"]

FIRST = "2023-01-03"
COLUMNS = {"date": pl.Date, "kind": pl.String, "ratio": pl.Float64, "amount": pl.Float64}
SOMEBODY = "QAZ"

# GameStop, close and volume as adjusted for its split of 2022, 2021-01-11 .. 02-12: 19.20, 36.99, 86.88
# in three days, and on 2021-02-02 exactly 2/5 of the day before.
GME = (
    (4.99, 59.6), (4.99, 28.2), (7.85, 578.0), (9.98, 374.9), (8.88, 187.5), (9.84, 298.9),
    (9.78, 133.9), (10.76, 224.9), (16.25, 788.6), (19.2, 711.5), (36.99, 714.4), (86.88, 373.6),
    (48.4, 235.3), (81.25, 202.3), (56.25, 149.5), (22.5, 312.7), (23.1, 170.8), (13.38, 249.7),
    (15.94, 325.4), (15.0, 102.7), (12.58, 107.4), (12.8, 145.8), (12.77, 52.2), (13.1, 58.3),
)  # fmt: skip


def raw(frame: pl.DataFrame) -> pl.DataFrame:
    """The bars as traded."""
    return frame.with_columns(basis=pl.lit("raw"))


def split(frame: pl.DataFrame, at: int, ratio: float, traded: float = 1.0) -> pl.DataFrame:
    """From row `at` on `ratio` shares for one: the price falls, the volume rises, the value traded on
    the day itself is `traded` times what it was.
    """
    after, day = pl.int_range(pl.len()) >= at, pl.int_range(pl.len()) == at
    prices = [n for n in ("open", "high", "low", "close", "level") if n in frame.columns]
    made = frame.with_columns(
        pl.when(after).then(pl.col(n) / ratio).otherwise(pl.col(n)) for n in prices
    )
    if "volume" not in frame.columns:
        return made
    volume = pl.col("volume") * pl.when(after).then(ratio).otherwise(1.0)
    volume = volume * pl.when(day).then(traded).otherwise(1.0)
    return made.with_columns(volume=volume.round().cast(pl.Int64))


def paid(frame: pl.DataFrame, at: int, amount: float) -> pl.DataFrame:
    """Closes from row `at` on are lower by the dividend's part of the close before."""
    part = 1.0 - amount / frame["close"][at - 1]
    after = pl.int_range(pl.len()) >= at
    return frame.with_columns(close=pl.when(after).then(pl.col("close") * part).otherwise("close"))


def actions(*told: tuple[int, str, float], symbol: str = "QAA", first: str = FIRST) -> pl.DataFrame:
    """(session from `first` on, kind, ratio or amount) as rows of the actions table."""
    last = max(row for row, _, _ in told) + 1
    at = days(last, first)
    rows = [
        (at[row], kind, value if kind == "split" else None, None if kind == "split" else value)
        for row, kind, value in told
    ]
    made = pl.DataFrame(rows, schema=COLUMNS, orient="row")
    return made.select(pl.lit(symbol).alias("symbol"), pl.all())


def acted(*told: tuple[int, str, float], **more: str) -> Earlier:
    """The same, imported before under the dataset of the faulty file."""
    return Earlier("actions", actions(*told, **more))


def somebody() -> Earlier:
    """A dividend of another line: the dataset announces actions, so silence means that there is none."""
    return acted((0, "dividend", 0.5), symbol=SOMEBODY)


def adjusted(
    frame: pl.DataFrame, dividends: Sequence[tuple[int, float]] = (),
    splits: Sequence[tuple[int, float]] = (),
) -> pl.DataFrame:  # fmt: skip
    """Adjusted closes as vendors make them of raw bars: times 1 - D / close before, over the ratio."""
    close, factor = frame["close"].to_list(), [1.0] * len(frame)
    for at, amount in dividends:
        for row in range(at):
            factor[row] *= 1.0 - amount / close[at - 1]
    for at, ratio in splits:
        for row in range(at):
            factor[row] /= ratio
    level = [c * f for c, f in zip(close, factor, strict=True)]
    return frame.select("symbol", "date").with_columns(level=pl.Series(level))


def gme(ratio: float = 1.0) -> pl.DataFrame:
    """A quiet year's end and January 2021; prices of `ratio` of today's shares."""
    quiet = closes("GME", 40, "2020-11-11", 4.8).with_columns(volume=pl.lit(30_000_000))
    wild = pl.DataFrame(
        {
            "symbol": ["GME"] * len(GME),
            "date": days(len(GME), "2021-01-11"),
            "close": [c for c, _ in GME],
            "volume": [int(v * 1e6) for _, v in GME],
            "basis": ["split"] * len(GME),
        }
    )
    whole = pl.concat([quiet.with_columns(pl.col("volume").cast(pl.Int64)), wild])
    shares = (pl.col("volume") / ratio).round().cast(pl.Int64)
    return whole.with_columns(close=(pl.col("close") * ratio).round(4), volume=shares)


def on(frame: pl.DataFrame, row: int) -> date:
    """The day of a row."""
    day: date = frame["date"][row]
    return day
