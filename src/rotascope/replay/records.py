"""Recorded readings as rows: their shape, the code that made them, a digest of what they say."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path

import polars as pl

from rotascope.errors import DataTrouble
from rotascope.registry import SIGNALS
from rotascope.store.batches import Batch
from rotascope.store.market import Market
from rotascope.store.tables import TABLES
from rotascope.terms import Reading

__all__ = [
    "DATASET",
    "TABLE",
    "Rows",
    "batch",
    "code",
    "digest",
    "frame",
    "recorded",
    "rows",
    "whole",
]

TABLE, DATASET = "readings", "replay"
Rows = Mapping[str, Sequence[object]]
SAID = ("signal", "date", "value", "lean", "percentile", "coverage", "status", "state")
# What stands above a reading, or fills the store that it is read from, cannot change what it says.
NOT_SHAPING = ("surfaces", "desk", "figures", "evidence", "replay", "conditions", "ingest", "net",
               "brokers", "providers", "articles", "theses", "warm.py", "book.py",
               "__main__.py")  # fmt: skip


@cache
def code() -> str:
    """Twelve hex digits over the content of every source file that shapes a reading, and the names.

    By content, not by time: an installation elsewhere with the same files is the same code.
    """
    root = Path(__file__).parents[1]
    told = hashlib.sha256(" ".join(SIGNALS).encode())
    for path in sorted((*root.rglob("*.py"), *root.rglob("*.toml"))):
        inside = path.relative_to(root)
        if inside.parts[0] not in NOT_SHAPING:
            told.update(f"\n{inside.as_posix()}\n".encode() + path.read_bytes())
    return told.hexdigest()[:12]


def rows(readings: Iterable[Reading]) -> list[tuple[object, ...]]:
    """One row a reading, in the order of `SAID`."""
    return [
        (r.signal, r.as_of, r.value, r.lean, r.percentile, r.coverage, r.status, r.state)
        for r in readings
    ]


def whole(told: Sequence[Sequence[object]], days: Sequence[date]) -> Sequence[Sequence[object]]:
    """The rows themselves. Raises DataTrouble unless they say each signal once of each of `days`.

    They may come from a worker elsewhere; a day is passed over for good once a row of it is kept.
    """
    said = [(row[0], row[1]) if len(row) == len(SAID) else None for row in told]
    wanted = {(name, day) for name in SIGNALS for day in days}
    if len(said) != len(wanted) or set(said) != wanted:
        raise DataTrouble(
            f"a worker did not say every signal once of each session from {days[0]} to {days[-1]}",
            f"{len(wanted):,} rows",
            "the same release on every worker, or `--backend local`",
        )
    return told


def frame(told: Sequence[Sequence[object]], data: str) -> pl.DataFrame:
    """The table's rows, each known on its own session: what it says is made of what was known then."""
    table = TABLES[TABLE]
    kinds = {name: table.columns[name] for name in SAID}
    made = pl.DataFrame(told, schema=kinds, orient="row").with_columns(
        pl.lit(DATASET).alias("dataset"),
        pl.col("date").alias("known_at"),
        pl.lit(code()).alias("code"),
        pl.lit(data).alias("data"),
        pl.lit(version("rotascope")).alias("version"),
    )
    return made.select(list(table.columns))


def batch(made: pl.DataFrame) -> Batch:
    """An import of its own, named by its content: the same rows again are the same batch."""
    n, first, last = len(made), made["date"].min(), made["date"].max()
    name = f"{digest(made)} {made['code'][0]} {made['data'][0]}"
    identity = hashlib.sha256(name.encode()).hexdigest()[:32]
    return Batch(identity, TABLE, DATASET, f"replay {first!s} to {last!s}", "", "", n, n, 0, 0)


def recorded(market: Market, data: str, days: Sequence[date]) -> pl.DataFrame:
    """What this code recorded of these days from these data, by signal and date."""
    mine = (pl.col("code") == code()) & (pl.col("data") == data)
    wanted = pl.Series(days, dtype=pl.Date)
    lazy = market.scan(TABLE).filter(mine & pl.col("date").is_in(wanted.implode()))
    found = market.collect(lazy.select(SAID))
    return found.unique(["signal", "date"], keep="last").sort("signal", "date")


def digest(found: pl.DataFrame) -> str:
    """Sixteen hex digits over what readings say, by signal and date; not over who recorded them."""
    said = found.select(SAID).sort("signal", "date")
    return hashlib.sha256(said.write_csv().encode()).hexdigest()[:16]
