"""Words stronger than the figures behind them are told, one remark a kind."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rotascope.articles.intake import Document, article_of
from rotascope.articles.remarks.scene import Scene
from rotascope.articles.remarks.strong_words import strong_words
from rotascope.catalog import load
from rotascope.terms.articles import Article, Claim, Finding, Publication, Sentence


def scene(own: Article, *findings: Finding) -> Scene:
    # This kind of remark reads the text and the findings alone; the panel is never asked.
    return Scene(own, (), (), findings, None, load())  # type: ignore[arg-type]


def article(*sentences: str) -> Article:
    text, parts = "", []
    for own in sentences:
        parts.append(Sentence(len(text), len(text) + len(own), own, "body"))
        text += own + "\n"
    return Article("x", "", text, tuple(parts), Publication(date(2025, 1, 2), "given"))


def test_one_remark_a_kind_names_its_words_and_what_is_missing() -> None:
    own = article("This is proof.", "It confirms that the harm is permanent.", "Help de-risks it.")
    found = strong_words(scene(own))
    assert [one.text.split(" in ")[0] for one in found] == [
        "the article speaks of proof",
        "the article allows no exception",
        "the article names a cause",
    ]
    assert '"proof", "confirms"' in found[0].text
    assert "in 2 sentences" in found[0].text
    assert own.text[found[1].start : found[1].end] == "is permanent"
    assert all(one.verdict == "not_checkable" and one.needs for one in found)


def test_a_figure_that_holds_in_the_same_sentence_backs_its_words() -> None:
    own = article("They massively outperformed: 540 % against 265 %.")
    claim = Claim(
        "c", "change", ("MAG7",), "return", "=", 5.4, "fraction", "10y", "q", 0, 1, 0, digits=0
    )
    assert strong_words(scene(own, Finding(claim, "supported", 5.4, "", ""))) == ()
    assert len(strong_words(scene(own, Finding(claim, "contradicted", 1.0, "", "")))) == 1


def test_a_sober_article_has_no_remark() -> None:
    assert strong_words(scene(article("IWM rose 3 % and SPY 2 %."))) == ()


@pytest.mark.shared
def test_the_words_of_the_third_page_are_found(articles: dict[str, Path]) -> None:
    own = article_of(Document(articles["003"].read_text("utf-8")))
    told = " ".join(one.text for one in strong_words(scene(own)))
    for word in ("confirming", "de-risks", "massively", "always"):
        assert f'"{word}"' in told
