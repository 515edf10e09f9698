"""Recessions, meetings, memberships and calendars: known when they could be."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from rotascope.errors import BadFile
from rotascope.providers.calendars import (
    read_calendar_json,
    read_meetings,
    read_membership,
    read_recessions,
)


def text(folder: Path, content: str, name: str = "x.csv") -> Path:
    path = folder / name
    path.write_text(content)
    return path


def test_a_recession_is_known_when_it_was_announced(tmp_path: Path) -> None:
    made = read_recessions(
        text(tmp_path, "peak,trough\n2007-12-01,2009-06-01\n1953-07-01,1954-05-01\n")
    )
    known = {(k, d): w for k, d, w in made.select("kind", "date", "known_at").iter_rows()}
    assert known["recession peak", date(2007, 12, 1)] == date(2008, 12, 1)
    assert known["recession trough", date(2009, 6, 1)] == date(2010, 9, 20)
    # Nothing was announced then: a year is assumed, and said.
    assert known["recession peak", date(1953, 7, 1)] == date(1954, 7, 1)
    assert made.filter(pl.col("date") == date(1953, 7, 1))["note"][0].endswith("a year later")


def test_a_removal_is_known_only_when_it_happens(tmp_path: Path) -> None:
    made = read_membership(
        text(tmp_path, "ticker,start_date,end_date\nAAL,2015-03-23,2024-09-23\n")
    )
    assert made.select("last", "known_at").rows() == [
        (None, date(2015, 3, 23)),
        (date(2024, 9, 22), date(2024, 9, 23)),
    ]


def test_an_emergency_meeting_is_in_nobodys_diary(tmp_path: Path) -> None:
    made = read_meetings(text(tmp_path, "date\n2020-03-03\n2020-04-29\n"))
    assert made["known_at"].to_list() == [date(2020, 3, 3), date(2020, 1, 1)]
    assert made["note"].to_list() == ["unscheduled", "scheduled"]


def test_a_decision_is_known_on_its_day_and_one_to_come_is_none(tmp_path: Path) -> None:
    path = tmp_path / "d.parquet"
    days = [date(2024, 9, 18), date(2026, 12, 9)]
    pl.DataFrame({"meeting_end": days, "change_pp": [-0.5, None], "method": ["DFEDTARU", None]}
                 ).write_parquet(path)  # fmt: skip
    made = read_meetings(path, date="meeting_end", decisions=True)
    assert made.select("date", "value", "known_at").rows() == [(days[0], -0.5, days[0])]


def test_a_calendar_of_objects_is_a_table_of_text(tmp_path: Path) -> None:
    made = read_calendar_json(text(tmp_path, '[{"symbol": "A", "estimate": null}]', "c.json"))
    assert made.rows() == [(1, "A", None)]
    with pytest.raises(BadFile):
        read_calendar_json(text(tmp_path, "[]", "c.json"))
    with pytest.raises(BadFile, match="not a readable JSON array"):
        read_calendar_json(text(tmp_path, "[{", "c.json"))
