"""Announcements: told, planned and estimated, and what they moved."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from rotascope.panel import Panel
from rotascope.providers.planted_tables import frame
from rotascope.series import Series
from rotascope.sessions import all_sessions, as_days
from rotascope.signals.calendar.reports import (
    ahead,
    coming_report,
    reports,
    share_lines,
    usual_move,
)
from rotascope.store.memory import MemoryBackend

Told = tuple[str, str, str]  # date, known_at, timing


def rows(symbol: str, told: list[Told], dataset: str = "a") -> pl.DataFrame:
    made = frame(
        "earnings",
        {"symbol": [symbol] * len(told), "date": [date.fromisoformat(t[0]) for t in told],
         "known_at": [date.fromisoformat(t[1]) for t in told],
         "fiscal": [f"{dataset}{i}" for i in range(len(told))], "timing": [t[2] for t in told]},
    )  # fmt: skip
    return made.with_columns(dataset=pl.lit(dataset))


def at(day: str, *frames: pl.DataFrame) -> Panel:
    return Panel(MemoryBackend({"earnings": pl.concat(frames)}), date.fromisoformat(day))


QUARTERS: list[Told] = [
    ("2023-08-03", "2023-08-04", "after"), ("2023-11-02", "2023-11-03", "after"),
    ("2024-02-01", "2024-02-02", "after"), ("2024-05-02", "2024-05-03", "after"),
]  # fmt: skip


def test_two_sources_of_one_quarter_are_one_announcement_and_the_hour_is_kept() -> None:
    second = [(day, known, "unknown") for day, known, _ in QUARTERS]
    found = reports(at("2024-06-03", rows("AAPL", second, "b"), rows("AAPL", QUARTERS)), "AAPL")
    assert len(found.held) == 4
    assert set(found.timing) == {"after"}


def test_share_lines_of_one_issuer_report_once() -> None:
    found = reports(at("2024-06-03", rows("GOOG", QUARTERS), rows("GOOGL", QUARTERS, "b")), "GOOGL")
    assert len(found.held) == 4
    assert set(share_lines(at("2024-06-03", rows("GOOG", QUARTERS)), "GOOGL")) == {"GOOG", "GOOGL"}


def test_a_day_that_no_source_names_is_last_years_plus_52_weeks() -> None:
    found = reports(at("2024-06-03", rows("AAPL", QUARTERS)), "AAPL")
    coming = coming_report(found, date(2024, 6, 3))
    assert coming is not None
    assert (coming.date, coming.standing) == (date(2024, 8, 1), "estimated")


def test_a_planned_day_replaces_the_estimate_from_the_day_it_is_known() -> None:
    planned = rows("AAPL", [("2024-07-25", "2024-06-10", "after")], "plan")
    found = reports(at("2024-06-28", rows("AAPL", QUARTERS), planned), "AAPL")
    before, after = (coming_report(found, day) for day in (date(2024, 6, 7), date(2024, 6, 10)))
    assert before is not None
    assert after is not None
    assert (before.date, before.standing) == (date(2024, 8, 1), "estimated")
    assert (after.date, after.standing) == (date(2024, 7, 25), "confirmed")


def test_once_it_has_reported_nothing_is_ahead() -> None:
    told = [*QUARTERS, ("2024-07-25", "2024-07-26", "after")]
    found = reports(at("2024-07-31", rows("AAPL", told)), "AAPL")
    days = as_days(["2024-05-31", "2024-06-06", "2024-07-25", "2024-07-26", "2024-07-31"])
    # eight weeks before 2024-08-01 begin on 2024-06-06; the report of 25 July is known on the 26th
    assert ahead(found, days).tolist() == [False, True, True, False, False]


def test_nothing_on_file_says_nothing() -> None:
    found = reports(at("2024-06-03", rows("AAPL", QUARTERS)), "XOM")
    assert coming_report(found, date(2024, 6, 3)) is None
    assert not ahead(found, as_days(["2024-06-03"])).any()


def series(symbol: str, levels: list[float]) -> Series:
    end = int(np.searchsorted(all_sessions(), np.datetime64("2024-06-28"), side="right"))
    return Series(symbol, "tr", all_sessions()[end - len(levels) : end], np.array(levels), ())


def test_the_move_is_that_of_the_session_that_could_answer() -> None:
    days = series("X", [1.0] * 400).days
    own = np.ones(400)
    for told, _, timing in QUARTERS:
        row = int(np.searchsorted(days, np.datetime64(told)))
        own[row + (timing == "after") :] *= 1.1
    usual = usual_move(
        reports(at("2024-06-28", rows("AAPL", QUARTERS)), "AAPL"),
        series("X", own.tolist()),
        series("M", [1.0] * 400),
    )
    assert usual.moves == pytest.approx([0.1])
    assert usual.days.tolist() == [date(2024, 5, 3)]


def test_an_unknown_hour_takes_both_sessions_and_three_reports_are_too_few() -> None:
    days = series("X", [1.0] * 400).days
    own = np.ones(400)
    vague = [(day, known, "unknown") for day, known, _ in QUARTERS]
    for told, _, _ in vague:
        row = int(np.searchsorted(days, np.datetime64(told)))
        own[row:] *= 1.02
        own[row + 1 :] *= 1.03
    line, market = series("X", own.tolist()), series("M", [1.0] * 400)
    four = usual_move(reports(at("2024-06-28", rows("AAPL", vague)), "AAPL"), line, market)
    three = usual_move(reports(at("2024-06-28", rows("AAPL", vague[1:])), "AAPL"), line, market)
    assert four.moves == pytest.approx([1.02 * 1.03 - 1.0])
    assert len(three.moves) == 0
