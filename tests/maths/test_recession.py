"""The probit against statsmodels and SciPy, Sahm's rule against pandas."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from scipy.stats import norm

from rotascope.maths import recession


def test_the_probit_equals_statsmodels() -> None:
    draw = np.random.default_rng(5)
    x = draw.normal(1.2, 1.1, 400)
    y = (draw.normal(size=400) < -0.4 - 0.8 * x).astype(float)
    theirs = sm.Probit(y, sm.add_constant(x)).fit(disp=0, tol=1e-14, maxiter=200).params
    np.testing.assert_allclose(recession.probit_fit(x, y), theirs, rtol=1e-9)


def test_a_probit_without_an_answer_has_none() -> None:
    x = np.linspace(-1.0, 1.0, 50)
    for y in (np.zeros(50), np.ones(50), (x > 0.1).astype(float)):
        assert all(math.isnan(c) for c in recession.probit_fit(x, y))
    assert math.isnan(recession.probit_fit(np.ones(50), (x > 0).astype(float))[0])


def test_the_published_coefficients_give_the_published_probabilities() -> None:
    """Oracle case 08-5 and the handbook's worked example: 55.2 % in a month, 71.3 % within twelve."""
    spreads = np.array([-0.5, 1.2, np.nan])
    month = recession.probit(spreads, *recession.IN_TWELVE)
    year = recession.probit(spreads, *recession.WITHIN_TWELVE)
    assert [round(100 * float(p), 1) for p in (month[0], year[0])] == [55.2, 71.3]
    assert year[1] == pytest.approx(norm.cdf(0.266 - 0.595 * 1.2), rel=1e-12)
    assert np.isnan(year[2])


def test_sahms_rule_equals_pandas() -> None:
    """Oracle case 08-1."""
    rates = np.random.default_rng(8).normal(4.5, 0.4, 60).round(1)
    mean = pd.Series(rates).rolling(3).mean()
    theirs = mean - mean.shift(1).rolling(12).min()
    rows = np.lib.stride_tricks.sliding_window_view(rates, 15)
    np.testing.assert_allclose(recession.sahm(rows), theirs.to_numpy()[14:], rtol=1e-9, atol=1e-12)


def test_sahms_rule_of_july_2024() -> None:
    path = [
        3.4,
        3.6,
        3.5,
        3.4,
        3.7,
        3.6,
        3.5,
        3.8,
        3.8,
        3.8,
        3.7,
        3.7,
        3.7,
        3.9,
        3.8,
        3.9,
        4.0,
        4.1,
        4.3,
    ]
    found = recession.sahm(np.array([path[-15:]]))
    assert float(found[0]) == pytest.approx(0.5333, abs=5e-5)


def test_a_month_that_was_never_surveyed_leaves_sahms_rule_undefined() -> None:
    rates = np.full((15, 15), 4.0)
    np.fill_diagonal(rates, np.nan)
    assert np.isnan(recession.sahm(rates)).all()


def test_months_of_recession_follow_the_peak_and_end_with_the_trough() -> None:
    months = np.arange(20)
    found = recession.in_recession(months, np.array([3, 15]), np.array([6]))
    assert np.flatnonzero(found).tolist() == [4, 5, 6, 16, 17, 18, 19]
    assert recession.in_recession(months[:0], np.array([3]), np.array([])).tolist() == []


def test_within_looks_at_the_months_after_and_knows_none_at_the_end() -> None:
    slump = np.zeros(20)
    slump[10] = 1.0
    ahead = recession.within(slump, 3)
    assert np.flatnonzero(ahead == 1.0).tolist() == [7, 8, 9]
    assert np.isnan(ahead[-3:]).all()
    assert np.isfinite(ahead[:-3]).all()
    assert np.isnan(recession.within(slump[:3], 12)).all()
