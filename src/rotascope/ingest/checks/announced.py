"""Splits on file that lie between a row and the row before it: they excuse what they explain."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from rotascope.ingest.lines import Ints
from rotascope.store.market import Market

__all__ = ["Splits", "between", "no_splits", "on_file"]

Splits = Callable[[], pl.DataFrame]
"""Splits: instrument, date, ratio (new shares for one old). Asked only where a line steps."""


def no_splits() -> pl.DataFrame:
    """No split is on file."""
    return pl.DataFrame(schema={"instrument": pl.String, "date": pl.Date, "ratio": pl.Float64})


def on_file(market: Market) -> Splits:
    """The splits of every dataset of a store: whoever announced one, it happened to the line."""

    def splits() -> pl.DataFrame:
        lazy = market.scan("actions").filter((pl.col("kind") == "split") & (pl.col("ratio") > 0))
        return market.collect(lazy.select("instrument", "date", "ratio").unique())

    return splits


def between(frame: pl.DataFrame, rows: Ints, splits: pl.DataFrame) -> pl.DataFrame:
    """`place` in `rows` and `ratio` of every split after the row before and up to the row itself."""
    some = frame[rows].select(
        pl.col("instrument").cast(pl.String), "date", place=pl.int_range(pl.len())
    )
    some = some.with_columns(before=frame["date"].gather(rows - 1))
    met = some.join(splits.rename({"date": "ex"}), on="instrument")
    inside = (pl.col("ex") > pl.col("before")) & (pl.col("ex") <= pl.col("date"))
    return met.filter(inside).select("place", "ratio")
