"""Windows: each from the last close before its first day."""

from datetime import date

import pytest

from rotascope.desk.windows import WINDOWS, Window, window
from rotascope.errors import BadArgument

DAY = date(2026, 6, 9)


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("ytd", date(2025, 12, 31)),
        ("1w", date(2026, 6, 2)),
        ("1m", date(2026, 5, 9)),
        ("3m", date(2026, 3, 9)),
        ("6m", date(2025, 12, 9)),
        ("1y", date(2025, 6, 9)),
        ("3y", date(2023, 6, 9)),
        ("5y", date(2021, 6, 9)),
        ("10y", date(2016, 6, 9)),
    ],
)
def test_a_window_back_ends_today(name: str, base: date) -> None:
    assert window(name, DAY) == Window(name, base, DAY)


def test_every_listed_window_is_understood() -> None:
    assert {window(name.upper(), DAY).name for name in WINDOWS} == set(WINDOWS)


def test_a_month_back_from_the_31st_is_the_last_day_of_a_shorter_month() -> None:
    assert window("1m", date(2024, 3, 31)).base == date(2024, 2, 29)
    assert window("1y", date(2024, 2, 29)).base == date(2023, 2, 28)


def test_a_year_runs_from_the_last_day_of_the_year_before() -> None:
    assert window("2022", DAY) == Window("2022", date(2021, 12, 31), date(2022, 12, 31))
    assert window("2026", DAY).end == DAY


def test_a_span_includes_its_first_day() -> None:
    found = window("2024-07-10:2024-08-05", DAY)
    assert (found.base, found.end) == (date(2024, 7, 9), date(2024, 8, 5))
    assert window("2026-01-02:2027-01-01", DAY).end == DAY


@pytest.mark.parametrize(
    "text",
    ["2w", "", "2027", "1700", "2024-07-10", "2024-08-05:2024-07-10", "2027-01-01:2027-02-01",
     "2024-13-01:2024-12-01", "a:b:c", "0001-01-01:2020-01-01", "1799-12-31:9999-12-31"],
)  # fmt: skip
def test_what_is_no_window_is_refused_with_what_was_expected(text: str) -> None:
    with pytest.raises(BadArgument, match="Expected"):
        window(text, DAY)
