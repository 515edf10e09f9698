"""What a measure hands back."""

from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from rotascope.articles.measures import READ, dateless, measure, observed
from rotascope.articles.measures.observed import Observed
from rotascope.errors import NoAnswer
from rotascope.terms.articles import MEASURES
from tests.articles.tape import claim, tape


def test_a_reading_cannot_be_changed() -> None:
    seen = Observed("close", 1.0)
    with pytest.raises(FrozenInstanceError):
        seen.value = 2.0  # type: ignore[misc]


def test_every_registered_measure_is_one_of_the_words() -> None:
    assert set(READ) <= set(MEASURES)
    assert "impact" in dateless()
    assert set(MEASURES) >= dateless()


def test_a_measure_that_is_no_word_is_refused() -> None:
    with pytest.raises(RuntimeError, match="no measure 'mood'"):
        measure("mood")(lambda panel, claim, day: ())  # type: ignore[arg-type]


def test_a_measure_that_nothing_answers_says_so() -> None:
    (seen,) = observed(
        tape(date(2025, 1, 3)), claim("IWM", 1.0, measure="statement"), date(2025, 1, 3)
    )
    assert seen.value is None
    assert seen.reason


def test_a_question_the_store_refuses_is_a_check_that_failed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> tuple[Observed, ...]:
        raise NoAnswer("the index is not on file")

    READ.load()
    monkeypatch.setitem(READ._items, "return", refuse)
    (seen,) = observed(tape(date(2025, 1, 3)), claim("IWM", 0.1), date(2025, 1, 3))
    assert (seen.verdict, seen.reason) == ("check_failed", "the index is not on file")
