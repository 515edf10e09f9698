"""Q07: no bar before its line was listed, none after it was delisted, as the catalog knows it."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from rotascope.catalog import Catalog, Instrument, load
from rotascope.ingest.findings import found_at
from rotascope.ingest.lines import Lines

__all__ = ["listed"]


def listed(frame: pl.DataFrame, lines: Lines, catalog: Catalog | None = None) -> list[pl.DataFrame]:
    """Rows outside the listed life of the lines that the catalog holds; the others cannot be judged.

    Indices have no listing: they are calculated back.
    """
    known = catalog or load()
    parts = []
    names = frame["instrument"].gather(lines.starts).cast(pl.String).to_list()
    for line, name in enumerate(names):
        found = known.by_id(name)
        if found is not None:
            parts += _outside(frame, lines, line, found)
    return parts


def _outside(
    frame: pl.DataFrame, lines: Lines, line: int, of: Instrument
) -> list[pl.DataFrame]:  # fmt: skip
    start, end = int(lines.starts[line]), int(lines.ends[line])
    days = lines.days[start:end]
    early = 0 if of.listed is None else int(np.searchsorted(days, _number(of.listed)))
    gone = end if of.delisted is None else start + int(
        np.searchsorted(days, _number(of.delisted), side="right"))  # fmt: skip
    seen = pl.col("date").cast(pl.String)
    return [
        found_at(frame, np.arange(start, start + early), "Q07",
                 f"a day from {of.listed} on, when {of.name} was listed", seen),
        found_at(frame, np.arange(gone, end), "Q07",
                 f"a day up to {of.delisted}, the last one of {of.name}", seen),
    ]  # fmt: skip


def _number(day: date) -> int:
    return int(np.datetime64(day, "D").astype(np.int64))
