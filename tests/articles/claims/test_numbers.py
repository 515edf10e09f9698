"""Numbers as they are printed: value, range, tolerance, and what makes no number of it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rotascope.articles.claims.numbers import quantities


@pytest.mark.parametrize(
    ("text", "value", "op", "tolerance", "digits"),
    [
        ("rose 13.99%", 0.1399, "=", 0.00005, 2),  # half of 0.01 %
        ("rose 15 percent", 0.15, "=", 0.005, 0),  # half of 1 %
        ("up ~540%", 5.40, "~", 0.135, 0),  # 2.5 % of 540 %
        ("up \u2248 +15%", 0.15, "~", 0.005, 0),  # half a point is more than 2.5 % of 15 %
        ("at least ~540%", 5.40, ">=", 0.135, 0),
        ("over 30%", 0.30, ">", 0.005, 0),
        ("<1% weight", 0.01, "<", 0.005, 0),
        ("nearly 2,000 names", 2000.0, "nearly", 100.0, 0),  # 5 %
        ("up to 12.5%", 0.125, "<=", 0.0005, 1),
        ("fell \u221219%", -0.19, "=", 0.005, 0),
        ("25 basis points", 0.0025, "=", 0.00005, 0),
        ("4.2 percentage points", 0.042, "=", 0.0005, 1),
        ("$5.2 billion", 5.2e9, "=", 0.05e9, 1),
        ("22x earnings", 22.0, "=", 0.5, 0),
    ],
)
def test_a_number_carries_its_qualifier_and_its_printed_precision(
    text: str, value: float, op: str, tolerance: float, digits: int
) -> None:
    (found,) = quantities(text)
    assert found.value == pytest.approx(value)
    assert (found.op, found.digits) == (op, digits)
    assert found.tolerance == pytest.approx(tolerance)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("knock 3\u20138% off", 0.03, 0.08),
        ("a mere 3% to 4%", 0.03, 0.04),
        ("between 3% and 4%", 0.03, 0.04),
        ("5 to 10%", 0.05, 0.10),
        ("(~15-17% each)", 0.15, 0.17),
    ],
)
def test_a_range_is_one_quantity(text: str, low: float, high: float) -> None:
    (found,) = quantities(text)
    assert (found.value, found.high, found.op) == (low, high, "between")


def test_from_one_number_to_another_is_two() -> None:
    assert [q.value for q in quantities("rose from 3% to 4%")] == [0.03, 0.04]


def test_glued_percentages_are_two() -> None:
    assert [q.value for q in quantities("Nvidia Corp. (NVDA)36.80%34.94%")] == [0.368, 0.3494]


def test_numbers_inside_names_are_no_numbers() -> None:
    assert quantities("the Russell 2000, the S&P 500, Q3 and Mag7 in Covid-19 times") == ()


def test_a_year_and_a_span_are_told_from_counts() -> None:
    assert [q.unit for q in quantities("in 2022 it held 2,000 names for 3 months")] == [
        "year",
        "plain",
        "time",
    ]


def test_a_number_given_of_something_else_is_not_qualified_by_the_comparison() -> None:
    assert quantities("well below the 22x of the index")[0].op == "="


@given(st.floats(0, 999, allow_nan=False), st.integers(0, 4))
def test_what_is_printed_is_read_back_within_half_a_digit(share: float, digits: int) -> None:
    (found,) = quantities(f"rose {share:.{digits}f}% in all")
    assert abs(found.value - share / 100) <= found.tolerance + 1e-12
    assert found.digits == digits


@pytest.mark.parametrize("piece", ["a", " ", "1", "(", "1,", "~", "at least ", "1-", "1.1.", "%"])
def test_hostile_text_is_read_in_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    started = time.process_time()
    found = quantities(text)
    assert len(found) <= 2
    assert time.process_time() - started < 2.0
