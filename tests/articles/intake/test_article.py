"""Whatever door a text comes through, the same article comes out, within bounded time."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from rotascope.articles.intake import Document, article_of
from rotascope.articles.intake.article import LONGEST, MOST
from rotascope.errors import NoAnswer

STORY = """Example Wire

Small Caps Beat Large Caps for an Eighth Week

Example Wire Staff
11 hours ago
Small caps rose again. The Russell 2000 is up 13.87% this year.

What Comes Next?

Nobody knows. The fund (IWM) is near its record."""
# Strings over which a pattern with nested repeats would run for ever.
HOSTILE = (
    "a", " x", "1", "(", ".", "a. ", "A. ", "1%", "|", '"', "a\n", "- \n", "1 hours ago\n", "<a ",
    "https://x.com/a/status/1 ", "June 9 2026\n", "Request a Demo", "By a\n", "e\u0301", "Inc. ",
    "\u201c", "(2024, June 21", "word word word word word word word word word word\n",
)  # fmt: skip


def test_what_stands_above_a_story_is_told_apart_from_it() -> None:
    read = article_of(Document(STORY))
    assert read.title == "Small Caps Beat Large Caps for an Eighth Week"
    assert (read.source, read.author) == ("Example Wire", "Example Wire Staff")
    assert read.text.startswith(read.title)
    assert "11 hours ago" not in read.text
    assert [one.kind for one in read.sentences] == [
        "title", "body", "body", "heading", "body", "body",
    ]  # fmt: skip
    assert read.published.how == "undated"
    assert read.language == "en"


def test_fetched_or_given_dates_it() -> None:
    fetched = datetime(2025, 12, 24, 3, tzinfo=UTC)
    assert article_of(Document(STORY), fetched=fetched).published.day == date(2025, 12, 23)
    given = article_of(Document(STORY), published=date(2025, 12, 22), fetched=fetched)
    assert (given.published.day, given.published.how) == (date(2025, 12, 22), "given")


def test_one_text_has_one_id_whatever_its_blanks_and_line_ends() -> None:
    one = article_of(Document(STORY))
    other = article_of(Document(STORY.replace("\n", "\r\n").replace(" ", "\u00a0")))
    assert one.id == other.id
    assert one.id != article_of(Document(STORY + " More.")).id


def test_a_pages_title_stands_above_its_text_once() -> None:
    read = article_of(Document("Small caps rose again today.", title="A title of its own"))
    assert read.text == "A title of its own\n\nSmall caps rose again today."
    assert article_of(Document(read.text, title="A title of its own")).text == read.text


def test_a_section_name_glued_to_its_text_is_a_heading() -> None:
    read = article_of(
        Document("Key TakeawaysSmall caps have led for the last eight weeks in a row.")
    )
    assert [one.kind for one in read.sentences] == ["heading", "body"]


@pytest.mark.parametrize("text", ["", "   \n\t ", "\u200b\u202e", "--- ... !!!", "Request a Demo"])
def test_a_document_without_words_is_no_article(text: str) -> None:
    with pytest.raises(NoAnswer, match="no text"):
        article_of(Document(text))


@pytest.mark.parametrize("text", ["word " * (LONGEST // 5 + 1), "x" * 10_000_000])
def test_ten_megabytes_are_no_article_and_that_is_said_at_once(text: str) -> None:
    began = time.perf_counter()
    with pytest.raises(NoAnswer, match=f"at most {LONGEST:,}"):
        article_of(Document(text))
    assert time.perf_counter() - began < 3.0


def test_of_a_long_text_whole_lines_are_read_and_the_rest_is_told() -> None:
    text = "\n".join(f"Small caps rose on day {n}." for n in range(6_000))
    read = article_of(Document(text))
    assert MOST - 40 < len(read.text) <= MOST
    assert read.text.endswith(".")
    said = f"only its first {len(read.text):,} of {len(text):,} characters were read"
    assert said in read.notes[0]
    assert not article_of(Document(text[:90_000])).notes


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_takes_no_longer_than_any_other(unit: str) -> None:
    text = "Small caps rose. " + unit * (200_000 // len(unit))
    began = time.perf_counter()
    read = article_of(Document(text))
    assert time.perf_counter() - began < 5.0
    assert read.text.startswith("Small caps rose.")


def test_hidden_characters_are_counted_in_a_note() -> None:
    read = article_of(Document("Small\u202e caps rose today and nobody saw it come."))
    assert read.notes == ("1 hidden characters were taken out",)


def test_a_foreign_text_is_named_and_kept() -> None:
    read = article_of(
        Document("Die Nebenwerte haben in diesem Jahr die gro\u00dfen Werte geschlagen.")
    )
    assert read.language == "de"
    assert "German" in read.notes[0]


@pytest.mark.shared
def test_the_five_articles_are_read_as_they_are(articles: dict[str, Path]) -> None:
    read = {
        number: article_of(Document(path.read_text("utf-8"))) for number, path in articles.items()
    }
    assert read["004"].title.startswith("The Great Rotation")
    assert (read["004"].source, read["004"].author) == ("Marketdash", "MarketDash Editorial Team")
    assert all(one.published.day is None for one in read.values())
    assert "11 hours ago" in read["004"].published.note
    assert [len(one.citations) for one in read.values()] == [0, 2, 0, 0, 0]
    assert all(one.language == "en" for one in read.values())
    assert not any("Request a Demo" in one.text for one in read.values())
