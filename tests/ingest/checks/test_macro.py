"""Q27: units, frequencies, adjustments and ranges as registered."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from rotascope.ingest.checks.macro import as_registered, measure, plausible, spacing
from tests.ingest.checks.frames import held, rows, series

# The registry's words beside FRED's own for the same series.
SAME = {
    "CPIAUCSL": "Index 1982-1984=100", "UNRATE": "Percent", "PAYEMS": "Thousands of Persons",
    "GDP": "Billions of Dollars", "GDPC1": "Billions of Chained 2017 Dollars", "VIXCLS": "Index",
    "ICSA": "Number", "HOUST": "Thousands of Units", "WALCL": "Millions of U.S. Dollars",
    "DCOILWTICO": "Dollars per Barrel", "RRPONTSYD": "Billions of US Dollars", "USREC": "+1 or 0",
    "JTSJOL": "Level in Thousands", "SP500": "Index", "DGS10": "Percent",
}  # fmt: skip


@pytest.mark.parametrize(("name", "unit"), SAME.items())
def test_freds_words_are_the_registered_units(name: str, unit: str) -> None:
    assert held(as_registered(rows("macro", {"series": name, "unit": unit}))) == []


@pytest.mark.parametrize(
    ("name", "unit"),
    [("UNRATE", "fraction"), ("DGS10", "basis points"), ("GDP", "Millions of Dollars"),
     ("PAYEMS", "Persons"), ("CPIAUCSL", "Percent Change"), ("ICSA", "Thousands")],
)  # fmt: skip
def test_another_unit_is_held(name: str, unit: str) -> None:
    made = as_registered(rows("macro", {"series": name, "unit": unit}))
    assert held(made) == [0]
    assert made[0]["observed"][0].startswith(unit)


def test_a_blank_unit_and_an_unregistered_series_say_nothing() -> None:
    frame = rows("macro", {"series": "UNRATE", "unit": ""}, {"series": "MINE", "unit": "apples"},
                 {"series": "UNRATE"})  # fmt: skip
    assert held(as_registered(frame)) == []


def test_units_are_read_as_a_scale_and_a_base() -> None:
    assert measure("Billions of Chained 2017 Dollars") == ("billion", "USD")
    assert measure("thousand a year") == ("thousand", "")
    assert measure("percent") == ("", "percent")


def test_frequency_and_adjustment_are_compared_where_the_file_says_them() -> None:
    frame = rows("macro", *({"series": "CPIAUCSL", "frequency": f, "adjustment": a} for f, a in (
        ("Monthly", "Seasonally Adjusted"), ("M", "SAAR"), (None, None), ("", ""),
        ("Daily", "SA"), ("Monthly", "Not Seasonally Adjusted"), ("m", "NSA"))))  # fmt: skip
    assert held(as_registered(frame)) == [4, 5, 6]


def test_what_a_series_cannot_be_is_held_and_for_yields_it_is_q29() -> None:
    frame = rows(
        "macro", {"series": "UNRATE", "value": 430.0}, {"series": "UNRATE", "value": 14.8},
        {"series": "DGS10", "value": 425.0}, {"series": "MINE", "value": 1e99},
    )  # fmt: skip
    made = plausible(frame)
    assert held(made) == [0, 2]
    assert sorted(c for part in made for c in part["check"]) == ["Q27", "Q29"]


@pytest.mark.parametrize(
    ("name", "step", "bad"),
    [("DGS10", 1, False), ("DGS10", 30, True), ("ICSA", 7, False), ("ICSA", 1, True)],
)
def test_days_are_spaced_as_registered(name: str, step: int, bad: bool) -> None:
    frame = series(name, [4.0, 4.1, 4.2, 4.1], step=step)
    assert held(spacing(frame)) == (list(range(4)) if bad else [])


def test_two_days_are_too_few_to_tell_a_frequency() -> None:
    assert held(spacing(series("DGS10", [4.0, 4.1], step=30))) == []


def test_a_missing_month_is_no_other_frequency() -> None:
    # October 2025 was never published: the government was shut.
    days = [date(2025, 8, 1), date(2025, 9, 1), date(2025, 11, 1), date(2025, 12, 1)]
    frame = rows("macro", *({"series": "CPIAUCSL", "date": d, "value": 325.0} for d in days))
    assert held(spacing(frame)) == []


def test_a_month_is_named_by_its_first_day() -> None:
    frame = rows("macro", {"series": "UNRATE", "date": date(2026, 4, 30)},
                 {"series": "UNRATE", "date": date(2026, 4, 1)})  # fmt: skip
    assert held(spacing(frame)) == [0]


@pytest.mark.shared
def test_no_real_series_is_another_than_registered(shared_data: object) -> None:
    from pathlib import Path

    real = pl.read_parquet(Path(str(shared_data)) / "macro" / "fred_long.parquet")
    frame = real.with_row_index("at").with_columns(row=pl.col("at"))
    assert held([*plausible(frame), *spacing(frame)]) == []
