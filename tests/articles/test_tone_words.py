"""The list of words: negation, boosters, contrast, and a squash that keeps within one."""

from __future__ import annotations

import math
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rotascope.articles.polarity_words import stem
from rotascope.articles.tone_words import clauses, in_clause, reasons, score, terms, weighed


def test_one_word_of_two_is_squashed() -> None:
    # 2 / sqrt(4 + 15) = .4588
    assert score("shares rallied") == pytest.approx(2 / math.sqrt(19))


def test_negation_turns_and_weakens() -> None:
    # 2 x -.74 = -1.48 -> -1.48 / sqrt(2.1904 + 15)
    assert score("shares have not rallied") == pytest.approx(-1.48 / math.sqrt(1.48**2 + 15))
    assert score("shares didn't rally") < 0


def test_a_booster_strengthens_and_a_downtoner_weakens() -> None:
    assert score("sharply weaker") < score("weaker") < score("slightly weaker") < 0


def test_what_follows_but_weighs_more() -> None:
    assert score("strong sales but weak margins") < 0 < score("weak margins but strong sales")


def test_reasons_are_the_words_as_they_stand() -> None:
    assert [word for word, _ in reasons("Stocks Rallied, risks remain")] == ["Rallied", "risks"]


def test_a_sentence_is_cut_at_contrast_and_the_pieces_cover_it() -> None:
    text = "Small caps gained two per cent while the large caps fell again"
    cut = clauses(text)
    assert [text[a:b] for a, b in cut] == [text[:31], text[31:]]
    assert in_clause(text, text.index("large")) == cut[1]
    assert in_clause(text, 0) == cut[0]


def test_no_valence_stands_on_two_sides() -> None:
    assert all(abs(value) in (1, 2, 3) for value in terms().valence.values())
    for plus, minus in (("beats", "lags"), ("up", "down"), ("long", "short"), ("into", "out_of")):
        assert not terms().sets[plus] & terms().sets[minus]


def test_a_stem_is_listed_with_one_sign() -> None:
    raw = tomllib.loads(files("rotascope.articles").joinpath("tone.toml").read_text("utf-8"))
    signs: dict[str, set[bool]] = {}
    for value, row in raw["valence"].items():
        for word in row.split():
            signs.setdefault(stem(word), set()).add(float(value) > 0)
    assert [word for word, found in signs.items() if len(found) > 1] == []


@given(st.text(max_size=200))
def test_any_text_has_a_score_within_one(text: str) -> None:
    assert -1 < score(text) < 1
    assert all(value for _, value in weighed(text))
    assert clauses(text)[0][0] == 0
