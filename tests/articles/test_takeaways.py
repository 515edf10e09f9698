"""Takeaways are sentences of the article, three to five, and no number among them lacks a verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rotascope.articles.intake import Document, article_of
from rotascope.articles.names import mentions
from rotascope.articles.takeaways import FEWEST, MOST, _numbers, takeaways, verdict_of
from rotascope.articles.tone import sentiment
from rotascope.articles.tone_readers import word_list
from rotascope.catalog import load
from rotascope.terms.articles import Article, Claim, Finding, Publication, Sentence

SENTENCES = (
    "Small caps beat large caps by six points this year, led by industrials and banks.",
    "The Fed may cut rates again in spring, which small companies with debt would like most.",
    "Ten firms make up a third of the large index, and their fall would weigh on every holder.",
    "Small caps beat large caps by six points this year, led by banks and industrials.",
    "Analysts doubt that the lead lasts, since earnings of small companies have disappointed.",
    "Rain is expected.",
    "Bonds of weak borrowers trade close to their best level since the spring of last year.",
    "A fund without the largest seven names gathers little money although it leads them.",
)


def article(*own: str) -> Article:
    text, parts = "", []
    for sentence in own:
        parts.append(Sentence(len(text), len(text) + len(sentence), sentence, "body"))
        text += sentence + "\n"
    return Article("x", "", text, tuple(parts), Publication(date(2025, 1, 2), "given"))


def finding(sentence: int, verdict: str = "supported", name: str = "c") -> Finding:
    claim = Claim(f"{name}{sentence}", "change", ("IWM",), "return", "=", 0.1, "fraction", "ytd", "q",
                  0, 1, sentence, digits=0)  # fmt: skip
    return Finding(claim, verdict, 0.1, "", "")  # type: ignore[arg-type]


def made(own: Article, *findings: Finding) -> list[int]:
    return [t.sentence for t in takeaways(own, sentiment(own, (), own=word_list()), findings)]


def test_there_are_three_to_five_and_each_is_a_span_in_the_order_of_the_text() -> None:
    own = article(*SENTENCES)
    found = takeaways(own, sentiment(own, (), own=word_list()), ())
    assert FEWEST <= len(found) <= MOST
    assert [own.text[t.start : t.end] for t in found] == [t.text for t in found]
    assert [t.sentence for t in found] == sorted(t.sentence for t in found)


def test_a_sentence_said_twice_is_taken_once_and_a_scrap_never() -> None:
    chosen = made(article(*SENTENCES))
    assert len({0, 3} & set(chosen)) == 1
    assert 5 not in chosen


def test_a_sentence_that_leans_on_another_or_chats_is_the_last_to_be_taken() -> None:
    plain = "Small caps beat large caps by six points in the year, with banks ahead."
    others = ("Bonds of weak firms trade close to their best level since last spring.",
              "Ten firms make up a third of the large index and of its gains.")  # fmt: skip
    for leaning in (
        "The second is that small caps beat large caps by six points, with banks ahead.",
        "Here you see how small caps beat large caps by six points with banks ahead.",
    ):
        chosen = made(article(others[0], leaning, others[1], plain))
        assert 3 in chosen
        assert 1 not in chosen


def test_what_was_looked_up_weighs_more() -> None:
    own = article(*SENTENCES)
    quiet = next(n for n in (6, 7, 4, 2) if n not in made(own)[:1])
    assert quiet in made(own, finding(quiet), finding(quiet, name="d"))


def test_a_takeaway_holds_its_claims_and_the_gravest_verdict() -> None:
    own = article(*SENTENCES)
    tone = sentiment(own, (), own=word_list())
    found = takeaways(own, tone, [finding(0), finding(0, "contradicted", "d")])
    first = next(t for t in found if t.sentence == 0)
    assert first.claims == ("c0", "d0")
    assert first.verdict == "contradicted"


@pytest.mark.parametrize(
    ("bare", "verdicts", "expected"),
    [
        ([], [], "no claim"),
        ([3], [], "not_checkable"),
        ([0], ["supported"], "supported"),
        ([0, 9], ["supported"], "partial"),
        ([0], ["supported", "approximate"], "approximate"),
        ([0], ["not_checkable", "supported"], "not_checkable"),
        ([0, 9], ["stale", "contradicted"], "contradicted"),
    ],
)
def test_no_number_is_without_a_verdict(
    bare: list[int], verdicts: list[str], expected: str
) -> None:
    assert verdict_of(bare, [finding(0, verdict) for verdict in verdicts]) == expected


def test_a_forecast_is_called_one_and_does_not_hide_a_fact() -> None:
    open_ = finding(0, "not_checkable")
    forecast = replace(open_, claim=replace(open_.claim, kind="forecast"))
    assert verdict_of([], [forecast]) == "forecast"
    assert verdict_of([0], [forecast, finding(0)]) == "supported"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("The S&P 500 rose 5% in 2022.", ["5"]),
        ("Over the next 12 months or 4-8 weeks it may.", []),
        ("About 2,000 holdings cost 0.19% a year.", ["2,000", "0.19"]),
        ("The Magnificent 7 and the Russell 2000.", []),
    ],
)
def test_years_spans_and_names_are_no_numbers(text: str, numbers: list[str]) -> None:
    own = article(text)
    found = takeaways(own, sentiment(own, (), own=word_list()), ())
    assert found[0].verdict == ("not_checkable" if numbers else "no claim")
    named = [(m.start, m.end) for m in mentions(own, load())]
    places = _numbers(own, own.sentences[0], named)
    assert [text[at:].startswith(n) for at, n in zip(places, numbers, strict=True)] == [True] * len(
        numbers
    )


def test_a_short_article_gives_what_it_has() -> None:
    assert made(article("IWM rose.")) == [0]
    assert made(article()) == []


@pytest.mark.shared
@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_every_seed_article_has_its_takeaways(articles: dict[str, Path], number: str) -> None:
    own = article_of(Document(articles[number].read_text("utf-8")))
    found = takeaways(own, sentiment(own, mentions(own, load())), ())
    assert FEWEST <= len(found) <= MOST
    assert len({t.text for t in found}) == len(found)
    assert all(own.text[t.start : t.end] == t.text and t.verdict for t in found)
