"""How sentences are cut, and seen from an entity."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rotascope.articles.polarity_words import (
    OTHER,
    TARGET,
    Names,
    hashed,
    stem,
    view,
    words,
)

NONE = Names(frozenset(), frozenset())


def span(text: str, name: str) -> tuple[int, int]:
    return text.index(name), text.index(name) + len(name)


def test_numbers_become_shapes_and_the_words_around_them_stay() -> None:
    found = [
        w.form for w in words("Nvidia's Q3 net up 12.5% at $4,100; falls -3 pc vs 52-week high")
    ]
    shapes = ["nvidia", "q#", "net", "up", "#%", "at", "#", ";", "falls", "-#%", "vs"]
    assert found == [*shapes, "#", "week", "high"]


def test_a_word_knows_where_it_stands() -> None:
    text = "Rates — up, won’t fall."
    assert [text[w.start : w.end] for w in words(text)][-3:] == ["won’t", "fall", "."]
    assert words(text)[4].form == "won't"


@given(st.text(max_size=80))
def test_words_of_any_text_are_in_order_and_inside_it(text: str) -> None:
    found = words(text)
    assert all(0 <= w.start < w.end <= len(text) for w in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_the_endings_of_a_verb_meet_in_its_stem() -> None:
    assert {stem(w) for w in ("rises", "rise", "rising")} == {"ris"}
    assert stem("falling") == "fall"
    assert stem("up") == "up"


def test_the_entity_and_other_names_lose_their_words() -> None:
    text = "Shares of Acme Corp fell as Beta Holdings cut orders"
    seen = view(text, words(text), span(text, "Acme Corp"), NONE)
    assert seen.forms == ("shares", "of", TARGET, "fell", "as", OTHER, "cut", "orders")
    assert (seen.at, seen.entity) == (2, ("acme", "corp"))
    assert [words(text)[i].form for i in seen.places][5] == "beta"


def test_a_capital_makes_no_name_of_a_plain_word_or_of_the_first() -> None:
    plain = Names(frozenset(), frozenset([hashed("buy")]))
    text = "Analysts say Buy Acme"
    assert view(text, words(text), None, plain).forms == ("analysts", "say", "buy", OTHER)
    named = Names(frozenset([hashed("analysts")]), frozenset())
    assert view(text, words(text), None, named).forms[0] == OTHER


def test_a_view_of_the_whole_has_no_entity() -> None:
    seen = view("Stocks fell", words("Stocks fell"), None, NONE)
    assert (seen.at, seen.entity, seen.forms) == (-1, (), ("stocks", "fell"))


def test_a_hash_is_the_same_on_every_machine() -> None:
    assert hashed("rises") == 0x842F9556
