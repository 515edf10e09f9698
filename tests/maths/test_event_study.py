"""Event studies against SciPy, statsmodels and cases worked by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from rotascope.maths import event_study as study
from rotascope.maths.stats import student_p

N, LENGTH = 220, 5


def world(seed: int = 3, n: int = N) -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    market = 0.01 * draw.standard_normal(n)
    return 0.0002 + 1.3 * market + 0.015 * draw.standard_normal(n), market


def test_the_market_model_and_its_forecast_error_are_those_of_statsmodels() -> None:
    import statsmodels.api as sm

    returns, market = world()
    model = study.market_model(returns[:-LENGTH], market[:-LENGTH])
    fit = sm.OLS(returns[:-LENGTH], sm.add_constant(market[:-LENGTH])).fit()
    assert [model.alpha, model.beta] == pytest.approx(list(fit.params), rel=1e-9)
    assert model.sd == pytest.approx(math.sqrt(fit.scale), rel=1e-9)
    # Var(sum of forecast errors) = 1' (s^2 I + X V X') 1
    ahead = sm.add_constant(market[-LENGTH:])
    total = fit.scale * LENGTH + ahead.sum(axis=0) @ fit.cov_params() @ ahead.sum(axis=0)
    assert study.car_sd(model, market[-LENGTH:]) == pytest.approx(math.sqrt(total), rel=1e-9)


def test_the_cross_sectional_t_is_that_of_scipy() -> None:
    from scipy import stats

    cars = np.array([-0.031, 0.012, -0.024, -0.045, 0.003, -0.018, -0.027])
    made, other = study.cross_sectional(cars), stats.ttest_1samp(cars, 0.0)
    assert made.t == pytest.approx(float(other.statistic), rel=1e-10)
    assert made.p == pytest.approx(float(other.pvalue), rel=1e-9)


def test_standardised_sums_by_hand() -> None:
    # 2, 4, 3 over sd 1, 2, 1 -> 2, 2, 3: mean 7/3, sd sqrt(1/3), t = (7/3) / (sqrt(1/3) / sqrt(3)) = 7
    made = study.bmp(np.array([2.0, 4.0, 3.0]), np.array([1.0, 2.0, 1.0]))
    assert (made.mean, made.t) == (pytest.approx(7 / 3), pytest.approx(7.0))
    # r = 1/4, n = 3: 7 sqrt(0.75 / 1.5) = 4.9497
    assert study.kolari_pynnonen(made, 0.25).t == pytest.approx(7.0 * math.sqrt(0.5))
    assert math.isnan(study.kolari_pynnonen(made, -0.6).t)


def test_one_case_has_no_t() -> None:
    assert math.isnan(study.cross_sectional(np.array([0.02])).t)
    assert math.isnan(study.cross_sectional(np.empty(0)).mean)


def test_the_mean_correlation_is_that_of_numpy() -> None:
    draw = np.random.default_rng(5)
    common = draw.standard_normal((300, 1))
    many = common + draw.standard_normal((300, 4))
    matrix = np.corrcoef(many, rowvar=False)
    assert study.mean_correlation(many) == pytest.approx(matrix[np.triu_indices(4, 1)].mean())
    assert study.mean_correlation(many[:, :1]) == 0.0


def test_ranks_see_the_largest_fall_and_ties_share_a_rank() -> None:
    from scipy import stats

    draw = np.random.default_rng(8)
    moves = draw.standard_normal((101, 6))
    moves[60] -= 6.0
    made = study.corrado(moves, 60)
    ranks = np.column_stack([stats.rankdata(c) for c in moves.T]) / 102.0 - 0.5
    each = ranks.mean(axis=1)
    assert made.t == pytest.approx(each[60] / np.sqrt(np.mean(each**2)), rel=1e-12)
    assert made.p < 0.001
    assert np.isfinite(study.corrado(np.round(moves), 3).t)


def test_on_noise_five_in_a_hundred_are_significant_at_five_and_p_is_uniform() -> None:
    """Null hypothesis true: no event at all, 1,000 stretches; Kolmogorov-Smirnov on their p."""
    from scipy import stats

    draw = np.random.default_rng(11)
    ps = []
    for _ in range(1000):
        market = 0.01 * draw.standard_normal(63 + LENGTH)
        returns = 0.8 * market + 0.02 * draw.standard_normal(63 + LENGTH)
        model = study.market_model(returns[:63], market[:63])
        total = study.abnormal(model, returns[63:], market[63:]).sum()
        ps.append(student_p(total / study.car_sd(model, market[63:]), 61))
    assert 35 <= sum(p < 0.05 for p in ps) <= 65
    assert stats.kstest(ps, "uniform").pvalue > 0.05
