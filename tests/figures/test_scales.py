"""Where values lie on paper."""

from __future__ import annotations

from datetime import date

import pytest

from rotascope.figures.scales import number, scale, ticks


def test_a_range_is_taken_and_values_are_laid_on_it() -> None:
    on = scale({"range": [-1, 1]}, [5.0], 0.0, 100.0)
    assert [on.at(x) for x in (-1, 0, 1)] == [0.0, 50.0, 100.0]


def test_without_a_range_all_values_fit_with_some_air() -> None:
    on = scale({}, [2.0, None, 4.0], 100.0, 0.0)
    assert 0.0 < on.at(4.0) < on.at(2.0) < 100.0
    assert scale({"rangemode": "tozero"}, [2.0, 4.0], 0.0, 1.0).low == 0.0
    assert scale({}, [], 0.0, 1.0).high > 1.0


def test_a_log_axis_sets_equal_ratios_equally_far_apart() -> None:
    on = scale({"type": "log"}, [1.0, 100.0], 0.0, 100.0)
    assert on.at(10.0) - on.at(1.0) == pytest.approx(on.at(100.0) - on.at(10.0))


def test_dates_are_days() -> None:
    assert number("1970-01-02") == 1.0
    on = scale({"type": "date"}, ["2020-01-01", "2026-01-01"], 0.0, 600.0)
    words = [word for _, word in ticks({"type": "date"}, on)]
    assert words == ["2020", "2021", "2022", "2023", "2024", "2025", "2026"]
    short = scale({"type": "date"}, ["2026-01-01", "2026-06-30"], 0.0, 600.0)
    assert ticks({"type": "date"}, short)[0][1] == f"{date(2026, 1, 1):%b %Y}"


def test_round_ticks_and_those_that_were_named() -> None:
    on = scale({"range": [0, 47]}, [], 0.0, 100.0)
    assert [word for _, word in ticks({"nticks": 6, "ticksuffix": " %"}, on)] == [
        "0 %", "10 %", "20 %", "30 %", "40 %",
    ]  # fmt: skip
    named = ticks({"tickvals": [0, 90, 40], "ticktext": ["a", "beyond", "b"]}, on)
    assert [word for _, word in named] == ["a", "b"]
    assert ticks({"showticklabels": False}, on) == []
    assert ticks({"tickvals": [-5]}, scale({"range": [-9, 9]}, [], 0.0, 1.0))[0][1] == "−5"
