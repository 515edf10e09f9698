"""Numbers and days as people write them, told from a whole column or not at all."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rotascope.errors import BadFile
from rotascope.providers import forms


def column(*cells: str | None) -> pl.Series:
    return pl.Series("x", list(cells), dtype=pl.String)


def read(decimal: forms.Decimal, *cells: str, percent: bool = False) -> list[str]:
    shown = pl.select(forms.number(pl.lit(column(*cells)), decimal, percent=percent))
    return shown.to_series().to_list()


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (("1", "-2", "", None), "plain"),
        (("1", "2.5", "1e-3"), "."),
        (("1,234.5", "7"), "."),
        (("1.234,5", "7"), ","),
        (("12,5",), ","),
        (("1'234.5",), "."),
        (("1 234,5",), ","),
        (("12.345.678",), ","),
        (("12,345,678",), "."),
        (("1.234", "5.678"), "point?"),
        (("1,234", "5,678"), "comma?"),
        (("1,5", "1.5"), "mixed"),
        (("1.234", "1,234"), "mixed"),
        (("(1,234.50)", "n/a"), "."),
        (("0.123", "0.456"), "."),
        (("n/a", "x"), "plain"),
        (("$5", "(3)"), "plain"),
    ],
)
def test_a_column_says_how_it_writes_numbers(cells: tuple[str | None, ...], said: str) -> None:
    assert forms.sign_of(column(*cells)) == said


@pytest.mark.parametrize(
    ("columns", "whole", "decimal"),
    [
        ({"a": column("1.5")}, [], ""),
        ({"a": column("1.234")}, [], ""),
        ({"a": column("1.234,5")}, [], ","),
        ({"a": column("1,234.5")}, [], "."),
        ({"a": column("1,234"), "b": column("9,876.5")}, [], "."),
        ({"a": column("1,234"), "b": column("9,5")}, [], ","),
        ({"volume": column("1,234")}, ["volume"], "."),
        ({"volume": column("1.234"), "a": column("9,5")}, ["volume"], ","),
        ({"volume": column("1.000"), "a": column("9")}, ["volume"], ""),
        ({"a": column("12,5"), "b": column("12.5")}, [], ""),
        ({"a": column("$1.50")}, [], "."),
        ({"a": column("$5")}, [], "."),
        ({"a": column("$5"), "b": column("1,5")}, [], ","),
        ({}, [], ""),
    ],
)
def test_the_columns_of_a_file_settle_its_decimal_sign(
    columns: dict[str, pl.Series], whole: list[str], decimal: str
) -> None:
    assert forms.decimal_of(columns, whole, "f.csv") == decimal


@pytest.mark.parametrize(
    "columns",
    [{"close": column("1,234", "5,678")}, {"a": column("1.234"), "close": column("9,5")}],
)
def test_a_file_that_can_be_read_in_two_ways_asks(columns: dict[str, pl.Series]) -> None:
    with pytest.raises(BadFile, match=r"two ways.*decimal ="):
        forms.decimal_of(columns, [], "f.csv")


def test_numbers_in_a_form_become_plain_and_others_stay() -> None:
    cells = ("1.234,5", "-7", "(3,5)", "\u22122,25", "1.234.567", "1,2,3", "abc", "12.34", "-")
    assert read(",", *cells) == [
        "1234.5", "-7", "-3.5", "-2.25", "1234567", "1,2,3", "abc", "12.34", "-",
    ]  # fmt: skip
    assert read(".", "$1,234.50", "-$5", "$-5", "1'234") == ["1234.50", "-5", "-5", "1234"]
    assert read("", "1,5", " 2") == ["1,5", " 2"]


def test_a_percent_sign_is_taken_off_only_where_the_unit_is_known() -> None:
    assert read(".", "5.3%", "(1%)", percent=True) == ["5.3", "-1"]
    assert read(".", "5.3%") == ["5.3%"]


@given(st.decimals(-(10**9), 10**9, places=4, allow_nan=False, allow_infinity=False))
def test_what_is_printed_with_groups_is_read_back(value: object) -> None:
    english = f"{value:,}"
    german = english.translate(str.maketrans(",.", ".,"))
    assert float(read(".", english)[0]) == pytest.approx(float(str(value)))
    assert float(read(",", german)[0]) == pytest.approx(float(str(value)))


@pytest.mark.parametrize(
    ("cells", "form"),
    [
        (("2024-03-28", "x"), "%Y-%m-%d"),
        (("2024-03-28 00:00:00",), "%Y-%m-%d 00:00:00"),
        (("03/28/2024", "01/02/2024"), "%m/%d/%Y"),
        (("28/03/2024", "01/02/2024"), "%d/%m/%Y"),
        (("01.02.2024",), "%d.%m.%Y"),
        (("02-Apr-2025",), "%d-%b-%Y"),
        (("Apr 2, 2025",), "%b %d, %Y"),
        (("20240328",), "%Y%m%d"),
        (("03/28/24",), "%Y-%m-%d"),
        (("2024-03-28", "03/28/2024"), "%Y-%m-%d"),
        (("13/13/2024",), "%Y-%m-%d"),
        ((None, ""), "%Y-%m-%d"),
    ],
)
def test_the_days_of_a_file_have_one_form(cells: tuple[str | None, ...], form: str) -> None:
    assert forms.dates_of({"date": column(*cells)}, "f.csv") == form


@pytest.mark.parametrize("cells", [("01/02/2024", "03/04/2024"), ("01-02-2024",)])
def test_month_first_or_day_first_is_asked(cells: tuple[str, ...]) -> None:
    with pytest.raises(BadFile, match="month first or day first"):
        forms.dates_of({"date": column(*cells)}, "f.csv")


def test_another_column_may_settle_it() -> None:
    columns = {"date": column("01/02/2024"), "expiry": column("01/19/2024")}
    assert forms.dates_of(columns, "f.csv") == "%m/%d/%Y"


def test_a_day_outside_the_form_is_none() -> None:
    days = pl.select(forms.day(pl.lit(column("03/28/2024", "2024-03-28", "03/28/24")), "%m/%d/%Y"))
    assert days.to_series().to_list() == [date(2024, 3, 28), None, None]
