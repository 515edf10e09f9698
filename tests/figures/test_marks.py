"""Marks as SVG."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from rotascope.figures.marks import path, plain, rect, symbol, text
from tests.surfaces import fixtures


@pytest.mark.parametrize(
    "name",
    ["circle", "circle-open", "diamond", "square-open", "x", "triangle-left", "line-ns", "?"],
)
def test_every_symbol_is_well_formed_and_at_its_place(name: str) -> None:
    made = symbol(name, (10.0, 20.0), 8.0, "red", "white")
    assert ElementTree.fromstring(made).tag in ("circle", "polygon", "path")
    assert ('fill="none"' in made) == (name.endswith("-open") or name == "line-ns")


def test_a_gap_breaks_the_line() -> None:
    made = path([(0, 0), (1, 1), None, (2, 2), (3, 3)], "red", 2.0, "dash")
    assert 'd="M0.0 0.0L1.0 1.0M2.0 2.0L3.0 3.0"' in made
    assert "stroke-dasharray" in made
    assert path([None], "red") == ""


def test_labels_are_lines_of_plain_text() -> None:
    assert plain("a &lt;b&gt;<br>c") == ["a <b>", "c"]
    made = text([fixtures.HOSTILE], (1, 2), "red", across="right", down="top", ground="white")
    assert "<script" not in made
    assert "&lt;script&gt;" in made
    assert text(["", " "], (0, 0), "red") == ""


def test_a_rectangle_may_be_given_by_any_two_corners() -> None:
    assert rect((5, 6), (1, 2), "red") == rect((1, 2), (5, 6), "red")
    assert 'stroke="blue"' in rect((0, 0), (1, 1), "", 1.0, "blue", 2.0)
