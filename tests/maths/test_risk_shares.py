"""Oracle topic 03: Euler shares, diversification, absorption and what is left without the largest."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.maths.risk_shares import (
    absorption_ratio,
    diversification_ratio,
    drop,
    euler_shares,
    rest_return,
    sampled_shares,
)

W = np.array([0.5, 0.3, 0.2])
VOLS = np.array([0.30, 0.25, 0.20])
RHO = np.array([[1.0, 0.5, 0.3], [0.5, 1.0, 0.4], [0.3, 0.4, 1.0]])
COVARIANCE = np.outer(VOLS, VOLS) * RHO


def test_the_worked_example() -> None:
    # w (.5, .3, .2), vols (.30, .25, .20), correlations .5 .3 .4: sd .216737.
    assert float(W @ COVARIANCE @ W) ** 0.5 == pytest.approx(0.216737, abs=5e-7)
    assert euler_shares(W, COVARIANCE) == pytest.approx([0.637, 0.265, 0.098], abs=5e-4)
    assert diversification_ratio(W, COVARIANCE) == pytest.approx(1.2227, abs=5e-5)
    assert absorption_ratio(COVARIANCE, 1) == pytest.approx(0.6461, abs=5e-5)


def test_euler_shares_are_the_derivative_of_the_sd() -> None:
    def sd(weights: np.ndarray) -> float:
        return float(weights @ COVARIANCE @ weights) ** 0.5

    step = 1e-6 * np.eye(3)
    slope = np.array([(sd(W + s) - sd(W - s)) / 2e-6 for s in step])
    assert euler_shares(W, COVARIANCE) == pytest.approx(W * slope / sd(W), rel=1e-6)
    assert euler_shares(W, COVARIANCE).sum() == pytest.approx(1.0, rel=1e-12)


def test_absorption_is_the_share_of_the_largest_singular_values() -> None:
    moves = np.random.default_rng(1).normal(size=(250, 20))
    moves -= moves.mean(axis=0)
    strengths = np.linalg.svd(moves, compute_uv=False) ** 2
    expected = strengths[:4].sum() / strengths.sum()
    assert absorption_ratio(moves.T @ moves / 250, 4) == pytest.approx(expected, rel=1e-10)
    # Noise alone: .286 for N = 20, T = 250, n = 4, not .20.
    assert expected == pytest.approx(0.286, abs=0.02)


def test_a_diversification_ratio_is_one_only_where_all_moves_as_one() -> None:
    assert diversification_ratio(W, np.outer(VOLS, VOLS)) == pytest.approx(1.0, rel=1e-12)
    assert diversification_ratio(W, COVARIANCE) > 1.0


def test_what_is_left_without_a_subset() -> None:
    # 12 % of the index, 14 % of its largest hundred at 70 %: 7.33 % for the other four hundred.
    assert rest_return(0.12, 0.14, 0.70) == pytest.approx(0.0733, abs=5e-5)
    # 14 % of the hundred, 22 % of the seven at half of it: 6 % for the other 93.
    assert rest_return(0.14, 0.22, 0.50) == pytest.approx(0.06, rel=1e-12)
    assert np.isnan(rest_return(0.1, 0.1, 1.0))


@pytest.mark.parametrize("k", [0, 1, 5, 19])
def test_dropped_and_left_recombine_to_the_whole(k: int) -> None:
    draw = np.random.default_rng(3)
    weights, returns = draw.dirichlet(np.ones(20)), 0.1 * draw.normal(size=20)
    rest, part, share = drop(weights, returns, k)
    whole = share * (part if k else 0.0) + (1 - share) * rest
    assert whole == pytest.approx(weights @ returns, rel=1e-12)
    assert np.isnan(drop(weights, returns, 20)[0])


def test_shares_of_a_sample_are_those_of_its_covariance() -> None:
    draw = np.random.default_rng(4)
    moves = 0.02 * (draw.normal(size=(104, 1)) + draw.normal(size=(104, 300)))
    weights = draw.dirichlet(np.ones(300))
    expected = euler_shares(weights, np.cov(moves.T))
    assert sampled_shares(weights, moves) == pytest.approx(expected, rel=1e-9)


def test_a_part_without_weight_changes_no_share() -> None:
    moves = np.random.default_rng(5).normal(size=(60, 4))
    weights = np.array([0.5, 0.3, 0.2, 0.0])
    assert sampled_shares(weights, moves)[:3] == pytest.approx(
        sampled_shares(weights[:3], moves[:, :3]), rel=1e-12
    )
