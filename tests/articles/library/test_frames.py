"""Frames see what a sentence says: near, in order if they must, turned by a "not"."""

from __future__ import annotations

from time import process_time

import pytest

from rotascope.articles.library import frames
from rotascope.articles.library.frames import Frame, Spans, classes_of, clause, normal
from rotascope.articles.library.topics import topics

CLASSES = classes_of(
    {
        "small": ["small cap*", "s&p 600"],
        "up": ["rise in .. yields", "higher rates"],
        "hurt": ["hurt*", "weigh*"],
    }
)


def seen(frame: Frame, sentence: str) -> int | None:
    found = frames.said(frame, Spans(normal(sentence), CLASSES))
    return found.pole if found else None


HURT = Frame(-1, ("up", "hurt", "small"), near=10, turn="hurt")


def test_hyphens_case_and_marks_do_not_matter() -> None:
    assert normal("Small-Caps, “hurt”!") == " small caps hurt "
    assert seen(HURT, "A rise in Treasury yields HURTS small-caps.") == -1


def test_a_gap_holds_three_words_at_most() -> None:
    assert seen(HURT, "A rise in long US Treasury yields weighs on small caps") == -1
    assert seen(HURT, "A rise in the long end of Treasury yields weighs on small caps") is None


def test_a_beginning_stops_at_the_word() -> None:
    assert Spans(normal("the weight of small caps"), CLASSES).of("hurt") == [(1, 2)]
    assert Spans(normal("small capacity"), CLASSES).of("small") == [(0, 2)]
    assert Spans(normal("a S&P 6000 day"), CLASSES).of("small") == []


def test_phrases_far_apart_say_nothing_together() -> None:
    between = "as everybody who has ever looked at a chart of them will readily agree,"
    assert seen(HURT, f"Higher rates, {between} hurt small caps") is None


def test_a_not_before_it_turns_the_side() -> None:
    assert seen(HURT, "Higher rates do not really hurt small caps") == 1
    assert seen(HURT, "It is not news that much higher rates hurt small caps") == -1


def test_order_counts_where_a_frame_says_so() -> None:
    ordered = Frame(1, ("small", "hurt", "up"), ordered=True)
    assert seen(ordered, "Small caps hurt by higher rates") == 1
    assert seen(ordered, "Higher rates hurt small caps") is None


def test_a_class_that_may_not_stand_there_keeps_the_frame_silent() -> None:
    alone = Frame(1, ("up", "hurt"), without=("small",))
    assert seen(alone, "Higher rates hurt") == 1
    assert seen(alone, "Higher rates hurt small caps") is None


def test_the_clause_is_quoted_as_it_was_written() -> None:
    said = "First of all, a rise in yields hurts Small-Caps, and then some."
    found = frames.said(HURT, Spans(normal(said), CLASSES))
    assert found is not None
    assert clause(said, found.first, found.last, 80) == "a rise in yields hurts Small-Caps"
    assert len(clause(said * 40, 0, 400, 80)) == 80


@pytest.mark.parametrize(
    "letter", ["a ", "rise in ", "small ", "(", " ", "rate ", "-", "not ", "1."]
)
def test_no_text_makes_it_slow(letter: str) -> None:
    known = topics().classes
    began = process_time()
    for _ in range(20):
        spans = Spans(normal(letter * 100_000), known)
        assert all(spans.some(name) or True for name in known)
    assert process_time() - began < 4


def test_a_not_may_turn_a_side_into_none() -> None:
    needs = Frame(-1, ("small", "up"), turn="small", turned=0)
    assert seen(needs, "It is not small caps that need higher rates") == 0
    assert (needs.other, HURT.other) == (0, 1)
