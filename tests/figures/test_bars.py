"""Returns side by side, and what is said of each name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rotascope.errors import WrongUse
from rotascope.figures.bars import performance, tone
from tests.figures import drawable


def test_the_best_return_stands_on_top_and_losses_have_another_colour() -> None:
    made = performance(drawable.performances())
    (bars,) = made.traces
    assert bars["x"] == [19.0, 5.0, -2.0]
    assert bars["y"] == sorted(bars["y"], reverse=True)
    assert bars["marker"]["color"] == ["@series0", "@series0", "@series1"]
    assert bars["text"] == ["+19.0 %", "+5.0 %", "−2.0 %"]
    assert made.title == "A returned +19.0 %, 21.0 points more than B"


def test_a_line_without_a_return_is_named_and_not_drawn_as_nil() -> None:
    assert "without a return: D" in performance(drawable.performances()).note


def test_the_axis_names_its_unit_and_the_footer_base_and_end() -> None:
    made = performance(drawable.performances())
    assert made.layout["xaxis"]["title"]["text"] == "return, total return, %"
    assert "2025-12-31 to 2026-06-12" in made.note


def test_no_return_at_all_is_refused() -> None:
    with pytest.raises(WrongUse, match="no return to draw"):
        performance(drawable.performances()[3:])


def test_names_are_ordered_by_their_score_and_single_mentions_are_pale() -> None:
    made = tone(drawable.checked().sentiment)
    (bars,) = made.traces
    assert bars["x"] == [0.9, 0.5, -0.4]
    assert bars["marker"]["opacity"] == [0.4, 1.0, 1.0]
    assert "+0.50" in made.title
    assert "−0.40" in made.title


def test_an_article_that_names_nothing_is_refused() -> None:
    with pytest.raises(WrongUse, match="names no line"):
        tone(replace(drawable.checked().sentiment, by_symbol=()))
