"""Windows: which closes their words may mean."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rotascope import sessions
from rotascope.articles.measures.spans import RECENT, anchor, bases, closed, ends, spans

DAY = date(2025, 12, 23)  # a Tuesday


def said(window: str, day: date = DAY) -> list[tuple[str, str, str, bool]]:
    return [(s.words, str(s.base), str(s.end), s.standard) for s in spans(window, day, back=0)]


def test_a_year_to_date_has_the_usual_base_and_the_first_close_of_the_year() -> None:
    assert said("ytd") == [
        ("last close of the year before", "2024-12-31", "2025-12-23", True),
        ("first close of the year", "2025-01-02", "2025-12-23", False),
    ]


def test_a_year_back_is_counted_from_the_same_day_or_a_close_beside_it() -> None:
    # 2024-12-23 was a Monday: the close before it is Friday's, the close after it Christmas Eve's.
    assert [(words, base) for words, base, _, _ in said("1y")] == [
        ("same day a year before", "2024-12-23"),
        ("first close after the same day a year before", "2024-12-24"),
        ("last close before that day", "2024-12-20"),
    ]


def test_a_year_gone_by_ends_on_its_own_last_close() -> None:
    assert said("2022")[0][1:3] == ("2021-12-31", "2022-12-30")
    assert said("2022Q3")[0][1:3] == ("2022-06-30", "2022-09-30")
    assert said("2022-09")[0][1:3] == ("2022-08-31", "2022-09-30")
    assert said("2022H2")[0][1:3] == ("2022-06-30", "2022-12-30")


def test_the_current_year_ends_where_the_article_does() -> None:
    assert said("2025")[0][1:3] == ("2024-12-31", "2025-12-23")


@pytest.mark.parametrize(
    ("window", "base"),
    [("1d", "2025-12-22"), ("1w", "2025-12-16"), ("1m", "2025-11-21"), ("mtd", "2025-11-28"),
     ("10y", "2015-12-23"), ("since:2015", "2014-12-31"), ("since:2025-09", "2025-08-29"),
     ("since:--09", "2025-08-29"), ("since:2025-09-10", "2025-09-10"),
     ("2024-07-10:2024-08-05", "2024-07-09")],
)  # fmt: skip
def test_the_standard_base_of_each_window(window: str, base: str) -> None:
    first = said(window)[0]
    assert (first[1], first[3]) == (base, True)


@pytest.mark.parametrize("window", ["", "recently", "2022Q9", "999y", "since:2031", "2031", "::"])
def test_what_is_no_window_has_no_span(window: str) -> None:
    assert spans(window, DAY) == ()


def test_an_article_of_a_sunday_means_the_friday_before() -> None:
    assert ends("ytd", date(2025, 12, 21))[0] == date(2025, 12, 19)


def test_older_closes_are_late_and_name_their_day() -> None:
    found = spans("ytd", DAY)
    late = [span for span in found if span.late]
    assert len({span.end for span in found}) == RECENT + 1
    assert all(f"to the close of {span.end}" in span.words for span in late)
    assert not any(span.standard for span in late)
    assert [span.late for span in found] == sorted(span.late for span in found)


def test_the_anchor_gives_both_bases() -> None:
    for window in ("ytd", "1y", "3m", "mtd"):
        found = anchor(window, DAY)
        assert found is not None
        usual, inside = bases(window, DAY)[:2]
        assert usual.day == sessions.last_session(found) < inside.day


def test_windows_with_an_end_of_their_own_are_closed() -> None:
    assert closed("2022", DAY)
    assert closed("2024-07-10:2024-08-05", DAY)
    assert not closed("2025", DAY)
    assert not closed("ytd", DAY)
    assert not closed("", DAY)


@given(
    st.text(alphabet="0123456789ydmwtQHsince:-", max_size=24),
    st.dates(date(1930, 1, 1), date(2027, 1, 1)),
)
def test_any_text_as_a_window_gives_spans_in_order_or_none(window: str, day: date) -> None:
    for span in spans(window, day):
        assert span.base < span.end <= day
