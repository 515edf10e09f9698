"""Completed weeks and months."""

from __future__ import annotations

import numpy as np

from rotascope.sessions import all_sessions
from rotascope.signals.weekly import month_ends, week_ends, when_published


def _days(first: str, last: str) -> np.ndarray:
    days = all_sessions()
    return days[(days >= np.datetime64(first)) & (days <= np.datetime64(last))]


def test_a_week_ends_on_its_last_session_even_before_a_holiday() -> None:
    # Good Friday 2024-03-29: that week ended on Thursday.
    days = _days("2024-03-18", "2024-04-05")
    assert [str(d) for d in days[week_ends(days)]] == ["2024-03-22", "2024-03-28", "2024-04-05"]


def test_a_week_in_progress_is_not_a_point() -> None:
    whole = _days("2024-03-18", "2024-04-05")
    for cut in range(1, len(whole) + 1):
        part = whole[:cut]
        expected = [d for d in whole[week_ends(whole)] if d <= part[-1]]
        assert part[week_ends(part)].tolist() == [d.item() for d in expected]


def test_a_week_whose_last_session_is_missing_has_no_point() -> None:
    days = _days("2024-03-18", "2024-04-05")
    gap = days[days != np.datetime64("2024-03-28")]
    assert [str(d) for d in gap[week_ends(gap)]] == ["2024-03-22", "2024-04-05"]


def test_months_end_on_their_last_session() -> None:
    days = _days("2024-01-02", "2024-03-28")
    assert [str(d) for d in days[month_ends(days)]] == ["2024-01-31", "2024-02-29", "2024-03-28"]


def test_a_month_is_published_by_the_end_of_the_next_one() -> None:
    # 2024-03-29 was Good Friday and 2024-03-31 a Sunday: February counts from Monday, 1 April.
    # 2024-04-30 was a Tuesday: March counts from that day.
    ends = np.array(["2024-02-29", "2024-03-28"], dtype="datetime64[D]")
    assert [str(d) for d in when_published(ends)] == ["2024-04-01", "2024-04-30"]
