"""Words of probability are bands with a source; strong words are found where no figure backs them."""

from __future__ import annotations

import time
from datetime import date

import pytest

from rotascope.articles.wording import (
    PLAIN,
    bands,
    hedge_of,
    hedges,
    middle_of,
    strong_words,
    unbacked,
)
from rotascope.terms.articles import Article, Claim, Finding, Publication, Sentence


def article(*own: str) -> Article:
    text, parts = "", []
    for sentence in own:
        parts.append(Sentence(len(text), len(text) + len(sentence), sentence, "body"))
        text += sentence + "\n"
    return Article("x", "", text, tuple(parts), Publication(date(2025, 1, 2), "given"))


def test_every_band_lies_in_the_unit_interval_and_names_its_source() -> None:
    assert len(bands()) >= 50
    for band in bands():
        assert 0 <= band.low < band.high <= 1
        assert band.source in ("kent", "kesselman", "ours")
    assert len({band.word for band in bands()}) == len(bands())


def test_kents_and_kesselmans_figures_stand_as_printed() -> None:
    # Kent 1964: probable 75 +- 12, probably not 30 +- 10; Kesselman 2008: likely 56-70, unlikely 31-45
    known = {band.word: (band.low, band.high) for band in bands()}
    assert known["probable"] == (0.63, 0.87)
    assert known["probably not"] == (0.20, 0.40)
    assert known["likely"] == (0.56, 0.70)
    assert known["unlikely"] == (0.31, 0.45)


def test_surer_words_have_surer_bands() -> None:
    order = ["almost certainly", "highly likely", "likely", "may", "remote chance"]
    known = {band.word: band.low + band.high for band in bands()}
    assert sorted(order, key=lambda word: -known[word]) == order


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Small caps may lead.", "may"),
        ("A probable mean reversion.", "probable"),
        ("A fall would take 3 % off.", "would"),
        ("It could potentially turn.", "could"),
        ("It is highly unlikely to hold.", "highly unlikely"),
        ("The index will probably rise.", "probably"),
        ("May it last.", "may"),
        ("A pullback is going to be difficult to come by.", "difficult to come by"),
    ],
)
def test_the_least_sure_word_gives_the_band(text: str, word: str) -> None:
    found = hedge_of(text)
    assert found is not None
    assert found.word == word


@pytest.mark.parametrize(
    "text",
    ["IWM rose 3 %.", "In May 2026 it fell.", "Investors should wait.", "The mayor speaks.", ""],
)
def test_a_plain_word_is_no_hedge(text: str) -> None:
    assert hedge_of(text) is None


def test_a_hedge_knows_its_place() -> None:
    text = "It may rise, and it is likely to stay."
    assert [text[a:b] for a, b, _ in hedges(text)] == ["may", "likely"]


def test_strong_words_are_named_with_what_could_be_said_instead() -> None:
    own = article(
        "This confirms the turn.", "Support de-risks small caps.", "The damage is permanent.",
        "They massively outperformed.", "Stocks rose.",
    )  # fmt: skip
    found = strong_words(own)
    assert [(one.words, one.kind, one.sentence) for one in found] == [
        ("confirms", "proof", 0), ("de-risks", "cause", 1), ("is permanent", "absolute", 2),
        ("massively", "size", 3),
    ]  # fmt: skip
    assert all(own.text[one.start : one.end] == one.words and one.weaker for one in found)


def finding(sentence: int, verdict: str, digits: int | None) -> Finding:
    claim = Claim("c", "change", ("IWM",), "return", "=", 0.1, "fraction", "ytd", "q", 0, 1, sentence,
                  digits=digits)  # fmt: skip
    return Finding(claim, verdict, 0.1, "", "")  # type: ignore[arg-type]


def test_only_a_figure_that_holds_backs_a_strong_word() -> None:
    own = article("It massively outperformed, up 10 %.")
    assert unbacked(own, [finding(0, "supported", 0)]) == ()
    assert len(unbacked(own, [finding(0, "contradicted", 0)])) == 1
    assert len(unbacked(own, [finding(0, "supported", None)])) == 1
    assert len(unbacked(own, [finding(1, "supported", 0)])) == 1


@pytest.mark.parametrize("piece", ["a", " ", "may ", "'", "can no ", "1", "a'"])
def test_hostile_text_is_read_in_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    started = time.perf_counter()
    assert len(hedges(text)) <= 50_000
    assert time.perf_counter() - started < 3.0


def test_what_is_scored_is_the_middle_of_a_band_and_a_plain_will_without_a_word() -> None:
    said = hedge_of("The rally is likely to last.")  # likely: 56 to 70 %
    assert middle_of(said) == pytest.approx(0.63)
    assert middle_of(None) == PLAIN
