"""Histories made a year at a time are those made at once; a year is filtered by what was known before."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.maths import kalman, regression
from rotascope.signals.duration import wander

DAYS = np.arange(np.datetime64("2015-01-02"), np.datetime64("2024-12-28"), np.timedelta64(7, "D"))


def world(step: float = 0.05) -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(4)
    x = np.column_stack([np.ones(len(DAYS)), draw.standard_normal(len(DAYS))])
    slope = np.cumsum(step * draw.standard_normal(len(DAYS)))
    return slope * x[:, 1] + draw.standard_normal(len(DAYS)), x


def test_rolling_betas_made_a_year_at_a_time_are_those_made_at_once() -> None:
    y, x = world()
    told = regression.rolling(y, x, 104, 52, errors=False).beta
    for _ in range(2):  # the second time from what is kept
        found = wander.rolling_beta(y, x, DAYS, 104, 52)
        np.testing.assert_allclose(found, told, rtol=1e-12)


def test_a_year_at_a_time_needs_only_the_window_before_it() -> None:
    rows = np.arange(len(DAYS), dtype=float)[:, None]
    asked = []

    def spread(needed: np.ndarray) -> np.ndarray:
        asked.append(len(needed))
        return needed

    found = wander.by_year("test-spread", rows, DAYS, 30, spread)
    np.testing.assert_array_equal(found, rows)
    assert max(asked) <= 4 * 53 + 29
    assert len(asked) == 3


def test_betas_are_filtered_with_what_was_fitted_before_the_year() -> None:
    y, x = world()
    beta, error, noise = wander.filtered_path(y, x, DAYS)
    low = int(np.searchsorted(DAYS, np.datetime64("2020-01-01")))
    high = int(np.searchsorted(DAYS, np.datetime64("2021-01-01")))
    q = kalman.likeliest(y[:low], x[:low])
    told = kalman.filtered(y[:high], x[:high], q)
    np.testing.assert_array_equal(beta[low:high], told.beta[low:])
    np.testing.assert_array_equal(error[low:high], told.error[low:])
    assert (noise[low:high] == q).all()


def test_nothing_changes_once_a_week_is_added() -> None:
    y, x = world()
    whole = wander.filtered_path(y, x, DAYS)[0]
    for n in (200, 313, 470):
        early = wander.filtered_path(y[:n], x[:n], DAYS[:n])[0]
        np.testing.assert_array_equal(early, whole[:n])


def test_before_a_january_with_52_rows_there_is_no_beta() -> None:
    y, x = world()
    beta = wander.filtered_path(y, x, DAYS)[0]
    first = int(np.flatnonzero(np.isfinite(beta[:, 1]))[0])
    assert DAYS[first] == np.datetime64("2016-01-01")
    assert first >= wander.FIRST_FIT


def test_a_wandering_beta_is_followed_better_than_by_a_window() -> None:
    draw = np.random.default_rng(8)
    n = len(DAYS)
    slope = np.cumsum(0.1 * draw.standard_normal(n))
    x = np.column_stack([np.ones(n), draw.standard_normal(n)])
    y = slope * x[:, 1] + draw.standard_normal(n)
    followed = wander.filtered_path(y, x, DAYS)[0][:, 1]
    window = wander.rolling_beta(y, x, DAYS, 104, 52)[:, 1]
    near, far = (np.abs(b - slope)[150:].mean() for b in (followed, window))
    assert near < far
    assert near == pytest.approx(0.3, abs=0.15)
