"""Fees that are noted, and those that are not."""

from __future__ import annotations

from datetime import date

import pytest

from rotascope.articles.check.judge import judged
from rotascope.articles.measures import fees
from tests.articles.remarks.scenes import claim, world

DAY = date(2025, 12, 22)
PANEL = world(DAY, price={"IWM": {DAY: 100.0}})


@pytest.mark.parametrize(("fund", "ratio"), [("IWM", 0.0019), ("MAGS", 0.0029)])
def test_the_fees_of_article_000_are_on_file(fund: str, ratio: float) -> None:
    asked = claim(fund, "fee", ratio)
    found = judged(asked, fees.fee(PANEL, asked, DAY))
    assert (found.verdict, found.observed) == ("supported", ratio)


def test_a_comparison_of_two_fees_is_their_difference_in_the_claims_unit() -> None:
    asked = claim(
        "MAGS", "fee", 10.0, unit="bp", kind="comparison", against=("IWM",), tolerance=0.5
    )
    (seen,) = fees.fee(PANEL, asked, DAY)
    assert seen.value == pytest.approx(10.0)


def test_a_fund_that_no_note_names_is_not_checkable() -> None:
    asked = claim("XLK", "fee", 0.0009)
    found = judged(asked, fees.fee(PANEL, asked, DAY))
    assert found.verdict == "not_checkable"
    assert "XLK" in found.reason


def test_a_note_does_not_reach_before_its_fund_nor_years_past_its_last_look() -> None:
    assert fees.fee_on("MAGS", date(2023, 1, 3)) is None
    assert fees.fee_on("MAGS", date(2029, 1, 3)) is None
    assert fees.fee_on("MAGS", date(2024, 1, 3)) is not None
