"""Numbers and days as issuers print them."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from rotascope.errors import BadFile
from rotascope.providers.printed import iso_day, nothing, number, printed_day


def column(*cells: str | None) -> pl.DataFrame:
    return pl.DataFrame({"x": cells}, schema={"x": pl.String})


def test_a_dash_says_that_there_is_no_value() -> None:
    frame = column("-", "--", "\u2014", "", " ", "N/A", None, "0", "-1")
    assert frame.select(nothing("x")).to_series().to_list() == [True] * 7 + [False] * 2


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("409,233,878.82", "409233878.82"),
        ("5.53%", "5.53"),
        ("$12", "12"),
        ("(3.00)", "-3.00"),
        ("-", None),
        # No separator between groups of three: not tidied into another number, but left to be held.
        ("12,5", "12,5"),
        ("1,2,3", "1,2,3"),
        ("twelve", "twelve"),
    ],
)
def test_only_what_is_printed_by_the_rules_is_tidied(cell: str, read: str | None) -> None:
    assert column(cell).select(number("x")).item() == read


def test_a_file_of_decimal_commas_is_read_with_commas() -> None:
    made = column("409.233.878,82", "0,64", "-").select(number("x", ",")).to_series()
    assert made.to_list() == ["409233878.82", "0.64", None]


@pytest.mark.parametrize(
    "text",
    [
        "Apr 10, 2026",
        "April 10, 2026",
        "10-Apr-2026",
        "10/Apr/2026",
        "2026-04-10",
        '"Apr 10, 2026"',
    ],
)
def test_a_stamp_is_read_in_every_form_the_sites_have_used(text: str) -> None:
    assert printed_day(text, "iwm.csv") == date(2026, 4, 10)


def test_a_dash_is_no_stamp_and_a_word_is_a_bad_file() -> None:
    assert printed_day("-", "iwm.csv") is None
    with pytest.raises(BadFile, match=r"iwm\.csv: its stamp 'tomorrow' is no day"):
        printed_day("tomorrow", "iwm.csv")


def test_days_of_a_column_become_iso_and_the_rest_stays_to_be_held() -> None:
    made = column("06/12/2026", "13/12/2026", None).select(iso_day("x", "%m/%d/%Y")).to_series()
    assert made.to_list() == ["2026-06-12", "13/12/2026", None]
