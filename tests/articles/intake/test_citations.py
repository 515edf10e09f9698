"""What an article refers to is dated by what it is, not by what is said of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from rotascope.articles.intake import Document, article_of
from rotascope.articles.intake.citations import citations_of, post_moment


def test_a_posts_id_holds_its_moment() -> None:
    # (1802106647835500838 >> 22) + 1288834974657 ms = 2024-06-15 22:31:21 UTC
    moment = post_moment(1802106647835500838)
    assert moment is not None
    assert moment.replace(microsecond=0) == datetime(2024, 6, 15, 22, 31, 21, tzinfo=UTC)
    assert post_moment(20) is None
    assert post_moment(1 << 63) is None


def test_a_citation_that_is_days_off_says_so() -> None:
    text = "Someone. (2024, June 21). A title. [Post on X]. https://x.com/s/status/1802106647835500838."
    (cited,) = citations_of(text)
    assert (cited.kind, cited.cited) == ("post", date(2024, 6, 21))
    assert cited.actual == "2024-06-15T22:31+00:00"
    assert cited.note == (
        "the post's id holds 2024-06-15 22:31 UTC, a Saturday; the date cited is 6 days later"
    )
    assert text[cited.start : cited.end] == cited.url


def test_a_citation_that_agrees_says_nothing() -> None:
    text = "Someone. (2024, June 15). https://twitter.com/s/status/1802106647835500838"
    assert citations_of(text)[0].note == ""


def test_a_page_without_a_date_is_only_a_page() -> None:
    (cited,) = citations_of("See https://example.com/a_(b). It says so.")
    assert (cited.kind, cited.cited, cited.actual) == ("page", None, "")


@pytest.mark.shared
def test_the_second_articles_post_was_made_six_days_before_its_date(
    articles: dict[str, Path],
) -> None:
    read = article_of(Document(articles["001"].read_text("utf-8")))
    (post,) = (one for one in read.citations if one.kind == "post")
    assert post.actual.startswith("2024-06-15T22:31")
    assert "6 days later" in post.note
