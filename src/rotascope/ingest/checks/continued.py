"""Bars beside what is on file: the checks of a line's rows, with the stored rows before them in front.

A file of one day says little by itself; with the sixty sessions before it a missing day, another
unit, a bar that has not moved or a feed that stands still are seen.
"""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import polars as pl

from rotascope.ingest.checks.announced import no_splits, on_file
from rotascope.ingest.checks.frozen import frozen
from rotascope.ingest.checks.gaps import gaps
from rotascope.ingest.checks.named import begun_anew
from rotascope.ingest.checks.stale import stale
from rotascope.ingest.checks.units import units
from rotascope.ingest.findings import found_at
from rotascope.ingest.lines import lines
from rotascope.ingest.returns import line_ends
from rotascope.store.market import Market

__all__ = ["bars_continued", "levels_continued", "stored_tail"]

SESSIONS, DAYS = 60, 120
BAR = ("instrument", "date", "open", "high", "low", "close", "volume")


def bars_continued(frame: pl.DataFrame, dataset: str, market: Market) -> list[pl.DataFrame]:
    """Q22, Q17, Q18 and Q19 of a file's bars, Q12 where they meet the stored line."""
    tail = stored_tail(frame, dataset, market)
    whole, joint = frame, None
    if tail is not None:
        names = frame.columns
        whole = pl.concat([tail, frame], how="diagonal").select(names).sort("instrument", "date")
        firsts = frame.unique("instrument", keep="first", maintain_order=True)
        joint = pl.concat([tail, firsts], how="diagonal").select(names).sort("instrument", "date")
    read, splits = lines(whole), on_file(market)
    known = None if tail is None else whole["at"].is_null().to_numpy()
    return [
        *begun_anew(whole, read, "close", splits, known),
        *units(whole, read, "close", splits, known, settled=True),
        *([] if joint is None else gaps(joint, lines(joint))),
        *frozen(whole, read, "close"),
        *stale(whole, read),
    ]


def stored_tail(frame: pl.DataFrame, dataset: str, market: Market) -> pl.DataFrame | None:
    """The newest stored versions of up to 60 bars of each line before its first row in the file.

    Of a line that has had none for four months the last one, however old it is.
    """
    batches = market.batches()
    if not any(b.table == "bars" and b.dataset == dataset and b.accepted for b in batches):
        return None
    firsts = frame.group_by("instrument").agg(first=pl.col("date").min())
    low, high = firsts.select(low=pl.col("first").min(), high=pl.col("first").max()).row(0)
    recent = pl.col("date").is_between(low - timedelta(days=DAYS), high, closed="left")
    tail = _before(firsts, dataset, market, recent).group_by("instrument").tail(SESSIONS)
    quiet = firsts.join(tail, on="instrument", how="anti")
    if quiet.height:
        names = quiet["instrument"].cast(pl.String).implode()
        older = _before(quiet, dataset, market, pl.col("instrument").is_in(names))
        tail = pl.concat([tail, older.group_by("instrument").tail(1)])
    return tail if tail.height else None


def _before(
    firsts: pl.DataFrame, dataset: str, market: Market, which: pl.Expr
) -> pl.DataFrame:  # fmt: skip
    lazy = market.scan("bars").filter((pl.col("dataset") == dataset) & which)
    stored = market.collect(lazy.select(*BAR, "known_at"))
    kind = firsts.schema["instrument"]
    named = stored.with_columns(pl.col("instrument").cast(kind, strict=False))
    before = named.join(firsts, on="instrument").filter(pl.col("date") < pl.col("first"))
    ordered = before.sort("instrument", "date", "known_at")
    key = ["instrument", "date"]
    return ordered.unique(key, keep="last", maintain_order=True).select(BAR)


def levels_continued(
    frame: pl.DataFrame, dataset: str, market: Market, connect: bool
) -> list[pl.DataFrame]:
    """Q17 where the levels of a second part of a download join the stored line.

    Elsewhere returns are only set beside returns, and a unit leaves no trace in them.
    """
    if not connect or "level" not in frame.columns:
        return []
    ends = line_ends(market, dataset)
    kind = frame.schema["instrument"]
    ends = ends.with_columns(pl.col("instrument").cast(kind, strict=False)).drop_nulls("instrument")
    firsts = frame.unique("instrument", keep="first", maintain_order=True)
    kept = ends.join(firsts.select("instrument", begins="date"), on="instrument")
    kept = kept.filter(pl.col("last") < pl.col("begins"))
    if not kept.height:
        return []
    tail = kept.select("instrument", "level", date="last")
    joint = pl.concat([tail, firsts], how="diagonal").select(firsts.columns)
    joint = joint.sort("instrument", "date")
    known = joint["at"].is_null().to_numpy()
    off = units(joint, lines(joint), "level", no_splits, known, settled=True)[0]
    strange = firsts.filter(pl.col("at").is_in(off["at"].implode()))["instrument"]
    rows = frame.filter(pl.col("instrument").is_in(strange.implode()))
    said = pl.format(
        "level {}, another unit than the stored line's", pl.col("level").round_sig_figs(6)
    )
    return [found_at(rows, np.arange(len(rows)), "Q17", "the unit of the stored line", said)]
