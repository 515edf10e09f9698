"""The day figures are of, and whether dividends count."""

from __future__ import annotations

from datetime import date

import pytest

from rotascope.articles.claims.moments import as_of, basis, day_behind

DAY = date(2025, 12, 23)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("As of June 30, 2025, the top ten", date(2025, 6, 30)),
        ("as of the close on 19 December 2025", date(2025, 12, 19)),
        ("as of 2025-11-03", date(2025, 11, 3)),
        ("as of February 2024", date(2024, 2, 29)),
        ("at the end of 2024", date(2024, 12, 31)),
        ("as of Friday, Dec. 19", date(2025, 12, 19)),
        ("as of December 30", date(2024, 12, 30)),
    ],
)
def test_a_day_is_read_from_as_of(text: str, day: date) -> None:
    assert as_of(text, DAY) == day


@pytest.mark.parametrize("text", ["As of publication, it was up", "as of February 30, 2024", ""])
def test_no_day_or_no_such_day_is_none(text: str) -> None:
    assert as_of(text, DAY) is None


def test_a_day_without_a_year_is_unknown_in_an_undated_article() -> None:
    assert as_of("as of December 19", None) is None


def test_a_day_after_the_publication_is_not_believed() -> None:
    assert as_of("as of 31 December 2026", DAY) is None


def test_the_basis_is_what_the_sentence_says() -> None:
    assert basis("On a total-return basis, it is up") == "total return"
    assert basis("including dividends, it returned 19%") == "total return"
    assert basis("the price return was 17%") == "price"
    assert basis("it rose 3%") == ""


def test_a_sentence_may_open_with_its_day() -> None:
    assert as_of("On March 23, 2020, the index was down 31% year to date", DAY) == date(2020, 3, 23)
    assert as_of("MAGS, launched on April 11, 2023, is up 25% year to date", DAY) is None
    assert as_of("On Tuesday, it fell", DAY) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [(" on March 16, 2020.", date(2020, 3, 16)), (" on March 16", None), (" in May 2020", None),
     (" on February 30, 2020", None)],
)  # fmt: skip
def test_a_day_behind_a_figure_needs_its_year(text: str, day: date | None) -> None:
    assert day_behind(text) == day
