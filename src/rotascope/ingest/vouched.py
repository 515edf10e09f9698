"""Held rows that somebody has released before: a file that brings them again opens no second case."""

from __future__ import annotations

import polars as pl

from rotascope.ingest.findings import issues
from rotascope.ingest.neighbours import BESIDE
from rotascope.ingest.splice import on_file
from rotascope.providers.jobs import Job
from rotascope.store.market import Market

__all__ = ["vouched"]


def vouched(market: Market, job: Job, held: pl.DataFrame, noted: pl.DataFrame) -> list[int]:
    """`at` of the findings whose row was released in this dataset and says the same again.

    noted: the raw rows of the findings. Levels, which a later download gives on another basis, are
    compared with the stored line; every other row must have the same text.
    """
    if not held.height:
        return []
    mine = {b.id for b in market.batches() if (b.table, b.dataset) == (job.table, job.dataset.name)}
    cases = {
        (h.key, h.original) for h in market.quarantine_list(state="released") if h.batch in mine
    }
    again = held.filter(
        pl.col("key").is_in([key for key, _ in cases]) & (pl.col("severity") == "quarantine")
    )
    if not again.height:
        return []
    if BESIDE in noted.columns:
        told = noted.filter(
            pl.col(BESIDE).is_not_null() & pl.col("at").is_in(again["at"].implode())
        )
        return [
            at for at, one in told.select("at", BESIDE).iter_rows() if on_file(market, job, one)
        ]
    found = issues(again, noted, job.table, job.source)
    same = [(issue.key, issue.original) in cases for issue in found]
    return again["at"].filter(pl.Series(same, dtype=pl.Boolean)).to_list()
