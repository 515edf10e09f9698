"""Return for risk: the difference, its error and its interval."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from rotascope.panel import Panel
from rotascope.signals.reading import measure
from rotascope.signals.weekly import week_ends

Market = Callable[..., Panel]
NAME = "sharpe.small_large"


def world(market: Market, small: float, large: float, seed: int = 1, n: int = 900) -> Panel:
    draw = np.random.default_rng(seed)
    common = 0.008 * draw.standard_normal(n)
    lines = {
        "IWM": (small + common + 0.004 * draw.standard_normal(n)).tolist(),
        "SPY": (large + common).tolist(),
    }
    return market(lines)


def test_the_difference_is_that_of_the_two_weekly_ratios(market: Market) -> None:
    panel = world(market, 0.001, 0.0002)
    said = measure(panel, [NAME])[0].reading
    ratios = []
    for symbol in ("IWM", "SPY"):
        line = panel.series(symbol)
        weekly = np.diff(np.log(line.levels[week_ends(line.days)]))[-156:]
        ratios.append(weekly.mean() / weekly.std(ddof=1) * 52**0.5)
    assert said.value == pytest.approx(ratios[0] - ratios[1], rel=1e-9)
    assert said.interval is not None
    assert said.interval.low < said.value < said.interval.high
    assert f"IWM {ratios[0]:.2f}" in said.text


def test_equal_lines_are_seldom_told_apart_and_unequal_ones_are(market: Market) -> None:
    p = []
    for seed in range(30):
        null = measure(world(market, 0.0005, 0.0005, seed), [NAME])[0].reading.null
        assert null is not None
        p.append(null.p)
    assert sum(x is not None and x < 0.1 for x in p) <= 8
    apart = measure(world(market, 0.002, -0.0005), [NAME])[0].reading
    assert apart.null is not None
    assert apart.null.p is not None
    assert apart.null.p < 0.05
    assert apart.lean is None  # shown, never scored


def test_three_years_of_weeks_are_needed(market: Market) -> None:
    said = measure(world(market, 0.0, 0.0, n=500), [NAME])[0].reading
    assert said.status == "short_history"
    assert "of 157 completed weeks" in said.reason
