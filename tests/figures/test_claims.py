"""Verdicts counted, and what was printed beside what was found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rotascope.errors import WrongUse
from rotascope.figures.claims import printed_and_found, verdicts
from tests.figures import drawable


def test_counts_are_the_articles() -> None:
    made = verdicts(drawable.checked())
    (bars,) = made.traces
    assert bars["x"] == [1, 1, 1, 1]
    words = [note["text"] for note in made.layout["annotations"]]
    assert words == ["✗ contradicted", "≈ approximate", "✓ supported", "· not checkable"]
    assert made.title == "3 of 4 claims could be looked up; 1 contradicted"


def test_printed_and_found_stand_on_one_line_the_farthest_off_first() -> None:
    gaps, printed, found = printed_and_found(drawable.checked()).traces
    assert printed["x"] == [10.0, 10.0, 10.0]
    assert found["x"] == [40.0, 11.0, 10.0]
    assert found["y"] == printed["y"]
    assert gaps["x"][:3] == [10.0, 40.0, None]
    assert found["marker"]["symbol"] == ["x", "diamond", "circle"]


def test_both_numbers_are_printed() -> None:
    made = printed_and_found(drawable.checked())
    assert made.layout["annotations"][1]["text"] == "10.0 % printed, 40.0 % found"
    assert made.title == "1 of 3 printed numbers hold, 1 more come near"


def test_a_printed_range_is_told_with_both_ends() -> None:
    told = drawable.checked()
    first = replace(told.findings[0], claim=replace(told.findings[0].claim, high=0.2))
    made = printed_and_found(replace(told, findings=(first,)))
    assert made.layout["annotations"][1]["text"] == "10.0 % to 20.0 % printed, 10.0 % found"


def test_an_article_without_claims_is_refused() -> None:
    empty = replace(drawable.checked(), findings=(), counts=())
    with pytest.raises(WrongUse, match="no claim"):
        verdicts(empty)
    with pytest.raises(WrongUse, match="no printed number"):
        printed_and_found(empty)
