"""Rows of histories as text and as a range on a scale."""

from __future__ import annotations

import re

from rotascope.surfaces import cells
from rotascope.terms import Cell, Interval

HELD = Interval(-0.021, 0.0197, 0.9, "bootstrap")
ROW = Cell("after a cut", 16, -0.0007, "fraction", HELD, usual=-0.0006, p=0.7)


def test_a_fraction_is_told_in_percent_and_a_missing_value_as_a_dash() -> None:
    assert cells.quantity(ROW, ROW.value) == "−0.1 %"
    assert cells.quantity(ROW, None) == "–"
    assert cells.quantity(Cell("nearest", 1, 0.92, "sd"), 0.92) == "0.92 sd"
    assert cells.ends(ROW) == "−2.1 to 2.0"
    assert cells.ends(Cell("nearest", 1, 0.92, "sd")) == "–"


def test_an_interval_of_returns_keeps_its_signs_and_says_percent_once() -> None:
    assert cells.moved(HELD) == "−2.1 to +2.0"
    assert cells.moved(None) == "–"


def test_the_scale_of_rows_holds_every_end_and_zero() -> None:
    assert cells.ends_of([ROW, Cell("b", 1, 0.5, "fraction")]) == {"fraction": (-0.021, 0.5)}
    assert cells.ends_of([]) == {}


def test_rows_of_two_units_have_a_scale_each() -> None:
    told = cells.ends_of([Cell("b", 1, 0.5, "fraction"), Cell("c", 1, 2.0, "sd")])
    assert told == {"fraction": (0.0, 0.5), "sd": (0.0, 2.0)}


def test_a_range_stands_at_its_place_on_the_scale() -> None:
    drawn = str(cells.span((-1.0, 1.0), 0.5, Interval(0.0, 1.0, 0.9, "x"), 0.0, "half"))
    # 180 wide with 6 at each edge: zero at 90, one at 174, a half between.
    assert 'class="point" cx="132.0"' in drawn
    assert 'class="range" x="90.0" y="6" width="84.0"' in drawn
    assert re.findall(r'class="usual" x1="([\d.]+)"', drawn) == ["90.0"]


def test_nothing_is_drawn_without_a_value_or_without_a_scale() -> None:
    assert cells.span((-1.0, 1.0), None, None, None, "none") == ""
    assert cells.span((0.0, 0.0), 0.0, None, None, "flat") == ""


def test_words_of_a_range_are_escaped() -> None:
    assert "<script>" not in str(cells.span((0.0, 1.0), 0.5, None, None, "<script>"))
