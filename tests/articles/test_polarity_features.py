"""Cells that a view lights."""

from __future__ import annotations

from rotascope.articles.polarity_features import BUCKETS, features
from rotascope.articles.polarity_words import Names, View, hashed, view, words

TEXT = "Acme rises while Beta falls"


def seen(name: str | None) -> View:
    span = (TEXT.index(name), TEXT.index(name) + len(name)) if name else None
    return view(TEXT, words(TEXT), span, Names(frozenset(), frozenset()))


def test_cells_are_sorted_distinct_and_in_range() -> None:
    found = features(seen("Acme"), [0.0] * 5)
    assert list(found) == sorted(set(found))
    assert found[0] >= 0
    assert found[-1] < BUCKETS


def test_the_same_words_light_other_cells_from_the_other_side() -> None:
    acme, beta = features(seen("Acme"), [0.0] * 5), features(seen("Beta"), [0.0] * 5)
    assert hashed(">rises") % BUCKETS in acme
    assert hashed("<rises") % BUCKETS in beta
    assert set(acme) != set(beta)


def test_the_clause_of_a_word_is_marked() -> None:
    acme = features(seen("Acme"), [0.0] * 5)
    assert hashed("cTrue:ris") % BUCKETS in acme
    assert hashed("cFalse:fall") % BUCKETS in acme


def test_directional_words_are_lit_by_their_sign() -> None:
    with_sign = features(seen("Acme"), [0.0, 2.0, 0.0, 0.0, 0.0])
    assert hashed("v>+") % BUCKETS in with_sign
    assert hashed("V+") % BUCKETS in with_sign
    assert hashed("v>+") % BUCKETS not in features(seen("Acme"), [0.0] * 5)


def test_a_view_of_the_whole_lights_no_place() -> None:
    found = features(seen(None), [0.0] * 5)
    assert hashed("u:rises") % BUCKETS in found
    assert hashed(">rises") % BUCKETS not in found
