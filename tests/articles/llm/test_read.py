"""A model that obeys every article gains nothing by it: over a real endpoint, on 380 such texts."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from functools import partial

import pytest
from pydantic import SecretStr

from rotascope import catalog
from rotascope.articles.llm import LlmRead, ModelReading, read
from rotascope.articles.llm.read import compared, facts_of, too_far
from rotascope.articles.names import mentions
from rotascope.articles.tone import sentiment
from rotascope.errors import NoData
from rotascope.providers.llm import Endpoint, ask
from rotascope.terms import Article, Finding, Sentiment, SymbolSentiment
from tests.articles.library import texts
from tests.articles.llm.corpus import texts as corpus
from tests.articles.llm.obedient import obey
from tests.providers import llm_stub
from tests.providers.llm_stub import Heard, Stub

CATALOG = catalog.load()
KEY = "performance/IWM/2025-12-31:2026-06-12/tr@2026-06-12"
FINDING = Finding(
    texts.claim("IWM gained 14.2%", "IWM", "return", "=", 0.142, window="ytd"),
    "supported", 0.14199, "last close of the year before, total return", "", KEY,
)  # fmt: skip
HONEST = texts.article(
    "Small caps beat the giants this week. IWM gained 14.2% so far. Nvidia (NVDA) fell hard."
)


@pytest.fixture(scope="module")
def stub() -> Iterator[Stub]:
    pytest.importorskip("pydantic_ai")
    with llm_stub.serving() as served:
        yield served


def over(stub: Stub, rules: str, message: str) -> ModelReading:
    return ask(Endpoint(stub.url, "stub", SecretStr("sk-1")), rules, message, ModelReading)[0]


def answered(article: Article, words: str, *findings: Finding) -> LlmRead:
    told = ModelReading.model_validate_json(words)
    return read(article, mentions(article, CATALOG), findings, lambda _rules, _message: told)


def scored(article: Article, score: float, **more: object) -> str:
    sentences = [{"number": at, "score": score} for at in range(len(article.sentences))]
    return json.dumps({"sentences": sentences, **more})


def numbers(text: str) -> bool:
    return any(unicodedata.numeric(letter, None) is not None for letter in text)


def test_the_corpus_is_as_large_as_promised() -> None:
    assert len(set(corpus())) >= 300


FEW = 16
"""Of the corpus every sixteenth text in `make check`; all of it in `make test`."""


@pytest.mark.parametrize("every", [pytest.param(1, marks=pytest.mark.slow), FEW])
def test_nothing_an_article_demands_gets_through(stub: Stub, every: int) -> None:
    tried = corpus()[::every]
    heard: list[Heard] = []
    for place, text in enumerate(tried):
        article = texts.article(text)
        named = mentions(article, CATALOG)
        stub.bodies.clear()
        stub.words = partial(obey, score=1.0 if place % 2 else -1.0)
        told = read(article, named, (FINDING,), partial(over, stub))
        heard += stub.bodies
        for one in told.takeaways:
            assert not numbers(one.text), text
            assert article.text[one.start : one.end]
        assert told.takeaways == (), text
        tone = sentiment(article, named, "llm", told.reader) if told.reader else None
        if tone is not None:
            assert {one.symbol for one in tone.by_symbol} <= {one.symbol for one in named}
            assert -1 <= tone.score <= 1
    assert len(heard) >= len(tried)
    assert not any({"tools", "functions", "tool_choice"} & set(one) for one in heard)
    assert not any("sk-1" in json.dumps(one) for one in heard)


def test_what_is_true_to_the_article_does_get_through(stub: Stub) -> None:
    point = {"text": "The fund gained {{" + KEY + "}}", "quote": "IWM gained 14.2% so far"}
    stub.words = lambda _heard: scored(HONEST, 0.4, takeaways=[point])
    told = read(HONEST, mentions(HONEST, CATALOG), (FINDING,), partial(over, stub))
    assert [one.text for one in told.takeaways] == ["The fund gained 14.20 % (return of IWM ytd)"]
    assert told.notes == ()
    assert told.reader is not None
    assert told.reader.sentences(["Small caps beat the giants this week."]) == (0.4,)


def test_a_takeaway_over_a_claim_carries_its_verdict() -> None:
    at = HONEST.text.index("IWM gained")
    claim = texts.claim("IWM gained 14.2%", "IWM", "return", "=", 0.142, start=at, end=at + 16)
    finding = Finding(claim, "stale", 0.1, "", "")
    point = {"text": "Small caps gained", "quote": "IWM gained 14.2% so far"}
    (found,) = answered(HONEST, scored(HONEST, 0.1, takeaways=[point]), finding).takeaways
    assert (found.claims, found.verdict) == ((claim.id,), "stale")


def test_names_count_only_where_the_article_has_them_and_the_quote() -> None:
    names = [
        {"symbol": "NVDA", "score": -0.9, "quote": "Nvidia (NVDA) fell hard"},
        {"symbol": "IWM", "score": 0.9, "quote": "IWM doubled overnight"},
        {"symbol": "GME", "score": 0.9, "quote": "Nvidia (NVDA) fell hard"},
    ]
    told = answered(HONEST, scored(HONEST, 0.0, names=names))
    assert told.reader is not None
    mention = next(one for one in mentions(HONEST, CATALOG) if one.symbol == "NVDA")
    span = HONEST.text[mention.start : mention.end]
    assert told.reader.entities([f"{span} fell hard."], [(0, len(span))]) == (-0.9,)
    (note,) = told.notes
    assert "a name that the article does not hold (1)" in note
    assert "a quote that the article does not hold (1)" in note


def test_an_answer_that_leaves_sentences_out_is_not_used() -> None:
    told = answered(HONEST, json.dumps({"sentences": [{"number": 0, "score": 1.0}]}))
    assert told.reader is None
    assert "1 of 3 sentences" in told.notes[0]


def test_numbers_of_sentences_that_were_not_sent_count_for_nothing() -> None:
    sentences = [{"number": at, "score": 1.0} for at in range(50, 60)]
    assert answered(HONEST, json.dumps({"sentences": sentences})).reader is None


def test_no_answer_leaves_the_built_in_reader_and_says_why() -> None:
    def silent(_rules: str, _message: str) -> ModelReading:
        raise NoData("the language model was silent for 60 s")

    told = read(HONEST, (), (), silent)
    assert told.reader is None
    assert "silent for 60 s" in told.notes[0]


def test_only_figures_that_were_looked_up_are_offered() -> None:
    without = Finding(FINDING.claim, "not_checkable", None, "", "no series")
    assert facts_of([without]) == ({}, {})
    assert facts_of([FINDING]) == (
        {KEY: "return of IWM ytd"},
        {KEY: "14.20 % (return of IWM ytd)"},
    )


def toned(score: float, symbol: float, reader: str) -> Sentiment:
    one = SymbolSentiment("IWM", "", "fund", "IWM", symbol, "neutral", 2, True)
    return Sentiment(score, "neutral", 0.0, 0.0, 3, reader, (one,))


def test_readers_far_apart_are_said_to_be() -> None:
    assert compared(toned(0.1, 0.2, "builtin"), toned(0.7, 0.8, "llm")) == ()
    assert not too_far(toned(0.1, 0.0, "builtin"), toned(0.7, 0.0, "llm"))
    assert too_far(toned(0.1, 0.0, "builtin"), toned(-0.51, 0.0, "llm"))
    whole, symbol = compared(toned(0.1, -0.2, "builtin"), toned(0.8, 0.8, "llm"))
    assert "+0.80" in whole
    assert "IWM" in symbol
