"""Numbers of a moment."""

from __future__ import annotations

from datetime import date

import pytest

from tests.articles.claims.labels import found, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The VIX closed at 14.3.", ["level ^VIX = 14.3 []"]),
        ("The VIX is under 20.", ["threshold ^VIX < 20 []"]),
        ("The 10-year Treasury yield stands at 4.12%.", ["level DGS10 = 0.0412 []"]),
        ("The Russell 2000 closed at 2,541.23, 0.6% below its record.",
         ["level ^RUT = 2541.23 []", "high_distance ^RUT = -0.006 []"]),
        ("The Russell 2000 trades at 15.8 times forward earnings.", ["valuation ^RUT = 15.8 []"]),
        ("Just 48% of S&P 500 companies trade above their 200-day average.",
         ["breadth ^GSPC = 0.48 []"]),
        ("Investors pulled $1.4 billion from MAGS in the past month.",
         ["flow MAGS = -1.4e+09 [1m]"]),
        ("Alphabet reported revenue growth of 16%.", ["growth GOOGL = 0.16 []"]),
        ("From its peak MAGS fell as much as 30%.", ["drawdown MAGS = -0.3 []"]),
        ("There is a 35% chance of recession.", ["forecast: probability  = 0.35 []"]),
    ],
)  # fmt: skip
def test_a_level_is_claimed_of_its_owner(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "IWM's assets under management rose to $72 billion.",
        "Citigroup sold shares of 35 companies.",
        "Nvidia has a market cap of $4.5 trillion.",
        "The Fed cut rates by 25 basis points.",
    ],
)
def test_what_is_no_level_of_a_line_is_not_claimed(text: str) -> None:
    assert told(text) == []


def test_units_follow_what_is_printed() -> None:
    text = "The VIX closed at 14.3 and the 2-year yield at 3.5%."
    assert [c.unit for c in found(text)[1]] == ["index", "fraction"]


def test_breadth_keeps_its_line() -> None:
    (claim,) = found("Some 62% of S&P 500 members trade above their 50-day average.")[1]
    assert dict(claim.detail) == {"line": "50", "side": "above"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The S&P 500 is more than 20% below its high.", "high_distance ^GSPC < -0.2 []"),
        ("The S&P 500 is less than 5% below its high.", "high_distance ^GSPC > -0.05 []"),
        ("The S&P 500 is within 3% of its record.", "high_distance ^GSPC >= -0.03 []"),
    ],
)
def test_what_is_below_its_high_is_below_nought(text: str, expected: str) -> None:
    assert told(text) == [expected]


def test_a_level_is_of_the_day_named_right_behind_it() -> None:
    _, (closed,) = found("The VIX closed at 82.69 on Monday, March 16, 2020.")
    assert closed.as_of == date(2020, 3, 16)
    _, (plain,) = found("The VIX closed at 14.3.")
    assert plain.as_of is None
