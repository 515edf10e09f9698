"""Oracle topic 06: dispersion and correlation against plain definitions."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.maths.dispersion import (
    active_sd,
    average_correlation,
    cross_section,
    member_correlation,
    row_spreads,
    weighted_dispersion,
)

W = np.array([0.5, 0.3, 0.2])


def test_the_worked_example_of_a_cross_section() -> None:
    returns = np.array([0.10, -0.04, 0.02])
    # r_m = .042; .5 x .058^2 + .3 x .082^2 + .2 x .022^2 = .003796; its root 6.161 %.
    assert cross_section(W, returns) == pytest.approx(0.06161, abs=5e-6)
    mean = np.average(returns, weights=W)
    expected = np.average((returns - mean) ** 2, weights=W) ** 0.5
    assert cross_section(W, returns) == pytest.approx(expected, rel=1e-12)
    assert cross_section(W, returns + 0.07) == pytest.approx(expected, rel=1e-12)
    assert cross_section(W, np.full(3, 0.03)) == pytest.approx(0.0, abs=1e-15)


def test_the_worked_example_of_implied_correlation_and_dispersion() -> None:
    vols = np.array([0.30, 0.25, 0.20])
    assert average_correlation(W, vols, 0.22) == pytest.approx(0.4611, abs=5e-5)
    assert weighted_dispersion(W, vols, 0.22) == pytest.approx(0.1528, abs=5e-5)


@pytest.mark.parametrize("rho", [-0.1, 0.0, 0.35, 1.0])
def test_a_constant_correlation_is_recovered(rho: float) -> None:
    draw = np.random.default_rng(4)
    weights = draw.dirichlet(np.ones(8))
    vols = draw.uniform(0.1, 0.6, 8)
    covariance = np.outer(vols, vols) * (rho + (1 - rho) * np.eye(8))
    index_vol = float(weights @ covariance @ weights) ** 0.5
    assert average_correlation(weights, vols, index_vol) == pytest.approx(rho, rel=1e-9, abs=1e-12)
    assert weighted_dispersion(weights, vols, index_vol) >= 0.0


def test_volatilities_that_do_not_belong_together_have_no_answer() -> None:
    assert np.isnan(average_correlation(W, np.array([0.1, 0.1, 0.1]), 0.2))
    assert np.isnan(weighted_dispersion(W, np.array([0.1, 0.1, 0.1]), 0.2))
    assert np.isnan(average_correlation(np.array([1.0]), np.array([0.2]), 0.2))


def test_books_drawn_at_random_lie_as_far_apart_as_said_and_further_when_returns_do() -> None:
    draw = np.random.default_rng(5)
    members = 0.08 * draw.normal(size=500)
    books = np.array([draw.choice(members, 50, replace=False).mean() for _ in range(8000)])
    expected = active_sd(float(members.std(ddof=1)), 50, 500)
    # sd of a simulated sd: 1 / sqrt(2 x 8,000) = 0.8 %.
    assert books.std() == pytest.approx(expected, rel=0.03)
    assert active_sd(0.16, 50, 500) == pytest.approx(2 * active_sd(0.08, 50, 500))
    assert active_sd(0.08, 500, 500) == 0.0


def test_rows_are_the_plain_spread_of_members_of_the_start() -> None:
    draw = np.random.default_rng(6)
    levels = np.exp(np.cumsum(0.02 * draw.normal(size=(50, 12)), axis=0)).astype(np.float32)
    levels[:, 3] = np.nan
    active = draw.random((50, 12)) < 0.7
    spread, count = row_spreads(levels, active, 5, start=20)
    for t in (20, 33, 49):
        who = active[t - 5] & np.isfinite(levels[t])
        moves = levels[t, who].astype(float) / levels[t - 5, who] - 1
        assert spread[t - 20] == pytest.approx(moves.std(ddof=1), rel=1e-9)
        assert count[t - 20] == who.sum()


def test_realised_correlation_is_the_mean_pair_weighted_by_sds() -> None:
    draw = np.random.default_rng(7)
    moves = 0.01 * (draw.normal(size=(90, 1)) + draw.normal(size=(90, 15)))
    levels = np.cumprod(1 + moves, axis=0)
    active = np.ones(levels.shape, bool)
    active[:, 0] = False
    found = member_correlation(levels, active, 63, start=70)
    window = np.diff(levels, axis=0)[-63:, 1:] / levels[-64:-1, 1:]
    cov = np.cov(window.T)
    sds = np.sqrt(np.diag(cov))
    off = ~np.eye(14, dtype=bool)
    expected = cov[off].sum() / np.outer(sds, sds)[off].sum()
    assert found[-1, 0] == pytest.approx(expected, rel=1e-9)
    assert found[-1, 1] == pytest.approx(np.diag(cov).mean(), rel=1e-9)
    assert found[-1, 2] == pytest.approx(cov.mean(), rel=1e-9)
    assert found[-1, 3] == 14
