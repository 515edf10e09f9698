"""Text is cleaned so that nothing hides in it and every figure stays as it was printed."""

from __future__ import annotations

import time

import pytest

from rotascope.articles.intake.characters import cleaned


def test_line_ends_and_blanks_become_one_kind() -> None:
    assert cleaned("a\r\nb\rc\u2028d\x0be")[0] == "a\nb\nc\nd\ne"
    assert cleaned("up\u00a05\u202f%  today ")[0] == "up 5 % today"
    assert cleaned("one\n\n\n\ntwo")[0] == "one\n\ntwo"


def test_hyphens_are_plain_and_dashes_and_minus_signs_stay() -> None:
    assert cleaned("ultra\u2011large\u2010cap")[0] == "ultra-large-cap"
    assert (
        cleaned("days\u2013weeks \u2014 \u221219% \u2248 5")[0]
        == "days\u2013weeks \u2014 \u221219% \u2248 5"
    )


@pytest.mark.parametrize(
    "hidden",
    ["\u202e", "\u200b", "\u2066", "\U000e0041", "\x1b", "\x00", "\ufeff", "\xad", "\ue000"],
)
def test_what_hides_is_taken_out_and_counted(hidden: str) -> None:
    assert cleaned(f"Small{hidden} caps") == ("Small caps", 1)


def test_tabs_are_the_bars_of_a_pasted_table() -> None:
    assert cleaned("NVDA\t36.80%\t34.94%")[0] == "NVDA | 36.80% | 34.94%"


def test_letters_are_composed_and_piled_marks_are_cut() -> None:
    assert cleaned("e\u0301")[0] == "\u00e9"
    began = time.perf_counter()
    said, _ = cleaned("e" + "\u0301" * 200_000)
    assert len(said) < 20
    assert time.perf_counter() - began < 2.0
