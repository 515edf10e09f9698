"""The grammar, and that text of any kind is either a condition or one sentence."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rotascope.conditions.grammar import (
    Both,
    Comparison,
    Either,
    Held,
    Negated,
    Observable,
    observables,
    parse,
)
from rotascope.errors import BadArgument

STREAK = Observable(("rs",), "IWM/SPY", ("streak",), 1)


def test_the_conditions_of_the_handbook_are_read() -> None:
    assert parse('rs("IWM/SPY").streak >= 8').root == Comparison(STREAK, ">=", 8.0)
    spread = Observable(("ffr_2y", "spread"), None, (), 1)
    assert parse("ffr_2y.spread < 0 for 5").root == Held(Comparison(spread, "<", 0.0), 5)


def test_and_binds_before_or_and_not_before_both() -> None:
    root = parse("a > 1 or not b > 2 and c > 3").root
    assert isinstance(root, Either)
    second = root.parts[1]
    assert isinstance(second, Both)
    assert isinstance(second.parts[0], Negated)


def test_for_holds_a_comparison_or_what_stands_in_parentheses() -> None:
    assert isinstance(parse("(a > 1 and b > 2) for 3").root, Held)
    assert parse("a > 1 for 3 sessions").root == parse("a > 1 for 3").root
    inside = parse("a > 1 and b > 2 for 3").root
    assert isinstance(inside, Both)
    assert isinstance(inside.parts[1], Held)


def test_what_is_looked_at_is_listed_in_order() -> None:
    asked = parse('rs("IWM/SPY").streak >= 8 and not vix.percentile < 0.2')
    assert [str(one) for one in observables(asked)] == ['rs("IWM/SPY").streak', "vix.percentile"]


MISTAKES = {
    "": "the condition ends where a value belongs",
    "a": "a is compared with nothing",
    "a > 3 b": "'b' is left over",
    "a > 3 for x": "a whole number of sessions",
    "a > 3 for 0": "1 to 2,520 sessions",
    "((a > 3)": "a parenthesis is not closed",
    "1 < 2": "two constants are compared",
    'a < "x"': "a word has no order",
    "a. > 3": "a dot with nothing behind it",
    "rs(3).x > 1": "rs() of what?",
    "a > 1e999": "a number without end",
    'a == ""': "an empty word",
    "a > 3 for 99999999999": "for 99999999999",
    "a > > 1": "'>' where a value belongs",
}


@pytest.mark.parametrize("source", MISTAKES)
def test_a_mistake_is_said_with_its_place_and_an_example(source: str) -> None:
    with pytest.raises(BadArgument) as told:
        parse(source)
    assert MISTAKES[source] in str(told.value)
    assert "Try: rs(" in str(told.value)


@pytest.mark.parametrize(
    "source",
    ["(" * 200 + "a > 1" + ")" * 200, "not " * 200 + "a > 1", " and ".join(["a > 1"] * 65)],
    ids=["parentheses", "nots", "comparisons"],
)
def test_depth_and_size_are_bounded(source: str) -> None:
    with pytest.raises(BadArgument, match="at most"):
        parse(source)


@given(st.text(alphabet="ab.()<>=!\"'19 -eforandt", max_size=80))
def test_any_text_is_a_condition_or_one_sentence(source: str) -> None:
    told = None
    with contextlib.suppress(BadArgument):
        told = parse(source)
    assert told is None or parse(told.source).root == told.root
