"""Which files rows came from: the imports behind a dataset, those that cannot be meant left out."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import polars as pl

from rotascope.store.batches import Batch
from rotascope.store.frames import table_named
from rotascope.store.market import Market

__all__ = ["origins"]


def origins(
    market: Market,
    table: str,
    dataset: str,
    ids: Collection[str],
    span: tuple[date, date],
    as_of: date,
) -> tuple[Batch, ...]:
    """The imports that may have brought a dataset's rows of `ids` in `span` known by `as_of`, in order.

    A version's own file says whether it holds such rows; files that were kept together as one version
    are not told apart, and all of them are named. Empty `ids` mean every id.
    """
    named = [b for b in market.batches() if (b.table, b.dataset) == (table, dataset) and b.accepted]
    if len(named) < 2:
        return tuple(named)
    files = {commit.batch: [file.path for file in commit.files] for commit in market.commits(table)}
    spec = table_named(table)
    wanted = (pl.col("dataset") == dataset) & pl.col("date").is_between(*span)
    wanted &= pl.col("known_at") <= as_of
    if ids:
        wanted &= pl.col(spec.key[1]).is_in(sorted(ids))
    return tuple(b for b in named if b.id not in files or _holds(market, files[b.id], wanted))


def _holds(market: Market, paths: list[str], wanted: pl.Expr) -> bool:
    """Whether any row of these files is meant; what is gone from the disk cannot deny it."""
    there = [path for name in paths if (path := market.root / name).is_file()]
    if len(there) < len(paths):
        return True
    rows = pl.scan_parquet(there, glob=False).filter(wanted).select(pl.len())
    return bool(market.collect(rows).item())
