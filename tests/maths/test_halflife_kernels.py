"""The compiled grid bootstrap: its t-ratio is least squares', its quantiles hold the truth."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.maths import halflife_kernels as halflife
from tests.maths.test_halflife import walk


def test_the_t_ratio_is_that_of_least_squares() -> None:
    import statsmodels.api as sm

    x = walk(0.9, 150, 5)
    fit = sm.OLS(x[1:], sm.add_constant(x[:-1])).fit()
    t = halflife.grid_quantiles(x, np.array([0.8]), 19, 1, 0.05)[0, 0]
    assert t == pytest.approx((fit.params[1] - 0.8) / fit.bse[1], rel=1e-9)


def test_the_quantiles_of_a_true_slope_hold_its_t_ratio() -> None:
    grid = np.array([0.9])
    inside = 0
    for s in range(60):
        t, low, high = halflife.grid_quantiles(walk(0.9, 200, s), grid, 99, 1, 0.05)[0]
        inside += low <= t <= high
    assert 46 <= inside <= 60
