"""Least squares and Newey-West against statsmodels; what a window and a regime do to them."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from rotascope.maths import regression


def world(n: int = 180, seed: int = 3) -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    x = np.column_stack([np.ones(n), draw.standard_normal((n, 3))])
    noise = draw.standard_normal(n)
    noise[1:] += 0.4 * noise[:-1]
    return x @ np.array([0.1, 0.9, 2.0, 0.5]) + noise, x


@pytest.mark.parametrize("lag", [0, 4, 11])
def test_betas_and_newey_west_errors_are_those_of_statsmodels(lag: int) -> None:
    y, x = world()
    told = sm.OLS(y, x).fit(cov_type="HAC", cov_kwds={"maxlags": lag, "use_correction": False})
    found = regression.least_squares(y, x, lag)
    np.testing.assert_allclose(found.beta, told.params, rtol=1e-9)
    np.testing.assert_allclose(found.error, told.bse, rtol=1e-9)
    assert found.r2 == pytest.approx(told.rsquared, rel=1e-9)
    assert found.n == 180


def test_180_rows_take_four_lags() -> None:
    assert regression.lags(180) == 4  # the handbook's worked example
    assert regression.lags(104) == 4


def test_a_rolling_fit_is_the_fit_of_its_window() -> None:
    y, x = world()
    path = regression.rolling(y, x, 104, 52)
    assert np.isnan(path.beta[50]).all()
    for t, low in ((51, 0), (103, 0), (150, 47), (179, 76)):
        alone = regression.least_squares(y[low : t + 1], x[low : t + 1], regression.lags(104))
        np.testing.assert_allclose(path.beta[t], alone.beta, rtol=1e-12)
        np.testing.assert_allclose(path.error[t], alone.error, rtol=1e-12)
        assert path.r2[t] == pytest.approx(alone.r2)


def test_later_rows_change_no_earlier_window() -> None:
    y, x = world()
    whole, early = (regression.rolling(y[:n], x[:n], 60, 30).beta for n in (180, 120))
    np.testing.assert_array_equal(whole[:120], early)


def test_without_errors_there_are_none() -> None:
    y, x = world(60)
    path = regression.rolling(y, x, 40, 40, errors=False)
    assert np.isfinite(path.beta[-1]).all()
    assert np.isnan(path.error).all()


def test_rows_of_another_regime_count_for_nothing_and_keep_their_place_in_time() -> None:
    y, x = world()
    inside = (np.arange(180) // 20) % 2 == 0
    found = regression.least_squares(y * inside, x * inside[:, None], 4)
    told = sm.OLS(y[inside], x[inside]).fit()
    np.testing.assert_allclose(found.beta, told.params, rtol=1e-9)
    assert found.r2 == pytest.approx(told.rsquared)
    assert found.n == int(inside.sum())
    # The whole sample with a dummy per regime has the same errors: gaps stay gaps.
    both = np.column_stack([x * inside[:, None], x * ~inside[:, None]])
    joint = sm.OLS(y, both).fit(cov_type="HAC", cov_kwds={"maxlags": 4, "use_correction": False})
    np.testing.assert_allclose(found.error, joint.bse[:4], rtol=1e-9)


def test_a_regressor_that_another_repeats_has_no_coefficient() -> None:
    y, x = world(60)
    found = regression.least_squares(y, np.column_stack([x, x[:, 1]]))
    assert np.isnan(found.beta).all()
    assert np.isnan(found.error).all()


def test_the_inverse_is_that_of_numpy() -> None:
    _, x = world()
    cross = x.T @ x
    np.testing.assert_allclose(regression.inverse_of(cross), np.linalg.inv(cross), rtol=1e-10)


def test_an_interval_of_90_per_cent_holds_the_truth_about_nine_times_in_ten() -> None:
    held = 0
    for seed in range(300):
        y, x = world(150, seed)
        found = regression.least_squares(y, x)
        held += bool(abs(found.beta[1] - 0.9) < 1.645 * found.error[1])
    assert 0.82 < held / 300 < 0.94  # 150 rows: Newey-West is a little short, as it is known to be
