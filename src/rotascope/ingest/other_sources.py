"""What other datasets say of a file's lines on its days, in units that compare."""

from __future__ import annotations

import numpy as np
import polars as pl

from rotascope.ingest.market_rows import actions_for, of_others
from rotascope.maths.splits import nearest_split
from rotascope.store.market import Market

__all__ = ["PRICES", "in_one_unit", "other_closes", "other_moves", "shares", "with_shares"]

PRICES = ("raw", "split", "index")
"""Bases on which a close is a price; what is dividend-adjusted compares with nothing."""
BASIS = 0.02
LAST_PRECEDENCE = 999


def other_moves(
    market: Market, frame: pl.DataFrame, dataset: str, *, prices: bool = False
) -> pl.DataFrame:
    """instrument, date, other, rank, back, move: log returns of other datasets since their row on `back`.

    `rank` is their precedence less that of `dataset`: below 0 they are preferred.

    Total returns where a dataset has them, else its closes with announced splits taken out; `prices`:
    closes only, for a special dividend is a fall in a price and none in a total return.
    """
    kind, line = frame.schema["instrument"], ["dataset", "instrument"]
    bars = of_others(market, "bars", frame, dataset).filter(pl.col("basis").is_in(PRICES))
    parts = []
    if not prices:
        whole = of_others(market, "returns", frame, dataset)
        bars = bars.join(whole, on=line, how="anti")
        parts.append(whole.with_columns(move=(1.0 + pl.col("tr")).log()))
    bars = with_shares(market, bars)
    price = (pl.col("close") * pl.col("shares")).log()
    parts.append(bars.with_columns(move=price - price.shift(1).over(line)))
    back = pl.col("date").shift(1).over(line)
    both = pl.concat(
        [p.select("instrument", "date", "move", other="dataset", back=back) for p in parts]
    )
    known = both.drop_nulls(["back", "move"]).with_columns(rank=_rank(market, dataset))
    return known.with_columns(pl.col("instrument").cast(kind, strict=False))


def _rank(market: Market, dataset: str) -> pl.Expr:
    """How much later than `dataset` each `other` is read; one that was never declared is read last."""
    known = {name: one.precedence for name, one in market.datasets().items()}
    ours = known.get(dataset, LAST_PRECEDENCE)
    return pl.col("other").cast(pl.String).replace_strict(
        {name: theirs - ours for name, theirs in known.items()} or {"": 0},
        default=LAST_PRECEDENCE - ours, return_dtype=pl.Int64,
    )  # fmt: skip


def other_closes(market: Market, frame: pl.DataFrame, dataset: str) -> pl.DataFrame:
    """instrument, date, other, rank, theirs (the close), raw (as traded), shares of other datasets."""
    bars = of_others(market, "bars", frame, dataset).filter(pl.col("basis").is_in(PRICES))
    kind = frame.schema["instrument"]
    return with_shares(market, bars).select(
        pl.col("instrument").cast(kind, strict=False), "date", other="dataset", theirs="close",
        raw=pl.col("basis") == "raw", shares="shares",
    ).with_columns(rank=_rank(market, dataset))  # fmt: skip


def with_shares(market: Market, bars: pl.DataFrame) -> pl.DataFrame:
    """Bars with `shares`: what one share of the line's past has become by each day; 1 where not raw.

    close x shares is in the units of before every split on file. Each dataset's own actions count.
    """
    raw = pl.col("basis") == "raw"
    parts = [bars.filter(~raw).with_columns(shares=pl.lit(1.0))]
    for dataset in bars.filter(raw)["dataset"].unique(maintain_order=True):
        part = bars.filter(raw & (pl.col("dataset") == dataset))
        parts.append(part.with_columns(shares=shares(market, part, dataset)))
    return pl.concat(parts).sort("dataset", "instrument", "date", maintain_order=True)


def shares(market: Market, lines: pl.DataFrame, dataset: str) -> pl.Series:
    """For each row (instrument, date) the shares that one share has become by then."""
    names = lines["instrument"].unique().cast(pl.String)
    actions = actions_for(market, names, dataset)
    if actions is None or not actions.height:
        return pl.Series("shares", [1.0], dtype=pl.Float64).new_from_index(0, len(lines))
    splits = actions.filter(pl.col("ratio").is_not_null()).sort("instrument", "date")
    held = splits.select("instrument", "date", shares=pl.col("ratio").cum_prod().over("instrument"))
    rows = lines.select(pl.col("instrument").cast(pl.String), "date").with_row_index("place")
    met = rows.sort("instrument", "date").join_asof(
        held, on="date", by="instrument", strategy="backward", check_sortedness=False
    )
    return met.sort("place")["shares"].fill_null(1.0)


def in_one_unit(pairs: pl.DataFrame) -> pl.DataFrame:
    """Pairs of closes with `apart`, the log of ours over theirs, split units evened out.

    `close`, `theirs`, `raw`, `ours_raw`, `shares` and `ours_shares` are there. Two raw closes compare as
    they are. Elsewhere a vendor's split-adjusted closes are in the units of its download: if over the
    whole line the two stand apart by a split's ratio, that ratio is taken out.
    """
    both = pl.col("raw") & pl.col("ours_raw")
    ours = pl.col("close") * pl.when(both).then(1.0).otherwise(pl.col("ours_shares"))
    theirs = pl.col("theirs") * pl.when(both).then(1.0).otherwise(pl.col("shares"))
    line = ["instrument", "other"]
    told = pairs.with_columns(apart=(ours / theirs).log())
    usual = told.group_by(line).agg(usual=pl.col("apart").median())
    unit = _split_units(usual["usual"].to_numpy())
    usual = usual.with_columns(usual=pl.Series(unit))
    evened = pl.when(both).then(0.0).otherwise(pl.col("usual"))
    return told.join(usual, on=line, how="left").with_columns(apart=pl.col("apart") - evened)


def _split_units(usual: np.ndarray) -> np.ndarray:
    """The log of the nearest split's ratio, either way; 0 where the two are in one unit."""
    ratio = nearest_split(usual, np.full(len(usual), BASIS))
    other = nearest_split(-usual, np.full(len(usual), BASIS))
    return np.where(
        np.isfinite(ratio), -np.log(ratio), np.where(np.isfinite(other), np.log(other), 0.0)
    )
