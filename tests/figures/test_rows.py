"""Rows with names above their tracks."""

from __future__ import annotations

from itertools import pairwise

from rotascope.figures.rows import Row, height_of, layout_of, named, stems, traces_of

ROWS = (
    Row("short", 2.0, 1.0, 4.0, 1.5, told="+2 %"),
    Row("a name so long that it takes a second line above its own track", -1.0, ink="series1"),
    Row("none", None, told="–"),
)


def test_every_row_is_named_and_only_those_with_a_value_have_a_mark() -> None:
    layout = layout_of(ROWS, "%")
    names = layout["annotations"][0::2]
    assert [note["text"].split(" ")[0] for note in names] == ["short", "a", "none"]
    (ticks, points) = traces_of(ROWS)
    assert points["x"] == [2.0, -1.0]
    assert ticks["x"] == [1.5]


def test_bars_reach_from_the_low_to_the_high_end() -> None:
    error = traces_of(ROWS)[-1]["error_x"]
    assert error["array"] == [2.0, 0.0]
    assert error["arrayminus"] == [1.0, 0.0]


def test_the_axis_holds_zero_and_everything_drawn() -> None:
    low, high = layout_of(ROWS, "%")["xaxis"]["range"]
    assert low < -1.0
    assert high > 4.0
    assert layout_of((Row("x", 3.0),), "%")["xaxis"]["range"][0] < 0


def test_a_row_with_two_lines_is_taller_and_rows_do_not_meet() -> None:
    places = [note["y"] for note in layout_of(ROWS, "%")["annotations"][1::2]]
    gaps = [high - low for high, low in pairwise(places)]
    assert min(gaps) >= 34
    assert gaps[0] > gaps[1]
    assert height_of(ROWS) < height_of((*ROWS, *ROWS))


def test_without_anything_usual_there_are_no_ticks() -> None:
    assert len(traces_of((Row("x", 1.0),))) == 1


def test_stems_are_one_trace_with_a_gap_after_each() -> None:
    made = stems([((0.0, 1.0), (2.0, 1.0)), (("2026-01-02", 0.0), ("2026-01-02", 3.0))], "lean", 4)
    assert made["x"] == [0.0, 2.0, None, "2026-01-02", "2026-01-02", None]
    assert made["y"] == [1.0, 1.0, None, 0.0, 3.0, None]
    assert (made["name"], made["line"]["width"]) == ("lean", 4)


def test_a_name_stands_at_the_left_edge_on_its_own_height() -> None:
    made = named("IWM / SPY", 2.5)
    assert (made["x"], made["y"], made["xanchor"], made["text"]) == (0, 2.5, "left", "IWM / SPY")
