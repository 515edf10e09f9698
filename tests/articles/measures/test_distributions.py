"""What was paid: when total return stands for price, and how far apart they can be."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from rotascope.articles.measures.distributions import (
    ASSUMED_YIELD,
    Yield,
    nothing_paid,
    price_range,
    total_range,
    unpaid,
    yearly_yield,
)
from rotascope.catalog import load
from tests.articles.tape import closes, tape

EMPTY = tape(date(2025, 12, 23))


def test_amazon_and_tesla_pay_nothing() -> None:
    for symbol in ("AMZN", "TSLA"):
        assert "never paid a dividend" in nothing_paid(
            EMPTY, symbol, date(2025, 1, 2), date(2025, 12, 23)
        )


def test_what_is_not_catalogued_may_have_paid() -> None:
    assert nothing_paid(EMPTY, "MSFT", date(2025, 1, 2), date(2025, 12, 23)) == ""


def test_the_fund_of_the_seven_pays_in_the_last_days_of_december() -> None:
    year = date(2025, 1, 2), date(2025, 12, 23)
    over_the_end = date(2024, 12, 24), date(2025, 12, 23)
    assert "once a year" in nothing_paid(EMPTY, "MAGS", *year)
    assert nothing_paid(EMPTY, "MAGS", *over_the_end) == ""


def test_a_fact_holds_only_as_long_as_it_was_looked_at() -> None:
    alphabet = load().distributions["GOOGL"][0]
    base = np.array(["2023-12-29", "2023-12-29"], dtype="datetime64[D]")
    end = np.array(["2024-06-07", "2024-06-10"], dtype="datetime64[D]")
    assert unpaid(alphabet, base, end).tolist() == [True, False]


def test_a_yield_is_measured_where_both_are_on_file() -> None:
    # Total return doubles while the price rises by 1.96: 2 % more over a year and a half.
    first, last = date(2023, 1, 3), date(2024, 6, 28)
    price = closes(first, last, start=100.0)
    total = {day: 100.0 * 1.02 ** (n / 252) for n, day in enumerate(price)}
    found = yearly_yield(tape(last, {"MSFT": price}, {"MSFT": total}), "MSFT", last)
    # half as much again, and a tenth of a point: 1.5 x ln 1.02 + 0.001
    assert found.at_most == pytest.approx(1.5 * np.log(1.02) + 0.001, rel=1e-6)
    assert "1.98 % a year" in found.known_by


def test_an_unknown_yield_is_assumed_and_said_to_be() -> None:
    found = yearly_yield(EMPTY, "XLU", date(2025, 12, 23))
    assert found.at_most == ASSUMED_YIELD
    assert "not on file" in found.known_by


def test_the_price_lies_below_the_total_return_by_the_yield() -> None:
    paid = Yield(0.02, "", 0.0)
    likely, sure = price_range(0.10, paid, date(2024, 1, 1), date(2025, 1, 1))
    assert likely == (pytest.approx(1.10 / 1.02 - 1, abs=1e-4), 0.10)
    assert sure[0] < likely[0]
    back, _ = total_range(likely[0], paid, date(2024, 1, 1), date(2025, 1, 1))
    assert back == (pytest.approx(likely[0]), pytest.approx(0.10))
