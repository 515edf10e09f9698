"""Platt's calibration, walked forward: the library's fit, and nothing of the future in it."""

import numpy as np
import pytest

from rotascope.maths.platt import COLUMNS, walk_forward


def world(n: int = 400, seed: int = 1, slope: float = 0.8) -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    x = draw.normal(size=n)
    won = (draw.random(n) < 1.0 / (1.0 + np.exp(-(0.3 + slope * x)))).astype(float)
    return x, won


def test_without_a_prior_it_is_the_librarys_logistic_fit() -> None:
    import statsmodels.api as sm

    x, won = world()
    weight = np.linspace(0.2, 1.0, len(x))
    row = walk_forward(x, won, weight, np.array([len(x)]), prior_sd=1e6)[-1]
    oracle = sm.GLM(won, sm.add_constant(x), sm.families.Binomial(), freq_weights=weight).fit(
        tol=1e-12
    )
    np.testing.assert_allclose(row[:2], oracle.params, rtol=1e-8)
    cov = oracle.cov_params()
    np.testing.assert_allclose(row[2:5], [cov[0, 0], cov[0, 1], cov[1, 1]], rtol=1e-7)
    assert row[5] == pytest.approx(np.average(won, weights=weight), rel=1e-12)
    assert row[6] == pytest.approx(weight.sum(), rel=1e-12)
    assert len(COLUMNS) == len(row)


def test_each_date_is_fitted_to_what_it_knows_alone() -> None:
    x, won = world()
    known = np.repeat(np.arange(0, 400, 8), 8)
    whole = walk_forward(x, won, np.ones(400), known)
    spoiled_x, spoiled_won = x.copy(), won.copy()
    spoiled_x[200:], spoiled_won[200:] = 9.0, 1.0 - won[200:]
    again = walk_forward(spoiled_x, spoiled_won, np.ones(400), known)
    seen = known <= 200
    np.testing.assert_array_equal(whole[seen], again[seen])
    assert not np.allclose(whole[-1], again[-1])


def test_before_any_outcome_there_is_no_fit() -> None:
    x, won = world(20)
    found = walk_forward(x, won, np.ones(20), np.array([0, 0, 3]))
    assert np.isnan(found[:2]).all()
    assert np.isfinite(found[2]).all()


def test_outcomes_that_all_went_one_way_have_a_finite_fit() -> None:
    x = np.linspace(-2.0, 2.0, 30)
    found = walk_forward(x, (x > 0).astype(float), np.ones(30), np.array([30]))
    assert np.isfinite(found).all()
    assert 0.0 < found[0, 1] < 5.0
    sure = walk_forward(x, np.ones(30), np.ones(30), np.array([30]))
    assert np.isfinite(sure).all()
    assert sure[0, 5] == 1.0


def test_the_prior_draws_the_slope_towards_zero() -> None:
    x, won = world(60, slope=2.0)
    slopes = [
        walk_forward(x, won, np.ones(60), np.array([60]), prior_sd=sd)[0, 1]
        for sd in (100.0, 1.0, 0.1)
    ]
    assert slopes[0] > slopes[1] > slopes[2] > 0.0
