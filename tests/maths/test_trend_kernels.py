"""What the simulated paths are: this series' own changes, with the mean asked for."""

import numpy as np
import pytest

from rotascope.maths.trend_kernels import simulate_rule


def simulate(drift: float, tries: int) -> np.ndarray:
    dq = np.random.default_rng(51).standard_normal(500) * 0.02
    return simulate_rule(dq, 156, 52, 40, 8, drift, 0.0, 0.2, 3, 26, True, True, tries, 5)


def test_paths_that_find_no_downtrend_are_not_counted() -> None:
    rows = simulate(0.02, 1)
    assert rows[:, 0].sum() == 0
    assert not rows.any()


def test_a_confirmed_break_is_a_break() -> None:
    rows = simulate(0.0, 200)
    assert rows[:, 0].all()
    assert (rows[:, 2] <= rows[:, 1]).all()
    assert rows[rows[:, 2] == 0, 4:].sum() == pytest.approx(0)
