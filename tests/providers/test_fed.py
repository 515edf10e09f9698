"""The FOMC's calendar page: last days of meetings, known when they could be."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rotascope.errors import BadFile
from rotascope.providers.fed import plan, read_fed
from tests.providers.constructed import CALENDAR, meeting, panel
from tests.providers.damage import damaged, needs, read_or_told


def page(folder: Path, content: str) -> Path:
    path = folder / "fomccalendars.htm"
    path.write_text(content)
    return path


def test_a_meeting_is_its_last_day(tmp_path: Path) -> None:
    made = read_fed(page(tmp_path, CALENDAR)).filter(pl.col("date").str.starts_with("2026"))
    assert made.select("date", "kind", "note").rows() == [
        ("2026-01-28", "FOMC meeting", "scheduled"),
        ("2026-03-18", "FOMC meeting", "scheduled with projections"),
        ("2026-05-01", "FOMC meeting", "scheduled"),
        ("2026-05-22", "FOMC notation vote", "without a meeting"),
        ("2026-06-17", "FOMC meeting", "scheduled with projections"),
        ("2026-07-29", "FOMC meeting", "scheduled"),
    ]


def test_a_date_is_known_when_fetched_or_on_its_day(tmp_path: Path) -> None:
    made = read_fed(page(tmp_path, CALENDAR), known="2026-06-15")
    known = dict(made.select("date", "known_at").iter_rows())
    assert known["2027-01-27"] == "2026-06-15"
    assert known["2026-06-17"] == "2026-06-15"
    assert known["2026-01-28"] == "2026-01-28"
    assert known["2020-03-18"] == "2020-03-18"  # cancelled; kept, and says so
    assert made.filter(pl.col("date") == "2020-03-18")["note"].to_list() == ["cancelled"]


def test_what_nobody_announced_is_known_on_its_day(tmp_path: Path) -> None:
    rows = meeting("March", "3 (unscheduled)") + meeting("May", "22 (notation vote)")
    made = read_fed(page(tmp_path, panel(2027, rows)), known="2026-06-15")
    assert made["known_at"].to_list() == ["2027-03-03", "2027-05-22"]


def test_a_file_kept_by_hand_knows_a_meeting_on_its_own_day(tmp_path: Path) -> None:
    made = read_fed(page(tmp_path, CALENDAR))
    assert made["date"].to_list() == made["known_at"].to_list()


@pytest.mark.parametrize(
    ("month", "on", "day"),
    [("Jan/Feb", "31-1", "2026-02-01"), ("April/May", "30–1*", "2026-05-01"),
     ("Dec/Jan", "31-1", "2027-01-01"), ("October", "28", "2026-10-28"),
     ("June", "9-10", "2026-06-10")],
)  # fmt: skip
def test_days_and_months_as_the_page_prints_them(
    tmp_path: Path, month: str, on: str, day: str
) -> None:
    made = read_fed(page(tmp_path, panel(2026, meeting(month, on))))
    assert made["date"].to_list() == [day]


def test_a_date_that_is_none_goes_to_the_gate_as_printed(tmp_path: Path) -> None:
    rows = meeting("June", "31") + meeting("Smarch", "1-2") + meeting("July", "to be announced")
    made = read_fed(page(tmp_path, panel(2026, rows)))
    assert made["date"].to_list() == [
        "June 31 2026",
        "Smarch 1-2 2026",
        "July to be announced 2026",
    ]


@pytest.mark.parametrize(
    "content",
    ["", "<html><body>Access denied</body></html>", panel(2026, ""),
     "<h4>FOMC Search</h4>" + meeting("June", "9-10")],
)  # fmt: skip
def test_a_page_without_meetings_is_told(tmp_path: Path, content: str) -> None:
    with pytest.raises(BadFile, match="no meetings"):
        read_fed(page(tmp_path, content))


def test_the_plan_dates_the_page_by_the_session_after_the_last_complete_one() -> None:
    (asked,) = plan(needs())
    assert asked.url == "https://www.federalreserve.gov/monetarypolicy/fomccalendars.htm"
    assert asked.jobs[0].options == {"known": "2026-06-15"}
    assert asked.jobs[0].constants == {"entity": "US"}


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(data=st.data())
def test_damaged_pages_are_read_or_told(tmp_path: Path, data: st.DataObject) -> None:
    broken = data.draw(damaged(CALENDAR.encode()))
    assert read_or_told(tmp_path, "fed", broken, known="2026-06-15") in (True, False)
