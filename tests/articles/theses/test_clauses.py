"""Where a text says if: the pieces, and where each stands in the article."""

from __future__ import annotations

import pytest

from rotascope.articles.theses.clauses import Conditional, conditionals
from tests.articles.theses.texts import read


def found(text: str) -> tuple[Conditional, ...]:
    return conditionals(read(text)[0])


def said(text: str) -> list[tuple[str, list[str], str]]:
    return [(one.kind, [c.text for c in one.ifs], one.then.text) for one in found(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "If the breakout holds and small caps lead, the year begins well.",
            [("if", ["the breakout holds", "small caps lead"], "the year begins well")],
        ),
        (
            "Small caps should lead as long as yields stay low.",
            [("if", ["yields stay low"], "Small caps should lead")],
        ),
        (
            "Small caps lead unless credit conditions tighten.",
            [("unless", ["credit conditions tighten"], "Small caps lead")],
        ),
        (
            "A policy error or a hard landing could quickly reverse this trend.",
            [("driver", ["A policy error", "a hard landing"], "could quickly reverse this trend")],
        ),
        (
            "Wait for the spread to turn and breadth to improve before buying small caps.",
            [("if", ["the spread to turn", "breadth to improve"], "buying small caps")],
        ),
        ("If so, buy.", []),
        ("If you read charts, small caps lead.", []),
        ("Nobody knows whether or if it holds.", []),
        ("It could reverse the polarity of the magnet.", []),
    ],
)
def test_an_if_and_its_then_are_taken_apart(
    text: str, expected: list[tuple[str, list[str], str]]
) -> None:
    assert said(text) == expected


def test_a_list_of_triggers_is_one_conditional_over_its_sentences() -> None:
    text = (
        "There are three signals to see before one owns small caps. The first is low VIX. The second is"
        " rising breadth. Third, a steeper curve. It rains."
    )
    (one,) = found(text)
    assert (one.kind, [c.text for c in one.ifs]) == (
        "list",
        ["low VIX", "rising breadth", "a steeper curve"],
    )
    assert one.then.text == "one owns small caps"


def test_two_signals_that_are_not_listed_are_no_list() -> None:
    assert found("There are two signals. It rains. The second is wet.") == ()


def test_what_ends_a_move_is_against_it_and_what_extends_it_is_not() -> None:
    text = "Weak prints could reverse the rotation, while strong flows would extend the rotation."
    assert [(one.against, one.any_of) for one in found(text)] == [(True, True), (False, True)]


def test_every_piece_stands_where_it_says() -> None:
    text = (
        "Small caps rose. If “the breakout” holds, and that matters, small caps lead; if VIX falls below"
        " 15, too."
    )
    article, _ = read(text)
    for one in conditionals(article):
        for clause in (*one.ifs, one.then):
            assert article.text[clause.start : clause.end] == clause.text


def test_titles_and_tables_say_no_if() -> None:
    assert found("| If VIX falls | small caps lead |\n|---|---|\n| if a b | c |") == ()
