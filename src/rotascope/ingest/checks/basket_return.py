"""Q21: a fund returns what its holdings return."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl

from rotascope.catalog import load
from rotascope.ingest.findings import EMPTY, found
from rotascope.ingest.market_rows import held_by, newest
from rotascope.ingest.other_sources import other_moves
from rotascope.ingest.whole import Whole
from rotascope.store.market import Market

__all__ = ["basket_gap"]

SESSIONS, MOST_OLD = 20, timedelta(days=92)
COVERED, GAP = 0.90, 0.005


def basket_gap(whole: Whole, market: Market) -> list[pl.DataFrame]:
    """Flags on a fund's newest days (20 at most) whose return is 50 bp off that of its holdings.

    The holdings are those of the newest file before the day, at most a quarter old, at that file's
    weights. Lines without a return on file are left out; with under 90 % of the weight covered nothing
    is said. Fees, and what the fund traded since the file, are not known.
    """
    if not held_by(market, "holdings"):
        return [EMPTY]
    catalog = load()
    ids = whole.frame["instrument"].unique()
    listed = {name: catalog.by_id(name) for name in ids.cast(pl.String)}
    funds = {name: line.symbol for name, line in listed.items() if line and line.kind == "fund"}
    if not funds:
        return [EMPTY]
    rows = whole.moved(ids.filter(ids.cast(pl.String).is_in(list(funds))))
    files = newest(market, "holdings", pl.col("fund").is_in(list(funds.values())))
    parts = []
    for name, symbol in funds.items():
        own = files.filter((pl.col("fund") == symbol) & (pl.col("kind") == "equity"))
        days = rows.filter(pl.col("instrument").cast(pl.String) == name).tail(SESSIONS)
        if own.height:
            parts.append(_apart(_with_file(days, own), own, market))
    return [pl.concat(parts)] if parts else [EMPTY]


def _with_file(days: pl.DataFrame, files: pl.DataFrame) -> pl.DataFrame:
    """The days with `file`, the date of the newest file before each that is not too old."""
    dates = files.select(file=pl.col("date").unique()).sort("file")
    met = days.sort("date").join_asof(
        dates, left_on="date", right_on="file", strategy="backward", allow_exact_matches=False
    )
    return met.filter(pl.col("date") - pl.col("file") <= MOST_OLD)


def _apart(days: pl.DataFrame, files: pl.DataFrame, market: Market) -> pl.DataFrame:
    if not days.height:
        return EMPTY
    low, high = days.select(low=pl.col("back").min(), high=pl.col("date").max()).row(0)
    used = files.filter(pl.col("date").is_in(days["file"].unique().implode()))
    weights = used.group_by("symbol", file="date").agg(pl.col("weight").sum())
    moves = _moves(weights["symbol"].unique().to_list(), low, high, market)
    if moves is None:
        return EMPTY
    held = days.select("at", "date", "back", "file").join(weights, on="file")
    met = held.join(moves, on=["symbol", "date", "back"], how="left")
    there = pl.col("move").is_not_null()
    total = met.group_by("at").agg(
        covered=pl.col("weight").filter(there).sum() / pl.col("weight").sum(),
        basket=(pl.col("weight") * (pl.col("move").exp() - 1.0)).sum()
        / pl.col("weight").filter(there).sum(),
    )
    told = days.join(total, on="at", maintain_order="left")
    gap = pl.col("ours").exp() - 1.0 - pl.col("basket")
    bad = (pl.col("covered") >= COVERED) & (gap.abs() > GAP)
    said = pl.format(
        "{} bp apart: {} %, its holdings {} %", (gap * 1e4).round(0).cast(pl.Int64),
        ((pl.col("ours").exp() - 1.0) * 100).round(2), (pl.col("basket") * 100).round(2),
    )  # fmt: skip
    return found(told, bad, "Q21", "the return of its holdings within 50 bp", said, "flag")


def _moves(symbols: list[str], low: date, high: date, market: Market) -> pl.DataFrame | None:
    """symbol, date, back, move of the holdings, each from its best dataset; None without any."""
    catalog = load()
    ids = {catalog.instrument_id(symbol, high): symbol for symbol in symbols}
    kind = pl.Enum(sorted(ids))
    span = pl.DataFrame({"instrument": sorted(ids)}, schema={"instrument": kind}).join(
        pl.DataFrame({"date": [low, high]}), how="cross"
    )
    moves = other_moves(market, span, "").drop_nulls("instrument")
    if not moves.height:
        return None
    known = market.datasets()
    standing = {n: (known[n].precedence if n in known else 999, n) for n in moves["other"].unique()}
    ranks = {name: rank for rank, name in enumerate(sorted(standing, key=standing.__getitem__))}
    rank = pl.col("other").replace_strict(ranks, return_dtype=pl.Int64)
    best = moves.filter(rank == rank.min().over("instrument"))
    symbol = pl.col("instrument").cast(pl.String).replace_strict(ids, return_dtype=pl.String)
    finite = best.filter(pl.col("move").is_finite() & (pl.col("move").abs() < np.log(50.0)))
    return finite.select("date", "back", "move", symbol=symbol)
