"""Prices beside what is on file: actions, other sources, the vendor's own adjusted series, holdings.

One place loads what the checks of moves share and asks them in order: the first check that catches a
row names it. Nothing is scanned that no batch on file can hold, and never more than the file's lines.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from rotascope.ingest.checks.basket_return import basket_gap
from rotascope.ingest.checks.dividends import offset_closes, offset_levels, special, steps
from rotascope.ingest.checks.recomputed import recomputed
from rotascope.ingest.checks.second_source import big_moves, raw_spikes, second_source
from rotascope.ingest.checks.sources_agree import agree
from rotascope.ingest.checks.splits import splits
from rotascope.ingest.findings import EMPTY, found
from rotascope.ingest.market_rows import actions_for, held_by, lines_of, newest
from rotascope.ingest.other_sources import (
    PRICES,
    in_one_unit,
    other_closes,
    other_moves,
    shares,
)
from rotascope.ingest.vendor_pairs import raw_beside_returns, recomputed_days, returns_beside_raw
from rotascope.ingest.whole import Whole, whole_bars, whole_returns
from rotascope.store.market import Market

__all__ = ["bars_beside", "returns_beside"]

Found = list[pl.DataFrame]


def bars_beside(frame: pl.DataFrame, dataset: str, market: Market) -> Found:
    """Q14, Q13, Q15, Q16, Q20 and Q21 of a file of bars."""
    whole = whole_bars(market, frame, dataset)
    pairs = raw_beside_returns(market, whole, dataset)
    return [
        *splits(whole),
        *raw_spikes(whole),
        *_second(market, whole, dataset, prices=True),
        *_offset(market, frame, dataset),
        *steps(pairs, "flag"),
        *(special(recomputed_days(whole)) if whole.acted else []),
        *recomputed(pairs),
        *agree(_closes_beside(market, frame, dataset), "the close"),
        *basket_gap(whole, market),
    ]


def returns_beside(frame: pl.DataFrame, dataset: str, market: Market) -> Found:
    """Q14, Q13, Q15, Q16, Q20 and Q21 of a file of adjusted closes, or of returns."""
    whole = whole_returns(market, frame, dataset)
    pairs = returns_beside_raw(market, frame, dataset)
    return [
        *splits(whole),
        *_second(market, whole, dataset),
        *_offset_levels(frame, pairs),
        *steps(pairs),
        *recomputed(pairs),
        *agree(_moves_beside(market, whole, dataset), "the return"),
        *basket_gap(whole, market),
    ]


def _second(market: Market, whole: Whole, dataset: str, *, prices: bool = False) -> Found:
    rows = big_moves(whole)
    if not rows.height:
        return []
    return second_source(rows, other_moves(market, rows, dataset, prices=prices))


def _closes_beside(market: Market, frame: pl.DataFrame, dataset: str) -> pl.DataFrame:
    others = other_closes(market, frame, dataset).drop_nulls("instrument")
    if not others.height:
        return frame.clear()
    lines = others["instrument"].unique().implode()
    ours = frame.filter(pl.col("instrument").is_in(lines) & pl.col("basis").is_in(PRICES))
    raw = pl.col("basis") == "raw"
    held = shares(market, ours, dataset) if ours.select(raw.any()).item() else pl.lit(1.0)
    ours = ours.with_columns(ours_raw=raw, ours_shares=pl.when(raw).then(held).otherwise(1.0))
    return in_one_unit(ours.join(others, on=["instrument", "date"], maintain_order="left"))


def _moves_beside(market: Market, whole: Whole, dataset: str) -> pl.DataFrame:
    others = other_moves(market, whole.frame, dataset).drop_nulls("instrument")
    if not others.height:
        return whole.frame.clear()
    met = whole.moved(others["instrument"].unique()).join(
        others, on=["instrument", "date", "back"], maintain_order="left"
    )
    return met.with_columns(apart=pl.col("ours") - pl.col("move"))


def _offset(market: Market, frame: pl.DataFrame, dataset: str) -> Found:
    """Closes beside the dataset's own on file, and raw ones beside other datasets' raw ones."""
    found_here: Found = []
    if dataset in held_by(market, "bars"):
        low, high = frame.select(low=pl.col("date").min(), high=pl.col("date").max()).row(0)
        names = pl.col("instrument").is_in(lines_of(frame).to_list())
        mine = (pl.col("dataset") == dataset) & pl.col("date").is_between(low, high) & names
        stored = newest(market, "bars", mine & pl.col("basis").is_in(PRICES))
        found_here += offset_closes(_paired(frame, stored), None)
    actions = actions_for(market, lines_of(frame), dataset)
    raw = frame.filter(pl.col("basis") == "raw")
    if actions is not None and actions.height and raw.height:
        theirs = other_closes(market, raw, dataset).filter("raw").drop_nulls("instrument")
        pairs = raw.join(theirs, on=["instrument", "date"], maintain_order="left")
        found_here += offset_closes(pairs, actions)
    return found_here


def _paired(frame: pl.DataFrame, stored: pl.DataFrame) -> pl.DataFrame:
    if not stored.height:
        return frame.clear()
    kind = frame.schema["instrument"]
    theirs = stored.select(
        pl.col("instrument").cast(kind), "date", "basis", theirs="close",
        other=pl.lit("the close on file"),
    )  # fmt: skip
    return frame.join(theirs, on=["instrument", "date", "basis"], maintain_order="left")


def _offset_levels(frame: pl.DataFrame, pairs: pl.DataFrame) -> Found:
    """Q15: levels that stand off raw closes and dividends by one amount all along, before an ex-date."""
    if not pairs.height or "level" not in pairs.columns:
        return []
    parts = []
    for line in pairs.partition_by("instrument", maintain_order=True):
        ex = line.filter(pl.col("paid") != 0.0)["date"].max()
        early = line if ex is None else line.filter(pl.col("date") < ex)
        made = np.cumprod(early["total"].to_numpy())
        offset = offset_levels(early["level"].to_numpy(), made)
        if offset:
            said = f"every level {abs(offset):.4g} too {'high' if offset > 0 else 'low'}"
            mine = pl.col("instrument") == early["instrument"][0]
            wrong = mine & (pl.col("date") <= early["date"][-1])
            expected = "levels that raw closes and dividends give"
            parts.append(found(frame, wrong, "Q15", expected, pl.lit(said)))
    return parts or [EMPTY]
