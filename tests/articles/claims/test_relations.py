"""Who did better than whom."""

from __future__ import annotations

import pytest

from tests.articles.claims.labels import told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Apple and Meta have underperformed the Russell 2000 this year.",
         ["relative_return AAPL/^RUT < ? [ytd]", "relative_return META/^RUT < ? [ytd]"]),
        ("XMAG outperformed MAGS by 11.18 percentage points year to date.",
         ["relative_return XMAG/MAGS = 0.1118 [ytd]"]),
        ("Small caps trailed large caps by about 60 percentage points since 2019.",
         ["relative_return small caps/large caps ~ -0.6 [since:2019]"]),
        ("The outperformance of small-cap stocks (IWM) versus large-cap stocks since 2024 is wide.",
         ["relative_return IWM/large caps > ? [since:2024]"]),
        ("Since 2015, the Magnificent 7 have doubled the performance of the other 93 stocks.",
         ["return_multiple MAG7/other 93 = 2 [since:2015]"]),
        ("The S&P 500 is a wide index, and IWM outperformed SPY by 500bp in 2022.",
         ["relative_return IWM/SPY = 0.05 [2022]"]),
        ("Historically, small caps grew earnings faster than large caps.",
         ["growth small caps/large caps > ? []"]),
        ("Small caps are cheaper than large caps.", ["valuation small caps/large caps < ? []"]),
    ],
)  # fmt: skip
def test_a_comparison_has_two_sides_and_a_sign(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Russell 2000 has not beaten the S&P 500 this year.",
        "Six of the Magnificent Seven have outperformed the S&P 600.",
        "Small caps have beaten large caps in four of the last five Januaries.",
        "XMAG beat MAGS every month.",
        "Small caps have lagged.",
        "IWM outperformed SPY for seven consecutive trading days.",
    ],
)
def test_a_count_a_denial_or_one_side_alone_is_no_comparison(text: str) -> None:
    assert told(text) == []


def test_a_fall_of_the_other_side_is_not_the_gap() -> None:
    assert told("The Russell 2000 outperformed the Nasdaq 100, which declined by 2.2% today.") == [
        "relative_return ^RUT/^NDX > ? [1d]",
        "return ^NDX = -0.022 [1d]",
    ]


def test_what_is_only_expected_is_a_forecast() -> None:
    assert told("Small caps could outperform large caps by 5 points.") == [
        "forecast: relative_return small caps/large caps = 0.05 []"
    ]
