"""Dated events count from the day they were first known."""

from __future__ import annotations

from datetime import date

import polars as pl

from rotascope.signals.macro.decisions import decisions, decisions_source, turning_points
from tests.signals.macro import worlds


def test_an_edit_of_an_event_changes_neither_its_value_nor_its_day() -> None:
    made = worlds.events("FOMC decision", [("2024-03-20", "2024-03-20", -0.25),
                                           ("2024-03-20", "2024-05-01", 0.5),
                                           ("2024-05-01", "2024-05-01", 0.0)])  # fmt: skip
    dates, moved, known = decisions(worlds.panel({"A": worlds.daily([1.0])}, events=made))
    assert [str(d) for d in dates] == ["2024-03-20", "2024-05-01"]
    assert moved.tolist() == [-0.25, 0.0]
    assert str(known[0]) == "2024-03-20"


def test_a_recession_is_not_known_before_it_is_announced() -> None:
    peaks = worlds.events("recession peak", [("2020-02-01", "2020-06-08", float("nan"))])
    troughs = worlds.events("recession trough", [("2020-04-01", "2021-07-19", float("nan"))])
    both = pl.concat([peaks, troughs])
    series = {"A": worlds.daily([1.0])}
    for as_of, known in (
        (date(2020, 6, 5), (0, 0)),
        (date(2020, 6, 8), (1, 0)),
        (date(2021, 7, 19), (1, 1)),
    ):
        up, down = turning_points(worlds.panel(series, as_of, events=both))
        assert (len(up[0]), len(down[0])) == known


def test_without_events_there_are_none() -> None:
    dates, moved, known = decisions(worlds.empty())
    assert len(dates) == len(moved) == len(known) == 0


def test_the_rows_of_decisions_are_told_as_their_source() -> None:
    when = worlds.sessions(60)[[3, 9]]
    made = worlds.events("FOMC decision", [(day, day, -0.25) for day in when])
    (source,) = decisions_source(worlds.panel({"A": worlds.daily([1.0])}, events=made))
    assert (source.first, source.last, source.rows) == (when[0].item(), when[1].item(), 2)
    assert decisions_source(worlds.empty()) == ()
