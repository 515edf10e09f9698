"""A series as it is on file, drawn."""

from __future__ import annotations

from rotascope.figures.values import values
from rotascope.terms import History
from tests.surfaces import fixtures


def test_the_title_says_where_it_stands_and_the_note_where_it_comes_from() -> None:
    made = values("DGS10", fixtures.history(4.0, 0.5), "percent", "Source: fred")
    assert made.title.startswith("DGS10 stood at ")
    assert made.title.endswith("percent on 2026-06-12")
    assert made.note.startswith("Source: fred; ")
    assert "type" not in made.layout["yaxis"]


def test_what_grew_many_times_over_stands_on_a_log_axis_with_plain_ticks() -> None:
    days = fixtures.history(0.0, 1.0).dates
    grown = History(days, tuple(1.005**i for i in range(len(days))))
    axis = values("X", grown, "level", "Source: made").layout["yaxis"]
    assert axis["type"] == "log"
    assert axis["tickvals"] == [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]
    assert axis["ticktext"][-1] == "1,000"


def test_a_series_below_zero_has_a_plain_axis() -> None:
    assert "type" not in values("X", fixtures.history(0.0, 9.0), "", "s").layout["yaxis"]
