"""What every picture has."""

from __future__ import annotations

from datetime import date, timedelta

from rotascope.figures.frame import (
    a_year,
    axis,
    base,
    footer,
    label,
    line,
    marks,
    scaled,
    thin,
    unit_of,
)
from rotascope.terms import History, Mark
from tests.surfaces import fixtures


def test_an_old_history_is_thinned_and_keeps_its_last_point() -> None:
    full = fixtures.history(0.0, 1.0, 2000)
    shown = thin(full)
    assert len(shown.dates) == 551 + (2000 - 551) // 5
    assert (shown.dates[-1], shown.values[-1]) == (full.dates[-1], full.values[-1])
    assert set(shown.dates) <= set(full.dates)
    assert thin(full, date(2026, 1, 1)).dates[0] == date(2026, 1, 1)
    assert thin(History((), ())) == History((), ())


def test_a_line_does_not_cross_a_hole() -> None:
    days = tuple(date(2025, 1, 1) + timedelta(days=i) for i in range(20))
    days += tuple(date(2026, 1, 1) + timedelta(days=i) for i in range(20))
    drawn = line(History(days, tuple(float(i) for i in range(40))), "x", "@text")
    assert drawn["y"].count(None) == 1
    assert drawn["y"].index(None) == 20
    assert drawn["mode"] == "lines"


def test_two_dated_files_are_points_not_a_year_of_line() -> None:
    two = History((date(2024, 6, 1), date(2025, 9, 5)), (0.31, 0.34))
    assert line(two, "x", "@text", 100.0)["mode"] == "markers"


def test_labels_are_never_markup() -> None:
    assert label(fixtures.HOSTILE).startswith("&lt;script&gt;")
    history = fixtures.history(1.0, 0.1, 30)
    assert "<script" not in line(history, fixtures.HOSTILE, "@text")["hovertemplate"]
    events = marks(history, (Mark(history.dates[3], fixtures.HOSTILE),))
    assert events["text"] == [label(fixtures.HOSTILE)]
    assert axis(fixtures.HOSTILE)["title"]["text"] == label(fixtures.HOSTILE)
    assert "title" not in axis("")


def test_events_stand_on_the_line_and_those_of_other_days_are_left_out() -> None:
    history = fixtures.history(1.0, 0.1, 30)
    shown = marks(history, (Mark(history.dates[3], "a"), Mark(date(1999, 1, 1), "b")), 100.0)
    assert shown["x"] == [history.dates[3].isoformat()]
    assert shown["y"] == scaled([history.values[3]], 100.0)


def test_the_footer_names_source_span_and_date() -> None:
    assert footer(fixtures.reading()) == (
        "Source: invented; 2019-01-02 to 2026-06-12; as known on 2026-06-12"
    )
    other = fixtures.history(0.0, 1.0, 3)
    assert "2026-06-10 to 2026-06-12" in footer(fixtures.reading(), other)
    assert "no history" in footer(fixtures.reading(first=None, sources=()))


def test_units_and_layout() -> None:
    assert unit_of(fixtures.reading()) == ("%", 100.0)
    assert base(height=3)["height"] == 3


def test_a_year_is_a_year_whatever_the_step() -> None:
    weekly = fixtures.history(0.0, 1.0, 200, 7)
    assert len(a_year(weekly)) == 53
    assert a_year(weekly)[-1] == weekly.values[-1]
