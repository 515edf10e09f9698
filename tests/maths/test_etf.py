"""Funds' arithmetic against closed forms, worked by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rotascope.maths import etf


def test_amihud_leaves_out_sessions_without_volume() -> None:
    # 0.01 / 2e6, 0.02 / 1e6 and an idle session: mean 1.25e-8 x 1e6 = 0.0125; then 2e-8 alone
    moves, usd = np.array([0.01, -0.02, 0.03, np.nan, 0.05]), np.array([2e6, 1e6, 0.0, 1e6, 0.0])
    made = etf.amihud(moves, usd, 3)
    assert made[2:4] == pytest.approx([0.0125, 0.02], rel=1e-9)
    assert np.isnan(made[[0, 1, 4]]).all()


def test_swap_financing_by_hand() -> None:
    assert etf.swap_drag(0.7, 0.0085) == pytest.approx(0.00595, rel=1e-12)


def test_tracking_by_hand() -> None:
    made = etf.tracking_difference(1.214, 1.231, 2.0)
    assert made == pytest.approx(math.sqrt(1.214) - math.sqrt(1.231), rel=1e-12)
    fund, index = np.array([0.01, 0.02, 0.00]), np.array([0.00, 0.02, 0.02])
    # differences 0.01, 0, -0.02: mean -1/300, squares sum to (4 + 1/9 ... ) -> sd by the definition
    sd = np.std([0.01, 0.0, -0.02], ddof=1)
    assert etf.tracking_error(fund, index) == pytest.approx(sd * math.sqrt(252), rel=1e-12)


def test_days_to_exit_by_hand_and_linear() -> None:
    assert etf.days_to_exit(25e6, 1.8e6, 0.15) == pytest.approx(92.59259259259, rel=1e-12)
    assert etf.days_to_exit(20e6, 2e6, 0.1) == pytest.approx(100.0)
    assert etf.days_to_exit(50e6, 1.8e6, 0.15) == pytest.approx(
        2 * etf.days_to_exit(25e6, 1.8e6, 0.15)
    )


def test_a_premium_is_positive_where_the_price_is_above() -> None:
    made = etf.premium(np.array([10.1, 9.9]), np.array([10.0, 10.0]))
    assert made == pytest.approx([0.01, -0.01])


def test_flows_and_performance_add_up_to_the_change_of_net_assets() -> None:
    shares, nav = np.array([100.0, 120.0, 90.0]), np.array([10.0, 11.0, 10.5])
    made = etf.flows(shares, nav)
    assert np.isnan(made[0])
    earned = shares[:-1] * np.diff(nav)
    assert made[1:] + earned == pytest.approx(np.diff(shares * nav), rel=1e-12)


@given(
    st.lists(st.floats(-1e6, 1e6).filter(lambda x: x == 0 or abs(x) > 1e-3), min_size=2, max_size=8)
)
def test_gross_is_never_less_than_net(moves: list[float]) -> None:
    (share,) = etf.rotation_share(np.array([moves]))
    assert np.isnan(share) or -1e-12 <= share <= 1.0


def test_no_net_move_is_rotation_alone_and_one_way_is_none() -> None:
    made = etf.rotation_share(np.array([[5.0, -3.0, -2.0], [1.0, 2.0, 3.0], [0.0, 0.0, 0.0]]))
    assert made[:2] == pytest.approx([1.0, 0.0])
    assert np.isnan(made[2])


def test_an_addition_and_a_deletion_trade_what_their_weights_say() -> None:
    # 1 bn USD: C (10 %) leaves, D enters at 5 %, A and B take the rest. Sells 100 m, buys 100 m.
    before, target = np.array([0.5, 0.4, 0.1, 0.0]), np.array([0.53, 0.42, 0.0, 0.05])
    trades = etf.rebalance_trades(before, target, 1e9)
    assert trades == pytest.approx([30e6, 20e6, -100e6, 50e6])
    assert trades.sum() == pytest.approx(0.0, abs=1e-3)
    assert etf.turnover(before, target) == pytest.approx(0.1)


def test_points_never_rise_with_net_assets() -> None:
    assets = np.array([1e6, 49e6, 50e6, 1e9, np.nan])
    made = etf.closure_points(assets, np.full(5, 1.0), np.full(5, -0.1))
    assert made[:4].tolist() == [3.0, 3.0, 2.0, 2.0]
    assert np.isnan(made[4])
    assert etf.closure_points(np.array([1e9]), np.array([9.0]), np.array([np.nan])) == [0.0]


def test_two_expiries_give_back_the_event_that_was_put_in() -> None:
    base, event, near, later = 0.3**2, 0.06**2, 10 / 252, 30 / 252
    ivs = [math.sqrt((base * (t - 1 / 252) + event) / t) for t in (near, later)]
    made = etf.event_move(ivs[0], near, ivs[1], later)
    assert made == pytest.approx(math.sqrt(2 / math.pi) * 0.06, rel=1e-9)
    assert math.isnan(etf.event_move(0.1, near, 0.5, later))
