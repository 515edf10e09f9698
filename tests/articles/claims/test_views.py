"""Opinions and forecasts, kept apart from what could be looked up."""

from __future__ import annotations

import pytest

from rotascope.articles.claims.views import conditional, triggers
from tests.articles.claims.labels import found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("If the Fed cuts again, small caps could extend their lead.", "forecast"),
        ("The next leg is likely a rerating of cyclicals.", "forecast"),
        ("This is our best idea for the next 3-12 months.", "forecast"),
        ("The real test will be whether it lasts through the year.", "forecast"),
        ("The fears about rates may be overstated by many observers.", "opinion"),
        ("In our view, concentration is an underrated risk of the index.", "opinion"),
        ("The data suggest something real is happening in the market.", "opinion"),
        ("Investors should hold fewer of the largest companies.", "opinion"),
    ],
)
def test_a_view_is_an_opinion_or_a_forecast(text: str, kind: str) -> None:
    assert [c.kind for c in found(text)[1]] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "The podcast was recorded before the holidays and runs for 45 minutes.",
        "The Russell 2000 was founded long before the fund that follows it.",
        "IWM rose 3% this week.",
    ],
)
def test_what_is_told_is_no_view(text: str) -> None:
    assert all(c.kind not in ("opinion", "forecast") for c in found(text)[1])


def test_conditions_that_are_announced_are_triggers() -> None:
    text = (
        "Wait for two triggers before buying. The first is the fed funds rate falling below the"
        " 2-year yield. The second is a clear upturn in the earnings revision breadth of small caps"
        " versus large caps."
    )
    listed = [c for c in found(text)[1] if dict(c.detail).get("role") == "trigger"]
    assert [c.measure for c in listed] == ["threshold", "breadth"]
    assert (listed[1].subject, listed[1].against) == (("small caps",), ("large caps",))


def test_a_forecast_carries_its_hedge_and_its_horizon() -> None:
    (claim,) = found("Small caps could rally over the next 6-12 months.")[1]
    assert claim.hedge is not None
    assert claim.hedge.low < claim.hedge.high
    assert dict(claim.detail)["horizon"] == "6-12 months"


def test_an_if_then_is_seen_and_an_aside_to_the_reader_is_not() -> None:
    assert conditional("If it holds, it could go on.")
    assert not conditional("If you have been waiting, here it is.")
    assert triggers("Investors should wait for two specific triggers before buying.")
    assert not triggers("Investors can no longer wait.")
