"""The cycle clock finds the turning points of a planted cycle."""

from __future__ import annotations

from datetime import date

import numpy as np

from rotascope.signals.macro import cycle
from rotascope.signals.trace import Trace
from tests.signals.macro import worlds


def clock(months: int = 360, period: int = 60) -> tuple[Trace, np.ndarray]:
    """Orders whose growth swings as a sine of `period` months, and the months' angles."""
    at = np.arange(months)
    angle = 2.0 * np.pi * at / period
    level = 100.0 * np.exp(np.cumsum(0.003 + 0.01 * np.sin(angle)))
    rows = {"DGORDER": worlds.monthly(level, "1990-01")}
    return cycle.cycle_clock(worlds.panel(rows, date(2024, 6, 28))), angle


def test_the_phases_follow_one_another_in_their_order() -> None:
    trace, _ = clock()
    seen = trace.value[np.isfinite(trace.value)].astype(int)
    runs = seen[np.flatnonzero(np.diff(seen, prepend=0))]
    assert set(np.diff(runs) % 4) == {1}
    assert len(runs) > 15


def test_turning_points_are_found_within_a_quarter_and_the_years_own_lag() -> None:
    trace, angle = clock()
    growth = np.convolve(0.003 + 0.01 * np.sin(angle), np.ones(12), "valid")  # of twelve months
    peak = int(np.argmax(growth[200:260])) + 200 + 11
    turned = [i for i in np.flatnonzero(np.diff(trace.value) == 1) if trace.value[i + 1] == 3]
    assert min(abs(i + 1 - peak) for i in turned) <= 4


def test_definitions_at_the_edges() -> None:
    norm, zero = np.zeros(5), 0.0
    growth, turn = np.array([0.1, 0.1, -0.1, -0.1, zero]), np.array([0.1, -0.1, 0.1, -0.1, zero])
    assert cycle.phases(growth, norm, turn).tolist() == [2.0, 3.0, 1.0, 4.0, 4.0]
    assert np.isnan(cycle.phases(np.array([np.nan]), np.zeros(1), np.ones(1)))[0]


def test_a_missing_month_leaves_the_months_around_it_without_a_phase() -> None:
    level = 100.0 * np.exp(np.cumsum(0.003 + 0.01 * np.sin(np.arange(200) / 9.0)))
    level[150] = np.nan
    trace = cycle.cycle_clock(
        worlds.panel({"DGORDER": worlds.monthly(level, "2005-01")}, worlds.LAST)
    )
    silent = np.flatnonzero(~np.isfinite(trace.value[90:])) + 90
    assert len(silent) >= 5
    assert np.isfinite(trace.value[-1])
    assert cycle.cycle_null(worlds.empty(), trace) is not None


def test_without_orders_it_is_not_measurable() -> None:
    assert cycle.cycle_clock(worlds.empty()).status == "not_measurable"
