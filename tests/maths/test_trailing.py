"""Trailing windows against pandas: full or nothing, and a gap is forgotten once it has passed."""

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from rotascope.maths.trailing import trailing_mean, trailing_median, trailing_sum

HOLES = np.random.default_rng(17).standard_normal(200)
HOLES[[0, 60, 61, 140]] = np.nan


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [(trailing_sum, "sum"), (trailing_mean, "mean"), (trailing_median, "median")],
)
def test_windows_with_gaps_equal_pandas(
    ours: Callable[[np.ndarray, int], np.ndarray], theirs: str
) -> None:
    expected = getattr(pd.Series(HOLES).rolling(21), theirs)().to_numpy()
    assert ours(HOLES, 21) == pytest.approx(expected, rel=1e-9, abs=1e-12, nan_ok=True)
    assert 0 < np.isfinite(expected).sum() < 180


def test_windows_by_hand() -> None:
    x = np.array([3.0, 1.0, 2.0, 9.0])
    assert trailing_median(x, 3)[2:].tolist() == [2.0, 2.0]
    assert trailing_sum(x, 2)[1:].tolist() == [4.0, 3.0, 11.0]
    assert trailing_mean(x, 4)[3:].tolist() == [3.75]


def test_a_series_shorter_than_its_window_has_no_answer() -> None:
    x = np.ones(8)
    assert np.isnan([trailing_sum(x, 9), trailing_mean(x, 9), trailing_median(x, 9)]).all()
