"""Integers that the networks read."""

from __future__ import annotations

from rotascope.articles.polarity_inputs import (
    LONGEST,
    PIECES,
    REACH,
    Vocabulary,
    inputs,
    packed,
    pieces,
)
from rotascope.articles.polarity_words import TARGET, Names, View, view, words

KNOWN = Vocabulary.of((TARGET, "rises", "acme"))
NONE = Names(frozenset(), frozenset())


def seen(text: str, name: str | None) -> View:
    span = (text.index(name), text.index(name) + len(name)) if name else None
    return view(text, words(text), span, NONE)


def test_a_known_word_has_its_row_and_another_row_zero() -> None:
    found = inputs(seen("acme rises today", "acme"), (0.0, 3.0, 0.0), KNOWN)
    assert found.words == (1, 2, 0)
    assert found.entity == (3,)
    assert found.places == (REACH, REACH + 1, REACH + 2)
    assert found.values == (0.0, 1.0, 0.0)


def test_two_words_of_one_hash_share_a_row() -> None:
    again = Vocabulary.of_hashes([5, 6, 5])
    assert (again.size, again.rows) == (3, {5: 1, 6: 2})


def test_words_of_one_root_share_pieces_and_marks_have_none() -> None:
    assert set(pieces("slumping")) & set(pieces("slumped"))
    assert all(0 <= cell < PIECES for cell in pieces("slumping"))
    assert len(pieces("overcapitalisation")) == 16
    assert pieces("#%") == pieces(TARGET) == ()


def test_of_a_long_sentence_the_part_around_the_entity_is_read() -> None:
    text = "word " * 100 + "acme rises " + "word " * 100
    own = seen(text, "acme")
    found = inputs(own, [0.0] * len(own.forms), KNOWN)
    assert len(found.words) == len(found.values) == LONGEST
    assert 1 in found.words
    assert max(found.places) == 2 * REACH


def test_without_an_entity_every_place_is_the_same_one() -> None:
    assert set(inputs(seen("acme rises", None), (0.0, 0.0), KNOWN).places) == {2 * REACH + 1}


def test_packed_items_follow_one_another() -> None:
    one = inputs(seen("acme rises", "acme"), (0.0, 0.0), KNOWN)
    two = inputs(seen("sales of acme", "acme"), (0.0, 0.0, 0.0), KNOWN)
    found = packed([one, two])
    assert found.starts.tolist() == [0, 3, 7]
    assert found.entity_starts.tolist() == [2, 6]
    assert found.rows.tolist() == [1, 2, 3, 0, 0, 1, 3]
    assert found.part_starts[-1] == len(found.parts)
