"""Breadth of judgements: the handbook's number, matched groups, the rule of the upturn."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.maths import revisions


def test_the_handbooks_relative_breadth() -> None:
    # (34 - 21) / 80 - (90 - 60) / 250 = .1625 - .12 (oracle 09-3)
    counts = (34, 21, 80), (90, 60, 250)
    sign = np.concatenate([np.repeat([1.0, -1.0, 0.0], [u, d, n - u - d]) for u, d, n in counts])
    small, day = np.arange(330) < 80, np.zeros(330, dtype=np.int64)
    one, other = (revisions.net_breadth(day, sign, group, 1, 1)[0] for group in (small, ~small))
    assert one[0] - other[0] == pytest.approx(0.0425, rel=1e-12)


def test_rolling_counts_agree_with_counting_each_window() -> None:
    draw = np.random.default_rng(1)
    place, sign = draw.integers(0, 50, 400), draw.integers(-1, 2, 400).astype(float)
    group = draw.random(400) < 0.4
    mean, count, variance = revisions.net_breadth(place, sign, group, 50, 7)
    for t in range(50):
        seen = sign[group & (place <= t) & (place > t - 7)]
        assert count[t] == len(seen)
        assert mean[t] == pytest.approx(seen.mean())
        assert variance[t] == pytest.approx(seen.var())


def test_breadth_lies_between_minus_one_and_one_and_is_undefined_without_events() -> None:
    mean, count, _ = revisions.net_breadth(
        np.array([1, 1, 2]), np.array([1.0, 1.0, -1.0]), np.array([True, True, True]), 5, 1
    )
    assert mean[1:3].tolist() == [1.0, -1.0]
    assert count.tolist() == [0.0, 2.0, 1.0, 0.0, 0.0]
    assert np.isnan(mean[[0, 3, 4]]).all()


def test_a_firm_of_the_other_group_changes_nothing() -> None:
    place, sign = np.array([0, 1, 2]), np.array([1.0, -1.0, 1.0])
    group = np.array([True, True, False])
    one = revisions.net_breadth(place, sign, group, 3, 3)
    other = revisions.net_breadth(place[:2], sign[:2], group[:2], 3, 3)
    assert all(np.array_equal(a, b, equal_nan=True) for a, b in zip(one, other, strict=True))


def test_the_error_of_a_difference_is_that_of_two_means() -> None:
    error = revisions.relative_error(
        (np.array([0.5]), np.array([0.8])), (np.array([50.0]), np.array([40.0]))
    )
    assert error[0] == pytest.approx((0.5 / 50 + 0.8 / 40) ** 0.5)


def test_symmetric_growth_is_defined_for_losses_and_close_to_growth_when_small() -> None:
    now, before = np.array([1.01, 1.0, -1.0, 0.0, 3.0]), np.array([1.0, -1.0, 1.0, 0.0, 1.0])
    found = revisions.symmetric_growth(now, before)
    assert found[0] == pytest.approx(0.01, rel=0.01)
    assert found[1:].tolist() == [2.0, -2.0, 0.0, 1.0]


def test_an_upturn_needs_two_rising_months_above_the_years_mean() -> None:
    falling = np.linspace(1.0, 0.0, 300)
    turn = np.concatenate([falling, np.linspace(0.0, 1.5, 150)])
    up = revisions.clear_upturn(turn)
    assert not up[:340].any()
    assert up[-1]
    # two months after the 3-month mean turned it may first be said
    assert 300 + 42 < np.flatnonzero(up)[0] < 300 + 160


def test_two_months_of_gaps_leave_the_means_open() -> None:
    x = np.linspace(0.0, 1.0, 400)
    x[350:390] = np.nan
    assert not revisions.clear_upturn(x)[-5:].any()
    assert revisions.clear_upturn(x)[349]
    x[351:390] = 0.95  # one day alone is no gap
    assert revisions.clear_upturn(x)[-1]
