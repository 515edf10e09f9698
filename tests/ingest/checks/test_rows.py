"""One-row checks, each with the smallest row that fails it."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from rotascope.ingest.checks import rows
from rotascope.store.tables import TABLES


def bars(**columns: object) -> pl.DataFrame:
    base: dict[str, object] = {
        "symbol": "A", "date": date(2024, 3, 28), "open": 10.0, "high": 11.0, "low": 9.0,
        "close": 10.0, "volume": 5, "basis": "split",
    }  # fmt: skip
    row = {name: [value] for name, value in (base | columns).items()}
    return pl.DataFrame(row).with_row_index("at").with_row_index("row", offset=2)


def failed(findings: list[pl.DataFrame]) -> list[str]:
    return [check for part in findings for check in part["check"]]


def test_a_sound_bar_passes_every_check() -> None:
    frame = bars()
    table = TABLES["bars"]
    every = [
        *rows.finite(frame), *rows.present(table, frame),
        *rows.positive(table, frame), *rows.bar_order(frame),
        *rows.on_session(frame),
    ]  # fmt: skip
    assert failed(every) == []


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_is_none_is_q02(value: float) -> None:
    assert failed(rows.finite(bars(high=value))) == ["Q02"]


def test_a_missing_close_is_q02_and_a_missing_open_is_not() -> None:
    close = pl.Series("close", [None], dtype=pl.Float64)
    assert failed(rows.present(TABLES["bars"], bars().with_columns(close))) == ["Q02"]
    assert failed(rows.present(TABLES["bars"], bars().with_columns(open=None))) == []


@pytest.mark.parametrize("column", ["open", "high", "low", "close"])
def test_a_price_below_or_at_zero_is_q03(column: str) -> None:
    assert failed(rows.positive(TABLES["bars"], bars(**{column: -1.0}))) == ["Q03"]


def test_negative_volume_is_q03() -> None:
    assert failed(rows.positive(TABLES["bars"], bars(volume=-1))) == ["Q03"]


@pytest.mark.parametrize("change", [{"high": 9.5}, {"low": 10.5}, {"close": 11.5}, {"open": 8.0}])
def test_a_bar_out_of_order_is_q04(change: dict[str, float]) -> None:
    assert failed(rows.bar_order(bars(**change))) == ["Q04"]


def test_a_bar_within_a_millionth_is_in_order() -> None:
    assert failed(rows.bar_order(bars(high=10.0 * (1 - 5e-7), low=9.0))) == []


def test_a_close_without_open_high_low_has_no_order_to_break() -> None:
    frame = bars().with_columns(
        pl.lit(None, dtype=pl.Float64).alias(n) for n in ("open", "high", "low")
    )
    assert failed(rows.bar_order(frame)) == []


@pytest.mark.parametrize("day", [date(2024, 3, 29), date(2024, 3, 30), date(2025, 1, 9)])
def test_a_day_without_trading_is_q05(day: date) -> None:
    # Good Friday, a Saturday, the day of mourning for President Carter.
    assert failed(rows.on_session(bars(date=day))) == ["Q05"]


def test_an_adjusted_close_has_no_ceiling() -> None:
    frame = pl.DataFrame({"at": [0], "row": [1], "level": [1.6e12]})
    assert failed(rows.positive(TABLES["returns"], frame)) == []
