"""Sahm's rule on the print, not before; a month that was never surveyed silences it."""

from __future__ import annotations

from datetime import date

import pytest

from rotascope.signals.macro import sahm
from rotascope.signals.reading import measure
from tests.signals.macro import worlds


def test_sahms_rule_fires_on_the_print_and_a_missing_month_silences_it() -> None:
    path = [
        3.4,
        3.6,
        3.5,
        3.4,
        3.7,
        3.6,
        3.5,
        3.8,
        3.8,
        3.8,
        3.7,
        3.7,
        3.7,
        3.9,
        3.8,
        3.9,
        4.0,
        4.1,
        4.3,
    ]
    rows = {"UNRATE": worlds.monthly(path, "2023-01")}
    trace = sahm.sahm(worlds.panel(rows, date(2024, 9, 30)))
    assert trace.state == "triggered"
    assert trace.value[-1] == pytest.approx(0.5333333333)
    assert trace.states[-2] == "quiet"
    path[8] = float("nan")
    (told,) = measure(
        worlds.panel({"UNRATE": worlds.monthly(path, "2023-01")}, date(2024, 9, 30)), ["macro.sahm"]
    )
    assert told.reading.status == "undefined"
    assert "1 of the 15 months" in told.reading.reason


def test_half_a_point_to_the_last_bit_triggers_sahms_rule() -> None:
    path = [3.5] * 12 + [3.9, 4.0, 4.1]
    trace = sahm.sahm(worlds.panel({"UNRATE": worlds.monthly(path, "2023-01")}, date(2024, 9, 30)))
    assert trace.state == "triggered"
    assert trace.value[-1] == 0.5


def test_how_often_it_fired_is_told_beside_it() -> None:
    path = [4.0] * 40 + [4.0 + 0.2 * k for k in range(8)]
    trace = sahm.sahm(worlds.panel({"UNRATE": worlds.monthly(path, "2018-01")}))
    found = sahm.sahm_null(worlds.empty(), trace)
    assert found.rate is not None
    assert 0.0 < found.rate < 0.3
    assert sahm.sahm(worlds.empty()).status == "not_measurable"
