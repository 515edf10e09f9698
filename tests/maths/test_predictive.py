"""Predictive regressions: the handbook's bias and sizes, statsmodels for errors, forecasts by hand."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.maths import predictive


def sample(n: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    x, r = np.zeros(n), 0.04 * draw.standard_normal(n)
    for t in range(1, n):
        x[t] = 0.95 * x[t - 1] - 2.0 * r[t] + 0.02 * draw.standard_normal()
    return x, r


def test_stambaughs_bias_in_closed_form() -> None:
    # -(1 + 3 x .98) / 300 x (-.8) = .010507 (handbook); oracle 09-5
    assert predictive.stambaugh_bias(0.98, -0.8, 300) == pytest.approx(0.0105067, abs=1e-7)
    assert predictive.stambaugh_bias(0.97, -0.7 / 0.9, 240) == pytest.approx(
        -(1 + 3 * 0.97) / 240 * (-0.7 / 0.9), rel=1e-12
    )


def test_a_regression_told_honestly() -> None:
    x, r = sample(300, 8)
    found = predictive.forecasting(x, r, 12, draws=200)
    assert found.rho == pytest.approx(0.95, abs=0.05)
    assert found.correlation < -0.9
    # shocks share their sign against prices: the slope is biased upwards, the corrected one is lower
    assert found.corrected < found.slope
    assert 0.0 < found.p <= 1.0
    assert abs(found.naive) > abs(found.t)


def test_forecasts_are_made_with_what_was_over_and_judged_when_over() -> None:
    x, r = sample(120, 9)
    h, least = 3, 24
    out = predictive.out_of_sample(x, r, h, least)
    y = np.array([r[t + 1 : t + 1 + h].sum() for t in range(len(x) - h)])
    error, plain = [], []
    for made in range(least - 1 + h, len(x) - h):
        past = made - h + 1  # outcomes that were over when the forecast was made
        slope, level = np.polyfit(x[:past], y[:past], 1)
        error.append(y[made] - level - slope * x[made])
        plain.append(y[made] - y[:past].mean())
    expected = 1 - np.sum(np.square(error)) / np.sum(np.square(plain))
    assert out[-1] == pytest.approx(expected, rel=1e-9)
    assert np.isnan(out[: least - 1 + 2 * h]).all()
    shorter = predictive.out_of_sample(x[:90], r[:90], h, least)
    assert np.allclose(out[:90], shorter, equal_nan=True)


def test_a_ratio_that_predicts_does_better_than_the_mean() -> None:
    draw = np.random.default_rng(11)
    x = draw.standard_normal(600)
    r = np.concatenate([[0.0], 0.5 * x[:-1]]) + 0.5 * draw.standard_normal(600)
    assert predictive.out_of_sample(x, r, 1, 60)[-1] > 0.3
    assert predictive.forecasting(x, r, 1, draws=200).p < 0.01


def test_too_short_a_history_has_no_record() -> None:
    x, r = sample(40, 1)
    assert np.isnan(predictive.out_of_sample(x, r, 12, 24)).all()


@pytest.mark.slow
def test_clark_and_wests_p_is_as_much_too_small_for_a_slow_ratio_as_is_said() -> None:
    draw, p = np.random.default_rng(3), []
    for _ in range(600):
        u = draw.standard_normal(1200)
        v = -0.9 * u + (1.0 - 0.81) ** 0.5 * draw.standard_normal(1200)
        x = np.zeros(1200)
        for i in range(1, 1200):
            x[i] = 0.993 * x[i - 1] - 0.045 * v[i]
        p.append(predictive.clark_west(x, 0.045 * u, 12, 120)[1])
    assert np.mean(np.array(p) <= 0.1) == pytest.approx(0.13, abs=0.04)
    assert 0.015 < np.mean(np.array(p) <= 0.01) < 0.05


def test_clark_and_west_agree_with_statsmodels_on_their_adjusted_errors() -> None:
    import statsmodels.api as sm

    x, r = sample(200, 12)
    h, least = 3, 36
    y = np.array([r[t + 1 : t + 1 + h].sum() for t in range(len(x) - h)])
    gain = []
    for made in range(least - 1 + h, len(x) - h):
        past = made - h + 1
        slope, level = np.polyfit(x[:past], y[:past], 1)
        one, other = level + slope * x[made], y[:past].mean()
        gain.append((y[made] - other) ** 2 - (y[made] - one) ** 2 + (one - other) ** 2)
    fit = sm.OLS(np.array(gain), np.ones(len(gain)))
    robust = fit.fit(cov_type="HAC", cov_kwds={"maxlags": h, "use_correction": False})
    t, p = predictive.clark_west(x, r, h, least)
    assert t == pytest.approx(float(robust.tvalues[0]), rel=1e-9)
    assert p == pytest.approx(
        float(robust.pvalues[0]) / 2 if t > 0 else 1 - float(robust.pvalues[0]) / 2
    )
    assert np.isnan(predictive.clark_west(x[:40], r[:40], 12, 24)[0])
