"""What became of predictions: entered at the next close, judged on their due day, never before."""

from dataclasses import replace
from datetime import date

import pytest

from rotascope.terms import Prediction
from rotascope.theses.foretold import ruled
from tests.store.kept_articles import made_prediction
from tests.theses.worlds import day, world


def foretold(row: int = 200, sessions: int = 10) -> Prediction:
    made = replace(made_prediction(), opened=day(row), due=day(min(row + sessions, 299)))
    return replace(made, probability=0.8)


def test_a_side_that_led_over_the_span_was_right() -> None:
    told = ruled(world((203, 4)), foretold())
    assert (told.item, told.status) == ("p-0001", "right")
    assert told.outcome == pytest.approx(0.04, abs=0.003)
    assert told.score == pytest.approx(0.04)
    assert told.base is not None
    assert told.reason == f"IWM / SPY over 10 sessions from {day(200)}"


def test_a_side_that_lagged_was_wrong() -> None:
    told = ruled(world((203, -4)), foretold())
    assert told.status == "wrong"
    assert told.score == pytest.approx(0.64)


def test_it_waits_until_its_day_is_over() -> None:
    told = ruled(world((203, 4), as_of=day(208)), foretold())
    assert (told.status, told.score) == ("waiting", None)
    assert told.reason == f"due {day(210)}"


@pytest.mark.parametrize(
    ("gone", "why"),
    [
        ({"due": None}, "no span"),
        ({"opened": None}, "undated"),
        ({"side": None}, "no side"),
        ({"axis": None}, "no side"),
    ],
)
def test_what_cannot_be_scored_says_why(gone: dict[str, None], why: str) -> None:
    told = ruled(world(), replace(foretold(), **gone))  # type: ignore[arg-type]
    assert told.status == "not_measurable"
    assert why in told.reason


def test_a_span_without_prices_is_never_counted_as_right() -> None:
    early = replace(foretold(), opened=date(2001, 1, 3), due=date(2001, 3, 1))
    assert ruled(world(), early).status == "not_measurable"


def test_without_a_stated_probability_there_is_no_score() -> None:
    told = ruled(world((203, 4)), replace(foretold(), probability=None))
    assert (told.status, told.score) == ("right", None)
