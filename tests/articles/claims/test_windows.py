"""Which span a sentence names, and what is no span."""

from __future__ import annotations

from datetime import date

import pytest

from rotascope.articles.claims.windows import horizon, windows

DAY = date(2025, 12, 23)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("is up 10% year to date", "ytd"),
        ("up 6.70% year-to-date, while", "ytd"),
        ("YTD Performance", "ytd"),
        ("recent 12-month performance", "1y"),
        ("One Year Performance", "1y"),
        ("over ten years versus", "10y"),
        ("the decade-long outperformance", "10y"),
        ("over the past three months", "3m"),
        ("(2022: S&P -19%)", "2022"),
        ("In 2022, for instance", "2022"),
        ("2022's drop", "2022"),
        ("Since 2015, the S&P 100", "since:2015"),
        ("beat it since the end of 2025", "since:2026"),
        ("since June 2024", "since:2024-06"),
        ("since 5 March 2025", "since:2025-03-05"),
        ("Since March 23, 2020, the index", "since:2020-03-23"),
        ("since June 3rd, 2024", "since:2024-06-03"),
        ("lowest close since September", "since:2025-09"),
        ("in Q3 2025", "2025Q3"),
        ("in the first half of 2025", "2025H1"),
        ("rose in November", "2025-11"),
        ("between January and June 2025", "2025-01-01:2025-06-30"),
        ("it fell last year", "2024"),
        ("over the last year", "1y"),
        ("fell on Tuesday", "1d"),
        ("a bad week: down 2% this week", "1w"),
        ("so far this month", "mtd"),
    ],
)
def test_a_window_has_one_name(text: str, name: str) -> None:
    assert [window.name for window in windows(text, DAY)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "the 10-year Treasury yield",
        "the next 12 months hinge on it",
        "for 3\u201312 months",
        "heading into 2026",
        "in the year of recording",
        "over 30% of the index",
        "over 6\u201318 month horizons",
    ],
)
def test_a_rate_or_a_horizon_is_no_window(text: str) -> None:
    assert windows(text, DAY) == ()


def test_a_month_without_a_year_stays_open_in_an_undated_article() -> None:
    assert windows("lowest since September", None)[0].name == "since:--09"
    assert windows("it fell last year", None)[0].name == "1y"


def test_the_last_september_of_a_january_article_is_the_year_before() -> None:
    assert windows("lowest since September", date(2026, 1, 5))[0].name == "since:2025-09"


def test_a_horizon_looks_ahead() -> None:
    assert horizon("over the next 6-12 months") == "6-12 months"
    assert horizon("for 3\u201312 months") == "3-12 months"
    assert horizon("over the past 12 months") == ""


def test_a_day_with_its_year_is_a_window_of_that_session() -> None:
    (found,) = windows("NVDA fell 17% on January 27, 2025", DAY)
    assert found.name == "2025-01-27:2025-01-27"
    assert windows("NVDA fell 17% on February 30, 2025", DAY) == ()
