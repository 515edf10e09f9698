"""Records and 'since when'."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rotascope.maths.highs import distance_to_high, last_since, rolling_high


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


@pytest.mark.parametrize(
    ("values", "low_high"),
    [([5], (-1, -1)), ([5, 3], (-1, 0)), ([5, 3, 4, 6], (2, -1)), ([5, 3, 4, 6, 4], (2, 3))],
)
def test_lowest_since_names_the_last_day_as_low(
    values: list[int], low_high: tuple[int, int]
) -> None:
    assert last_since(np.array(values, dtype=np.float64)) == low_high


@given(st.lists(st.integers(0, 9).map(float), min_size=1, max_size=40))
def test_a_record_since_is_found_by_looking_back_day_by_day(values: list[float]) -> None:
    *past, last = values
    low = max((t for t, value in enumerate(past) if value <= last), default=-1)
    high = max((t for t, value in enumerate(past) if value >= last), default=-1)
    assert last_since(np.array(values)) == (low, high)


def test_another_currency_changes_no_record() -> None:
    p = np.exp(np.cumsum(np.random.default_rng(5).standard_normal(300) * 0.02))
    assert distance_to_high(8 * p) == pytest.approx(distance_to_high(p), rel=1e-12, abs=1e-15)
    assert rolling_high(8 * p, 30) == pytest.approx(8 * rolling_high(p, 30), nan_ok=True)
    assert last_since(8 * p) == last_since(p)
