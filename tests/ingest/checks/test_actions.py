"""Announcements: whole rows, and what raw prices on file say of them."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from rotascope.ingest.checks.actions import actions_beside, well_formed
from rotascope.ingest.findings import together
from rotascope.store.market import Market
from tests.ingest.beside import put, quiet, told

AT = 30


def row(kind: str, ratio: float | None, amount: float | None) -> pl.DataFrame:
    made = {
        "at": [0],
        "row": [1],
        "symbol": ["ZZ"],
        "kind": [kind],
        "ratio": [ratio],
        "amount": [amount],
    }
    kinds = {"at": pl.UInt32, "row": pl.UInt32, "ratio": pl.Float64, "amount": pl.Float64}
    return pl.DataFrame(made, schema_overrides=kinds)


@pytest.mark.parametrize(
    ("kind", "ratio", "amount", "check"),
    [
        ("split", 4.0, None, ""),
        ("split", 1 / 190, None, ""),
        ("dividend", None, 0.24, ""),
        ("split", None, None, ""),  # a withdrawal, if something is on file
        ("spinoff", None, 1.0, "Q01"),
        ("split", 4.0, 1.0, "Q02"),
        ("split", None, 1.0, "Q02"),
        ("dividend", 2.0, None, "Q02"),
        ("split", 0.0, None, "Q03"),
        ("split", -2.0, None, "Q03"),
        ("split", 4000.0, None, "Q03"),
        ("dividend", None, 0.0, "Q03"),
        ("dividend", None, -0.3, "Q03"),
        ("dividend", None, 2e7, "Q03"),
        ("split", 1.0, None, "Q14"),
    ],
)
def test_an_action_has_the_value_of_its_kind(
    kind: str, ratio: float | None, amount: float | None, check: str
) -> None:
    found = together(well_formed(row(kind, ratio, amount)))
    assert found["check"].to_list() == ([check] if check else [])


def bars(market: Market, folder: Path, ratio: float = 1.0, amount: float = 0.0) -> pl.DataFrame:
    """Raw bars on file whose dataset announces a split, a dividend, or one of another line."""
    after = pl.int_range(pl.len()) >= AT
    part = (1 - amount / quiet()["close"][AT - 1]) / ratio
    frame = quiet().with_columns(
        close=pl.when(after).then(pl.col("close") * part).otherwise("close")
    )
    news = [told((0, "dividend", 0.1), symbol="YY")]
    news += [told((AT, "split", ratio))] if ratio != 1.0 else []
    news += [told((AT, "dividend", amount))] if amount else []
    put(market, folder, "actions", pl.concat(news))
    assert put(market, folder, "bars", frame).accepted == 50
    return frame


def beside(frame: pl.DataFrame, market: Market, dataset: str = "a") -> pl.DataFrame:
    rows = frame.with_row_index("at").with_columns(
        row=pl.col("at") + 1, instrument="US:" + pl.col("symbol"), known_at="date"
    )
    return together(actions_beside(rows, dataset, market))


def test_a_split_that_raw_closes_do_not_show_is_held(market: Market, tmp_path: Path) -> None:
    bars(market, tmp_path)
    found = beside(told((AT, "split", 4.0), (5, "dividend", 0.2)), market)
    assert found.select("at", "check", "severity").rows() == [(0, "Q14", "quarantine")]
    assert "4:1 split on file" in found["observed"][0]


def test_a_split_that_they_show_and_one_without_bars_are_not(
    market: Market, tmp_path: Path
) -> None:
    bars(market, tmp_path, ratio=4.0)
    assert not beside(told((AT, "split", 4.0)), market).height
    assert not beside(told((AT, "split", 4.0), symbol="YY"), market).height
    assert not beside(told((80, "split", 4.0)), market).height  # after the last bar
    assert beside(told((AT, "split", 5.0)), market)["check"].to_list() == ["Q14"]


def test_bars_of_a_dataset_without_actions_are_asked_too(market: Market, tmp_path: Path) -> None:
    put(market, tmp_path, "bars", quiet(), "b")
    assert beside(told((AT, "split", 4.0)), market, "a")["check"].to_list() == ["Q14"]


def test_a_dividend_that_is_not_the_step_of_the_adjusted_series_is_held(
    market: Market, tmp_path: Path
) -> None:
    frame = bars(market, tmp_path, amount=1.0)
    close = frame["close"]
    factor = pl.when(pl.int_range(pl.len()) < AT).then(1 - 1.0 / close[AT - 1]).otherwise(1.0)
    put(market, tmp_path, "returns", frame.select("symbol", "date", level=pl.col("close") * factor))
    assert not beside(told((AT, "dividend", 1.0)), market).height
    found = beside(told((AT, "dividend", 0.1)), market)
    assert found.select("at", "check", "severity").rows() == [(0, "Q15", "quarantine")]


def test_a_special_dividend_is_told(market: Market, tmp_path: Path) -> None:
    bars(market, tmp_path)
    found = beside(told((AT, "dividend", 8.0)), market)
    assert found.select("at", "check", "severity").rows() == [(0, "Q15", "flag")]


def test_only_what_is_on_file_can_be_withdrawn(market: Market, tmp_path: Path) -> None:
    bars(market, tmp_path, amount=1.0)
    assert not beside(told((AT, "dividend", None)), market).height
    assert beside(told((AT + 1, "dividend", None)), market)["check"].to_list() == ["Q02"]
    report = put(market, tmp_path, "actions", told((AT, "dividend", None)))
    assert report.accepted == 1
