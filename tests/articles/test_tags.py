"""Tags of events and business figures, on sentences labelled by hand."""

from __future__ import annotations

import pytest

from rotascope.articles.names import mentions
from rotascope.articles.tags import TAGS, tags, tags_of
from rotascope.catalog import load
from rotascope.terms.articles import Article, Publication, Sentence


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Any sign of demand digestion in cloud or chips would hurt.",
            {"demand", "cloud", "chips"},
        ),
        ("One giant reports cleanly or guides capex higher.", {"guidance", "capex"}),
        ("Oracle's disappointing results weighed on the sector.", {"earnings"}),
        ("The Fed meeting ended with a rate cut.", {"rates"}),
        ("Buybacks and M&A close the gap.", {"capital_return", "deals"}),
        ("Revision breadth of small companies turns up.", {"revision", "breadth"}),
        ("A forced liquidation would widen the drawdown.", {"volatility"}),
        ("An antitrust case looms.", {"policy"}),
        ("The index broke its downtrend.", {"technical"}),
        ("They stayed at home.", set()),
        ("He chipped a glass and marginally cared.", set()),
    ],
)
def test_a_sentence_has_the_tags_of_its_words(sentence: str, expected: set[str]) -> None:
    assert {tag for tag, _ in tags_of(sentence)} == expected


def test_every_tag_of_the_table_can_be_found() -> None:
    assert len(TAGS) == 20
    assert {"earnings", "capex", "rates", "flows"} <= set(TAGS)


def test_an_articles_tags_count_sentences_and_name_who_is_meant() -> None:
    texts = ("Capex of MSFT rises.", "Capex of AMZN falls.", "Inflation cools.")
    text, parts = "", []
    for own in texts:
        parts.append(Sentence(len(text), len(text) + len(own), own, "body"))
        text += own + "\n"
    own_article = Article("x", "", text, tuple(parts), Publication(None, "undated"))
    found = tags(own_article, mentions(own_article, load()))
    assert [(t.tag, t.sentences) for t in found] == [("capex", (0, 1)), ("inflation", (2,))]
    assert found[0].symbols == ("MSFT", "AMZN")
