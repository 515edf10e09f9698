"""Where a file of adjusted closes meets a line that is already stored."""

from __future__ import annotations

import polars as pl

from rotascope.ingest.findings import found
from rotascope.store.market import Market

__all__ = ["connected", "line_bounds", "line_ends", "misplaced"]


def line_bounds(market: Market, dataset: str, names: pl.Series) -> pl.DataFrame:
    """instrument, first and last stored day of a dataset's bars of these instruments."""
    mine = (pl.col("dataset") == dataset) & pl.col("instrument").is_in(names.implode())
    day = pl.col("date")
    lazy = market.scan("bars").filter(mine).group_by("instrument")
    return market.collect(lazy.agg(first=day.min(), last=day.max()))


def line_ends(market: Market, dataset: str, names: pl.Series | None = None) -> pl.DataFrame:
    """instrument, first and last stored day, and the level there: anchor x the product of (1 + tr).

    Of the lines in `names`, else of every line of the dataset.
    """
    mine = pl.col("dataset") == dataset
    if names is not None:
        mine &= pl.col("instrument").is_in(names.implode())
    lazy = market.scan("returns").filter(mine)
    rows = market.collect(lazy.select("instrument", "date", "known_at", "tr", "anchor"))
    rows = rows.sort("instrument", "date", "known_at")
    same = (pl.col("instrument") == pl.col("instrument").shift(-1)) & (
        pl.col("date") == pl.col("date").shift(-1)
    )
    rows = rows.filter(~same.fill_null(value=False))
    rows = rows.with_columns(part=pl.col("anchor").is_not_null().cum_sum())
    since = pl.col("part") == pl.col("part").max()
    growth = (1.0 + pl.col("tr").fill_null(0.0)).filter(since).product()
    start = pl.col("anchor").drop_nulls().last()
    return rows.group_by("instrument", maintain_order=True).agg(
        first=pl.col("date").min(), last=pl.col("date").max(), level=start * growth
    )


def connected(frame: pl.DataFrame, ends: pl.DataFrame) -> pl.DataFrame:
    """Parts of one download: a line's first level continues the last one stored, so it has a return."""
    firsts = frame.unique("instrument", keep="first", maintain_order=True)
    firsts = firsts.filter(pl.col("anchor").is_not_null()).join(
        ends.select("instrument", "last", before="level"), on="instrument"
    )
    joined = firsts.filter(pl.col("date") > pl.col("last")).select(
        "at", joined=pl.col("level") / pl.col("before") - 1.0
    )
    goes_on = pl.col("joined").is_not_null()
    return (
        frame.join(joined, on="at", how="left", maintain_order="left")
        .with_columns(
            tr=pl.when(goes_on).then("joined").otherwise("tr"),
            anchor=pl.when(~goes_on).then("anchor"),
        )
        .drop("joined")
    )


def misplaced(paired: pl.DataFrame, ends: pl.DataFrame) -> pl.DataFrame:
    """Q11: rows whose return cannot be known, because the file does not reach a stored day.

    A vendor's adjusted closes change with every dividend, so two files connect only on a day both
    have. Lines without such a day are held whole; a first row inside a stored line is held alone. An
    anchor further on is where a check cut the line: no mistake of the file's beginning.
    """
    joined = paired.join(
        ends.select("instrument", "first"), on="instrument", how="left", maintain_order="left"
    )
    shares = pl.col("old.known_at").is_not_null().any().over("instrument")
    begins = pl.col("date") == pl.col("date").min().over("instrument")
    goes_on = pl.col("anchor").is_null().filter(begins).first().over("instrument")
    apart = pl.col("first").is_not_null() & ~shares & ~goes_on
    stray = (
        pl.col("anchor").is_not_null()
        & begins
        & pl.col("old.known_at").is_null()
        & (pl.col("date") > pl.col("first"))
    )
    return found(
        joined, apart | stray, "Q11", "a file that shares at least one day with the stored line",
        pl.format("a line that starts on {}", pl.col("date").min().over("instrument")),
    )  # fmt: skip
