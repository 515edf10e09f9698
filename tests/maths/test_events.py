"""Outcomes after events against scipy, and random dates whose p is uniform."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats as oracle

from rotascope.maths import stats
from rotascope.maths.decluster import decluster
from rotascope.maths.events import binomial_p, forward, mean_interval, median_interval, shift_p


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


@pytest.mark.parametrize(
    ("k", "n", "share"), [(11, 14, 0.64), (7, 9, 0.62), (0, 5, 0.3), (8, 8, 0.5)]
)
def test_hit_rates_are_those_of_scipy(k: int, n: int, share: float) -> None:
    two = oracle.binomtest(k, n, share)
    one = oracle.binomtest(k, n, share, alternative="greater")
    assert binomial_p(k, n, share) == pytest.approx(two.pvalue, rel=1e-9)
    assert binomial_p(k, n, share, two_sided=False) == pytest.approx(one.pvalue, rel=1e-9)
    exact = two.proportion_ci(0.95, "exact")
    assert stats.clopper_pearson(k, n, 0.95) == pytest.approx((exact.low, exact.high), rel=1e-9)


def test_seven_of_nine_is_nothing_beside_sixty_two_in_a_hundred() -> None:
    """Handbook section 11: interval 0.40 to 0.97, p 0.50."""
    low, high = stats.clopper_pearson(7, 9, 0.95)
    assert (round(low, 2), round(high, 2)) == (0.40, 0.97)
    assert round(binomial_p(7, 9, 0.62), 2) == 0.50


def test_the_median_lies_in_its_interval_and_more_cases_narrow_it() -> None:
    x = np.random.default_rng(2).normal(0.02, 0.1, 400)
    wide, narrow = median_interval(x[:20]), median_interval(x)
    assert wide[0] <= np.median(x[:20]) <= wide[1]
    assert narrow[1] - narrow[0] < 0.5 * (wide[1] - wide[0])


def test_the_mean_interval_is_near_the_normal_one() -> None:
    x = np.random.default_rng(3).normal(0.0, 1.0, 500)
    half = 1.645 * x.std(ddof=1) / np.sqrt(500)
    assert mean_interval(x) == pytest.approx((x.mean() - half, x.mean() + half), abs=0.01)


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
    outcome = np.random.default_rng(6).normal(size=6000).cumsum()
    at = np.arange(0, 6000, 2)  # 18 million cells: every fifth shift
    assert shift_p(outcome, at) == pytest.approx(shift_p(outcome, at[::5]), abs=0.6)
    assert 0.0 < shift_p(outcome, at) <= 1.0
