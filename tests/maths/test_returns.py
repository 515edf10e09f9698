"""Relative returns are geometric."""

import numpy as np
import pytest

from rotascope.maths.returns import log_relative, window_return


def test_the_handbooks_example() -> None:
    # A 100, 102, 101, 99 against B 100, 105, 108, 110: 0.99 / 1.10 - 1 = -10.00 %.
    a, b = np.array([100, 102, 101, 99.0]), np.array([100, 105, 108, 110.0])
    q = np.log(a) - np.log(b)
    assert q == pytest.approx([0, -0.028988, -0.067011, -0.105361], abs=1e-6)
    assert log_relative(q, 3)[-1] == pytest.approx(-0.10, rel=1e-12)


def test_relative_return_is_not_the_difference() -> None:
    # IWM + 13.99 % against MAGS + 25.79 %: 1.1399 / 1.2579 - 1 = -9.38 %, not -11.80 %.
    q = np.array([0.0, np.log(1.1399 / 1.2579)])
    assert log_relative(q, 1)[1] == pytest.approx(-0.0938, abs=5e-5)


def test_swapping_the_legs_inverts_the_ratio() -> None:
    q = np.cumsum(np.random.default_rng(0).standard_normal(50)) * 0.01
    there, back = log_relative(q, 5)[5:], log_relative(-q, 5)[5:]
    assert (1 + there) * (1 + back) == pytest.approx(np.ones(45), rel=1e-12)


def test_the_first_steps_have_no_window() -> None:
    assert np.isnan(log_relative(np.zeros(5), 3)[:3]).all()
    assert np.isnan(log_relative(np.zeros(3), 3)).all()


def test_a_window_return_is_end_over_base() -> None:
    assert window_return(np.array([50.0, 60, 45]), 0, 2) == pytest.approx(-0.1)
