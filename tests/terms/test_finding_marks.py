"""A verdict is marked the same on a terminal, on a page and in a picture, never by its colour alone."""

from __future__ import annotations

from rotascope.figures.theme import INKS, TOKENS
from rotascope.terms import FINDING_VERDICTS
from rotascope.terms.finding_marks import FINDING_MARKS


def test_every_verdict_has_its_own_mark_in_ink_of_terminal_and_page() -> None:
    marks = list(FINDING_MARKS.values())
    assert set(FINDING_MARKS) == set(FINDING_VERDICTS)
    assert len({(one.glyph, one.words) for one in marks}) == len(marks)
    assert all(one.ink in INKS and one.ink in TOKENS["light"] for one in marks)


def test_areas_of_one_ink_differ_in_their_hatch() -> None:
    marks = list(FINDING_MARKS.values())
    assert len({(one.ink, one.hatch) for one in marks}) == len(marks)


def test_what_is_wrong_stands_before_what_holds() -> None:
    order = list(FINDING_MARKS)
    assert order[0] == "contradicted"
    assert order.index("partial") < order.index("approximate") < order.index("supported")
