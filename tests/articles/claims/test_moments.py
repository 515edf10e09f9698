"""The day figures are of, and whether dividends count."""

from __future__ import annotations

from datetime import date

import pytest

from rotascope.articles.claims.moments import as_of, basis

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
