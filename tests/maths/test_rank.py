"""Percentiles in a value's own past, against hand and brute force."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rotascope.maths.rank import expanding_percentile, last_percentile


def test_the_handbooks_example() -> None:
    # [1, 3, 2, 2, 5], two values at least: 3 of {1, 3}: 1.5 / 2; 2 of {1, 3, 2}: 1.5 / 3;
    # 2 of {1, 3, 2, 2}: (1 + 1) / 4; 5 of five: 4.5 / 5.
    found = expanding_percentile(np.array([1.0, 3, 2, 2, 5]), 2)
    assert np.isnan(found[0])
    assert found[1:] == pytest.approx([0.75, 0.5, 0.5, 0.9], rel=1e-12)


def brute(x: np.ndarray, minimum: int) -> list[float]:
    return [last_percentile(x[: t + 1], minimum) for t in range(len(x))]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(st.integers(-5, 5).map(float), st.just(float("nan"))), max_size=80),
    st.integers(1, 5),
)
def test_the_tree_equals_counting(values: list[float], minimum: int) -> None:
    x = np.array(values)
    found, slow = expanding_percentile(x, minimum), np.array(brute(x, minimum))
    assert np.array_equal(np.isnan(found), np.isnan(slow))
    assert np.allclose(found, slow, rtol=1e-12, equal_nan=True)


def test_rows_added_later_change_nothing_before() -> None:
    x = np.random.default_rng(1).standard_normal(300)
    whole = expanding_percentile(x, 20)
    for cut in range(1, 300):
        assert np.array_equal(expanding_percentile(x[:cut], 20), whole[:cut], equal_nan=True)


def test_a_monotone_transform_changes_nothing() -> None:
    x = np.random.default_rng(2).standard_normal(200)
    assert np.array_equal(
        expanding_percentile(x), expanding_percentile(np.exp(3 * x)), equal_nan=True
    )


def test_too_few_values_give_no_percentile() -> None:
    assert np.isnan(last_percentile(np.arange(59.0)))
    assert last_percentile(np.arange(60.0)) == pytest.approx(59.5 / 60)
    assert np.isnan(last_percentile(np.append(np.arange(99.0), np.nan)))
