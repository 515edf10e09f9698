"""Per dataset of a table: how many series and rows, from when to when. For `rotascope data`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from rotascope.store.tables import TABLES

__all__ = ["Span", "spans_of"]


@dataclass(frozen=True, slots=True)
class Span:
    """One dataset of one table: its series, rows (every version), first and last date.

    `known` is the day on which the newest of these rows became known.
    """

    table: str
    dataset: str
    lines: int
    rows: int
    first: date
    last: date
    known: date | None = None


def spans_of(table: str, rows: pl.LazyFrame, as_of: date) -> pl.LazyFrame:
    """The query behind `Span`: rows known by `as_of`, one line per dataset, sorted by name."""
    line = TABLES[table].key[1]
    known = rows.filter(pl.col("known_at") <= as_of)
    return (
        known.group_by("dataset")
        .agg(
            pl.col(line).n_unique().alias("lines"),
            pl.len().alias("rows"),
            pl.col("date").min().alias("first"),
            pl.col("date").max().alias("last"),
            pl.col("known_at").max().alias("known"),
        )
        .sort("dataset")
        .select(pl.lit(table).alias("table"), "dataset", "lines", "rows", "first", "last", "known")
    )
