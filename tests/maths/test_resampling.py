"""The compiled resampling loop."""

import numpy as np
import pytest

from rotascope.maths.resampling import block_means


def test_a_block_longer_than_the_series_is_the_series() -> None:
    x = np.arange(5.0)
    prefix = np.concatenate([[0.0], np.cumsum(np.concatenate([x, x]))])
    assert block_means(prefix, 5, 1e9, 20, 1) == pytest.approx(np.full(20, 2.0))
