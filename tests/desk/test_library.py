"""The shelf as the desk answers it: copies once, a query's own contradictions, what the data say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import rotascope
from rotascope.articles.library.topics import topics
from rotascope.desk.library import decided, library
from rotascope.panel import Panel
from rotascope.registry import SIGNALS
from rotascope.signals import kept
from rotascope.terms import Disagreement
from tests.articles.library import texts
from tests.articles.library.test_disagreements import sides

DAY = "2022-06-15"
LONG = " ".join(f"Point {at} of this note is about fund {at}." for at in range(70))


@pytest.fixture(scope="module")
def panel(sample_store: Path) -> Panel:
    return rotascope.open(sample_store).panel(DAY)


def test_a_topic_speaks_of_readings_that_are_there() -> None:
    named = {name for topic in topics().each for name in topic.signals}
    assert named <= set(SIGNALS)


def test_everything_is_listed_newest_first_and_copies_once(panel: Panel) -> None:
    shelf = [
        texts.shelved(f"{LONG} Done."),
        texts.shelved(f"{LONG} Finis."),
        texts.shelved(texts.RATES_HELP_SMALL, published=date(2022, 3, 1)),
        texts.shelved(texts.RATES_HURT_LARGE, published=date(2022, 5, 2)),
    ]
    told = library(panel, shelf)
    assert [(one.day, one.copies) for one in told.articles] == [
        (date(2022, 5, 2), 0), (date(2022, 3, 1), 0), (None, 1),
    ]  # fmt: skip
    assert told.found == ()
    assert [one.kind for one in told.disagreements] == ["rates"]


def test_with_a_query_only_what_is_found_is_set_against_itself(panel: Panel) -> None:
    shelf = [texts.shelved(said) for topic in ("flows", "rates") for said in sides(topic)]
    told = library(panel, shelf, "yields and rate cuts")
    assert [one.kind for one in told.disagreements] == ["rates"]
    assert len(told.articles) == 4
    assert len(told.found) == 2


def test_what_was_published_later_is_left_out_and_counted(panel: Panel) -> None:
    shelf = [
        texts.shelved(texts.RATES_HELP_SMALL, published=date(2022, 3, 1)),
        texts.shelved(texts.RATES_HURT_LARGE, published=date(2022, 7, 1)),
        texts.shelved(texts.ABOUT_BREAD),
    ]
    told = library(panel, shelf, until=date(2022, 6, 15))
    assert [one.day for one in told.articles] == [date(2022, 3, 1), None]
    assert told.disagreements == ()
    assert told.notes == ("left out, because published or kept later than 2022-06-15: 1",)


def test_an_empty_shelf_says_how_to_fill_it(panel: Panel) -> None:
    told = library(panel, [])
    assert told.articles == ()
    assert "rotascope check" in told.notes[0]


def test_what_the_data_say_stands_beside_it_with_its_key(panel: Panel) -> None:
    (found,) = library(panel, [texts.shelved(said) for said in sides("rates")]).disagreements
    readings = kept.readings(panel, ["duration.yields.small_large", "duration.yields.rest_few"])
    for reading in readings:
        assert (reading.text or reading.reason) in found.decided
    keys = [reading.key for reading in readings if reading.text]
    assert found.key == (keys[0] if keys else "")
    assert "More: rotascope" in found.decided


def test_only_a_clear_sign_favours_a_side(panel: Panel) -> None:
    (found,) = library(panel, [texts.shelved(said) for said in sides("rates")]).disagreements
    for reading in kept.readings(panel, ["duration.yields.small_large"]):
        if reading.interval is None:
            continue
        clear = reading.interval.low > 0 or reading.interval.high < 0
        assert ("which favours: " in found.decided) == clear
        assert ("its sign is open" in found.decided) != clear


def test_a_disagreement_of_figures_is_left_as_it_is(panel: Panel) -> None:
    one = Disagreement("figures", "return of IWM: 1 % and 2 %", ("a", "b"), ("x", "y"))
    assert decided(panel, [one]) == (one,)
    assert decided(panel, []) == ()
