"""Who rose or fell by how much."""

from __future__ import annotations

import pytest

from tests.articles.claims.labels import found, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("XMAG is up 10.73% year to date versus MAGS down 0.45%.",
         ["return XMAG = 0.1073 [ytd]", "return MAGS = -0.0045 [ytd]"]),
        ("IWM lost more than 20% in 2022.", ["return IWM < -0.2 [2022]"]),
        ("IWM fell 3\u20138% this year.", ["return IWM between -0.08..-0.03 [ytd]"]),
        ("Both IWM and SPSM are up more than 6% year to date.",
         ["return IWM > 0.06 [ytd]", "return SPSM > 0.06 [ytd]"]),
        ("Microsoft, Amazon and Nvidia are down 3%, 5% and 7%, respectively, this month.",
         ["return MSFT = -0.03 [mtd]", "return AMZN = -0.05 [mtd]", "return NVDA = -0.07 [mtd]"]),
        ("The Magnificent Seven are each up at least 300% over ten years.",
         ["group_floor MAG7 >= 3 [10y]"]),
        ("Alphabet was the best performer of the Magnificent Seven this year, gaining 65%.",
         ["rank GOOGL/MAG7 = 1 [ytd]", "return GOOGL = 0.65 [ytd]"]),
        ("The S&P 500's 17.8% advance this year masks a 40% jump in Alphabet.",
         ["return ^GSPC = 0.178 [ytd]", "return GOOGL = 0.4 [ytd]"]),
        ("The Russell 2000 Index was up 2%, and IWM, which tracks the Russell 2000, rose 3% today.",
         ["return ^RUT = 0.02 [1d]", "return IWM = 0.03 [1d]"]),
        ("The tech-heavy Nasdaq 100 has fallen 3% this week.", ["return ^NDX = -0.03 [1w]"]),
        ("From 2015 to 2024, SPY gained 178% and IWM 90% during the same period.",
         ["return SPY = 1.78 [2015-01-01:2024-12-31]", "return IWM = 0.9 [2015-01-01:2024-12-31]"]),
        ("MAGS returned 63.9% in 2024, 33.9% in 2023 and is up 22.1% in 2025.",
         ["return MAGS = 0.639 [2024]", "return MAGS = 0.339 [2023]", "return MAGS = 0.221 [2025]"]),
        ("IWM climbed 2.3% last week, its best week since November.", ["return IWM = 0.023 [1w]"]),
    ],
)  # fmt: skip
def test_a_return_has_its_owner_its_sign_and_its_window(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "IWM's assets rose 4%.",
        "Shares outstanding of IWM rose 4%.",
        "Russell 2000 futures were down 0.4%.",
        "About 60% of revenue comes from abroad.",
        "The ETF is up 15%.",
        "After such streaks the Russell 2000 averaged a gain of 2.72%.",
        "IWM offers a higher dividend yield of 1.06% compared with SPY's 0.97%.",
        "The Dow, the S&P 500 and others rose 3% and 5%, respectively.",
    ],
)
def test_what_is_no_return_of_a_named_line_is_not_claimed(text: str) -> None:
    assert told(text) == []


def test_the_basis_and_the_day_come_with_the_claim() -> None:
    (claim,) = found("On a total-return basis, IWM is up 14.3% this year as of 19 December 2025.")[
        1
    ]
    assert dict(claim.detail) == {"basis": "total return"}
    assert str(claim.as_of) == "2025-12-19"


def test_over_the_same_period_is_the_window_before() -> None:
    text = "SPSM rose 6.55% year to date. IWM was 13.99% higher over the same period."
    assert told(text) == ["return SPSM = 0.0655 [ytd]", "return IWM = 0.1399 [ytd]"]


@pytest.mark.parametrize(
    ("text", "yearly"),
    [
        ("SPY gained 15% annualized over the past three years.", True),
        ("The S&P 500 has returned 12% a year over the past decade.", True),
        ("IWM's 10-year annualized return is 7.7%.", True),
        ("IWM is up 12% from a year ago.", False),
        ("IWM gained 12% over the past year.", False),
    ],
)
def test_a_rate_a_year_is_no_return_over_the_years(text: str, yearly: bool) -> None:
    (claim,) = [c for c in found(text)[1] if c.measure == "return"]
    assert (("per", "year") in claim.detail) is yearly


def test_what_did_not_happen_or_was_only_expected_is_not_looked_up() -> None:
    assert told("The S&P 500 did not fall 19% in 2021.") == []
    assert told("The S&P 500 did not just fall 19% in 2022.") == ["return ^GSPC = -0.19 [2022]"]
    (hoped,) = found("Analysts expected the S&P 500 to gain 10% in 2022.")[1]
    assert hoped.kind == "forecast"
