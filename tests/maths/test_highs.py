"""Records and 'since when'."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rotascope.maths.highs import distance_to_high, last_since, rolling_high, since_when


def test_the_handbooks_example() -> None:
    assert distance_to_high(np.array([10, 12, 11, 15.0])) == pytest.approx([0, 0, -1 / 12, 0])


def test_distance_equals_pandas_cummax() -> None:
    p = pd.Series(np.exp(np.cumsum(np.random.default_rng(3).standard_normal(500) * 0.02)))
    assert distance_to_high(p.to_numpy()) == pytest.approx(
        (p / p.cummax() - 1).to_numpy(), rel=1e-12
    )


def test_rolling_high_equals_pandas() -> None:
    p = pd.Series(np.random.default_rng(4).standard_normal(300))
    assert np.array_equal(rolling_high(p.to_numpy(), 52), p.rolling(52).max(), equal_nan=True)
    assert np.isnan(rolling_high(np.ones(3), 4)).all()


def test_lowest_since_names_the_last_day_as_low() -> None:
    lower, higher = since_when(np.array([5, 3, 4, 6, 4.0]))
    assert lower.tolist() == [-1, -1, 1, 2, 2]
    assert higher.tolist() == [-1, 0, 0, -1, 3]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 6).map(float), min_size=1, max_size=40))
def test_since_when_equals_looking_back(values: list[float]) -> None:
    p = np.array(values)
    lower, higher = since_when(p)
    for t in range(len(p)):
        below, above = np.flatnonzero(p[:t] <= p[t]), np.flatnonzero(p[:t] >= p[t])
        assert lower[t] == (below[-1] if len(below) else -1)
        assert higher[t] == (above[-1] if len(above) else -1)


@given(st.lists(st.integers(0, 9).map(float), min_size=1, max_size=40))
def test_the_last_values_record_is_that_of_the_whole_walk(values: list[float]) -> None:
    lower, higher = since_when(np.array(values))
    assert last_since(np.array(values)) == (lower[-1], higher[-1])


def test_another_currency_changes_no_record() -> None:
    p = np.exp(np.cumsum(np.random.default_rng(5).standard_normal(300) * 0.02))
    assert distance_to_high(8 * p) == pytest.approx(distance_to_high(p), rel=1e-12, abs=1e-15)
    assert rolling_high(8 * p, 30) == pytest.approx(8 * rolling_high(p, 30), nan_ok=True)
    for there, here in zip(since_when(8 * p), since_when(p), strict=True):
        assert np.array_equal(there, here)
