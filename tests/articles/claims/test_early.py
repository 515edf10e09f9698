"""Tickers that meant nothing yet on the day of the article."""

from __future__ import annotations

from datetime import date

import pytest

from rotascope.articles.claims.early import early
from rotascope.catalog import load
from tests.articles.claims.labels import told


@pytest.mark.parametrize(
    ("text", "day", "claim"),
    [
        ("META returned 30% in 2020.", date(2021, 6, 1), "META before 2022-06-09 = 0.3 [2020]"),
        ("GOOGL gained 20% this year.", date(2013, 6, 3), "GOOGL before 2014-04-03 = 0.2 [ytd]"),
    ],
)
def test_a_ticker_before_its_time_is_claimed_by_a_name_that_says_so(
    text: str, day: date, claim: str
) -> None:
    assert told(text, day) == [f"return {claim}"]


def test_a_ticker_of_its_time_and_a_text_without_a_day_are_left_alone() -> None:
    assert told("META returned 30% in 2024.", date(2025, 6, 2)) == ["return META = 0.3 [2024]"]
    assert early("META returned 30% in 2020.", None, (), load()) == ()
    assert early("THE 3 BIG ONES", date(2013, 1, 2), (), load()) == ()
