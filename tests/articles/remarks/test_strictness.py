"""About one per cent, and under one per cent."""

from __future__ import annotations

from dataclasses import replace

from rotascope.articles.remarks.strictness import strictness
from rotascope.terms.articles import Remark
from tests.articles.remarks import scenes


def _read(measure: str, *said: tuple[str, float], whom: str = "IWM") -> tuple[Remark, ...]:
    unit = "count" if measure == "holdings_count" else "fraction"
    claims = [scenes.claim(whom, measure, value, op=op, unit=unit, sentence=n)
              for n, (op, value) in enumerate(said)]  # fmt: skip
    made = scenes.scene(scenes.article("One.", "Two."), claims)
    seen = tuple(replace(f, reading_used="by share line, a file") for f in made.findings)
    return strictness(replace(made, findings=seen))


def test_about_one_and_under_one_hold_together_on_one_side_only() -> None:
    (made,) = _read("largest_weight", ("~", 0.01), ("<", 0.01))
    assert made.text == (
        "the largest weight is about 1 % and again under 1 %: both hold only on one side of it"
    )
    assert made.needs == ("a date for each", "on file 1.00 %, by share line, a file")


def test_about_and_nearly_two_thousand_need_a_date_each() -> None:
    (made,) = _read("holdings_count", ("~", 2000.0), ("nearly", 2000.0))
    assert "about 2,000 and again nearly 2,000" in made.text


def test_two_numbers_that_differ_or_are_said_alike_are_no_pair() -> None:
    assert _read("largest_weight", ("~", 0.01), ("<", 0.05)) == ()
    assert _read("largest_weight", ("~", 0.01), ("~", 0.01)) == ()
