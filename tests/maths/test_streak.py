"""Runs of one sign."""

import numpy as np
import pytest

from rotascope.maths.streak import chance, lengths


def test_runs_are_signed_and_a_zero_ends_them() -> None:
    x = np.array([1, 2, -1, -3, -2, 0, 4, np.nan, 1.0])
    assert lengths(x).tolist() == [1, 2, -1, -2, -3, 0, 1, 0, 1]


def test_negating_the_steps_negates_the_runs() -> None:
    x = np.random.default_rng(5).standard_normal(200)
    assert np.array_equal(lengths(-x), -lengths(x))


def test_chance_multiplies() -> None:
    assert chance(5) == pytest.approx(1 / 32)
    assert chance(3, 0.6) == pytest.approx(0.216)
