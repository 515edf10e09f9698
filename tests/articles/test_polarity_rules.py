"""Directional words added up by rules."""

from __future__ import annotations

from math import sqrt

import pytest

from rotascope.articles.polarity_rules import (
    clause_weights,
    is_negation,
    own_clause,
    rule_score,
    word_valences,
)
from rotascope.articles.polarity_words import TARGET, Names, View, hashed, view, words

WORTH = {hashed("ris"): 1.0, hashed("fall"): -1.0, hashed("crash"): -2.0}


def seen(text: str, name: str = "") -> View:
    span = (text.index(name), text.index(name) + len(name)) if name else None
    return view(text, words(text), span, Names(frozenset(), frozenset()))


def test_negation_within_three_words_turns_a_word() -> None:
    assert word_valences(seen("it did not quite rise"), WORTH)[-1] == pytest.approx(-0.74)
    assert word_valences(seen("not a word on the rise"), WORTH)[-1] == 1.0
    assert word_valences(seen("it doesn't fall"), WORTH)[-1] == pytest.approx(0.74)


def test_a_booster_pushes_away_from_zero_and_fades_with_distance() -> None:
    assert word_valences(seen("prices sharply fall"), WORTH)[-1] == pytest.approx(-1.293)
    # one word between: 0.293 x 0.95
    assert word_valences(seen("prices sharply then fall"), WORTH)[-1] == pytest.approx(-1.27835)
    assert word_valences(seen("prices slightly rise"), WORTH)[-1] == pytest.approx(0.707)


def test_the_clause_of_the_entity_counts_three_times_the_other() -> None:
    text = "acme rises but beta crashes"
    assert clause_weights(seen(text, "acme")) == [1.5, 1.5, 0.5, 0.5, 0.5]
    assert clause_weights(seen(text, "beta")) == [0.5, 0.5, 1.5, 1.5, 1.5]
    assert clause_weights(seen(text)) == [0.5, 0.5, 1.5, 1.5, 1.5]
    assert clause_weights(seen("acme rises")) == [1.0, 1.0]


def test_the_own_clause_is_cut_at_words_of_contrast_only() -> None:
    text = "acme rises again but beta crashes; beta is done"
    assert own_clause(seen(text, "acme")).forms == (TARGET, "rises", "again")
    own = own_clause(seen(text, "beta"))
    assert own.forms == ("but", TARGET, "crashes", ";", "beta", "is", "done")
    assert (own.at, own.entity, own.places[0]) == (1, ("beta",), 3)
    whole = seen("acme rises; beta crashes", "acme")
    assert own_clause(whole) is whole
    assert own_clause(seen(text)).forms == seen(text).forms


def test_a_clause_too_short_to_say_anything_is_not_cut_off() -> None:
    short = seen("acme rises but beta crashes", "acme")
    assert own_clause(short) is short


def test_the_sum_is_squashed() -> None:
    text = "acme rises but beta crashes"
    own = seen(text, "acme")
    v = 1.5 * 1 - 0.5 * 2
    assert rule_score(own, word_valences(own, WORTH)) == pytest.approx(v / sqrt(v * v + 15))


def test_no_directional_word_is_no_direction() -> None:
    own = seen("acme meets on friday")
    assert rule_score(own, word_valences(own, WORTH)) == 0.0


def test_words_of_negation_are_known_with_their_contractions() -> None:
    assert is_negation("won't")
    assert is_negation("never")
    assert not is_negation("rise")
