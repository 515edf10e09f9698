"""Weights, holdings, fees and members that beat their index."""

from __future__ import annotations

import pytest

from rotascope.articles.claims.holdings import SECTORS, top
from tests.articles.claims.labels import found, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The top ten firms in the S&P 500 account for over 30% of its weight.",
         ["weight top 10/^GSPC > 0.3 []"]),
        ("The five largest stocks make up 28% of the S&P 500.", ["weight top 5/^GSPC = 0.28 []"]),
        ("The Magnificent Seven account for 34% of the S&P 500.", ["weight MAG7/^GSPC = 0.34 []"]),
        ("Apple's weight in the S&P 500 has fallen to 6.4% from 7.6%.",
         ["weight AAPL/^GSPC = 0.064 []"]),
        ("IWM holds nearly 2,000 names with <1% top weight.",
         ["holdings_count IWM nearly 2000 []", "largest_weight IWM < 0.01 []"]),
        ("IWM's largest position is 0.9% of assets.", ["largest_weight IWM = 0.009 []"]),
        ("IWM has a 0.19% expense ratio versus MAGS 0.29%.",
         ["fee IWM = 0.0019 []", "fee MAGS = 0.0029 []"]),
        ("Health care is 16% of the Russell 2000 versus 10% of the S&P 500.",
         ["sector_weight ^RUT = 0.16 []", "sector_weight ^GSPC = 0.1 []"]),
        ("Some 151 S&P 500 companies outperformed the index in 2024.",
         ["beat_count ^GSPC ~ 151 [2024]"]),
        ("In 2022 the top ten firms in the S&P 500 shed 37% of their market value.",
         ["cap_change top 10/^GSPC = -0.37 [2022]"]),
    ],
)  # fmt: skip
def test_what_an_index_is_made_of_is_claimed(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def test_a_count_of_beaters_knows_out_of_how_many() -> None:
    (claim,) = found("Only 167 S&P 500 companies beat the index in 2023.")[1]
    assert dict(claim.detail) == {"of": "500"}
    assert (claim.unit, claim.kind) == ("count", "count")


def test_a_sector_is_named_as_holdings_files_name_it() -> None:
    (claim,) = found("Information technology makes up 33% of the S&P 500.")[1]
    assert dict(claim.detail) == {"sector": SECTORS["technology"]}


def test_the_last_top_n_of_a_text_counts() -> None:
    assert top("the top ten, then the five largest") == (22, 5)
    assert top("at the top of the market") is None


def test_a_bracket_that_lists_the_members_does_not_own_the_weight() -> None:
    text = "The Magnificent Seven (Apple, Nvidia and Tesla among them) are 34% of the S&P 500."
    assert told(text) == ["weight MAG7/^GSPC = 0.34 []"]


@pytest.mark.parametrize(
    "text",
    [
        "Nvidia contributes just 3.8% to the profits of the S&P 500.",
        "The index gives each of the 500 companies of the S&P 500 the same weight.",
        "Over 350 stocks in the S&P 500 saw losses.",
        "It leans on technology, financial services (13%) and others of the S&P 500.",
    ],
)
def test_what_is_no_weight_and_no_count_is_not_claimed(text: str) -> None:
    assert told(text) == []


def test_a_share_of_members_with_a_loss_is_no_weight() -> None:
    assert told("Nearly 43% of Russell 2000 companies are unprofitable.") == []
