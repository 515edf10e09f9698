"""The compiled member loops at the seams of their tiles."""

import numpy as np
import pytest

from rotascope.maths import members


@pytest.mark.parametrize("names", [1, members.TILE, members.TILE + 3])
def test_tiles_add_up_to_the_whole(names: int) -> None:
    rng = np.random.default_rng(31)
    levels = np.exp(np.cumsum(rng.standard_normal((70, names)) * 0.02, axis=0)).astype(np.float32)
    active = np.ones(levels.shape, dtype=bool)
    mean = np.array([levels[t - 19 : t + 1].astype(float).mean(axis=0) for t in range(19, 70)])
    above, count = members.above_means(levels, active, 20)
    assert count[-1] == names
    assert np.array_equal(above[19:], (levels[19:] > mean).sum(axis=1))


def test_an_extreme_that_leaves_the_window_gives_way_to_the_next() -> None:
    # A peak, then a slow decline: each day the highest of the window is its oldest level.
    levels = np.array([9, 8, 7, 6, 5, 6], dtype=np.float32)[:, None]
    highs, lows, count = members.extremes(levels, np.ones((6, 1), bool), 3)
    assert count.tolist() == [0, 0, 1, 1, 1, 1]
    assert highs.tolist() == [0, 0, 0, 0, 0, 1]
    assert lows.tolist() == [0, 0, 1, 1, 1, 0]


def test_a_gap_starts_the_count_anew() -> None:
    levels = np.array([1, 2, np.nan, 3, 4], dtype=np.float32)[:, None]
    _, count = members.above_means(levels, np.isfinite(levels), 2)
    assert count.tolist() == [0, 1, 0, 0, 1]
