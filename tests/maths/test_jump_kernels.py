"""The recursion's two passes, each against its definition."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.maths.jump_kernels import back, costs

Y = np.random.default_rng(3).normal(size=(9, 2))
MU = np.array([[-0.4, 0.0], [0.5, 0.3], [0.0, -1.0]])


def test_the_cost_of_an_end_is_its_distance_and_the_cheapest_way_there() -> None:
    total = costs(Y, MU, 1.5)
    distance = ((Y[:, None, :] - MU[None]) ** 2).sum(axis=2)
    assert total[0] == pytest.approx(distance[0])
    for t in range(1, len(Y)):
        reach = np.minimum(total[t - 1], total[t - 1].min() + 1.5)
        assert total[t] == pytest.approx(distance[t] + reach, rel=1e-12)


def test_the_way_back_starts_at_the_cheapest_end_and_stays_on_a_tie() -> None:
    total = np.array([[0.0, 1.0], [5.0, 4.0], [3.0, 9.0]])
    assert back(total, 1.0).tolist() == [0, 0, 0]
    assert back(total, 0.5).tolist() == [0, 1, 0]
