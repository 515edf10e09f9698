"""The table of names: what is in it, and that it is the same table each time."""

from __future__ import annotations

from datetime import date

from rotascope.articles.names_book import Node, book, gap, tokens
from rotascope.catalog import load


def test_words_are_cut_with_their_offsets() -> None:
    assert [(t.text, t.start, t.end) for t in tokens("S&P 500, small‑cap")] == [
        ("S", 0, 1), ("P", 2, 3), ("500", 4, 7), ("small", 9, 14), ("cap", 15, 18),
    ]  # fmt: skip


def test_a_hyphen_of_any_make_joins_like_a_blank_and_a_full_stop_does_not() -> None:
    for text in ("small cap", "small-cap", "small‑cap", "small–cap"):
        assert gap(text, *tokens(text)) == ""
    assert gap("small. Cap", *tokens("small. Cap")) == "."
    assert gap("small      cap", *tokens("small      cap")) is None


def test_the_table_is_built_once_for_a_catalog() -> None:
    assert book(load()) is book(load())


def test_a_phrase_knows_the_days_it_meant_something() -> None:
    metas = book(load()).phrases.under["meta"].ends
    assert [p.means_on(date(2019, 1, 2)) for p in metas] == [False]
    assert [p.means_on(None) for p in metas] == [True]


def symbols(node: Node) -> set[str]:
    """Every symbol below a word."""
    own = {phrase.symbol for phrase in node.ends}
    return own.union(*(symbols(below) for below in node.under.values()))


def test_planted_series_have_no_name_in_an_article() -> None:
    named = symbols(book(load()).phrases)
    assert {"IWM", "MAG7", "DFF"} <= named
    assert not [s for s in named if s.startswith("PW:") or s in ("FRSMALL", "SPX500C")]
