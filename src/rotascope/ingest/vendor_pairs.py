"""A vendor's adjusted series beside its own raw closes and actions, day by day."""

from __future__ import annotations

import numpy as np
import polars as pl

from rotascope.ingest.market_rows import held_by, lines_of, newest
from rotascope.ingest.whole import Whole, whole_bars
from rotascope.store.market import Market

__all__ = ["bars_on_file", "raw_beside_returns", "recomputed_days", "returns_beside_raw"]

CENT = 0.01


def recomputed_days(whole: Whole) -> pl.DataFrame:
    """What raw closes and actions make of each day: instrument, date, back (the row before), price,
    total and paid.

    price = growth of the split-adjusted close, total = that with dividends reinvested at the ex-date's
    close, paid = dividends over the close before, a fraction; 0 on most days.
    """
    price, total = np.exp(whole.moves + whole.splits), np.exp(whole.growth)
    paid = np.where(np.abs(total - price) > 1e-9, total - price, 0.0)
    days = whole.frame.with_columns(
        back=pl.col("date").shift(1), price=pl.Series(price), total=pl.Series(total),
        paid=pl.Series(paid),
    )  # fmt: skip
    return days.filter(pl.Series(whole.follows & whole.raw))


def bars_on_file(market: Market, names: pl.Series, dataset: str) -> Whole | None:
    """A dataset's stored raw bars of these lines with its actions; None where it has not both."""
    if dataset not in held_by(market, "bars") or not held_by(market, "actions"):
        return None
    mine = (pl.col("dataset") == dataset) & (pl.col("basis") == "raw")
    rows = newest(market, "bars", mine & pl.col("instrument").is_in(names.to_list()))
    if not rows.height:
        return None
    kind = pl.Enum(rows["instrument"].unique().sort())
    none = [pl.lit(None, dtype=pl.UInt32).alias(name) for name in ("at", "row")]
    frame = rows.with_columns(*none, pl.col("instrument").cast(kind)).drop("dataset")
    whole = whole_bars(market, frame, dataset)
    return whole if whole.acted else None


def returns_beside_raw(market: Market, frame: pl.DataFrame, dataset: str) -> pl.DataFrame:
    """Rows of a returns file with `price`, `total`, `paid` of the same dataset's raw bars of that day.

    `room` is what rounding to whole cents leaves open, where every level of the line is in cents.
    Only days whose row before is the same in both.
    """
    whole = bars_on_file(market, lines_of(frame), dataset)
    if whole is None:
        return frame.clear()
    days = recomputed_days(whole).select("instrument", "date", "back", "price", "total", "paid")
    kind = frame.schema["instrument"]
    ours = frame.with_columns(back=pl.col("date").shift(1), room=_cents(frame))
    names = pl.col("instrument").cast(pl.String).cast(kind)
    return ours.drop_nulls("tr").join(
        days.with_columns(names), on=["instrument", "date", "back"], maintain_order="left"
    )


def _cents(frame: pl.DataFrame) -> pl.Expr:
    if "level" not in frame.columns:
        return pl.lit(0.0)
    cents = pl.col("level") / CENT
    whole = ((cents - cents.round()).abs() < 1e-4).all().over("instrument")
    return pl.when(whole).then(CENT / pl.col("level")).otherwise(0.0)


def raw_beside_returns(market: Market, whole: Whole, dataset: str) -> pl.DataFrame:
    """Rows of a raw bars file with the total return (`tr`) that the same dataset has on file that day."""
    if not whole.acted or not whole.raw.any() or dataset not in held_by(market, "returns"):
        return whole.frame.clear()
    names = pl.col("instrument").is_in(lines_of(whole.frame).to_list())
    stored = newest(market, "returns", (pl.col("dataset") == dataset) & names)
    theirs = stored.select(
        pl.col("instrument").cast(whole.frame.schema["instrument"]), "date", "tr",
        back=pl.col("date").shift(1).over("instrument"),
    ).drop_nulls()  # fmt: skip
    ours = recomputed_days(whole).with_columns(room=pl.lit(0.0))
    met = ours.join(theirs, on=["instrument", "date", "back"], maintain_order="left")
    return met.filter(pl.col("at").is_not_null())
