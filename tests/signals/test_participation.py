"""Participation by hand on small universes; none of it is scored."""

from __future__ import annotations

import numpy as np
import pytest

from rotascope.registry import SIGNALS
from tests.signals.test_breadth import flat, read


def test_two_of_ten_above_their_average() -> None:
    stocks = flat(10)
    stocks[:2, -5], stocks[2:, -5] = 0.1, -0.1
    assert read("breadth.above_50", stocks, np.zeros(300)).value == pytest.approx(0.2)
    said = read("breadth.above_200", stocks, np.zeros(300))
    assert said.text.startswith(
        "20 % of 10 members of the planted index are above their 200-session"
    )


def test_new_highs_less_new_lows_over_members() -> None:
    stocks = flat(10)
    stocks[:, 60], stocks[:, 100], stocks[:, 150] = -0.5, 2.0, -1 / 3
    # Half, then one and a half, then back at one: the last day three double and two fall to 0.3.
    stocks[:3, -1], stocks[3:5, -1] = 1.0, -0.7
    said = read("breadth.new_highs", stocks, np.zeros(300))
    assert said.value == pytest.approx(0.1)
    assert said.text.startswith("3 of 10")
    assert "2 a low" in said.text


def test_advances_less_declines_is_a_month_s_mean() -> None:
    stocks = flat(10)
    stocks[:6, -1], stocks[6:9, -1] = 0.01, -0.01
    said = read("breadth.advance_decline", stocks, np.zeros(300))
    # (6 - 3) / 9 today, zero on the 20 sessions before; the unchanged one is ignored.
    assert said.value == pytest.approx((3 / 9) / 21)
    assert said.text.startswith("6 members of the planted index rose and 3 fell")


def test_mcclellan_waits_for_a_hundred_sessions_and_answers_a_thrust() -> None:
    stocks = flat(10, 150)
    stocks[:, -1] = 0.01
    said = read("breadth.mcclellan", stocks, np.zeros(150))
    # RANA 1000 once after zeros: 1000 (0.10 - 0.05).
    assert said.value == pytest.approx(50.0)
    assert said.n_obs == 151 - 99


def test_only_what_is_measured_against_the_index_and_not_scored_as_a_price_is_scored() -> None:
    scored = {n for n, s in SIGNALS.items() if n.startswith("breadth.") and s.sign}
    assert scored == {"breadth.beat_share"}
