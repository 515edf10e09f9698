"""One JSON policy: the object, nothing added, nothing that is no number."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path

import pytest

from rotascope.surfaces.encode import encode, plain
from tests.surfaces import fixtures


def test_a_brief_survives_the_way_through_json() -> None:
    brief = fixtures.brief()
    back = json.loads(encode(brief))
    assert list(back) == [field.name for field in fields(brief)]
    assert back["as_of"] == "2026-06-12"
    assert back["verdict"]["size"]["relative_126"] == brief.verdict.size.relative_126
    assert back["verdict"]["concentration"]["since"] is None
    assert len(back["readings"]) == len(brief.readings)
    assert back == plain(brief)


def test_a_history_keeps_every_value_to_the_last_digit() -> None:
    reading = fixtures.readings()[0]
    assert reading.history is not None
    back = json.loads(encode(reading))
    assert tuple(back["history"]["values"]) == reading.history.values
    assert back["lines"][0]["name"] == "IWM / SPY"


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="cannot be printed"):
        encode(fixtures.reading(value=number))


def test_characters_stay_as_they_are() -> None:
    assert "−4.7 %" in encode({"text": "−4.7 %", "path": Path("a/b")})
    assert plain({"path": Path("a/b")}) == {"path": "a/b"}


def test_what_is_no_answer_has_no_json() -> None:
    with pytest.raises(TypeError, match="object has no JSON form"):
        encode([object()])


def test_hidden_characters_are_escapes_of_the_same_value() -> None:
    text = "a\x9b31m\u202etxt\x1b\U000e0041\ud83d"
    made = encode({"text": text})
    assert made.isascii()
    assert json.loads(made) == {"text": text}
