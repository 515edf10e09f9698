"""A vendor's adjusted series beside its raw closes and actions."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from rotascope.ingest.vendor_pairs import (
    bars_on_file,
    raw_beside_returns,
    recomputed_days,
    returns_beside_raw,
)
from rotascope.ingest.whole import bars_with, whole_bars
from rotascope.store.market import Market
from tests.ingest.beside import put, quiet, seen, told

NAMES = pl.Series(["US:ZZ"])


def on_file(market: Market, folder: Path) -> None:
    put(market, folder, "actions", told((9, "dividend", 1.0)))
    put(market, folder, "bars", quiet(20))


def levels(scale: float = 1.0) -> pl.DataFrame:
    return quiet(20).select("symbol", "date", level=pl.col("close") * scale)


def test_each_day_has_its_price_its_total_and_what_was_paid() -> None:
    actions = told((9, "dividend", 1.0)).with_columns(instrument="US:" + pl.col("symbol"))
    days = recomputed_days(bars_with(seen(quiet(20)), actions))
    assert len(days) == 19
    close = quiet(20)["close"]
    ex = days.filter(pl.col("date") == quiet(20)["date"][9]).row(0, named=True)
    assert ex["price"] == pytest.approx(close[9] / close[8])
    assert ex["total"] == pytest.approx((close[9] + 1.0) / close[8])
    assert ex["paid"] == pytest.approx(1.0 / close[8])
    assert (days["paid"] != 0.0).sum() == 1
    assert ex["back"] == quiet(20)["date"][8]


def test_it_takes_both_raw_bars_and_actions(market: Market, tmp_path: Path) -> None:
    frame = seen(levels(), "returns")
    assert bars_on_file(market, NAMES, "a") is None
    put(market, tmp_path, "bars", quiet(20))
    assert not returns_beside_raw(market, frame, "a").height
    put(market, tmp_path, "actions", told((9, "dividend", 1.0)))
    assert len(returns_beside_raw(market, frame, "a")) == 19
    assert not returns_beside_raw(market, frame, "another").height


def test_levels_in_cents_leave_room_for_rounding(market: Market, tmp_path: Path) -> None:
    on_file(market, tmp_path)
    rounded = levels(1.0371).with_columns(pl.col("level").round(2))
    assert (returns_beside_raw(market, seen(rounded, "returns"), "a")["room"] > 5e-5).all()
    exact = returns_beside_raw(market, seen(levels(1.0371), "returns"), "a")
    assert (exact["room"] == 0.0).all()


def test_the_other_way_round_bars_meet_the_returns_on_file(market: Market, tmp_path: Path) -> None:
    put(market, tmp_path, "actions", told((9, "dividend", 1.0)))
    put(market, tmp_path, "returns", levels())
    pairs = raw_beside_returns(market, whole_bars(market, seen(quiet(20)), "a"), "a")
    assert len(pairs) == 19
    assert pairs["tr"].null_count() == 0
    split = seen(quiet(20).with_columns(basis=pl.lit("split")))
    assert not raw_beside_returns(market, whole_bars(market, split, "a"), "a").height
