"""Traces as SVG."""

from __future__ import annotations

from rotascope.figures.painted import MOST, Pen, painted
from rotascope.figures.scales import Scale

PEN = Pen(Scale("linear", 0, 10, 0, 100), Scale("linear", 0, 10, 100, 0), str)


def test_a_line_has_its_points_and_breaks() -> None:
    made = painted({"mode": "lines", "x": [0, 5, None, 10], "y": [0, 5, None, 10]}, PEN)
    assert 'd="M0.0 100.0L50.0 50.0M100.0 0.0"' in made


def test_a_long_line_is_thinned_and_keeps_its_last_point() -> None:
    many = 10_000
    x = [10.0 * i / (many - 1) for i in range(many)]
    made = painted({"mode": "lines", "x": x, "y": x}, PEN)
    assert made.count("L") <= MOST + 2
    assert "100.0 0.0" in made


def test_steps_hold_their_value_until_the_next() -> None:
    made = painted({"mode": "lines", "x": [0, 10], "y": [2, 8], "line": {"shape": "hv"}}, PEN)
    assert 'd="M0.0 80.0L100.0 80.0L100.0 20.0"' in made


def test_bars_begin_at_zero_and_carry_their_number() -> None:
    made = painted({"type": "bar", "orientation": "h", "x": [5], "y": [5], "text": ["5 &amp; more"],
                    "width": 2.0, "marker": {"opacity": [0.5]}}, PEN)  # fmt: skip
    assert '<rect x="0.0" y="40.0" width="50.0" height="20.0"' in made
    assert "5 &amp; more" in made
    assert 'opacity="0.5"' in made
    standing = painted({"type": "bar", "x": [5], "y": [5]}, PEN)
    assert 'height="50.0"' in standing


def test_error_bars_reach_to_both_ends() -> None:
    trace = {"mode": "markers", "x": [5], "y": [5]}
    flat = painted(trace | {"error_x": {"array": [2], "arrayminus": [1]}}, PEN)
    assert 'd="M40.0 50.0L70.0 50.0"' in flat
    tall = painted(trace | {"error_y": {"array": [1]}}, PEN)
    assert 'd="M50.0 60.0L50.0 40.0"' in tall


def test_marks_outside_are_left_out_and_hidden_ones_not_drawn() -> None:
    assert "circle" not in painted({"mode": "markers", "x": [50], "y": [5]}, PEN)
    hidden = {"mode": "markers", "x": [5], "y": [5], "marker": {"opacity": 0}}
    assert painted(hidden, PEN) == ""
    pale = painted(hidden | {"marker": {"opacity": 0.2}}, PEN)
    assert '<g opacity="0.2">' in pale


def test_words_stand_beside_their_points() -> None:
    made = painted(
        {"mode": "text", "x": [5], "y": [5], "text": ["here"], "textposition": "top left"}, PEN
    )
    assert "here" in made
    assert 'text-anchor="end"' in made
