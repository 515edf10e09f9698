"""Sound price files, small and lively, from which the variants of the price checks are made."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

import polars as pl

from tests.ingest.conftest import days
from tests.ingest.planted.case import Caught, Planted

__all__ = ["as_text", "bars", "closes", "levels", "names", "planted", "put", "times", "without"]


def names(n: int, prefix: str = "QA") -> str:
    """`n` tickers that no catalog lists."""
    return " ".join(f"{prefix}{chr(65 + i // 26)}{chr(65 + i % 26)}" for i in range(n))


def _lines(symbols: str, n: int, first: str, price: float) -> list[tuple[str, date, float, int]]:
    """Every close differs from the one before; a line wobbles by 1 %, the same in every file."""
    return [
        (symbol, day, round(price * (1 + 0.1 * k) * (1 + 0.01 * math.sin(1.3 * i + k)), 4), i % 997)
        for k, symbol in enumerate(symbols.split())
        for day in days(n, first)
        for i in [day.toordinal()]
    ]


def closes(
    symbols: str = "QAA", n: int = 30, first: str = "2023-01-03", price: float = 100.0
) -> pl.DataFrame:
    """Bars of a file that has closes and volumes only."""
    rows = [(s, d, c, 1_000_000 + 991 * i) for s, d, c, i in _lines(symbols, n, first, price)]
    made = pl.DataFrame(rows, schema=["symbol", "date", "close", "volume"], orient="row")
    return made.with_columns(basis=pl.lit("split"))


def bars(
    symbols: str = "QAA", n: int = 30, first: str = "2023-01-03", price: float = 100.0
) -> pl.DataFrame:
    """Whole bars: open, high, low, close, volume."""
    close = pl.col("close")
    return closes(symbols, n, first, price).with_columns(
        open=(close * 0.999).round(4), high=(close * 1.006).round(4), low=(close * 0.993).round(4)
    )


def levels(
    symbols: str = "QAA", n: int = 30, first: str = "2023-01-03", price: float = 100.0
) -> pl.DataFrame:
    """Adjusted closes."""
    rows = [(s, d, c) for s, d, c, _ in _lines(symbols, n, first, price)]
    return pl.DataFrame(rows, schema=["symbol", "date", "level"], orient="row")


def put(frame: pl.DataFrame, at: int | Sequence[int], **values: Any) -> pl.DataFrame:
    """The frame with these cells of these rows replaced."""
    rows = pl.int_range(pl.len()).is_in([at] if isinstance(at, int) else list(at))
    return frame.with_columns(
        pl.when(rows).then(pl.lit(value, dtype=frame.schema[name])).otherwise(pl.col(name)).alias(name)
        for name, value in values.items()
    )  # fmt: skip


def times(frame: pl.DataFrame, at: Sequence[int], factor: float, *columns: str) -> pl.DataFrame:
    """The frame with these columns of these rows multiplied."""
    rows = pl.int_range(pl.len()).is_in(list(at))
    return frame.with_columns(
        pl.when(rows).then((pl.col(n) * factor).cast(frame.schema[n])).otherwise(pl.col(n)).alias(n)
        for n in columns
    )


def without(frame: pl.DataFrame, *at: int) -> pl.DataFrame:
    """The frame without these rows."""
    return frame.filter(~pl.int_range(pl.len()).is_in(list(at)))


def as_text(frame: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """The frame with these columns as a text file has them."""
    return frame.with_columns(pl.col(name).cast(pl.String) for name in columns)


COUNTED = count()


def planted(
    name: str, rows: pl.DataFrame, sound: pl.DataFrame, at: int | Sequence[int],
    caught: Caught = "held", **more: Any,
) -> Planted:  # fmt: skip
    """A variant on prices; the table is told by its columns.

    Every variant has lines of its own (QA... is renamed): many share a store, and what one says of
    a line another would contradict.
    """
    table = "bars" if "close" in rows.columns else "returns"
    places = (at,) if isinstance(at, int) else tuple(at)
    number = next(COUNTED)
    own = f"Q{chr(66 + number // 26)}{chr(65 + number % 26)}"
    more["earlier"] = tuple(
        replace(each, rows=_named(each.rows, own)) for each in more.get("earlier", ())
    )
    return Planted(name, table, _named(rows, own), caught, _named(sound, own), places, **more)


def _named(frame: pl.DataFrame, own: str) -> pl.DataFrame:
    if "symbol" not in frame.columns:
        return frame
    return frame.with_columns(pl.col("symbol").str.replace("^QA", own))
