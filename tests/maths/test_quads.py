"""Quads by definition; the bivariate normal against SciPy."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import multivariate_normal

from rotascope.maths import quads


def test_the_map_of_quads_is_total_and_no_change_counts_as_down() -> None:
    """Oracle case 08-3."""
    up, down, none = 0.4, -0.4, 0.0
    dg = np.array([up, up, down, down, none, none, up, down, none])
    dp = np.array([down, up, up, down, up, none, none, none, down])
    assert quads.label(dg, dp).tolist() == [1, 2, 3, 4, 3, 4, 1, 4, 4]
    assert quads.label(np.array([np.nan, 1.0]), np.array([1.0, np.nan])).tolist() == [0, 0]


@pytest.mark.parametrize("rho", [-0.95, -0.3, 0.0, 0.5, 0.9])
def test_two_correlated_errors_equal_scipy(rho: float) -> None:
    for a in (-2.0, -0.3, 0.0, 1.1):
        for b in (-1.5, 0.0, 2.2):
            theirs = multivariate_normal([0, 0], [[1, rho], [rho, 1]]).cdf([a, b])
            assert quads.both_above(a, b, rho) == pytest.approx(float(theirs), abs=2e-8)


def test_the_probabilities_of_the_four_sum_to_one_and_lean_where_the_changes_do() -> None:
    found = quads.probabilities(0.5, -0.8, 0.4, 0.5, 0.3)
    assert sum(found) == pytest.approx(1.0, abs=1e-12)
    assert min(found) >= 0.0
    assert int(np.argmax(found)) + 1 == 1
    sure = quads.probabilities(-5.0, 5.0, 0.1, 0.1, 0.0)
    assert sure[2] == pytest.approx(1.0)
    assert quads.probabilities(0.0, 0.0, 1.0, 1.0, 0.0) == pytest.approx((0.25,) * 4)


def test_a_path_is_found_with_its_repeats_left_out() -> None:
    labels = np.array([4, 4, 3, 3, 3, 2, 1, 1, 2, 4, 3, 2, 2, 1])
    assert quads.completed(labels, (4, 3, 2, 1)).tolist() == [6, 13]
    assert quads.runs(labels).tolist() == [0, 2, 5, 6, 8, 9, 10, 11, 13]
    expected = [1, 1, 2, 2, 2, 3, 4, 4, 0, 1, 2, 3, 3, 4]
    assert quads.progress(labels, (4, 3, 2, 1)).tolist() == expected


def test_an_unknown_quarter_interrupts_a_path() -> None:
    assert quads.completed(np.array([4, 3, 0, 2, 1]), (4, 3, 2, 1)).tolist() == []
    assert quads.progress(np.array([4, 3, 0, 2]), (4, 3, 2, 1)).tolist() == [1, 2, 0, 0]
    assert quads.completed(np.array([], dtype=int), (4, 3)).tolist() == []
    assert len(quads.progress(np.array([], dtype=int), (4, 3))) == 0
