"""Compiled windows against their definitions."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.maths.comovement import decayed_covariances, window_variances


def test_decayed_covariances_are_numpys_weighted_ones() -> None:
    moves = np.random.default_rng(8).normal(size=(80, 4))
    found = decayed_covariances(moves, 30, 15.0)
    assert np.isnan(found[28]).all()
    for t in (29, 50, 79):
        weights = 0.5 ** (np.arange(29, -1, -1) / 15.0)
        expected = np.cov(moves[t - 29 : t + 1].T, aweights=weights, ddof=0)
        assert found[t] == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_a_member_with_a_gap_in_the_window_is_left_out() -> None:
    moves = np.random.default_rng(9).normal(size=(40, 6))
    moves[25, 2] = np.nan
    active = np.ones((40, 6), bool)
    found = window_variances(moves, active, 10, 20)
    assert found[:5, 0].tolist() == [6.0] * 5
    assert found[5:15, 0].tolist() == [5.0] * 10
    assert found[15:, 0].tolist() == [6.0] * 5
    plain = moves[11:21].var(axis=0, ddof=1)
    assert found[0, 1:] == pytest.approx(
        [plain.sum(), np.sqrt(plain).sum(), moves[11:21].mean(axis=1).var(ddof=1)], rel=1e-9
    )
