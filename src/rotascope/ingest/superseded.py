"""A held row whose key came later, sound: its case is closed, for nothing waits for it any more."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

import polars as pl

from rotascope.errors import BadArgument
from rotascope.ingest.release import again
from rotascope.providers.jobs import Job, job_of
from rotascope.store import mappings, quarantine
from rotascope.store.market import Held, Market
from rotascope.store.tables import TABLES

__all__ = ["supersede"]

UNREADABLE = ("Q01", "Q02")
"""Checks whose rows have no key that could come again."""


def supersede(market: Market, job: Job, rows: pl.DataFrame, today: date) -> int:
    """Close the open cases whose rows these accepted rows replace; how many that were.

    `rows` have the table's schema. Only cases of the same table and dataset are looked at.
    """
    if not rows.height:
        return 0
    done: list[Held] = []
    for mapping, held in _open(market, job):
        told = mappings.kept(market.state, mapping)
        if told is not None:
            done += _replaced(job_of(json.loads(told), Path(job.source)), held, rows)
    if done:
        why = f"the row came with {job.source}"
        quarantine.settle(market.state, done, "superseded", why, today.isoformat())
    return len(done)


def _open(market: Market, job: Job) -> Iterator[tuple[str, list[Held]]]:
    """Open cases of the job's table and dataset, by the mapping that read them."""
    for batch in market.batches():
        mine = batch.table == job.table and batch.dataset == job.dataset.name
        if mine and batch.quarantined:
            held = market.quarantine_list(batch.id, "open")
            usable = [h for h in held if h.check not in UNREADABLE and h.original]
            if usable:
                yield batch.mapping, usable


def _replaced(job: Job, held: Sequence[Held], rows: pl.DataFrame) -> list[Held]:
    """Those whose key is among the rows; a file may have lost columns, so each is read with its like."""
    key = [name for name in TABLES[job.table].key if name != "dataset"]
    done: list[Held] = []
    for _, alike in groupby(held, key=lambda h: tuple(json.loads(h.original))):
        some = list(alike)
        try:
            frame = again(job, some)
        except BadArgument:
            continue  # one that does not parse has no key
        names = frame.with_columns(pl.col(n).cast(rows.schema[n]) for n in key)
        # A file has millions of rows and a few open cases: their days are looked for first.
        near = rows.filter(pl.col("date").is_in(names["date"].implode()))
        found = names.join(near, on=key, how="semi")["at"].to_list()
        done += [some[at] for at in found]
    return done
