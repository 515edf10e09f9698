"""Rolling betas of many stocks, and what they explain: against NumPy, and on planted durations."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.maths import rate_cross


def world(n: int = 300, k: int = 40, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    returns = draw.standard_normal((n, k))
    returns[:50, :5] = np.nan
    returns[120, 7] = np.nan
    move = draw.standard_normal(n)
    move[200] = np.nan
    return returns, move


def test_a_beta_is_that_of_the_rows_that_count() -> None:
    returns, move = world()
    found = rate_cross.rolling_betas(returns, move, 104, 52)
    for t, i in ((299, 0), (150, 7), (130, 2), (60, 30)):
        low = max(0, t - 103)
        y, x = returns[low : t + 1, i], move[low : t + 1]
        kept = np.isfinite(x) & np.isfinite(y)
        if kept.sum() < 52:
            assert np.isnan(found[t, i])
        else:
            told = np.polyfit(x[kept], y[kept], 1)[0]
            assert found[t, i] == pytest.approx(told, rel=1e-9)
    assert np.isnan(found[60, 2])


def test_later_rows_change_no_earlier_beta() -> None:
    returns, move = world()
    whole = rate_cross.rolling_betas(returns, move, 104, 52)
    early = rate_cross.rolling_betas(returns[:180], move[:180], 104, 52)
    np.testing.assert_array_equal(whole[:180], early)


def test_the_fit_of_a_week_is_that_of_numpy_on_the_betas_of_the_week_before() -> None:
    returns, move = world()
    betas = rate_cross.rolling_betas(returns, move, 104, 52)
    counts = np.random.default_rng(5).random(returns.shape) < 0.8
    r2, spread, gap = rate_cross.cross_fits(returns, betas, counts, 20)
    t = 250
    kept = counts[t - 1] & np.isfinite(betas[t - 1]) & np.isfinite(returns[t])
    b, r = betas[t - 1, kept], returns[t, kept]
    raw = np.corrcoef(b, r)[0, 1] ** 2
    m = kept.sum()
    assert r2[t] == pytest.approx(1.0 - (1.0 - raw) * (m - 1) / (m - 2))
    weights = (b.mean() - b) / np.maximum(b.mean() - b, 0.0).sum()
    assert weights[weights > 0].sum() == pytest.approx(1.0)
    assert weights.sum() == pytest.approx(0.0)
    assert spread[t] == pytest.approx(weights @ r)
    assert gap[t] == pytest.approx(weights @ b)


def test_long_minus_short_duration_earns_minus_the_gap_times_the_yields_move() -> None:
    draw = np.random.default_rng(3)
    years = np.linspace(2.0, 20.0, 60)
    move = 0.1 * draw.standard_normal(300)
    returns = -move[:, None] * years + 0.01 * draw.standard_normal((300, 60))
    betas = rate_cross.rolling_betas(returns, move, 104, 52)
    r2, spread, gap = rate_cross.cross_fits(returns, betas, np.ones(returns.shape, bool), 20)
    np.testing.assert_allclose(spread[110:], gap[110:] * move[110:], atol=0.02)
    assert -gap[-1] == pytest.approx(12.2, abs=0.1)  # weighted by distance: 4/3 of 9.15
    assert np.median(r2[110:]) > 0.99


def test_betas_that_say_nothing_explain_nothing_on_average() -> None:
    draw = np.random.default_rng(4)
    returns, move = draw.standard_normal((2000, 40)), draw.standard_normal(2000)
    betas = rate_cross.rolling_betas(returns, move, 104, 52)
    r2 = rate_cross.cross_fits(returns, betas, np.ones(returns.shape, bool), 20)[0]
    assert abs(np.nanmean(r2)) < 0.003


def test_too_few_stocks_have_no_fit() -> None:
    returns, move = world(k=10)
    betas = rate_cross.rolling_betas(returns, move, 104, 52)
    for part in rate_cross.cross_fits(returns, betas, np.ones(returns.shape, bool), 20):
        assert np.isnan(part).all()
