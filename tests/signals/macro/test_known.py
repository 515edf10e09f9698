"""Daily lines: of one day, from the session on which all were known; triggers on the right day."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.signals.macro import known
from rotascope.signals.trace import Trace
from tests.signals.macro import worlds


def test_lines_are_of_one_day_and_count_from_when_both_were_known() -> None:
    late = [(day, worlds.sessions(8)[i + 4], v) for i, (day, _, v) in
            enumerate(worlds.daily([10.0, 20.0, 30.0], worlds.sessions(4)[0].item()))]  # fmt: skip
    found = known.lines(
        worlds.panel({"A": worlds.daily([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]), "B": late}), "A", "B"
    )
    assert isinstance(found, known.Lines)
    periods = worlds.sessions(6)[:3]
    assert found.periods.tolist() == periods.tolist()
    assert found.values[0].tolist() == [2.0, 3.0, 4.0]
    assert found.values[1].tolist() == [10.0, 20.0, 30.0]
    assert found.days.tolist() == [row[1].item() for row in late]
    assert found.newest == periods[-1].item()
    assert len(found) == 3


def test_days_that_became_known_together_leave_the_newest() -> None:
    friday, monday = worlds.sessions(2)
    rows = [(friday - 1, monday, 1.0), (friday, monday, 2.0)]
    found = known.lines(worlds.panel({"A": rows}), "A")
    assert isinstance(found, known.Lines)
    assert found.values[0].tolist() == [2.0]


def test_a_series_that_is_not_on_file_is_named() -> None:
    found = known.lines(worlds.panel({"A": worlds.daily([1.0, 2.0])}), "A", "B")
    assert isinstance(found, Trace)
    assert (found.status, found.reason) == ("not_measurable", "no macro series B on file")
    apart = {"A": worlds.daily([1.0]), "B": worlds.daily([1.0], worlds.sessions(3)[0].item())}
    never = known.lines(worlds.panel(apart), "A", "B")
    assert isinstance(never, Trace)


def test_a_trigger_fires_on_the_fifth_day_running_and_not_again_within_a_quarter() -> None:
    on = np.zeros(200, dtype=bool)
    for start, end in ((3, 7), (20, 30), (60, 70), (150, 156)):
        on[start:end] = True
    run, fired = known.triggered(on)
    assert fired.tolist() == [24, 154]
    assert run[[6, 24, 29, 30]].tolist() == [4, 5, 10, 0]


def test_the_walk_of_a_null_is_that_of_its_own_volatility() -> None:
    steps = np.random.default_rng(1).normal(0.0, 0.1, 5000)
    found = known.walk_null(steps, 63, 0.6745 * 0.1 * 63**0.5, known.points)
    assert found is not None
    assert found.p == pytest.approx(0.5, abs=0.1)  # ten years hold forty quarters
    assert known.walk_null(np.zeros(80), 63, 1.0, known.points) is None
    assert known.walk_null(np.ones(50), 63, 1.0, known.points) is None


def test_on_a_walk_one_quarter_in_ten_is_beyond_the_tenth_that_is_stated() -> None:
    draw = np.random.default_rng(13)
    p = []
    for _ in range(400):
        steps = draw.normal(0.0, 0.1, 2520)
        found = known.walk_null(steps, 63, float(steps[-63:].sum()), known.points)
        assert found is not None
        p.append(found.p or 0.0)
    assert np.mean(np.array(p) <= 0.1) == pytest.approx(0.1, abs=0.04)


def test_changes_that_run_on_and_come_in_storms_are_not_found_unusual_for_it() -> None:
    """The Baa spread: a walk of its daily sd called 10 quarters in 100 rarer than one in twenty."""
    draw = np.random.default_rng(21)
    p = []
    for _ in range(400):
        storm = np.exp(0.6 * np.repeat(draw.standard_normal(42), 60))
        steps = np.convolve(storm * draw.standard_t(4, 2520), [0.6, 0.3, 0.3])[:2520]
        found = known.walk_null(steps, 63, float(steps[-63:].sum()), known.points)
        assert found is not None
        p.append(found.p or 0.0)
    assert np.mean(np.array(p) <= 0.05) == pytest.approx(0.05, abs=0.03)


def test_numbers_are_worded_with_their_sign() -> None:
    assert known.moved(-0.125) == "\N{MINUS SIGN}0.12"
    assert known.moved(3.0, " bp") == "+3.00 bp"
    assert known.points(-0.425) == "0.42 points"
    assert known.change(np.array([1.0, 2.0, 4.0]), 2).tolist()[2] == 3.0
    assert known.marks_of(worlds.sessions(2), np.array([1]), "x")[0].date == worlds.LAST
