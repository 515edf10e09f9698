"""When rows were known, by rule, with days worked from the calendar."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from rotascope.ingest.known import (
    STAMPED,
    add_known,
    assumed,
    next_session,
    session_from,
    stamped,
)
from rotascope.providers.jobs import DatasetSpec, Job
from rotascope.sessions import all_sessions

FIRST = all_sessions()[0].item()


def job(known: str, table: str = "macro") -> Job:
    return Job(DatasetSpec("d", 1, "", known), table, Path("x"), "x", known=known)


def known(rule: str, day: str, **columns: object) -> date:
    frame = pl.DataFrame({"at": [0], "row": [1], "date": [date.fromisoformat(day)], **columns})
    made, findings = add_known(job(rule), frame)
    assert not any(f.height for f in findings)
    result: date = made["known_at"][0]
    return result


@pytest.mark.parametrize(
    ("rule", "day", "expected"),
    [
        ("same session", "2024-07-04", date(2024, 7, 5)),  # a holiday
        ("next session", "2025-09-05", date(2025, 9, 8)),  # a Friday
        ("next month end", "2024-01-01", date(2024, 2, 29)),
        ("next month end", "2024-04-30", date(2024, 5, 31)),
        ("after 50 days", "2024-01-01", date(2024, 2, 20)),
        ("on 2025-12-27", "2025-06-30", date(2025, 12, 29)),  # a Saturday
    ],
)
def test_a_rule_gives_a_session(rule: str, day: str, expected: date) -> None:
    assert known(rule, day) == expected


@pytest.mark.parametrize(
    ("timing", "expected"),
    [("before", date(2024, 8, 1)), ("after", date(2024, 8, 2)), ("unknown", date(2024, 8, 2))],
)
def test_an_announcement_before_the_open_is_known_that_session(timing: str, expected: date) -> None:
    assert known("announcement", "2024-08-01", timing=[timing]) == expected


@pytest.mark.parametrize(
    ("series", "day", "expected"),
    [
        # March's CPI: 20 days after 31 March is Saturday 20 April.
        ("CPIAUCSL", "2024-03-01", date(2024, 4, 22)),
        # A yield of Friday is published on Saturday at the earliest: Monday.
        ("DGS2", "2024-03-01", date(2024, 3, 4)),
        # The first quarter's GDP: 30 days after 31 March.
        ("GDPC1", "2024-01-01", date(2024, 4, 30)),
        # A shutdown: August's payrolls were the last for seven weeks.
        ("PAYEMS", "2013-09-01", date(2013, 10, 22)),
        # Claims of the week to Saturday 8 June: Thursday 13 June.
        ("ICSA", "2024-06-08", date(2024, 6, 13)),
    ],
)
def test_a_registered_series_is_known_after_its_lag(series: str, day: str, expected: date) -> None:
    assert known("registered lag", day, series=[series], unit=[None]) == expected


def test_a_series_nobody_registered_is_held() -> None:
    frame = pl.DataFrame({"at": [0], "row": [1], "date": [date(2024, 1, 1)], "series": ["XYZ"],
                          "unit": [None]})  # fmt: skip
    _, findings = add_known(job("registered lag"), frame)
    assert [f["check"].to_list() for f in findings] == [["Q27"]]


def test_a_lag_is_assumed_and_a_source_that_says_so_is_not() -> None:
    assert assumed("registered lag")
    assert assumed("next month end")
    assert assumed("after 50 days")
    assert not assumed("in file")
    assert not assumed("same session")


def test_days_before_the_calendar_are_known_on_its_first_session_and_no_day_stays_none() -> None:
    days = pl.Series([date(1871, 1, 1), None], dtype=pl.Date)
    assert session_from(days).to_list() == [FIRST, None]
    assert next_session(days).to_list() == [FIRST, None]


def test_nothing_is_known_before_its_own_day() -> None:
    assert known("on 1999-01-04", "2022-12-01") == date(2022, 12, 1)


def test_a_day_given_with_a_file_makes_it_known_the_session_after() -> None:
    waiting = job(STAMPED, "earnings")
    assert stamped(waiting, None) is waiting
    assert stamped(waiting, date(2025, 12, 26)).known == "on 2025-12-29"
    assert stamped(job("in file"), date(2025, 12, 26)).known == "in file"
    frame = pl.DataFrame({"at": [0], "row": [1], "date": [date(2026, 1, 30)]})
    assert add_known(waiting, frame)[0]["known_at"].to_list() == [None]
