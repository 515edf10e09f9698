"""Moments and the session each names."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rotascope.ingest.checks.moments import session_days
from rotascope.sessions import all_sessions

TUESDAY = date(2024, 1, 2)


def read(values: list[Any], kind: Any = None) -> tuple[list[date | None], dict[int, str]]:
    """(days, {position: check})."""
    frame = pl.DataFrame({"date": pl.Series(values, dtype=kind)}).with_row_index("at")
    frame = frame.with_columns(row=pl.col("at"))
    day = (
        pl.col("date").str.to_date("%Y-%m-%d", strict=False)
        if frame.schema["date"] == pl.String
        else pl.col("date")
    )
    made, told = session_days(frame, day, "a day like 2024-03-28")
    wrong = {at: check for part in told for at, check in part.select("at", "check").iter_rows()}
    return made["date"].to_list(), wrong


@pytest.mark.parametrize("text", [
    "2024-01-02", "2024-01-02T00:00:00Z", "2024-01-02 00:00:00", "2024-01-02T05:00:00Z",
    "2024-01-02T00:00:00-05:00", "2024-01-02T00:00:00+09:00", "2024-01-02T14:30:00Z",
    "2024-01-02T21:00:00.123Z", "2024-01-02T21:15:00Z", "2024-01-02 09:30", "2024-01-02T16:00:01",
    "2024-01-02 14:30:00 UTC", "2024-01-02T14:30:00+0000", "2024-01-03T00:30:00+09:00",
])  # fmt: skip
def test_a_tuesday_may_be_written_in_many_ways(text: str) -> None:
    days, wrong = read([text])
    assert (days, wrong) == ([TUESDAY], {})


@pytest.mark.parametrize(("text", "check"), [
    ("2024-01-02T13:30:00Z", "Q06"),  # an hour before the open
    ("2024-01-02T21:15:01Z", "Q06"),
    ("2024-01-02T23:00:00Z", "Q06"),  # Berlin's midnight, of Wednesday
    ("2024-01-06T15:00:00Z", "Q06"),  # a Saturday
    ("2024-07-03T17:16:00Z", "Q06"),  # after a half day
    ("2024-03-10 02:30:00", "Q06"),  # an hour that New York skipped
    ("2024-11-03 01:30:00", "Q06"),  # an hour that it had twice
    ("2024-02-30T15:00:00Z", "Q01"), ("yesterday", "Q01"), ("2024-01-02T25:00:00Z", "Q01"),
])  # fmt: skip
def test_a_moment_outside_every_session_is_held(text: str, check: str) -> None:
    assert read(["2024-01-02", text]) == ([TUESDAY, None], {1: check})


@pytest.mark.parametrize(("value", "day"), [
    (20240102, TUESDAY), (1_704_205_800, TUESDAY), (1_704_205_800_000, TUESDAY),
    (1_704_153_600, TUESDAY), (45293, None), (0, None), (-1, None), (2**62, None),
])  # fmt: skip
def test_numbers_are_days_or_seconds_since_1970_and_nothing_else(
    value: int, day: date | None
) -> None:
    assert read([value]) == ([day], {} if day else {0: "Q01"})
    assert read([float(value)])[0] == [day]


def test_columns_of_datetimes_are_read_in_their_zone() -> None:
    noon = [datetime(2024, 1, 2, 12)]  # noqa: DTZ001
    here = pl.Series(noon).dt.replace_time_zone("America/New_York").to_list()
    assert read(here, pl.Datetime("ns", "America/New_York")) == ([TUESDAY], {})
    assert read(noon, pl.Datetime("ms", "UTC")) == ([None], {0: "Q06"})
    assert read(noon, pl.Datetime("us")) == ([TUESDAY], {})
    assert read([date(2024, 1, 2)], pl.Date) == ([TUESDAY], {})


def test_a_blank_is_no_moment_and_no_fault() -> None:
    assert read([None, ""]) == ([None, None], {})
    assert read([None], pl.Null) == ([None], {})


@given(st.datetimes(datetime(1995, 1, 1), datetime(2026, 12, 31)))  # noqa: DTZ001
def test_whatever_the_moment_its_day_is_a_session_or_none(moment: datetime) -> None:
    (day,), wrong = read([f"{moment:%Y-%m-%dT%H:%M:%S}Z"])
    named_only = moment.hour in (0, 4, 5) and moment.minute == moment.second == 0
    assert (day is None) == (wrong == {0: "Q06"})
    assert day is None or named_only or day in set(all_sessions().tolist())
