"""The compiled loops behind ranks and partitions, where their callers cannot reach."""

import numpy as np

from rotascope.maths.kernels import fenwick_midranks, least_squares_path


def test_missing_codes_stay_missing_and_uncounted() -> None:
    found = fenwick_midranks(np.array([0, -1, 1]), 2, 1)
    assert found[0] == 0.5
    assert np.isnan(found[1])
    assert found[2] == 0.75


def test_a_segment_is_never_shorter_than_allowed() -> None:
    x = np.zeros(20)
    x[9] = 50.0
    prefix = np.concatenate([[0.0], np.cumsum(x)])
    squares = np.concatenate([[0.0], np.cumsum(x * x)])
    start = least_squares_path(prefix, squares, 0.0, 5)
    end, lengths = 20, []
    while end > 0:
        lengths.append(end - start[end])
        end = start[end]
    assert min(lengths) >= 5
    assert sum(lengths) == 20
