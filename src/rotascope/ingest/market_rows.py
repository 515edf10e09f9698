"""What the store says of a file's lines: newest versions, of this dataset and of others.

Scans are narrowed to the lines and days of the file, and left out altogether where no batch of the
ledger can have what is asked for: most files are the first of their lines.
"""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from rotascope.store.market import Market
from rotascope.store.tables import TABLES

__all__ = ["actions_for", "before", "held_by", "lines_of", "newest", "of_others"]

BACK = timedelta(days=130)  # holds 80 sessions
SESSIONS = 80


def held_by(market: Market, table: str) -> set[str]:
    """Datasets with rows of a table on file."""
    return {batch.dataset for batch in market.batches() if batch.table == table and batch.accepted}


def lines_of(frame: pl.DataFrame) -> pl.Series:
    """The frame's instruments as text, each once."""
    return frame["instrument"].unique().cast(pl.String)


def newest(market: Market, table: str, where: pl.Expr) -> pl.DataFrame:
    """The newest version of every row that fulfils `where`, by key; later commits after earlier ones."""
    spec = TABLES[table]
    rows = market.collect(market.scan(table).filter(where))
    ordered = rows.sort(*spec.key, "known_at", maintain_order=True)
    return ordered.unique(spec.key, keep="last", maintain_order=True)


def of_others(market: Market, table: str, frame: pl.DataFrame, dataset: str) -> pl.DataFrame:
    """Newest rows of other datasets about the frame's lines, within its days and the ten before them."""
    names = lines_of(frame).to_list() if held_by(market, table) - {dataset} else []
    low, high = frame.select(low=pl.col("date").min(), high=pl.col("date").max()).row(0)
    if not names or low is None:
        return TABLES[table].schema.to_frame()
    span = pl.col("date").is_between(low - timedelta(days=10), high)
    other = pl.col("dataset") != dataset
    return newest(market, table, other & pl.col("instrument").is_in(names) & span)


def before(
    market: Market, table: str, frame: pl.DataFrame, dataset: str, *, short: bool = False
) -> pl.DataFrame:
    """The dataset's own newest rows before each line's first row in the frame, at most 80 a line.

    `short`: only for lines of which the file has fewer than 80 rows; the others speak for themselves.
    """
    spec = TABLES[table]
    firsts = frame.group_by("instrument").agg(first=pl.col("date").min(), rows=pl.len())
    if short:
        firsts = firsts.filter(pl.col("rows") < SESSIONS)
    if dataset not in held_by(market, table) or not firsts.height:
        return spec.schema.to_frame()
    firsts = firsts.select(pl.col("instrument").cast(pl.String), "first")
    low, high = firsts.select(low=pl.col("first").min(), high=pl.col("first").max()).row(0)
    mine = (pl.col("dataset") == dataset) & pl.col("date").is_between(low - BACK, high)
    rows = newest(market, table, mine & pl.col("instrument").is_in(firsts["instrument"].to_list()))
    early = rows.join(firsts, on="instrument").filter(pl.col("date") < pl.col("first"))
    return early.group_by("instrument", maintain_order=True).tail(SESSIONS).drop("first")


def actions_for(market: Market, names: pl.Series, dataset: str) -> pl.DataFrame | None:
    """The actions that go with a dataset's raw bars, as the Panel takes them: its own of each line that
    it names, else those of the best other dataset that does. None where no dataset has actions.

    Columns of the table; withdrawn ones are left out.
    """
    acting = held_by(market, "actions")
    if not acting:
        return None
    rows = newest(market, "actions", pl.col("instrument").is_in(names.to_list()))
    known = market.datasets()
    standing = {
        name: (name != dataset, known[name].precedence if name in known else 999, name)
        for name in acting
    }
    ranks = {name: rank for rank, name in enumerate(sorted(acting, key=standing.__getitem__))}
    rank = pl.col("dataset").replace_strict(ranks, return_dtype=pl.Int64)
    best = rows.filter(rank == rank.min().over("instrument"))
    return best.filter(pl.col("ratio").is_not_null() | pl.col("amount").is_not_null())
