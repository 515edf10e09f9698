"""Calls and spans: who is to lead without an if, and for how long."""

from __future__ import annotations

import pytest

from rotascope.articles.theses.calls import MOST_SESSIONS, calls, sessions_of
from tests.articles.theses.texts import read


@pytest.mark.parametrize(
    ("text", "sessions"),
    [
        ("for 3-12 months", 252),
        ("across 6\u201318 month horizons", 378),
        ("the next 4-8 weeks", 40),
        ("the next 12 months hinge on it", 252),
        ("over the next six months", 126),
        ("next quarter", 63),
        ("over five years", MOST_SESSIONS),
    ],
)
def test_a_span_ahead_is_its_upper_end_in_sessions(text: str, sessions: int) -> None:
    found = sessions_of(text)
    assert found is not None
    assert found[0] == sessions
    assert found[1] in text


@pytest.mark.parametrize(
    "text", ["recent 12-month performance", "in 2022", "12 months ago", "a year", "", "next"]
)
def test_the_past_is_no_span_ahead(text: str) -> None:
    assert sessions_of(text) is None


def test_a_call_stands_where_it_is_said() -> None:
    article, names = read("It rains. We are overweight small caps against large caps.")
    (one,) = calls(article, names)
    assert (one.side.side, one.pair, one.sentence) == ("small", "IWM/SPY", 1)
    assert article.text[one.start : one.end] == one.text


@pytest.mark.parametrize(
    "text", ["Short the ones most exposed.", "We favour bakers.", "Small caps rose."]
)
def test_what_names_no_side_or_gives_no_advice_is_no_call(text: str) -> None:
    article, names = read(text)
    assert tuple(calls(article, names)) == ()
