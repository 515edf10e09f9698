"""Shares of R2 against all orders with statsmodels; what they sum to, what copies and noise do."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
import statsmodels.api as sm

from rotascope.maths import shapley

ALONE = np.arange(3)


def world(n: int = 180, seed: int = 3) -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    x = draw.standard_normal((n, 3)) @ np.array([[1.0, 0.4, 0.0], [0.0, 1.0, 0.3], [0.0, 0.0, 1.0]])
    return x @ np.array([0.9, 0.5, 0.3]) + draw.standard_normal(n), x


def r2(y: np.ndarray, x: np.ndarray, chosen: tuple[int, ...]) -> float:
    return float(sm.OLS(y, sm.add_constant(x[:, list(chosen)])).fit().rsquared) if chosen else 0.0


def orders(y: np.ndarray, x: np.ndarray, allowed: list[tuple[int, ...]]) -> np.ndarray:
    out = np.zeros(x.shape[1])
    for order in allowed:
        for place, column in enumerate(order):
            out[column] += r2(y, x, order[: place + 1]) - r2(y, x, order[:place])
    return out / len(allowed)


def test_shares_are_the_mean_over_all_orders() -> None:
    y, x = world()
    told = orders(y, x, list(permutations(range(3))))
    np.testing.assert_allclose(shapley.shares(y, x, ALONE), told, rtol=1e-9)


def test_owen_shares_are_the_mean_over_the_orders_that_keep_groups_together() -> None:
    y, x = world()
    allowed = [o for o in permutations(range(3)) if abs(o.index(0) - o.index(2)) == 1]
    found = shapley.shares(y, x, np.array([0, 1, 0]))
    np.testing.assert_allclose(found, orders(y, x, allowed), rtol=1e-9)


def test_shares_sum_to_r2() -> None:
    y, x = world()
    for groups in (ALONE, np.array([0, 0, 1]), np.array([0, 0, 0])):
        assert shapley.shares(y, x, groups).sum() == pytest.approx(r2(y, x, (0, 1, 2)), abs=1e-10)


def test_a_copy_takes_half() -> None:
    y, x = world()
    two = x[:, [0, 1]]
    alone = shapley.shares(y, two, np.arange(2))
    copied = shapley.shares(y, np.column_stack([two, two[:, 0]]), np.array([0, 1, 0]))
    assert copied[0] == pytest.approx(copied[2], rel=1e-9)
    assert copied[0] + copied[2] == pytest.approx(alone[0], rel=1e-9)
    assert copied[1] == pytest.approx(alone[1], rel=1e-9)


def test_a_column_that_does_not_vary_explains_nothing() -> None:
    y, x = world()
    found = shapley.shares(y, np.column_stack([x[:, 0], np.ones(180)]), np.arange(2))
    assert found[1] == 0.0
    assert found[0] == pytest.approx(r2(y, x, (0,)), rel=1e-9)


def test_the_order_of_columns_does_not_matter() -> None:
    y, x = world()
    turned = shapley.shares(y, x[:, ::-1], ALONE)
    np.testing.assert_allclose(turned[::-1], shapley.shares(y, x, ALONE), rtol=1e-9)


def test_rolling_shares_are_those_of_their_window() -> None:
    y, x = world()
    path = shapley.rolling_shares(y, x, ALONE, 100)
    assert np.isnan(path[98]).all()
    np.testing.assert_allclose(path[150], shapley.shares(y[51:151], x[51:151], ALONE), rtol=1e-12)


def test_draws_lie_around_the_estimate_and_are_the_same_each_time() -> None:
    y, x = world()
    found = shapley.block_draws(y, x, ALONE, 12, 400, 1)
    low, high = np.quantile(found, [0.05, 0.95], axis=0)
    share = shapley.shares(y, x, ALONE)
    assert ((low < share) & (share < high)).all()
    np.testing.assert_array_equal(found, shapley.block_draws(y, x, ALONE, 12, 400, 1))


def test_among_unrelated_regressors_each_has_a_third_of_what_is_explained_not_nothing() -> None:
    y, x = world()
    found = shapley.block_shuffles(y, x, ALONE, 4, 600, 2)
    parts = (found / found.sum(axis=1, keepdims=True)).mean(axis=0)
    np.testing.assert_allclose(parts, 1 / 3, atol=0.05)
    assert (found.sum(axis=1) > 0).all()
