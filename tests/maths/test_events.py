"""Outcomes after events against scipy, and random dates whose p is uniform."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats as oracle

from rotascope.maths.decluster import decluster
from rotascope.maths.events import (
    difference_interval,
    expanding_means,
    forward,
    mean_interval,
    median_interval,
    shift_p,
)


def test_an_outcome_is_entered_at_the_next_close() -> None:
    level = np.array([0.0, 1.0, 3.0, 6.0, 10.0])
    assert forward(level, 2)[:2].tolist() == [
        5.0,
        7.0,
    ]  # 6 - 1, 10 - 3: never from the event's close
    assert np.isnan(forward(level, 2)[2:]).all()
    assert np.isnan(forward(level, 9)).all()


def test_an_event_known_a_day_later_never_uses_its_own_close() -> None:
    level = np.random.default_rng(1).normal(size=200).cumsum()
    moved = level.copy()
    moved[50] += 100.0
    assert forward(level, 5)[50] == forward(moved, 5)[50]
    assert forward(level, 5)[49] != forward(moved, 5)[49]


def test_the_median_lies_in_its_interval_and_more_cases_narrow_it() -> None:
    x = np.random.default_rng(2).normal(0.02, 0.1, 400)
    wide, narrow = median_interval(x[:20]), median_interval(x)
    assert wide[0] <= np.median(x[:20]) <= wide[1]
    assert narrow[1] - narrow[0] < 0.5 * (wide[1] - wide[0])


def test_the_mean_interval_is_near_the_normal_one() -> None:
    x = np.random.default_rng(3).normal(0.0, 1.0, 500)
    half = 1.645 * x.std(ddof=1) / np.sqrt(500)
    assert mean_interval(x) == pytest.approx((x.mean() - half, x.mean() + half), abs=0.01)


def test_the_interval_of_a_difference_is_near_the_normal_one() -> None:
    draw = np.random.default_rng(4)
    x, y = draw.normal(0.3, 1.0, 400), draw.normal(0.0, 2.0, 300)
    half = 1.645 * np.sqrt(x.var(ddof=1) / 400 + y.var(ddof=1) / 300)
    gap = x.mean() - y.mean()
    assert difference_interval(x, y) == pytest.approx((gap - half, gap + half), abs=0.03)


def test_random_dates_get_uniform_p_values() -> None:
    """Null: the dates say nothing. Overlapping outcomes of 63 sessions, dates a horizon apart."""
    draw = np.random.default_rng(1994)
    level = draw.normal(0.0, 0.01, 3000).cumsum()
    outcome = forward(level, 63)
    outcome = outcome[np.isfinite(outcome)]
    found = []
    for _ in range(400):
        at = decluster(np.sort(draw.choice(len(outcome), 25, replace=False)), 63)
        found.append(shift_p(outcome, at))
    assert oracle.kstest(found, "uniform").pvalue > 0.05


def test_dates_before_every_rise_get_a_small_p() -> None:
    draw = np.random.default_rng(5)
    outcome = draw.normal(0.0, 1.0, 2000)
    at = np.arange(50, 2000, 150)
    outcome[at] += 2.0
    assert shift_p(outcome, at) < 0.01


def test_many_dates_are_judged_by_fewer_shifts_with_nearly_the_same_answer() -> None:
    outcome = np.random.default_rng(6).normal(size=4001)
    at = np.arange(0, 4001, 2)  # 8 million cells: every third shift
    seen, usual = np.median(outcome[at]), np.median(outcome)
    every = [np.median(outcome[(at + by) % 4001]) for by in range(4001)]
    expected = np.mean(np.abs(np.array(every) - usual) >= abs(seen - usual) - 1e-12)
    assert 0.05 < expected < 0.95
    assert shift_p(outcome, at) == pytest.approx(expected, abs=0.03)


def test_an_outcome_counts_from_the_day_it_is_known() -> None:
    mean, count = expanding_means(np.array([2, 5]), np.array([1.0, 3.0]), 4, 12)
    assert np.isnan(mean[:6]).all()
    assert mean[6:9].tolist() == [1.0, 1.0, 1.0]
    assert mean[9:].tolist() == [2.0, 2.0, 2.0]
    assert count.tolist() == [0] * 6 + [1] * 3 + [2] * 3
