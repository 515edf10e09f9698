"""A number that says the same of another name."""

from __future__ import annotations

import pytest

from tests.articles.claims.labels import told


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("IWM charges 0.19% a year, against 0.29% for MAGS.", "fee MAGS = 0.0029 []"),
        ("The top ten are 36% of the S&P 500, but only 4% of the Russell 2000.",
         "weight top 10/^RUT = 0.04 []"),
        ("Technology is 32% of the S&P 500 and financials 14%.", "sector_weight ^GSPC = 0.14 []"),
        ("IWM trades at 16 times earnings versus the 22x of SPY.", "valuation SPY = 22 []"),
    ],
)  # fmt: skip
def test_the_second_number_is_the_second_names(text: str, second: str) -> None:
    assert told(text)[1] == second


def test_another_verb_between_them_is_another_claim() -> None:
    text = "IWM charges 0.19% a year, and MAGS gained 2.5% this week."
    assert told(text) == ["fee IWM = 0.0019 []", "return MAGS = 0.025 [1w]"]
