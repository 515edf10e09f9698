"""Sharpe ratios: errors against statsmodels, formulas by hand and simulation."""

import numpy as np
import pytest
import statsmodels.api as sm

from rotascope.maths import sharpe


def two(n: int, seed: int, a: float = 0.1, b: float = 0.1) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    common = rng.standard_normal(n)
    return a + 0.8 * common + 0.6 * rng.standard_normal(
        n
    ), b + 0.8 * common + 0.6 * rng.standard_normal(n)


def test_the_error_of_the_difference_equals_a_hac_regression_of_the_influences() -> None:
    a, b = two(156, 1)
    za, zb = (a - a.mean()) / a.std(), (b - b.mean()) / b.std()
    gap = za - a.mean() / a.std() / 2 * (za**2 - 1) - zb + b.mean() / b.std() / 2 * (zb**2 - 1)
    hac = sm.OLS(gap, np.ones(156)).fit(cov_type="HAC", cov_kwds={"maxlags": 4})
    assert sharpe.difference_error(a, b) == pytest.approx(float(hac.bse[0]), rel=1e-9)


def test_for_normal_steps_it_is_the_closed_form() -> None:
    # Memmel (2003): (2 - 2 rho + (sa^2 + sb^2 - 2 sa sb rho^2) / 2) / n; rho = 0.64, ratios 0.1.
    a, b = two(200_000, 2)
    expected = ((2 - 2 * 0.64 + 0.5 * (2 * 0.01 - 2 * 0.01 * 0.64**2)) / 200_000) ** 0.5
    assert sharpe.difference_error(a, b) == pytest.approx(expected, rel=0.01)


def test_equal_ratios_are_told_apart_about_one_time_in_ten_at_ten_percent() -> None:
    told = []
    for seed in range(600):
        a, b = two(156, seed)
        gap = a.mean() / a.std(ddof=1) - b.mean() / b.std(ddof=1)
        told.append(abs(gap) > 1.645 * sharpe.difference_error(a, b))
    assert np.mean(told) == pytest.approx(0.11, abs=0.04)


def test_lo_s_error_by_hand() -> None:
    # sqrt((1 + 0.5 * 0.2^2) / 156) = sqrt(1.02 / 156)
    assert sharpe.lo_error(0.2, 156) == pytest.approx((1.02 / 156) ** 0.5, rel=1e-12)


def test_the_rolling_ratio_is_that_of_its_window() -> None:
    x = np.random.default_rng(3).standard_normal(60)
    out = sharpe.rolling_ratio(x, 20)
    assert np.isnan(out[:19]).all()
    assert out[40] == pytest.approx(x[21:41].mean() / x[21:41].std(ddof=1), rel=1e-12)
    assert np.isnan(sharpe.rolling_ratio(np.ones(30), 20)).all()
    assert np.isnan(sharpe.rolling_ratio(np.ones(5), 20)).all()
