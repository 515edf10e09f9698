"""The jump model against every one of the 2^T paths."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from rotascope.maths import jump

Y = np.array([0.1, -0.2, 0.3, 2.9, 3.1, 0.2, 0.0, 3.3, 2.8, 3.0, 2.7, -0.1])[:, None]
MU = np.array([[0.0], [3.0]])


@pytest.mark.parametrize("penalty", [0.0, 0.7, 5.0, 9.5, 1e6])
@pytest.mark.parametrize("seed", range(4))
def test_the_path_costs_as_little_as_the_cheapest_of_all(penalty: float, seed: int) -> None:
    y = np.random.default_rng(seed).normal(size=(11, 2))
    mu = np.array([[-0.5, 0.2], [0.6, 0.1]])
    best = min(jump.cost(y, mu, np.array(s), penalty) for s in product((0, 1), repeat=len(y)))
    assert jump.cost(y, mu, jump.path(y, mu, penalty), penalty) == pytest.approx(best, rel=1e-12)


def test_no_penalty_is_k_means_and_an_infinite_one_a_single_state() -> None:
    nearest = np.abs(Y - MU.T).argmin(axis=1)
    assert jump.path(Y, MU, 0.0).tolist() == nearest.tolist()
    assert len(np.unique(jump.path(Y, MU, 1e9))) == 1


def test_switches_and_means_of_the_oracle_case() -> None:
    """Oracle case 08-4: penalty 5 from means 0 and 3."""
    means, states, total = jump.descend(Y, MU, 5.0)
    switches = int(np.count_nonzero(np.diff(states)))
    assert switches == 4
    for k in (0, 1):
        assert means[k, 0] == pytest.approx(Y[states == k].mean(), rel=1e-12)
    assert total <= jump.cost(Y, MU, jump.path(Y, MU, 5.0), 5.0)


def test_a_state_known_at_t_does_not_depend_on_what_follows() -> None:
    y = np.random.default_rng(2).normal(size=(80, 1))
    whole = jump.online(y, MU, 4.0)
    for t in (3, 20, 55, 79):
        assert (
            whole[t] == jump.online(y[: t + 1], MU, 4.0)[-1] == jump.path(y[: t + 1], MU, 4.0)[-1]
        )


def test_a_planted_pair_of_regimes_is_found_with_its_means() -> None:
    draw = np.random.default_rng(4)
    truth = np.repeat([0, 1, 0, 1], 60)
    y = draw.normal(np.where(truth == 1, 1.5, -1.0), 1.0)[:, None]
    means, states, _ = jump.fit(y, 2, 8.0)
    assert np.mean(states == truth) > 0.95
    assert means[:, 0] == pytest.approx([-1.0, 1.5], abs=0.25)
    assert int(np.count_nonzero(np.diff(states))) == 3


def test_equal_points_have_one_mean() -> None:
    means, states, total = jump.fit(np.ones((30, 1)), 2, 1.0)
    assert total == 0.0
    assert len(np.unique(states)) == 1
    assert np.isfinite(means).all()
