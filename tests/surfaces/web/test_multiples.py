"""Small multiples: five years of a reading, or nothing where there is no line."""

from __future__ import annotations

from rotascope.figures.lines import has_line
from rotascope.surfaces.web.multiples import answered_first, drawn, multiples
from rotascope.terms import History
from tests.surfaces.fixtures import AS_OF, history, reading, silent

LINED = reading(history=history(0.0, 0.1, 400))
POINTS = reading("concentration.hhi", history=History((AS_OF,), (1.0,)))


def test_a_line_needs_three_values_and_a_point_one() -> None:
    assert (has_line(LINED), drawn(LINED)) == (True, True)
    assert (has_line(POINTS), drawn(POINTS)) == (False, True)
    assert (has_line(silent()), drawn(silent())) == (False, False)


def test_below_a_small_picture_stands_what_noise_shows() -> None:
    (one, picture), (other, none) = multiples([LINED, silent()])
    assert picture is not None
    assert picture.note == LINED.null.statement if LINED.null else False
    assert (one, other.status, none) == (LINED, "not_measurable", None)


def test_those_with_an_answer_come_first_in_the_order_given() -> None:
    names = [one.signal for one in answered_first([silent("a.a"), reading("c.c"), reading("b.b")])]
    assert names == ["c.c", "b.b", "a.a"]
