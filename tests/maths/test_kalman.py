"""The filter against recursive least squares; what it follows and what it may not see."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from rotascope.maths import kalman


def walk(n: int, step: float, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(y, x, the true beta): a slope that wanders by `step` a row under noise of variance one."""
    draw = np.random.default_rng(seed)
    slope = 1.0 + np.cumsum(step * draw.standard_normal(n))
    x = np.column_stack([np.ones(n), draw.standard_normal(n)])
    return 0.1 + slope * x[:, 1] + draw.standard_normal(n), x, slope


def test_without_wandering_it_is_expanding_least_squares() -> None:
    y, x, _ = walk(200, 0.1, 1)
    told = sm.RecursiveLS(y, x).fit().recursive_coefficients.filtered
    found = kalman.filtered(y, x, np.zeros(2))
    np.testing.assert_allclose(found.beta[30:], told[:, 30:].T, rtol=1e-7)
    for n in (40, 200):
        alone = sm.OLS(y[:n], x[:n]).fit()
        np.testing.assert_allclose(found.beta[n - 1], alone.params, rtol=1e-9)
        np.testing.assert_allclose(found.error[n - 1], alone.bse, rtol=1e-9)


def test_the_likelihood_is_that_of_the_forecasts() -> None:
    y, x, _ = walk(120, 0.1, 2)
    q = np.array([0.0, 0.01])
    found = kalman.filtered(y, x, q, 10)
    p = np.linalg.inv(x[:10].T @ x[:10])
    b = p @ x[:10].T @ y[:10]
    misses, scales = [], []
    for row, value in zip(x[10:], y[10:], strict=True):
        p = p + np.diag(q)
        scale = 1.0 + row @ p @ row
        miss = value - row @ b
        b = b + p @ row * miss / scale
        p = p - np.outer(p @ row, p @ row) / scale
        misses.append(miss)
        scales.append(scale)
    noise = np.mean(np.square(misses) / scales)
    told = -0.5 * (110 * (np.log(2 * np.pi * noise) + 1) + np.sum(np.log(scales)))
    assert found.loglik == pytest.approx(told, rel=1e-10)
    np.testing.assert_allclose(found.beta[-1], b, rtol=1e-10)


def test_a_slope_that_stands_still_is_found_to_stand_still_and_one_that_wanders_to_wander() -> None:
    still = [kalman.likeliest(*walk(400, 0.0, seed)[:2])[1] for seed in range(20)]
    wild = [kalman.likeliest(*walk(400, 0.1, seed)[:2])[1] for seed in range(20)]
    assert np.median(still) <= 1e-4
    assert 1e-3 < np.median(wild) < 0.03  # the truth is 0.01


def test_a_wandering_slope_is_followed_better_than_by_all_rows_alike() -> None:
    y, x, slope = walk(500, 0.1, 5)
    q = kalman.likeliest(y, x)
    near = np.abs(kalman.filtered(y, x, q).beta[100:, 1] - slope[100:]).mean()
    far = np.abs(kalman.filtered(y, x, np.zeros(2)).beta[100:, 1] - slope[100:]).mean()
    assert near < 0.6 * far


def test_the_constant_never_wanders() -> None:
    y, x, _ = walk(300, 0.1, 6)
    assert kalman.likeliest(y, x)[0] == 0.0


def test_it_filters_and_does_not_smooth() -> None:
    y, x, _ = walk(300, 0.1, 7)
    q = np.array([0.0, 0.01])
    whole, early = (kalman.filtered(y[:n], x[:n], q) for n in (300, 200))
    np.testing.assert_array_equal(whole.beta[:200], early.beta)
    np.testing.assert_array_equal(whole.error[:200], early.error)


def test_units_of_a_regressor_do_not_matter() -> None:
    y, x, _ = walk(300, 0.1, 8)
    q, scaled = kalman.likeliest(y, x), kalman.likeliest(y, x * np.array([1.0, 100.0]))
    assert scaled[1] * 1e4 == pytest.approx(q[1])


def test_too_few_rows_have_no_answer() -> None:
    y, x, _ = walk(20, 0.0, 9)
    assert np.isnan(kalman.filtered(y, x, np.zeros(2)).beta).all()
    assert kalman.likeliest(y, x).tolist() == [0.0, 0.0]
