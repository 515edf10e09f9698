"""Q20: two sources agree on a close, or on a day's return where closes are adjusted."""

from __future__ import annotations

import polars as pl

from rotascope.catalog import load
from rotascope.ingest.findings import EMPTY, found

__all__ = ["agree", "limit"]

NARROW, WIDE = 0.0025, 0.01
MEGA = "MAG7"


def limit(instrument: str) -> float:
    """How far two sources may be apart: 0.25 % for funds, indices and the seven mega caps, 1 % else."""
    catalog = load()
    listed = catalog.by_id(instrument)
    if listed is None:
        return WIDE
    large = listed.kind in ("fund", "index") or listed.symbol in catalog.baskets[MEGA].symbols
    return NARROW if large else WIDE


def agree(pairs: pl.DataFrame, what: str) -> list[pl.DataFrame]:
    """Flags on rows that others contradict; held if two of at least equal rank do, and none agrees.

    pairs: rows of the file, once for each other dataset that has their day, with `apart` (log of ours
    over theirs), `other` and its `rank` (below 0: better than the file's dataset). Two feeds that rank
    worse have no say over a better one's file, whoever came first. One against one has no majority, and
    the order of imports must not decide who is right: both stay, and the precedence of their datasets
    says which is read. A row that two sources contradict is the minority where those two agree, and
    where they do not nobody supports it. With one source on its side nothing is said of it.
    """
    if not pairs.height:
        return [EMPTY]
    names = pairs["instrument"].unique()
    limits = {name: limit(name) for name in names.cast(pl.String)}
    room = pl.col("instrument").cast(pl.String).replace_strict(limits, return_dtype=pl.Float64)
    away = (pl.col("apart").exp() - 1.0).abs()
    wrong = pairs.with_columns(away=away, wrong=away > room)
    disputed = wrong.filter(pl.col("wrong"))
    if not disputed.height:
        return [EMPTY]
    told = disputed.group_by("at").agg(
        against=pl.len(), peers=(pl.col("rank") <= 0).sum(), away=pl.col("away").max(),
        others=pl.col("other").sort().str.join(", "),
    )  # fmt: skip
    seen = wrong.group_by("at").agg(asked=pl.len())
    lonely = told.join(seen, on="at").filter(pl.col("against") == pl.col("asked"))
    rows = pairs.unique("at", keep="first", maintain_order=True)
    rows = rows.drop("away", strict=False).join(lonely, on="at", maintain_order="left")
    said = pl.format("{} % from {}", (pl.col("away") * 100).round(2), "others")
    outvoted = pl.col("peers") >= 2
    return [
        found(rows, outvoted, "Q20", f"{what} that one other source has too", said),
        found(rows, ~outvoted, "Q20", f"{what} of the other source on file", said, "flag"),
    ]
