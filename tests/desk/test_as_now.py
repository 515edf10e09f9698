"""A reading as the condition that it is where it is."""

from __future__ import annotations

import pytest

from rotascope.conditions import parse
from rotascope.desk.as_now import as_now
from tests.surfaces.fixtures import reading, silent


@pytest.mark.parametrize(
    ("place", "asked"),
    [
        (0.853, "rs.small_large.percentile >= 0.85"),
        (0.999, "rs.small_large.percentile >= 0.95"),
        (0.032, "rs.small_large.percentile <= 0.05"),
        (0.15, "rs.small_large.percentile <= 0.15"),
        (0.6, "rs.small_large.percentile >= 0.6"),
    ],
)
def test_an_unusual_place_is_asked_about_in_twentieths(place: float, asked: str) -> None:
    condition = as_now(reading(percentile=place))
    assert condition == asked
    assert parse(condition).source == asked


def test_the_middle_of_its_past_asks_nothing() -> None:
    assert as_now(reading(percentile=0.5)) == ""
    assert as_now(reading(percentile=None)) == ""


def test_a_state_is_asked_about_by_its_word() -> None:
    told = reading("macro.quad", unit="state", value=2.0, state="quad 2", percentile=None)
    assert as_now(told) == 'macro.quad.state == "quad 2"'


def test_a_signal_without_an_answer_asks_nothing() -> None:
    assert as_now(silent()) == ""
