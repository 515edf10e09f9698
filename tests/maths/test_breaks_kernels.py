"""The compiled searches at their edges."""

import numpy as np
import pytest

from rotascope.maths.breaks_kernels import best_partitions, trailing_f


def test_a_constant_has_an_f_of_zero() -> None:
    f, _ = trailing_f(np.full(40, 3.0), 30, 20, 0.15)
    assert (f[19:] == 0.0).all()


def test_a_step_is_dated_to_its_first_point() -> None:
    x = np.concatenate([np.zeros(30), np.ones(30)]) + 0.01 * np.random.default_rng(
        1
    ).standard_normal(60)
    f, at = trailing_f(x, 60, 60, 0.15)
    assert at[-1] == 30
    assert f[-1] > 1000


def test_segments_that_do_not_fit_cost_infinity() -> None:
    cost, starts = best_partitions(np.arange(10.0), 3, 4)
    assert np.isfinite(cost[:2]).all()
    assert np.isinf(cost[2:]).all()
    assert starts[1, 0] == 5
    assert cost[0] == pytest.approx(82.5)  # sum of squares of 0..9 about 4.5
