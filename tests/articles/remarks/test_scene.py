"""A scene answers the same small questions for every kind of remark."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from rotascope.terms.articles import Dating
from tests.articles.remarks import scenes


def test_the_day_is_that_of_publication_before_that_of_the_data() -> None:
    dated = scenes.scene(scenes.article("Small caps rose.", day=date(2025, 12, 22)))
    fits = Dating(date(2025, 12, 23), "first close of the year, price", 9, 9)
    assert replace(dated, dating=fits).day == date(2025, 12, 22)
    undated = scenes.scene(scenes.article("Small caps rose.", day=None))
    assert undated.day is None
    assert replace(undated, dating=fits).day == date(2025, 12, 23)


def test_an_article_from_the_future_speaks_of_the_last_day_known() -> None:
    made = scenes.scene(scenes.article("Small caps rose.", day=date(2031, 1, 2)))
    known = replace(made, panel=scenes.world(date(2026, 6, 12)))
    assert known.day == date(2026, 6, 12)


def test_symbols_of_a_sentence_come_in_its_order_and_once() -> None:
    mentions = [scenes.mention("IWM", 0, start=9), scenes.mention("NVDA", 0, start=2),
                scenes.mention("IWM", 0, start=20), scenes.mention("SPY", 1)]  # fmt: skip
    made = scenes.scene(scenes.article("One.", "Two."), mentions=mentions)
    assert made.symbols(0) == ("NVDA", "IWM")
    assert made.symbols(7) == ()


def test_claims_are_found_by_measure_and_sentences_by_word() -> None:
    weight, fee = scenes.claim("IWM", "weight", 0.01), scenes.claim("IWM", "fee", 0.0019)
    made = scenes.scene(scenes.article("A permanent loss.", "None."), [weight, fee])
    assert made.of("fee") == (fee,)
    assert [n for n, _, _ in made.saying(re.compile("permanent"))] == [0]
    found = made.finding(weight)
    assert found is not None
    assert found.observed == 0.01
    assert made.finding(scenes.claim("XMAG", "weight", 0.5)) is None
