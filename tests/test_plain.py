"""Text of others, made safe to show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rotascope.plain import SIGN, cell, plain


@pytest.mark.parametrize(
    "text",
    [
        "\x1b[2J",
        "a\x07b",
        "\x9b31m",
        "abc\u202etxt.exe",
        "z\u200bero",
        "\U000e0041",
        "\r\rgone",
        "\x00",
    ],
)
def test_hidden_characters_leave_a_visible_sign(text: str) -> None:
    assert SIGN in plain(text)
    assert plain(text).isprintable()


def test_ordinary_words_stay_as_they_are() -> None:
    words = "BRK.B · Société Générale — 小米 +3 %\n\tindented"
    assert plain(words) == words


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0"]
)
def test_a_formula_becomes_text(text: str) -> None:
    assert cell(text).startswith("'")


@given(st.text())
def test_no_text_becomes_a_formula_or_an_escape(text: str) -> None:
    made = cell(text)
    assert not made.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert "\x1b" not in made
    assert plain(plain(text)) == plain(text)
