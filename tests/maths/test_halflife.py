"""Half-lives: closed forms, the bias corrected, an interval that covers, walks that stay open."""

from __future__ import annotations

import math

import numpy as np
import pytest

from rotascope.maths import halflife


def walk(phi: float, n: int, seed: int) -> np.ndarray:
    draw = np.random.default_rng(seed)
    x = np.zeros(n + 100)
    for t in range(1, n + 100):
        x[t] = phi * x[t - 1] + draw.standard_normal()
    return x[100:]


def test_half_lives_in_closed_form() -> None:
    # -ln 2 / ln .97 = 22.757 (handbook); -ln 2 / ln .93 = 9.551 (oracle 09-4)
    assert halflife.half_life(0.97) == pytest.approx(22.7566, abs=1e-4)
    assert halflife.half_life(0.93) == pytest.approx(-math.log(2) / math.log(0.93), rel=1e-12)
    assert halflife.half_life(1.0) == math.inf
    assert math.isnan(halflife.half_life(-0.2))


def test_kendalls_correction() -> None:
    assert halflife.kendall(0.9, 100) == pytest.approx(0.937)


def test_the_slope_of_every_prefix_is_least_squares() -> None:
    x = walk(0.9, 60, 3)
    phi, used = halflife.expanding_phi(x)
    for t in (10, 33, 59):
        assert phi[t] == pytest.approx(np.polyfit(x[:t], x[1 : t + 1], 1)[0], rel=1e-9)
        assert used[t] == t
    assert np.isnan(phi[:3]).all()


def test_a_gap_breaks_only_the_pairs_it_is_in() -> None:
    x = walk(0.9, 60, 3)
    x[30] = np.nan
    phi, used = halflife.expanding_phi(x)
    good = np.isfinite(x[1:]) & np.isfinite(x[:-1])
    assert phi[-1] == pytest.approx(np.polyfit(x[:-1][good], x[1:][good], 1)[0], rel=1e-9)
    assert used[-1] == 57


def test_uncorrected_least_squares_is_badly_short() -> None:
    # handbook: true 22.8 months, T = 180: median estimate 13.2, 5-95 % 5.8-36.7
    found = [
        halflife.half_life(float(halflife.expanding_phi(walk(0.97, 180, s))[0][-1]))
        for s in range(600)
    ]
    low, middle, high = np.nanquantile(found, [0.05, 0.5, 0.95])
    assert middle == pytest.approx(13.2, abs=1.2)
    assert (low, high) == (pytest.approx(5.8, abs=0.8), pytest.approx(36.7, abs=8.0))


@pytest.mark.parametrize(("phi", "least"), [(0.9, 0.8), (0.97, 0.8)])
def test_the_grid_interval_covers_the_truth_about_nine_times_in_ten(
    phi: float, least: float
) -> None:
    truth = halflife.half_life(phi)
    made = [halflife.grid_interval(walk(phi, 180, s), draws=99) for s in range(120)]
    share = np.mean([low <= truth <= high for low, high in made])
    assert least <= share <= 0.99


def test_a_random_walk_is_hardly_ever_called_mean_reverting() -> None:
    made = [halflife.grid_interval(walk(1.0, 180, s), draws=99) for s in range(120)]
    assert np.mean([high < math.inf for _, high in made]) <= 0.12


def test_the_same_seed_gives_the_same_interval() -> None:
    x = walk(0.95, 200, 9)
    assert halflife.grid_interval(x) == halflife.grid_interval(x)
