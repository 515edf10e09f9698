"""Posts that hold their own time."""

from __future__ import annotations

from datetime import date

from rotascope.articles.remarks.citation import citation
from rotascope.terms.articles import Citation, Remark
from tests.articles.remarks import scenes


def _cited(cited: date | None, actual: str, *more: Citation) -> tuple[Remark, ...]:
    post = Citation("post", "a post", "x", 3, 9, cited, actual)
    return citation(scenes.scene(scenes.article("Small caps rose.", citations=(post, *more))))


def test_a_post_cited_for_the_21st_that_is_of_the_15th_is_six_days_off() -> None:
    (made,) = _cited(date(2024, 6, 21), "2024-06-15T22:31+00:00")
    assert made.verdict == "contradicted"
    assert "2024-06-15 22:31 UTC, a Saturday, 6 days earlier" in made.text
    assert "the only post" in made.text
    assert (made.start, made.end) == (3, 9)


def test_around_midnight_two_clocks_may_differ_by_a_day() -> None:
    assert _cited(date(2024, 6, 16), "2024-06-15T22:31+00:00") == ()


def test_what_has_no_moment_of_its_own_is_not_judged() -> None:
    page = Citation("page", "a page", "y", 0, 1, date(2024, 6, 21), "2024-01-01T00:00+00:00")
    assert _cited(date(2024, 6, 21), "", page) == ()
    assert _cited(None, "2024-06-15T22:31+00:00") == ()


def test_one_of_two_posts_is_not_called_the_only_one() -> None:
    other = Citation("post", "another", "z", 0, 1)
    (made,) = _cited(date(2024, 6, 1), "2024-06-15T22:31+00:00", other)
    assert made.text.endswith("14 days later")
