"""The Treasury's curve: one file a year, maturities as series."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rotascope.errors import BadFile
from rotascope.providers.series import REGISTERED
from rotascope.providers.treasury import is_treasury, plan, read_treasury
from tests.providers.constructed import CURVE, curve, days
from tests.providers.damage import damaged, needs, read_or_told

ON = days(date(2026, 5, 6), date(2026, 5, 11))
SOUND = curve(ON)


def text(folder: Path, content: str) -> Path:
    path = folder / "curve.csv"
    path.write_text(content)
    return path


def test_a_maturity_is_a_series_and_a_blank_is_no_row(tmp_path: Path) -> None:
    made = read_treasury(text(tmp_path, SOUND))
    assert len(made) == 4 * 14 - 2  # 1.5 months begin on 8 May here
    assert set(made["series"]) == {name for name in REGISTERED if name.startswith("UST.")}
    assert made.filter(pl.col("series") == "UST.1.5M")["date"].to_list() == [
        "2026-05-11",
        "2026-05-08",
    ]
    first = made.filter((pl.col("series") == "UST.10Y") & (pl.col("date") == "2026-05-06"))
    assert first["value"].to_list() == ["4.15"]  # 3.6 + 0.05 x 11, the wave begins at 0


def test_what_is_no_date_stays_for_the_gate(tmp_path: Path) -> None:
    made = read_treasury(text(tmp_path, "Date,10 Yr\n13/45/2026,4.1\n05/06/2026,N/A\n"))
    assert made.select("date", "value").rows() == [("13/45/2026", "4.1")]


@pytest.mark.parametrize("content", ["", "<html>", "Date\n", "Date,Open\n1,2\n", "Day,1 Mo\n1,2\n"])
def test_another_file_is_told(tmp_path: Path, content: str) -> None:
    path = text(tmp_path, content)
    assert not is_treasury(path)
    with pytest.raises(BadFile):
        read_treasury(path)


def test_a_curve_is_told_by_its_header(tmp_path: Path) -> None:
    assert is_treasury(text(tmp_path, CURVE + "\n"))


def test_every_maturity_is_registered_with_a_day_of_lag() -> None:
    made = {name: r for name, r in REGISTERED.items() if name.startswith("UST.")}
    assert len(made) == 14
    assert {(r.unit, r.period, r.lag_days) for r in made.values()} == {("percent", "d", 1)}


def test_a_year_that_is_over_is_fetched_once_and_the_running_one_each_session() -> None:
    asked = plan(needs())
    assert asked[0].name == "1990"
    assert [(r.name, r.every) for r in asked[-2:]] == [("2025", 0), ("2026-to-date", 1)]
    assert asked[-1].url == (
        "https://home.treasury.gov/resource-center/data-chart-center/interest-rates/"
        "daily-treasury-rates.csv/2026/all?type=daily_treasury_yield_curve"
        "&field_tdr_date_value=2026&page&_format=csv"
    )


def test_since_cuts_the_years() -> None:
    assert [r.name for r in plan(needs(since=date(2025, 3, 1)))] == ["2025", "2026-to-date"]


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(data=st.data())
def test_damaged_bodies_are_read_or_told(tmp_path: Path, data: st.DataObject) -> None:
    assert read_or_told(tmp_path, "treasury", data.draw(damaged(SOUND.encode()))) in (True, False)
