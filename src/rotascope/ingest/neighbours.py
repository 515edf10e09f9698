"""What a held level was measured beside: a vendor's adjusted closes have a basis of their own file.

A level says nothing by itself once its file is gone: the next download is on another basis. So a held
row keeps the level of the row before and after it in the same file, those that were not held.
"""

from __future__ import annotations

from typing import Literal

import polars as pl

from rotascope.ingest.identity import identify
from rotascope.ingest.shape import select, table_of, typed
from rotascope.providers.jobs import Job

__all__ = ["BESIDE", "with_neighbours"]

BESIDE = "rotascope:beside"
"""The name under which the original text of a held level has what it was read beside: its own
instrument, date and level, and of the rows `before` and `after` it date and level."""


def with_neighbours(
    job: Job, raw: pl.DataFrame, held: pl.DataFrame, passed: pl.DataFrame
) -> pl.DataFrame:
    """The raw rows of the findings `held`, and for a file of levels the column BESIDE.

    `passed` are rows of the file as checked, by instrument and date; those among `held` are left out.
    A neighbour is null where the line has none; BESIDE is null for a row that does not parse.
    """
    noted = raw.filter(pl.col("at").is_in(held["at"].implode()))
    if "level" not in passed.columns or not noted.height:
        return noted
    rows = _placed(job, noted).sort("date")
    near = passed.filter(~pl.col("at").is_in(held["at"].implode()))
    near = near.with_columns(pl.col("instrument").cast(pl.String))
    near = near.filter(pl.col("instrument").is_in(rows["instrument"].unique().implode()))
    near = near.sort("date").select("instrument", "date", seen=pl.struct("date", "level"))
    rows = _nearest(rows, near.rename({"seen": "before"}), "backward")
    rows = _nearest(rows, near.rename({"seen": "after"}), "forward")
    told = pl.struct("instrument", "date", "level", "before", "after")
    beside = rows.select("at", told.alias(BESIDE))
    return noted.join(beside, on="at", how="left", maintain_order="left")


def _nearest(
    rows: pl.DataFrame, near: pl.DataFrame, strategy: Literal["backward", "forward"]
) -> pl.DataFrame:
    return rows.join_asof(
        near, on="date", by="instrument", strategy=strategy, allow_exact_matches=False,
        check_sortedness=False,
    )  # fmt: skip


def _placed(job: Job, noted: pl.DataFrame) -> pl.DataFrame:
    """at, instrument, date and level of those that have a line and a day."""
    table = table_of(job)
    frame, _ = typed(job, table, select(job, table, noted))
    there = pl.col("symbol").is_not_null() & pl.col("date").is_not_null()
    whole = identify(job, frame.filter(there))
    return whole.select("at", pl.col("instrument").cast(pl.String), "date", "level")
