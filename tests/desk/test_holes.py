"""What is missing from a series, by the spacing of its own days."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rotascope.desk.holes import bank_holidays, missing
from rotascope.sessions import all_sessions, as_days


def lacking(*days: str, prices: bool = False) -> list[str] | None:
    found = missing(as_days(days), prices=prices)
    return None if found is None else [str(day) for day in found[1]]


def test_a_month_that_was_never_published_is_missing() -> None:
    assert lacking("2025-08-01", "2025-09-01", "2025-11-01", "2025-12-01") == ["2025-10-01"]


def test_weeks_and_quarters_are_counted_in_their_own_steps() -> None:
    assert lacking("2026-05-01", "2026-05-08", "2026-05-29", "2026-06-05", "2026-06-12") == [
        "2026-05-15", "2026-05-22"
    ]  # fmt: skip
    assert lacking("2024-10-01", "2025-01-01", "2025-07-01", "2025-10-01") == ["2025-04-01"]


def test_daily_series_lack_no_bank_holiday_but_prices_do() -> None:
    week = ("2025-11-06", "2025-11-07", "2025-11-10", "2025-11-12", "2025-11-14")
    assert lacking(*week) == ["2025-11-13"]
    assert lacking(*week, prices=True) == ["2025-11-11", "2025-11-13"]


def test_banks_are_shut_on_three_days_of_trade() -> None:
    days = all_sessions()
    shut = bank_holidays(
        days[(days >= np.datetime64("1996-01-01")) & (days < np.datetime64("2000-01-01"))]
    )
    assert [str(day) for day in shut] == [
        "1996-01-15", "1996-10-14", "1996-11-11", "1997-01-20", "1997-10-13", "1997-11-11",
        "1998-10-12", "1998-11-11", "1999-10-11", "1999-11-11",
    ]  # fmt: skip
    assert [str(day) for day in bank_holidays(as_days(["2018-11-11", "2018-11-12"]))] == [
        "2018-11-11", "2018-11-12"
    ], "11 November 2018 was a Sunday"  # fmt: skip


@pytest.mark.parametrize(
    "days",
    [(), ("2026-01-02",), ("2024-01-01", "2025-01-01", "2026-01-01"), ("2026-01-02", "2026-03-02")],
)
def test_where_no_spacing_is_clear_nothing_is_counted(days: tuple[str, ...]) -> None:
    assert lacking(*days) is None


@settings(deadline=None)  # the first example may have to make the calendar
@given(st.sets(st.integers(1, 118), max_size=20))
def test_what_is_taken_out_of_sessions_is_what_is_missing(gone: set[int]) -> None:
    days = all_sessions()[20000:20120]
    kept = np.delete(days, sorted(gone))
    found = missing(kept, prices=True)
    assert found is not None
    assert found[0] == "daily"
    assert found[1].tolist() == days[sorted(gone)].tolist()
