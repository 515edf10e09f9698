"""One group's stocks against the other's median."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.maths.sides import beat_median, row_medians


def test_medians_are_numpys_and_leave_out_what_is_missing() -> None:
    draw = np.random.default_rng(1)
    values = draw.normal(size=(40, 9))
    values[draw.random((40, 9)) < 0.3] = np.nan
    values[0] = np.nan
    expected = [np.nanmedian(row) if np.isfinite(row).any() else np.nan for row in values]
    assert row_medians(values) == pytest.approx(expected, rel=1e-12, nan_ok=True)


def test_half_beat_the_median_however_skewed_returns_are() -> None:
    draw = np.random.default_rng(2)
    levels = np.exp(0.5 * draw.normal(size=(2, 4000))).astype(np.float32)
    levels[0] = 1.0
    inside = np.zeros((2, 4000), bool)
    inside[:, :2000] = True
    share, n, m = beat_median(levels, inside, ~inside, 1)
    # Phi(-s/2) would be 40 % against the mean; against the median it is a half, +-3 sd of a share.
    assert share[1] == pytest.approx(0.5, abs=3 * 0.5 / 2000**0.5 * 2**0.5)
    assert (n[1], m[1]) == (2000.0, 2000.0)
    assert np.isnan(share[0])


def test_a_stock_counts_where_it_stood_when_the_window_began() -> None:
    levels = np.array([[1, 1, 1, 1], [1.1, 1.2, 1.3, 1.15]], np.float32)
    inside = np.array([[1, 1, 0, 0], [0, 0, 1, 1]], bool)
    share, n, _ = beat_median(levels, inside, ~inside, 1)
    # The median of .1 and .2 is .15: of .3 and .15 one is above it.
    assert (share[1], n[1]) == (0.5, 2.0)


def test_the_lead_changes_nothing() -> None:
    draw = np.random.default_rng(3)
    levels = np.exp(np.cumsum(0.01 * draw.normal(size=(60, 30)), axis=0)).astype(np.float32)
    inside = draw.random((60, 30)) < 0.5
    whole = beat_median(levels, inside, ~inside, 5)
    part = beat_median(levels, inside, ~inside, 5, start=20)
    for one, other in zip(whole, part, strict=True):
        assert np.array_equal(one[20:], other)
