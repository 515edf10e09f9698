"""Registered series: every one has a unit, a period and a lag that makes sense."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from rotascope.providers.series import FRED, REGISTERED, UNITS_OF_ALFRED, UNITS_OF_VINTAGES


def test_lags_are_days_and_periods_are_known() -> None:
    for name, entry in REGISTERED.items():
        assert entry.period in ("d", "w", "m", "q"), name
        assert 0 <= entry.lag_days <= 365, name
        assert entry.unit, name
    assert len(UNITS_OF_VINTAGES) == 20


def test_released_figures_are_never_known_before_their_period_ends() -> None:
    assert REGISTERED["CPIAUCSL"].lag_days == 20
    assert REGISTERED["DGS10"].lag_days == 1


@pytest.mark.shared
def test_every_series_of_the_shared_file_is_registered(shared_data: Path) -> None:
    names = pl.read_parquet(shared_data / "macro" / "fred_long.parquet")["series"].unique()
    assert set(names) - set(REGISTERED) == set()


def test_what_a_value_can_be_holds_another_unit_off() -> None:
    ten_year = REGISTERED["DGS10"]
    for percent in (0.52, 4.25, 15.84):  # the lowest and the highest on record, and one between
        assert ten_year.low <= percent <= ten_year.high
        assert not ten_year.low <= percent / 100 <= ten_year.high
        assert not ten_year.low <= percent * 100 <= ten_year.high
    assert all(r.low < r.high for r in REGISTERED.values())


def test_seasonal_adjustment_is_registered_where_names_are_easily_mixed_up() -> None:
    assert REGISTERED["CPIAUCSL"].adjustment == "SA"
    assert REGISTERED["WM2NS"].adjustment == "NSA"
    assert REGISTERED["DGS10"].adjustment == ""


@pytest.mark.shared
def test_no_real_value_lies_outside_what_it_can_be(shared_data: Path) -> None:
    real = pl.read_parquet(shared_data / "macro" / "fred_long.parquet")
    for name, low, high in real.group_by("series").agg(
        low=pl.col("value").min(), high=pl.col("value").max()
    ).iter_rows():  # fmt: skip
        assert REGISTERED[name].low <= low <= high <= REGISTERED[name].high, name


def test_what_is_asked_of_a_source_is_registered() -> None:
    assert set(FRED) <= set(REGISTERED)
    assert set(UNITS_OF_ALFRED) <= set(FRED)
    # Estimated anew as a whole every week or month: their vintages do not fit into a body.
    assert not {"NFCI", "CFNAI"} & set(UNITS_OF_ALFRED)
    assert "chained" in UNITS_OF_ALFRED["GDPC1"]


def test_a_release_that_a_shutdown_moved_comes_after_its_usual_lag() -> None:
    from datetime import date, timedelta

    from rotascope.providers.series import LATE

    assert ("PAYEMS", date(2013, 9, 1), date(2013, 10, 22)) in LATE
    for name, period, released in LATE:
        length = {"m": 31, "q": 92}[REGISTERED[name].period]
        assert released > period + timedelta(days=28), (name, period)
        assert released < period + timedelta(days=length + 120), (name, period)
