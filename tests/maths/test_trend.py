"""The trend-line rule: the line, the states, and what noise does to it."""

import numpy as np
import pytest
from scipy.stats import kendalltau, theilslopes

from rotascope.maths import trend
from rotascope.maths.trend_kernels import kendall_s


def falling(n: int = 400, seed: int = 41) -> np.ndarray:
    steps = np.random.default_rng(seed).standard_normal(n) * 0.01 - 0.003
    return np.cumsum(steps)


def test_the_slope_equals_scipys_theil_sen() -> None:
    y = falling(60)
    theirs = theilslopes(y, np.arange(60))
    slope, intercept = trend.theil_sen(y)
    assert slope == pytest.approx(theirs[0], rel=1e-9)
    assert intercept == pytest.approx(theirs[1], rel=1e-9)


def test_the_upper_line_lies_on_the_95_percent_quantile() -> None:
    y = falling(156)
    slope, intercept, span = trend.upper_line(y)
    residual = y - slope * np.arange(156)
    assert slope == pytest.approx(theilslopes(y, np.arange(156))[0], rel=1e-9)
    assert intercept == pytest.approx(np.quantile(residual, 0.95), rel=1e-9)
    assert span == 156


def test_the_hull_line_touches_two_highs_and_lies_above_every_point() -> None:
    y = falling(156)
    slope, intercept, span = trend.upper_line(y, "hull")
    gap = slope * np.arange(156) + intercept - y
    assert gap.min() == pytest.approx(0.0, abs=1e-12)
    assert np.count_nonzero(gap < 1e-9) == 2
    assert slope < 0
    assert span >= 26


def test_a_rising_series_has_no_chartists_line() -> None:
    assert trend.upper_line(np.arange(100.0), "hull") == (0.0, 0.0, 0)


def test_kendalls_sign_is_scipys() -> None:
    for seed in range(5):
        y = np.random.default_rng(seed).standard_normal(40)
        assert np.sign(kendall_s(y)) == np.sign(kendalltau(np.arange(40), y).statistic)


def planted() -> np.ndarray:
    """160 weeks down 0.3 % a week and a little faster every week, then up 3 % a week for ten."""
    down = -0.003 * np.arange(160) - 1e-6 * np.arange(160) ** 2
    return np.concatenate([down, down[-1] + 0.03 * np.arange(1, 11)])


def test_a_planted_break_is_seen_confirmed_and_frozen() -> None:
    q = planted()
    path = trend.break_path(q)
    first = int(np.flatnonzero(path.state == trend.BROKEN)[0])
    assert 160 <= first <= 162
    assert path.state[first + 2] == trend.CONFIRMED
    # Frozen: from the break on the line is one straight line.
    assert np.ptp(np.diff(path.line[first:])) == pytest.approx(0.0, abs=1e-12)
    assert (path.broke[first:] == first).all()


def test_a_close_back_under_the_frozen_line_fails_the_break() -> None:
    q = np.append(planted(), [-0.9, -0.9])
    path = trend.break_path(q)
    assert path.state[len(planted())] == trend.FAILED
    assert path.broke[len(planted()) + 1] == -1


def test_too_short_a_history_has_no_state() -> None:
    path = trend.break_path(falling(104))
    assert (path.state == trend.NONE).all()
    assert np.isnan(path.line).all()
    assert len(trend.break_path(np.empty(0)).state) == 0


@pytest.mark.parametrize("kind", ["theil_sen", "hull"])
def test_later_weeks_never_change_a_past_state(kind: str) -> None:
    q = np.concatenate([falling(200, 42), falling(200, 42)[-1] + np.cumsum(np.full(40, 0.01))])
    whole = trend.break_path(q, kind=kind)
    for cut in range(105, len(q), 3):
        part = trend.break_path(q[:cut], kind=kind)
        for name in ("state", "line", "distance", "broke"):
            assert np.array_equal(
                getattr(part, name), getattr(whole, name)[:cut], equal_nan=True
            ), f"{name} at cut {cut}"


NOISE = np.random.default_rng(43).standard_normal(2000) * 0.02
TABLE = [
    # kind, broke at the first close, confirmed: the handbook's rates for a frozen line
    ("hull", 0.89, 0.81),
    ("theil_sen", 0.77, 0.67),
]


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "broke", "confirmed"), TABLE)
def test_noise_breaks_its_trend_line_as_often_as_the_handbook_says(
    kind: str, broke: float, confirmed: float
) -> None:
    rates = trend.false_break_rates(NOISE, paths=2000, block=1, kind=kind, frozen=True)
    assert rates.broke == pytest.approx(broke, abs=0.04)
    assert rates.confirmed == pytest.approx(confirmed, abs=0.04)
    assert rates.moved == pytest.approx(0.0, abs=0.01)  # the return after the break is nil


@pytest.mark.slow
def test_a_line_refitted_every_week_breaks_more_often() -> None:
    hull = trend.false_break_rates(NOISE, paths=1500, block=1, kind="hull")
    line = trend.false_break_rates(NOISE, paths=1500, block=1)
    assert hull.broke == pytest.approx(0.99, abs=0.02)
    assert line.broke == pytest.approx(0.82, abs=0.04)


@pytest.mark.slow
def test_a_true_reversal_hardly_differs_from_a_downtrend_that_goes_on() -> None:
    common = {"paths": 1500, "block": 1, "drift": -0.0015, "frozen": True}
    stays = trend.false_break_rates(NOISE, **common)
    turns = trend.false_break_rates(NOISE, reversal=0.003, **common)
    assert stays.confirmed == pytest.approx(0.52, abs=0.05)
    assert turns.confirmed == pytest.approx(0.77, abs=0.05)
    assert turns.confirmed / stays.confirmed == pytest.approx(1.43, abs=0.15)


def test_rates_are_the_same_for_the_same_seed() -> None:
    a = trend.false_break_rates(NOISE, paths=60, kind="hull")
    b = trend.false_break_rates(NOISE, paths=60, kind="hull")
    assert a == b
    assert a.paths == 60
