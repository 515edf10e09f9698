"""Invented rows and batches for tests of the store."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from rotascope.store.market import Batch
from rotascope.store.tables import TABLES
from rotascope.terms import Issue

HELD = Issue("returns", 3, "US:L0 2024-01-02", "Q03", "quarantine", "above 0", "-1", "b0.csv", "-1")


def made_rows(n: int = 6, start: int = 0, lines: int = 2, dataset: str = "demo") -> pl.DataFrame:
    """`n` one-session returns of `lines` instruments; `start` shifts the days and the values."""
    days = [date(2024, 1, 2) + timedelta(days=start + i // lines) for i in range(n)]
    return pl.DataFrame(
        {
            "dataset": [dataset] * n,
            "instrument": [f"US:L{i % lines}" for i in range(n)],
            "date": days,
            "known_at": days,
            "tr": [0.001 * (start + i) for i in range(n)],
            "anchor": [None] * n,
        },
        schema=TABLES["returns"].schema,
    )


def made_batch(
    name: str = "b0", rows: int = 6, quarantined: int = 0, table: str = "returns"
) -> Batch:
    """A batch whose source digest is its name."""
    total = rows + quarantined
    return Batch(name, table, "demo", f"{name}.csv", name, "map", total, rows, quarantined, 0)
