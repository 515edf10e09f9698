"""Characters of a condition and their places."""

from __future__ import annotations

import pytest

from rotascope.conditions.tokens import LONGEST, tokens
from rotascope.errors import BadArgument


def test_a_condition_is_cut_into_its_words_and_signs() -> None:
    found = [(one.kind, one.text) for one in tokens("rs('A/B').streak >= -8 AND x")]
    assert found == [
        ("name", "rs"), ("(", "("), ("text", "A/B"), (")", ")"), (".", "."), ("name", "streak"),
        ("op", ">="), ("number", "-8"), ("word", "and"), ("name", "x"), ("end", ""),
    ]  # fmt: skip


def test_every_token_knows_where_it_begins() -> None:
    assert [one.at for one in tokens("ab < 3")] == [1, 4, 6, 7]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("x = 3", "== for equal"),
        ('x == "a', "closing quotation mark"),
        ("x ; y", "means nothing"),
        ("x > \u0663", "means nothing"),
        ('x == "a\nb"', "closing quotation mark"),
        ('x == "\x1b[2J"', "closing quotation mark"),
    ],
)
def test_what_is_no_token_is_said_with_its_place(source: str, said: str) -> None:
    with pytest.raises(BadArgument, match=r"at character \d+") as told:
        tokens(source)
    assert said in str(told.value)


def test_a_text_without_end_is_refused_at_once() -> None:
    with pytest.raises(BadArgument, match="at most 2,000"):
        tokens("x" * (LONGEST + 1))
