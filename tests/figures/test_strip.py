"""The percentile strip."""

from __future__ import annotations

from rotascope.figures.strip import strip
from tests.surfaces import fixtures


def test_readings_stand_at_their_percentile_with_the_mark_of_their_side() -> None:
    plain = [r for r in fixtures.readings() if r.axis == "size"]
    made = strip(plain)
    (points,) = made.traces
    assert points["x"] == [85.3, 91.0, 85.3]
    assert points["marker"]["symbol"] == ["triangle-up", "triangle-up", "square"]
    assert points["marker"]["color"] == ["@broad", "@broad", "@flat"]
    assert made.title == "2 of 2 scored signals lean to small caps"


def test_the_majority_names_its_side() -> None:
    made = strip([r for r in fixtures.readings() if r.axis == "concentration"])
    assert made.title == "1 of 1 scored signals leans to the few"
    assert made.traces[0]["marker"]["symbol"] == ["triangle-down"]


def test_a_lean_of_nothing_is_no_lean_to_the_other_side() -> None:
    leans = (0.4, 0.0, 0.0, -0.1, -0.2)
    made = strip([fixtures.reading(f"a.{i}", lean=lean) for i, lean in enumerate(leans)])
    assert made.title == "2 of 5 scored signals lean to large caps"
    even = strip([fixtures.reading(f"a.{i}", lean=lean) for i, lean in enumerate((0.3, 0.0, 0.0))])
    assert even.title == "1 of 3 scored signals leans to small caps"


def test_every_row_is_named_and_names_are_never_markup() -> None:
    made = strip([fixtures.reading(title=fixtures.HOSTILE)])
    (name,) = made.layout["annotations"]
    assert name["text"].startswith("&lt;script")


def test_what_has_no_percentile_is_no_row() -> None:
    made = strip([fixtures.silent()])
    assert made.traces[0]["x"] == []
    assert made.title == "No signal of this axis is scored today"
    unscored = strip([fixtures.reading(lean=None)])
    assert unscored.title == "No signal of this axis is scored today"
