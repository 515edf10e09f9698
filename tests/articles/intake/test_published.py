"""A day of publication is what somebody says; what nobody says is undated."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from rotascope.articles.intake.published import date_line, publication, relative_line, said_day

FETCHED = datetime(2025, 12, 24, 3, 0, tzinfo=UTC)
BODY = (
    "\n\nSmall caps rose on January 2, 2025, the first session of the year, and never looked back."
)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("June 9, 2026", date(2026, 6, 9)),
        ("Published: Jun. 9, 2026 4:15 PM ET", date(2026, 6, 9)),
        ("By Jane Doe | 9 June 2026", date(2026, 6, 9)),
        ("2026-06-09", date(2026, 6, 9)),
        ("Sept 1st, 2025", date(2025, 9, 1)),
        (
            "The index fell on June 9, 2026, and the fund that follows it did the same that day",
            None,
        ),
        ("February 30, 2026", None),
        ("06/09/2026", None),
        ("no day at all", None),
    ],
)
def test_a_line_is_a_date_only_if_it_is_there_to_say_it(line: str, day: date | None) -> None:
    assert date_line(line) == day


def test_the_user_comes_first_then_metadata_then_the_text() -> None:
    text = f"Small caps lead\n\nJune 10, 2026{BODY}"
    meta = (("article:published_time", "2026-06-09T13:30:00Z"),)
    given = publication(text, meta, date(2026, 6, 8))
    assert (given.day, given.how) == (date(2026, 6, 8), "given")
    told = publication(text, meta)
    assert (told.day, told.how, told.note) == (
        date(2026, 6, 9), "metadata", "article:published_time",
    )  # fmt: skip
    read = publication(text)
    assert (read.day, read.how) == (date(2026, 6, 10), "text")


def test_a_date_in_a_sentence_dates_nothing() -> None:
    assert publication(f"Small caps lead{BODY}").how == "undated"


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("11 hours ago", date(2025, 12, 23)),
        ("Published 2 days ago", date(2025, 12, 21)),
        ("an hour ago", date(2025, 12, 23)),
        ("yesterday", date(2025, 12, 22)),
        ("3 weeks ago", date(2025, 12, 2)),
    ],
)
def test_a_relative_time_counts_from_when_the_page_was_fetched(said: str, day: date) -> None:
    # 03:00 UTC on the 24th is 22:00 on the 23rd in New York.
    told = publication(f"Title here\n{said}{BODY}", fetched=FETCHED)
    assert (told.day, told.how) == (day, "relative")
    unknown = publication(f"Title here\n{said}{BODY}")
    assert (unknown.day, unknown.how) == (None, "undated")
    assert said in unknown.note


def test_nothing_is_published_after_it_was_fetched() -> None:
    told = publication("Text.", (("date", "2026-01-01"), ("other", "2025-12-20")), fetched=FETCHED)
    assert told.day == date(2025, 12, 20)


def test_a_numeric_date_may_be_read_two_ways_and_is_not_read() -> None:
    told = publication(f"Title here\n06/09/2025{BODY}")
    assert told.day is None
    assert "two ways" in told.note


def test_a_moment_is_a_day_in_new_york() -> None:
    assert said_day("2026-06-09T02:00:00Z") == date(2026, 6, 8)
    assert said_day("2026-06-09T00:00:00Z") == date(2026, 6, 9)
    assert said_day("2026-06-09") == date(2026, 6, 9)
    assert said_day("soon") is None
    assert relative_line("11 hours ago")
    assert not relative_line("It happened 11 hours ago in New York")
