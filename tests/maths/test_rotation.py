"""The rotation map: against pandas, and what noise does on it."""

import numpy as np
import pandas as pd
import pytest

from rotascope.maths.rotation import clockwise_share, map_z


def test_ratio_and_momentum_equal_pandas() -> None:
    q = np.cumsum(np.random.default_rng(6).standard_normal(120)) * 0.02
    s = pd.Series(q)
    ratio = 100 + (s - s.rolling(10).mean()) / s.rolling(10).std()
    change = ratio.diff(1)
    momentum = 100 + (change - change.rolling(10).mean()) / change.rolling(10).std()
    mine = map_z(q, 10, 1)
    assert mine[0][-1] == pytest.approx(ratio.iloc[-1], rel=1e-8)
    assert mine[1][-1] == pytest.approx(momentum.iloc[-1], rel=1e-8)


def test_28_weeks_are_needed_for_a_point() -> None:
    ratio, momentum = map_z(np.random.default_rng(7).standard_normal(40), 14, 1)
    assert np.flatnonzero(np.isfinite(ratio))[0] == 13
    assert np.flatnonzero(np.isfinite(momentum))[0] == 2 * 14 + 1 - 2


def test_a_flat_line_stands_nowhere() -> None:
    assert np.isnan(map_z(np.zeros(60))[0]).all()


def test_noise_turns_clockwise_two_times_in_three() -> None:
    rng = np.random.default_rng(8)
    shares = [clockwise_share(*map_z(np.cumsum(rng.standard_normal(400)))) for _ in range(200)]
    assert np.mean(shares) == pytest.approx(0.674, abs=0.01)


def test_a_clockwise_circle_is_clockwise() -> None:
    angle = -np.linspace(0, 6, 50)
    assert clockwise_share(100 + np.cos(angle), 100 + np.sin(angle)) == 1.0
    assert clockwise_share(100 + np.cos(-angle), 100 + np.sin(-angle)) == 0.0


def test_swapping_the_legs_mirrors_the_map_and_its_turns() -> None:
    q = np.cumsum(np.random.default_rng(10).standard_normal(200))
    (ratio, momentum), (back, fall) = map_z(q), map_z(-q)
    assert back == pytest.approx(200 - ratio, rel=1e-9, nan_ok=True)
    assert fall == pytest.approx(200 - momentum, rel=1e-9, nan_ok=True)
    assert clockwise_share(back, fall) == pytest.approx(clockwise_share(ratio, momentum))
    moved = map_z(3.0 + q)  # a constant factor on either leg
    assert moved[0] == pytest.approx(ratio, rel=1e-9, nan_ok=True)
