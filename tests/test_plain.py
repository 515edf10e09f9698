"""Text of others, made safe to show."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rotascope.plain import SIGN, cell, escaped, one_line, path_text, plain


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
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\uff1d1",
        "\uff0b1",
        "\uff0d1",
        "\uff201",
        "=cmd|' /C calc'!A0",
    ],
)
def test_a_formula_becomes_text(text: str) -> None:
    assert cell(text).startswith("'")


@given(st.text())
def test_no_text_becomes_a_formula_or_an_escape(text: str) -> None:
    made = cell(text)
    assert not made.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b"))
    assert "\x1b" not in made
    assert plain(plain(text)) == plain(text)


def test_one_line_is_one_line() -> None:
    assert one_line("a\nb\tc\x1b") == f"a b c{SIGN}"


def test_a_file_name_of_any_bytes_is_one_line_of_text() -> None:
    assert path_text(Path("a/Société.csv")) == "a/Société.csv"
    assert path_text(Path(os.fsdecode(b"a\xff\n\t\x1b.csv"))) == f"a{SIGN * 4}.csv"
    path_text(Path(os.fsdecode(b"\xff"))).encode("utf-8")


@given(st.text(max_size=20))
def test_escaped_json_holds_the_same_text_and_nothing_hidden(text: str) -> None:
    made = escaped(json.dumps({"a": text}, ensure_ascii=False))
    assert json.loads(made) == {"a": text}
    assert plain(made) == made
