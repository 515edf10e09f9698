"""Checks between rows of one file: Q09 the same row twice, Q10 the same key with other values."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from rotascope.ingest.findings import EMPTY, found

__all__ = ["duplicates"]


def duplicates(
    frame: pl.DataFrame, key: Sequence[str], values: Sequence[str]
) -> tuple[pl.DataFrame, int, pl.DataFrame]:
    """(frame without repetitions, rows that only repeat another, findings).

    A repetition with equal values says nothing new and is counted as unchanged (Q09). Rows of one
    key with different values contradict each other: all of them are held (Q10), because the file
    does not say which is right.
    """
    doubled = frame.filter(_same_key(frame, key))
    if not doubled.height:
        return frame, 0, EMPTY
    group = frame.join(doubled.select(key).unique(), on=list(key), how="semi", nulls_equal=True)
    told = group.group_by(key).agg(versions=pl.struct(values).n_unique())
    group = group.join(told, on=list(key), how="left", nulls_equal=True)
    against = found(
        group, pl.col("versions") > 1, "Q10", "one row for each key",
        pl.format("{} rows with different values", "versions"),
    )  # fmt: skip
    equal = group.filter(pl.col("versions") == 1)
    extra = equal.filter(
        ~pl.col("at").is_in(equal.unique(key, keep="first", maintain_order=True)["at"].implode())
    )
    drop = pl.concat([against["at"], extra["at"]])
    return frame.filter(~pl.col("at").is_in(drop.implode())), extra.height, against


def _same_key(frame: pl.DataFrame, key: Sequence[str]) -> pl.Expr:
    """True where a row's key equals the row before; `frame` must be sorted by key."""
    return pl.all_horizontal(pl.col(name).eq_missing(pl.col(name).shift(1)) for name in key) & (
        pl.int_range(pl.len()) > 0
    )
