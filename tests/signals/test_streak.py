"""Win streaks and the chance of them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from rotascope.panel import Panel
from rotascope.signals.reading import Measured, measure

Market = Callable[..., Panel]


def _said(market: Market, small: list[float]) -> Measured:
    (measured,) = measure(market({"IWM": small, "SPY": [0.0] * len(small)}), ["streak.small_large"])
    return measured


def test_five_wins_running_are_a_streak_of_five(market: Market) -> None:
    said = _said(market, [0.01, -0.01] * 50 + [-0.01] + [0.01] * 5).reading
    assert said.value == 5.0
    assert said.text == "IWM beat SPY 5 sessions running, total return"
    # 55 of 106 sessions were wins: (55/106)^5 + (51/106)^5 = 0.0634, a run of five on either side.
    assert said.null is not None
    assert said.null.p == pytest.approx((55 / 106) ** 5 + (51 / 106) ** 5)
    # A quarter at most: (1 - 2 x 0.0376) / 4.
    assert said.lean == pytest.approx(0.25 * (1 - 2 * (55 / 106) ** 5))


def test_losses_count_downwards_and_lean_the_other_way(market: Market) -> None:
    said = _said(market, [0.01, -0.01] * 50 + [-0.01] * 2).reading
    assert said.value == -3.0
    assert said.lean is not None
    assert said.lean < 0
    assert "trailed SPY 3 sessions running" in said.text


def test_one_session_is_no_streak_and_leans_nowhere_much(market: Market) -> None:
    said = _said(market, [0.01, -0.01] * 50).reading
    assert said.value == -1.0
    assert said.lean == pytest.approx(0.0)
    assert said.text == "IWM trailed SPY in the last session, total return"


def test_equal_returns_end_a_run(market: Market) -> None:
    said = _said(market, [0.01] * 80 + [0.0]).reading
    assert said.value == 0.0
    assert said.text == "IWM and SPY returned the same on the last session"


def test_on_exchangeable_sessions_the_chance_is_the_frequency(market: Market) -> None:
    draw = np.random.default_rng(5)
    trace = _said(market, (0.01 * draw.standard_normal(6000)).tolist()).trace
    for length in (1, 2, 4):
        share = float(np.mean(trace.value[60:] >= length))
        assert share == pytest.approx(0.5**length, abs=0.02)


def test_streaks_begin_when_the_share_of_wins_is_known(market: Market) -> None:
    trace = _said(market, [0.01] * 100).trace
    assert np.isnan(trace.value[:59]).all()
    assert trace.value[59] == 60.0
