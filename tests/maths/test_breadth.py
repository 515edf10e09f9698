"""Breadth against pandas and hand; what chance gives."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm

from rotascope.maths import breadth

T, N = 420, 40


@pytest.fixture(scope="module")
def market() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(levels, active, index): some members start late, halt, or leave."""
    rng = np.random.default_rng(21)
    levels = np.exp(np.cumsum(rng.standard_normal((T, N)) * 0.02, axis=0)).astype(np.float32)
    levels[:100, :5] = np.nan
    levels[200:215, 6] = np.nan
    active = np.isfinite(levels)
    active[300:, 8] = False
    index = np.nanmean(levels.astype(np.float64), axis=1)
    return levels, active, index


def test_shares_above_an_average_equal_pandas(market: tuple[np.ndarray, ...]) -> None:
    levels, active, _ = market
    mean = pd.DataFrame(levels.astype(np.float64)).rolling(50).mean().to_numpy()
    counted = np.isfinite(mean) & active
    share, count = breadth.above_sma(levels, active, 50)
    assert np.array_equal(count, counted.sum(axis=1))
    above = ((levels > mean) & counted).sum(axis=1)
    known = count > 0
    assert share[known] == pytest.approx(above[known] / count[known], rel=1e-12)
    assert np.isnan(share[~known]).all()


def test_a_member_without_history_is_out_of_that_count_only() -> None:
    # Three names rising for 200 days; the second misses one level 100 days ago.
    levels = np.tile(np.arange(1.0, 201.0, dtype=np.float32)[:, None], (1, 3))
    levels[100, 1] = np.nan
    active = np.isfinite(levels)
    assert breadth.above_sma(levels, active, 50)[1][-1] == 3
    assert breadth.above_sma(levels, active, 200)[1][-1] == 2


def test_new_highs_and_lows_equal_pandas(market: tuple[np.ndarray, ...]) -> None:
    levels, active, _ = market
    frame = pd.DataFrame(levels)
    top, floor = frame.rolling(60).max().to_numpy(), frame.rolling(60).min().to_numpy()
    counted = np.isfinite(top) & active
    highs, lows, count = breadth.new_highs_lows(levels, active, 60)
    assert np.array_equal(count, counted.sum(axis=1))
    assert np.array_equal(highs, ((levels == top) & counted).sum(axis=1))
    assert np.array_equal(lows, ((levels == floor) & counted).sum(axis=1))


def test_advances_and_declines_never_count_more_than_the_members(
    market: tuple[np.ndarray, ...],
) -> None:
    levels, active, _ = market
    up, down = breadth.advance_decline(levels, active)
    moved = np.sign(np.diff(levels, axis=0)) * active[1:]
    assert np.array_equal(up[1:], (moved > 0).sum(axis=1))
    assert np.array_equal(down[1:], (moved < 0).sum(axis=1))
    assert up[0] == down[0] == 0


def test_the_oscillator_of_the_handbook() -> None:
    advances = np.array([1800, 1500, 2100, 900, 1700.0])
    declines = np.array([1100, 1400, 800, 2000, 1200.0])
    oscillator, summation = breadth.mcclellan(advances, declines)
    assert oscillator[-1] == pytest.approx(-28.6185, abs=5e-5)
    assert summation[-1] == pytest.approx(-67.0754, abs=5e-5)
    rana = pd.Series(1000 * (advances - declines) / (advances + declines))
    theirs = rana.ewm(alpha=0.1, adjust=False).mean() - rana.ewm(alpha=0.05, adjust=False).mean()
    assert oscillator == pytest.approx(theirs.to_numpy(), rel=1e-9)


def test_a_quiet_day_counts_as_no_net_advance() -> None:
    oscillator, _ = breadth.mcclellan(np.array([5.0, 0.0]), np.array([5.0, 0.0]))
    assert oscillator.tolist() == [0.0, 0.0]


def test_the_beat_share_counts_members_of_the_windows_start(
    market: tuple[np.ndarray, ...],
) -> None:
    levels, active, index = market
    share, count, spread = breadth.beat_share(levels, active, index, 60)
    t = 350
    growth = levels[t].astype(np.float64) / levels[t - 60]
    members = active[t - 60] & np.isfinite(growth)
    assert count[t] == members.sum()
    assert share[t] == pytest.approx((growth[members] > index[t] / index[t - 60]).mean())
    assert spread[t] == pytest.approx(np.log(growth[members]).std(), rel=1e-9)
    assert np.isnan(share[:60]).all()


def test_chance_is_less_than_half() -> None:
    for s, expected in ((0.2, 0.460), (0.3, 0.440), (0.4, 0.421)):
        assert breadth.chance_beat_share(s) == pytest.approx(norm.cdf(-s / 2), rel=1e-12)
        assert breadth.chance_beat_share(s) == pytest.approx(expected, abs=0.001)


def test_noise_beats_its_mean_at_the_chance_level() -> None:
    rng = np.random.default_rng(22)
    levels = np.ones((2, 200_000), dtype=np.float32)
    levels[1] = np.exp(0.3 * rng.standard_normal(200_000))
    active = np.ones(levels.shape, dtype=bool)
    index = levels.astype(np.float64).mean(axis=1)
    share, _, spread = breadth.beat_share(levels, active, index, 1)
    assert share[1] == pytest.approx(breadth.chance_beat_share(spread[1]), abs=0.005)


def test_equal_minus_cap_is_the_mean_less_the_index(market: tuple[np.ndarray, ...]) -> None:
    levels, active, index = market
    gap, count = breadth.equal_minus_cap(levels, active, index, 60)
    t = 350
    growth = levels[t].astype(np.float64) / levels[t - 60]
    members = active[t - 60] & np.isfinite(growth)
    assert count[t] == members.sum()
    expected = growth[members].mean() - index[t] / index[t - 60]
    assert gap[t] == pytest.approx(expected, rel=1e-9)


def test_cap_less_equal_is_n_times_the_covariance_of_weight_and_return() -> None:
    # r_CW - r_EW = N cov(w, r) exactly, with start-of-period weights.
    rng = np.random.default_rng(23)
    w, r = rng.dirichlet(np.ones(30)), rng.standard_normal(30) * 0.1
    levels = np.vstack([np.ones(30), 1 + r]).astype(np.float64)
    index = np.array([1.0, 1 + w @ r])
    gap, _ = breadth.equal_minus_cap(levels, np.ones((2, 30), bool), index, 1)
    assert -gap[1] == pytest.approx(30 * np.mean((w - w.mean()) * (r - r.mean())), abs=1e-12)


@pytest.mark.parametrize("name", ["above_sma", "new_highs_lows", "advance_decline", "beat_share"])
def test_members_may_come_in_any_order_and_later_days_change_nothing(
    name: str, market: tuple[np.ndarray, ...]
) -> None:
    levels, active, index = market
    more = {
        "above_sma": (50,),
        "new_highs_lows": (60,),
        "advance_decline": (),
        "beat_share": (index, 60),
    }[name]
    whole = getattr(breadth, name)(levels, active, *more)
    order = np.random.default_rng(24).permutation(N)
    mixed = getattr(breadth, name)(levels[:, order].copy(), active[:, order].copy(), *more)
    for a, b in zip(whole, mixed, strict=True):
        assert np.allclose(a, b, rtol=1e-9, atol=1e-12, equal_nan=True)
    for cut in (61, 200, 377):
        less = tuple(m[:cut] if isinstance(m, np.ndarray) else m for m in more)
        part = getattr(breadth, name)(levels[:cut].copy(), active[:cut].copy(), *less)
        for a, b in zip(whole, part, strict=True):
            assert np.array_equal(a[:cut], b, equal_nan=True)


def test_who_lost_everything_is_beaten_and_leaves_the_spread() -> None:
    levels = np.array([[1, 1, 1, 0], [0, 1.2, 0.9, 5]], dtype=np.float32)
    active = np.ones(levels.shape, dtype=bool)
    share, count, spread = breadth.beat_share(levels, active, np.array([1.0, 1.0]), 1)
    assert count[1] == 3  # growth from a level of 0 is no return
    assert share[1] == pytest.approx(1 / 3)
    assert spread[1] == pytest.approx(np.log([1.2, 0.9]).std(), rel=1e-6)
    gap, _ = breadth.equal_minus_cap(levels, active, np.array([1.0, 1.0]), 1)
    assert gap[1] == pytest.approx((-1.0 + 0.2 - 0.1) / 3, rel=1e-6)
