"""Weights and counts from a file written by hand."""

from __future__ import annotations

from datetime import date

import pytest

from rotascope.articles.check.judge import judged
from rotascope.articles.measures import weights
from tests.articles.remarks.scenes import claim, world

DAY, STAMP = date(2025, 9, 30), date(2025, 9, 5)
LARGE = [
    ("NVDA", 0.08),
    ("AAPL", 0.07),
    ("GOOGL", 0.03),
    ("GOOG", 0.025),
    ("XOM", 0.0),
    ("USD", 0.1),
]
SMALL = [("AAA", 0.01), ("BBB", 0.009), ("CCC", 0.004)]
SECTORS = {"NVDA": "Information Technology", "AAPL": "Technology", "GOOGL": "Communication",
           "AAA": "Health Care", "BBB": "Industrials", "CCC": "Industrials"}  # fmt: skip
PANEL = world(DAY, holdings=[("SPY", STAMP, LARGE), ("IWM", STAMP, SMALL)], sectors=SECTORS)


def test_the_top_two_by_line_are_fifteen_per_cent_and_the_reading_says_of_when() -> None:
    seen = weights.weight(PANEL, claim("top 2", "weight", 0.15, against=("^GSPC",)), DAY)
    assert seen[0].value == pytest.approx(0.15)
    assert seen[0].reading == "by share line, SPY's file of 2025-09-05"
    assert seen[0].key == "signal/concentration.top10_large_cap@2025-09-30"


def test_the_top_three_differ_by_line_and_by_issuer_and_either_may_support() -> None:
    # by line .08 + .07 + .03; by issuer Alphabet is .055
    for value, verdict in ((0.18, "supported"), (0.205, "supported_under"), (0.30, "contradicted")):
        asked = claim("top 3", "weight", value, against=("^GSPC",), detail=(("n", "3"),))
        assert judged(asked, weights.weight(PANEL, asked, DAY)).verdict == verdict


def test_a_name_counts_with_its_issuers_other_line_and_alone_only_as_a_second_reading() -> None:
    seen = weights.weight(PANEL, claim("GOOGL", "weight", 0.03, against=("^GSPC",)), DAY)
    assert [round(one.value or 0.0, 4) for one in seen] == [0.055, 0.03]
    assert [one.standard for one in seen] == [True, False]


def test_a_name_that_the_file_does_not_hold_is_not_checkable() -> None:
    asked = claim("TSLA", "weight", 0.02, against=("^GSPC",))
    assert judged(asked, weights.weight(PANEL, asked, DAY)).verdict == "not_checkable"


def test_the_largest_weight_of_the_small_fund_is_one_per_cent() -> None:
    seen = weights.largest_weight(PANEL, claim("IWM", "largest_weight", 0.01), DAY)
    assert seen[0].value == pytest.approx(0.01)


def test_holdings_count_lines_printed_as_nothing_too_and_cash_only_as_a_line_of_the_file() -> None:
    seen = weights.holdings_count(PANEL, claim("SPY", "holdings_count", 5.0, unit="count"), DAY)
    assert [one.value for one in seen] == [5.0, 4.0, 6.0]


def test_sectors_are_taken_under_the_names_of_the_file_and_parts_are_told_apart() -> None:
    asked = claim("^RUT", "sector_weight", 0.01, detail=(("sector", "Industrials, healthcare"),))
    seen = weights.sector_weight(PANEL, asked, DAY)
    assert {one.subject: round(one.value or 0.0, 4) for one in seen} == {
        "Industrials": 0.013,
        "healthcare": 0.01,
    }
    tech = claim("^GSPC", "sector_weight", 0.15, detail=(("sector", "Information Technology"),))
    assert weights.sector_weight(PANEL, tech, DAY)[0].value == pytest.approx(0.15)


def test_a_comparison_of_sectors_needs_them_in_both() -> None:
    asked = claim("^RUT", "sector_weight", 0.0, kind="comparison", op=">", against=("^GSPC",),
                  detail=(("sector", "Industrials"),))  # fmt: skip
    (seen,) = weights.sector_weight(PANEL, asked, DAY)
    assert seen.value is None
    assert "names no sector Industrials" in seen.reason


def test_without_a_file_every_measure_says_which_fund_was_looked_for() -> None:
    nothing = world(DAY, price={"^GSPC": {STAMP: 100.0}})
    asked = claim("top 10", "weight", 0.34, against=("^GSPC",))
    for read in (
        weights.weight,
        weights.largest_weight,
        weights.holdings_count,
        weights.sector_weight,
    ):
        (seen,) = read(nothing, asked, DAY)
        assert seen.value is None
        assert "no holdings of" in seen.reason


def test_a_file_of_last_year_may_support_a_weight_and_never_contradicts_one() -> None:
    later = date(2026, 9, 30)
    panel = world(later, holdings=[("SPY", STAMP, LARGE)])
    for value, verdict in ((0.15, "supported_under"), (0.40, "not_checkable")):
        asked = claim("top 2", "weight", value, against=("^GSPC",))
        assert judged(asked, weights.weight(panel, asked, later)).verdict == verdict
