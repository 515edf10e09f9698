"""The solver beside a claim of impact, and the days on which the name did fall."""

from __future__ import annotations

from datetime import date

from rotascope.articles.remarks.impact import impact
from rotascope.terms.articles import Remark
from tests.articles.remarks import scenes
from tests.articles.tape import closes

FIRST, DAY = date(2024, 12, 2), date(2025, 12, 23)
LINES = [("NVDA", 0.08), ("META", 0.028), *((f"N{i}", 0.04) for i in range(8))]


def _read(low: float, high: float, day: date = DAY) -> tuple[Remark, ...]:
    total = {
        "NVDA": closes(FIRST, DAY, d2025_01_27=83.0),
        "SPY": closes(FIRST, DAY, d2025_01_27=98.5),
    }
    panel = scenes.world(DAY, total=total, holdings=[("SPY", date(2025, 9, 5), LINES)])
    asked = scenes.claim("NVDA+META", "impact", low, high=high, op="between", against=("^GSPC",),
                         detail=(("shock", "0.10..0.25"), ("names", "1..2")))  # fmt: skip
    return impact(scenes.scene(scenes.article("A fall takes much.", day=day), [asked], panel=panel))


def test_three_to_eight_per_cent_does_not_follow_from_eleven_per_cent_of_weight() -> None:
    (made,) = _read(0.03, 0.08)
    assert made.verdict == "contradicted"
    assert "takes 0.3 to 2.7 % off (SPY's file of 2025-09-05)" in made.text
    assert "30.0 to 32.0 %" in made.needs[0]
    assert "times what their weight gives" in made.needs[1]


def test_the_days_on_which_the_name_fell_by_a_tenth_give_the_multiplier_that_was() -> None:
    # -17 % at a weight of 8 % is -1.36 %; the fund lost 1.5 %: 1.1 times
    (made,) = _read(0.03, 0.08)
    assert "on 1 day since" in made.text
    assert "1.1 times its weight" in made.text


def test_what_the_weight_gives_needs_nothing() -> None:
    (made,) = _read(0.003, 0.025)
    assert (made.verdict, made.needs) == ("supported", ())


def test_before_any_file_was_known_nothing_is_said() -> None:
    assert _read(0.03, 0.08, date(2025, 3, 3)) == ()
