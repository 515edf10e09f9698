"""Claims in words."""

from __future__ import annotations

import pytest

from tests.articles.claims.labels import found, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tesla was the worst performer of the Magnificent Seven in 2024.",
         ["rank TSLA/MAG7 = 1 [2024]"]),
        ("IWM has broken out to a new record high.", ["extreme IWM = ? []"]),
        ("The VIX is approaching its lowest close since September.",
         ["extreme ^VIX nearly ? [since:2025-09]"]),
        ("The S&P 600 is within spitting distance of new all-time highs.",
         ["high_distance ^SP600 nearly ? []"]),
        ("The ratio of IWM to MAGS is trying to break a multi-year downtrend.",
         ["trend_break IWM/MAGS = ? []"]),
        ("The ratio of IWM to SPY fell to its lowest level since 2001.",
         ["extreme IWM/SPY = ? [since:2001]"]),
        ("There is synchronized strength across small-cap indices.", ["agreement small caps = ? []"]),
        ("The fed funds rate is already below the 2-year Treasury yield.",
         ["threshold DFF/DGS2 < ? []"]),
        ("Capital is flowing from large-cap tech into small-cap stocks (IWM).",
         ["flow IWM/big tech > ? []"]),
        ("The S&P 500 has begun to wobble.", ["return ^GSPC < ? []"]),
        ("The recent weakness in the S&P 500 and Nasdaq Composite is a story of few.",
         ["return ^GSPC < ? []", "return ^IXIC < ? []"]),
        ("The Russell 2000 has a heavier weighting towards industrials and financials than the"
         " S&P 500.",
         ["sector_weight ^RUT/^GSPC > ? []", "sector_weight ^RUT/^GSPC > ? []"]),
    ],
)  # fmt: skip
def test_a_phrase_is_a_claim(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def test_a_rank_says_from_which_end() -> None:
    claims = found("In 2022 the Magnificent Seven fell hard, Apple -27% best.")[1]
    rank = next(c for c in claims if c.measure == "rank")
    assert (rank.subject, dict(rank.detail)) == (("AAPL",), {"order": "best"})


def test_an_extreme_says_of_what_and_since_when() -> None:
    (claim,) = found("The VIX had its lowest close since December 2024.")[1]
    assert dict(claim.detail) == {"extreme": "low", "what": "close", "since": "2024-12"}


def test_a_crossing_that_is_waited_for_is_a_trigger_and_no_fact() -> None:
    (claim,) = found("Wait for the fed funds rate to drop below the 2-year yield.")[1]
    assert (claim.kind, claim.measure) == ("forecast", "threshold")
    assert dict(claim.detail)["role"] == "trigger"
