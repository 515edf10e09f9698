"""Critical levels that nobody names."""

from __future__ import annotations

from datetime import date

from rotascope.articles.remarks.unnamed_levels import unnamed_levels
from rotascope.terms.articles import Remark
from tests.articles.remarks import scenes
from tests.articles.tape import closes

FIRST, DAY = date(2024, 6, 3), date(2025, 12, 23)
TEXT = "The ratio of SPSM and MAGS is testing critical technical levels."


def _read(text: str = TEXT, first: date = FIRST) -> tuple[Remark, ...]:
    total = {
        "SPSM": closes(first, DAY, d2025_10_01=80.0, d2025_11_03=95.0),
        "MAGS": closes(first, DAY),
    }
    named = [scenes.mention("SPSM", 0, "fund", 4), scenes.mention("MAGS", 0, "fund", 9)]
    panel = scenes.world(DAY, total=total)
    return unnamed_levels(scenes.scene(scenes.article(text), mentions=named, panel=panel))


def test_the_levels_are_told_nearest_first() -> None:
    (made,) = _read()
    assert made.text.startswith('"testing critical technical levels" names no level: SPSM / MAGS')
    near, far = (
        made.text.index("from its high of five years"),
        made.text.index("from its low of five years"),
    )
    assert near < far
    assert "\N{MINUS SIGN}5.0 % from its high of five years" in made.text
    assert "+18.8 % from its low of five years" in made.text


def test_with_less_than_a_year_the_words_alone_are_remarked_on() -> None:
    (made,) = _read(first=date(2025, 9, 2))
    assert made.text == '"testing critical technical levels" names no level'


def test_a_sentence_without_a_ratio_or_without_levels_is_left_alone() -> None:
    assert _read("SPSM and MAGS rose.") == ()
    bare = scenes.scene(scenes.article(TEXT))
    assert unnamed_levels(bare) == ()
