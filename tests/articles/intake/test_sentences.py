"""Sentences end where a reader would end them, and stand exactly where they say."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rotascope.articles.intake import Document, article_of
from rotascope.articles.intake.sentences import sentences_of, split


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("The U.S. economy grew 2.5% in Q3. Stocks fell.", 2),
        ("Results from Oracle Corp. (ORCL) were weak. The rest held.", 2),
        ("Nvidia Inc. (NVDA) rose 3.2 %. Apple Inc. fell.", 2),
        ("He sold shares of Acme Inc. The price fell.", 2),
        ("It fell in the U.S. Investors sold.", 2),
        ("Small vs. large is the question. J. P. Morgan said so.", 2),
        ("Is it real? Yes, really. Nobody knows!", 3),
        ("He said the index is \u201cwithin reach of a record.\u201d It is not.", 2),
        ("The key risks are (1) a Fed pivot, (2) a slump, and (3) outflows.", 1),
        ("Prices rose... and then they fell.", 1),
        ("The influence was large.1 When it sours, prices fall.", 2),
        ("On Jan. 2 the index opened at 4,756.5 points.", 1),
        ("Yields, e.g. the 2-year, fell. So did i.e. nothing.", 2),
        ("(It was small.) Then it grew.", 2),
    ],
)
def test_a_full_stop_is_not_always_an_end(text: str, n: int) -> None:
    assert len(parts(text)) == n, parts(text)


@given(st.text(alphabet="aA1 .!?\"'\u201c\u201d()%$\n-|", max_size=200))
def test_every_sentence_is_what_stands_at_its_place(text: str) -> None:
    sentences = sentences_of(text)
    assert all(text[one.start : one.end] == one.text.strip() for one in sentences)
    assert all(a.end <= b.start for a, b in pairwise(sentences))
    kept = {n for one in sentences for n in range(one.start, one.end)}
    lost = "".join(c for n, c in enumerate(text) if n not in kept and c.isalpha())
    assert lost == "", "letters stand in no sentence"


def test_text_without_an_end_is_cut_at_blanks() -> None:
    found = parts("word " * 2_000)
    assert max(map(len, found)) <= 2_000
    assert "".join(found).replace(" ", "") == "word" * 2_000


def test_the_words_of_others_are_marked() -> None:
    text = '"It will rise."\nHe said "it will" so.\nReferences\nSmith. (2024). A paper.'
    assert [one.quoted for one in sentences_of(text)] == [True, False, False, True]


@pytest.mark.shared
def test_the_articles_fall_into_sentences_without_losing_a_word(articles: dict[str, Path]) -> None:
    for number, path in articles.items():
        read = article_of(Document(path.read_text("utf-8")))
        assert all(read.text[one.start : one.end] == one.text for one in read.sentences), number
        kept = sum(len("".join(one.text.split())) for one in read.sentences)
        assert kept >= 0.99 * len("".join(read.text.split())), number
