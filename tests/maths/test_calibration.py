"""Scores of probabilities against other libraries, and against forecasters known to be perfect."""

import numpy as np
import pytest
from sklearn.isotonic import IsotonicRegression
from sklearn.metrics import brier_score_loss
from sklearn.metrics import log_loss as sklearn_log_loss

from rotascope.maths import calibration as c


def drawn(n: int, seed: int = 4) -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    p = draw.uniform(0.02, 0.98, n)
    return p, (draw.random(n) < p).astype(float)


def test_brier_and_log_loss_are_the_librarys() -> None:
    p, won = drawn(300)
    assert c.brier(p, won) == pytest.approx(brier_score_loss(won, p), rel=1e-12)
    assert c.log_loss(p, won) == pytest.approx(sklearn_log_loss(won, p), rel=1e-12)


def test_a_certainty_that_failed_costs_much_and_stays_finite() -> None:
    assert c.log_loss(np.array([1.0]), np.array([0.0])) == pytest.approx(-np.log(1e-12), rel=1e-3)


def test_ece_by_hand_with_one_in_the_last_bin() -> None:
    # Bins of tenths: .05 and .08 lie in the first, one of them won: |1 - .13| = .87; 1.0 lies in the last
    # and lost: 1.0. ECE = (.87 + 1.0) / 3.
    p, won = np.array([0.05, 0.08, 1.0]), np.array([1.0, 0.0, 0.0])
    assert c.ece(p, won) == pytest.approx((0.87 + 1.0) / 3.0, abs=1e-12)


@pytest.mark.parametrize(("n", "expected"), [(60, 0.126), (240, 0.064), (2000, 0.022)])
def test_a_perfect_forecaster_has_the_handbooks_ece(n: int, expected: float) -> None:
    p = np.random.default_rng(1).uniform(0.0, 1.0, n)
    found = c.perfect(p, 1, 400, 2)[:, 2].mean()
    assert found == pytest.approx(expected, rel=0.12)


def test_overlap_makes_chance_wider_not_the_mean_brier() -> None:
    p = np.full(600, 0.5)
    alone, overlapping = (c.perfect(p, span, 300, 3) for span in (1, 13))
    assert overlapping[:, 2].mean() > 2.5 * alone[:, 2].mean()
    assert overlapping[:, 0].mean() == pytest.approx(0.25, abs=1e-12)


def test_a_perfect_forecaster_is_right_as_often_as_it_says() -> None:
    p = np.full(400, 0.8)
    found = c.perfect(p, 13, 300, 5)
    # Brier of p = won's own chance: .8 x .04 + .2 x .64 = .16
    assert found[:, 0].mean() == pytest.approx(0.16, abs=0.01)


def test_murphys_parts_sum_to_the_brier_score() -> None:
    p, won = drawn(500)
    parts = c.murphy(p, won)
    whole = parts.reliability - parts.resolution + parts.uncertainty + parts.within
    assert whole == pytest.approx(c.brier(p, won), rel=1e-12)
    assert parts.uncertainty == pytest.approx(won.mean() * (1 - won.mean()), rel=1e-12)
    # Forecasts that lie on their bins' means leave nothing within the bins.
    rounded = (np.floor(p * 10) + 0.5) / 10
    assert c.murphy(rounded, won).within == pytest.approx(0.0, abs=1e-12)


def test_bins_count_and_average() -> None:
    found = c.binned(
        np.array([0.05, 0.07, 0.95]), np.array([0.0, 1.0, 1.0]), np.array([0.5, 0.5, 1.0])
    )
    np.testing.assert_allclose(found[0], [2, 1.0, 0.06, 0.5])
    np.testing.assert_allclose(found[9], [1, 1.0, 0.95, 1.0])
    assert np.isnan(found[5, 2:]).all()


def test_the_isotonic_curve_is_the_librarys_and_monotone() -> None:
    p, won = drawn(200)
    p = np.round(p, 2)  # with ties
    at, fit = c.isotonic(p, won)
    oracle = IsotonicRegression(out_of_bounds="clip").fit(p, won)
    np.testing.assert_allclose(fit, oracle.predict(at), rtol=1e-9)
    assert (np.diff(fit) >= 0).all()
    grid = np.array([0.25, 0.5, 0.75])
    np.testing.assert_allclose(np.interp(grid, at, fit), oracle.predict(grid), rtol=1e-9)


def test_shuffled_outcomes_have_no_skill() -> None:
    p, won = drawn(400)
    draw = np.random.default_rng(6)
    base = won.mean() * (1 - won.mean())
    skills = [1 - c.brier(p, draw.permutation(won)) / base for _ in range(50)]
    assert np.mean(skills) < 0.0
    assert 1 - c.brier(p, won) / base > 0.0
