"""Search finds what speaks of the query, and quotes the sentence that does."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from rotascope.articles.intake import Document, article_of
from rotascope.articles.library import search
from rotascope.articles.library.search import LONGEST, index_of, scores
from rotascope.articles.library.words import terms
from rotascope.errors import BadArgument
from tests.articles.library import texts

SHELF = [
    texts.article(text)
    for text in (texts.ABOUT_BREAD, texts.RATES_HELP_SMALL, texts.RATES_HURT_LARGE)
]


def test_the_article_that_speaks_of_it_comes_first_with_its_sentence() -> None:
    found = search("will yields weigh on growth", SHELF)
    assert found[0].article == SHELF[2].id
    assert found[0].quote.startswith("Rising yields weigh on growth companies")
    assert found[0].similarity == 1.0


def test_what_has_no_word_of_the_query_is_not_found() -> None:
    assert search("zirconium", SHELF) == ()
    assert search("", SHELF) == ()
    assert search("the of and", SHELF) == ()


def test_an_empty_shelf_answers_with_nothing() -> None:
    assert search("rates", []) == ()
    assert search("rates", [texts.wordless()]) == ()


def test_scores_fall_with_the_length_of_the_passage() -> None:
    # BM25 (b 0.75): the same word counts for less in a longer passage
    long = texts.article(f"Copper is dear. {'It rained on the harbour again. ' * 12}")
    index = index_of([texts.article("Copper is dear."), long])
    short_score, long_score = scores(index, terms("copper")).tolist()[:2]
    assert short_score > long_score > 0


def test_hundreds_of_articles_are_searched_at_once() -> None:
    shelf = [
        texts.article(f"Note {at} on fund {at % 7}. Leadership was narrow in week {at}.")
        for at in range(300)
    ]
    began = process_time()
    found = search("narrow leadership in week 123", shelf)
    assert "week 123" in found[0].quote
    assert process_time() - began < 5


@pytest.mark.shared
def test_the_five_articles_are_found_by_what_they_speak_of(articles: dict[str, Path]) -> None:
    shelf = {name: article_of(Document(text=path.read_text())) for name, path in articles.items()}
    asked = {
        "two triggers before buying small caps": "003",
        "expense ratio and largest holding": "000",
        "endless dove report": "004",
        "flight from duration risk": "001",
        "synthetic wrapper and funding plumbing": "002",
    }
    for query, name in asked.items():
        assert search(query, shelf.values())[0].article == shelf[name].id


def test_a_query_longer_than_a_page_is_refused_not_cut() -> None:
    with pytest.raises(BadArgument, match="a query of 4,001 characters"):
        search("x" * (LONGEST + 1), [texts.article("Copper is dear.")])
