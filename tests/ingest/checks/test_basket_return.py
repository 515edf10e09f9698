"""Q21: a fund beside its holdings, on a store of three lines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from rotascope.ingest.checks.basket_return import basket_gap
from rotascope.ingest.findings import together
from rotascope.ingest.whole import Whole, whole_returns
from rotascope.store.market import Market
from tests.ingest.beside import put, quiet, seen

LINES = ("ZA", "ZB", "ZC")
WEIGHTS = (0.5, 0.3, 0.15)


def on_file(
    market: Market, folder: Path, lines: tuple[str, ...] = LINES, day: date = date(2023, 1, 4)
) -> None:
    rows = {"fund": "SPY", "date": day, "line": [1, 2, 3, 4], "symbol": [*LINES, "USD"], "name": "a line",
            "weight": [*WEIGHTS, 0.05], "kind": ["equity"] * 3 + ["cash"]}  # fmt: skip
    put(market, folder, "holdings", pl.DataFrame(rows), "issuer")
    for symbol in lines:
        level = quiet(30, symbol=symbol).select("symbol", "date", level="close")
        put(market, folder, "returns", level, "lines")


def fund(market: Market, by: float = 0.0, symbol: str = "SPY", at: int = 15) -> Whole:
    """The fund moves as its lines do, but for one day."""
    frame = quiet(30, symbol=symbol).select("symbol", "date", level="close")
    after = pl.int_range(pl.len()) >= at
    frame = frame.with_columns(
        level=pl.when(after).then(pl.col("level") * (1 + by)).otherwise("level")
    )
    ids = pl.Enum(["ARCX:SPY:1993-01-29" if symbol == "SPY" else f"US:{symbol}"])
    return whole_returns(
        market,
        seen(frame, "returns").with_columns(
            pl.lit(ids.categories[0]).cast(ids).alias("instrument")
        ),
        "fund",
    )


def test_a_fund_that_returns_what_its_lines_do_is_in_order(market: Market, tmp_path: Path) -> None:
    on_file(market, tmp_path)
    assert not together(basket_gap(fund(market), market)).height


@pytest.mark.parametrize(("by", "told"), [(0.01, True), (-0.01, True), (0.004, False)])
def test_a_day_fifty_basis_points_off_is_told(
    market: Market, tmp_path: Path, by: float, told: bool
) -> None:
    on_file(market, tmp_path)
    found = together(basket_gap(fund(market, by), market))
    assert found["at"].to_list() == ([15] if told else [])
    assert set(found["severity"]) <= {"flag"}


def test_the_gap_is_said_in_basis_points(market: Market, tmp_path: Path) -> None:
    on_file(market, tmp_path)
    said = together(basket_gap(fund(market, 0.02), market))["observed"][0]
    assert "bp apart" in said
    assert "its holdings" in said


def test_with_too_little_covered_nothing_is_said(market: Market, tmp_path: Path) -> None:
    on_file(market, tmp_path, LINES[:2])  # 0.80 of 0.95
    assert not together(basket_gap(fund(market, 0.05), market)).height


def test_an_old_file_and_a_file_of_the_same_day_are_not_asked(
    market: Market, tmp_path: Path
) -> None:
    on_file(market, tmp_path, day=date(2022, 9, 30))
    assert not together(basket_gap(fund(market, 0.05), market)).height


def test_other_lines_and_other_stores_are_not_asked(market: Market, tmp_path: Path) -> None:
    assert not together(basket_gap(fund(market, 0.05), market)).height
    on_file(market, tmp_path)
    assert not together(basket_gap(fund(market, 0.05, "ZZ"), market)).height


def test_only_the_newest_twenty_sessions_are_looked_at(market: Market, tmp_path: Path) -> None:
    on_file(market, tmp_path)
    assert together(basket_gap(fund(market, 0.05, at=10), market)).height == 1
    assert not together(basket_gap(fund(market, 0.05, at=9), market)).height
