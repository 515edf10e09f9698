"""The compiled regressions: statsmodels for the errors, the handbook's table for their sizes."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.maths import predictive
from rotascope.maths import predictive_kernels as kernels
from tests.maths.test_predictive import sample


def test_the_bias_is_what_samples_without_predictability_show() -> None:
    slopes = kernels.null_t_ratios(300, 1, 0.98, -0.8, 4000, 7)[:, 0]
    # -.8 x the slope's own bias. To first order .0105; so near a unit root 20,000 samples say .0117
    assert slopes.mean() == pytest.approx(0.0117, abs=0.0010)
    far = kernels.null_t_ratios(300, 1, 0.5, -0.8, 4000, 7)[:, 0]
    assert far.mean() == pytest.approx(predictive.stambaugh_bias(0.5, -0.8, 300), abs=0.0015)


def test_the_simulated_sizes_of_overlapping_years() -> None:
    # handbook: OLS 61.7 %, Newey-West(12) 23.7 %, Hodrick 1B 8.7 %; mean slope .14 though truth is 0
    made = kernels.null_t_ratios(300, 12, 0.98, -0.8, 2000, 3)
    rejected = np.mean(np.abs(made[:, 1:]) > 1.96, axis=0)
    assert rejected.tolist() == pytest.approx([0.62, 0.24, 0.09], abs=0.035)
    assert made[:, 0].mean() == pytest.approx(0.13, abs=0.03)


def test_ols_and_newey_west_agree_with_statsmodels() -> None:
    import statsmodels.api as sm

    x, r = sample(240, 5)
    h = 12
    y = np.array([r[t + 1 : t + 1 + h].sum() for t in range(len(x) - h)])
    design = sm.add_constant(x[:-h])
    plain = sm.OLS(y, design).fit()
    robust = plain.get_robustcov_results("HAC", maxlags=h, use_correction=False)
    slope, naive, newey, _ = kernels.t_ratios(x, r, h)
    assert slope == pytest.approx(plain.params[1], rel=1e-9)
    assert naive == pytest.approx(plain.tvalues[1], rel=1e-9)
    assert newey == pytest.approx(robust.tvalues[1], rel=1e-9)


def test_hodricks_error_by_its_definition() -> None:
    # S = mean of w w', w_k = e_k (z_{k-1} + .. + z_{k-h}); covariance = (Z'Z)^-1 T S (Z'Z)^-1
    x, r = sample(200, 6)
    h, n = 4, 200
    z = np.column_stack([np.ones(n - h), x[: n - h] - x[: n - h].mean()])
    centred = np.column_stack([np.ones(n), x - x[: n - h].mean()])
    e = r - r.mean()
    w = np.array([e[k] * centred[k - h : k].sum(axis=0) for k in range(h, n)])
    bread = np.linalg.inv(z.T @ z)
    error = (bread @ (w.T @ w) @ bread)[1, 1] ** 0.5
    slope, _, _, t = kernels.t_ratios(x, r, h)
    assert t == pytest.approx(slope / error, rel=1e-9)
