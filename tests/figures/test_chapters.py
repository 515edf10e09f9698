"""Chapters of history and registered hypotheses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rotascope.errors import WrongUse
from rotascope.figures.chapters import chapter, hypotheses
from tests.figures import drawable


def test_rows_have_their_interval_what_is_usual_and_their_count() -> None:
    made = chapter(drawable.chapter())
    ticks, points = made.traces
    assert points["x"] == [4.0, -2.0, 1.0]
    assert ticks["x"] == [0.0, 1.0]
    assert made.title == "A finding"
    assert "n\u00a0=\u00a030" in made.layout["annotations"][0]["text"]


def test_what_chance_explains_is_hollow_and_what_it_does_not_is_filled() -> None:
    symbols = chapter(drawable.chapter()).traces[-1]["marker"]["symbol"]
    assert symbols == ["circle", "circle-open", "circle"]


def test_returns_have_a_sign_and_shares_none() -> None:
    told = [note["text"] for note in chapter(drawable.chapter()).layout["annotations"][1::2]]
    assert told[0] == "+4.0 %"
    plain = chapter(drawable.chapter("spells")).layout["annotations"][1]["text"]
    assert plain == "4.0 %"


def test_a_chapter_without_numbers_is_refused() -> None:
    with pytest.raises(WrongUse, match="no numbers"):
        chapter(replace(drawable.chapter(), rows=()))


def test_a_verdict_has_a_shape_of_its_own() -> None:
    told = [
        drawable.hypothesis(v) for v in ("supported", "contradicted", "not shown", "too few cases")
    ]
    made = hypotheses(told)
    assert len(set(made.traces[-1]["marker"]["symbol"])) == 4
    assert made.title == "1 of 4 registered hypotheses is supported"


def test_hypotheses_that_could_not_be_measured_are_refused() -> None:
    with pytest.raises(WrongUse, match="could be measured"):
        hypotheses([drawable.hypothesis(difference=None)])
