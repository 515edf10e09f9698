"""Months of the year: against scipy and statsmodels; on noise."""

import numpy as np
import pytest
import statsmodels.api as sm
from scipy import stats as theirs

from rotascope.maths import multiple, seasonal


def years(n: int, seed: int, january: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    month = np.tile(np.arange(1, 13), n)
    x = 0.02 * np.random.default_rng(seed).standard_normal(12 * n)
    return x + january * (month == 1), month


def test_each_month_is_a_t_test_of_its_years() -> None:
    x, month = years(30, 1)
    mean, error, n, p = seasonal.month_table(x, month)
    for m in range(12):
        own = x[month == m + 1]
        expected = theirs.ttest_1samp(own, 0.0)
        assert p[m] == pytest.approx(expected.pvalue, rel=1e-9)
        assert mean[m] / error[m] == pytest.approx(expected.statistic, rel=1e-9)
    assert (n == 30).all()


def test_newey_west_on_month_dummies_is_the_same_error_up_to_the_years() -> None:
    x, month = years(40, 2)
    dummies = (month[:, None] == np.arange(1, 13)).astype(float)
    hac = sm.OLS(x, dummies).fit(cov_type="HAC", cov_kwds={"maxlags": 11})
    _, error, _, _ = seasonal.month_table(x, month)
    assert error == pytest.approx(hac.bse * np.sqrt(40 / 39), rel=1e-9)


def test_twelve_months_of_noise_seldom_have_one_that_stands_out_and_a_planted_january_does() -> (
    None
):
    found = [
        (multiple.by_adjusted(seasonal.month_table(*years(25, s))[3]) < 0.05).any()
        for s in range(300)
    ]
    assert np.mean(found) < 0.05
    corrected = multiple.by_adjusted(seasonal.month_table(*years(25, 7, january=0.03))[3])
    assert np.flatnonzero(corrected < 0.05).tolist() == [0]


def test_a_months_mean_uses_earlier_years_only() -> None:
    x, month = years(10, 3)
    said = seasonal.expanding_month_mean(x, month, 3)
    assert np.isnan(said[:36]).all()
    assert said[5 * 12 + 6] == pytest.approx(x[6 : 5 * 12 : 12].mean())
    again = x.copy()
    again[60:] = 9.0
    assert seasonal.expanding_month_mean(again, month, 3)[:61] == pytest.approx(
        said[:61], nan_ok=True
    )
