"""What a page says twice is read once, and a refrain stays."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from rotascope.articles.intake import Document, article_of
from rotascope.articles.intake.repeats import without_repeats

BODY = "\n\n".join(
    f"Paragraph {n} says something of small caps that no other paragraph says, at some length."
    for n in range(8)
)


def test_a_body_printed_twice_is_counted_once() -> None:
    said, removed = without_repeats(f"{BODY}\n\n{BODY}")
    assert said == BODY
    assert removed >= 0.95 * len(BODY)


def test_a_body_glued_to_itself_on_one_line_is_counted_once() -> None:
    line = BODY.replace("\n\n", " ")
    assert without_repeats(f"{line} {line}")[0] == line


def test_a_refrain_and_a_short_echo_stay() -> None:
    text = f"{BODY}\n\nIt is real.\n\nSomething else is said here.\n\nIt is real."
    assert without_repeats(text) == (text, 0)


def test_what_stands_between_and_behind_the_repeats_stays() -> None:
    text = f"Title\n\n{BODY}\n\nAn addition that stands once.\n\n{BODY}\n\nThe end of it."
    said, _ = without_repeats(text)
    assert said.count("Paragraph 3") == 1
    assert "An addition that stands once." in said
    assert said.endswith("The end of it.")


def test_a_hundred_thousand_equal_lines_are_no_trouble() -> None:
    began = time.perf_counter()
    said, removed = without_repeats("The same line again.\n" * 100_000)
    assert removed > 1_900_000
    assert len(said) < 10_000
    assert time.perf_counter() - began < 20.0


@pytest.mark.shared
def test_the_halves_of_the_fifth_article_are_one(articles: dict[str, Path]) -> None:
    raw = articles["004"].read_text("utf-8")
    read = article_of(Document(raw))
    assert read.repeats > 5_000
    assert read.text.count("spitting distance") == 1
    assert sum(one.kind == "table" for one in read.sentences) == 10
    assert all(
        article_of(Document(path.read_text("utf-8"))).repeats == 0
        for number, path in articles.items()
        if number != "004"
    )
