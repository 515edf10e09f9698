"""Prices over earnings: worked numbers, conventions in their order, identities that hold exactly."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rotascope.maths import valuation

CAPS = np.array([1000.0, 400.0, 300.0, 200.0, 100.0])
EARNINGS = np.array([40.0, 10.0, -20.0, 4.0, -9.0])


def test_the_handbooks_five_companies_have_three_ratios() -> None:
    # 2000 / 25 = 80; 1600 / 54 = 29.63; 2000 / 54 = 37.04 (oracle 09-1)
    found = valuation.aggregate(CAPS, EARNINGS)
    assert found.every == pytest.approx(80.0, rel=1e-10)
    assert found.positive == pytest.approx(1600.0 / 54.0, rel=1e-10)
    assert found.zeroed == pytest.approx(2000.0 / 54.0, rel=1e-10)
    assert found.yield_ == pytest.approx(0.0125, rel=1e-10)
    assert found.losing == pytest.approx(0.2, rel=1e-10)


def test_a_company_without_earnings_on_file_is_left_out_of_both_sides() -> None:
    more = valuation.aggregate(np.append(CAPS, 500.0), np.append(EARNINGS, np.nan))
    assert more == valuation.aggregate(CAPS, EARNINGS)


def test_a_group_that_loses_money_has_no_ratio_but_a_signed_yield() -> None:
    # oracle 09-2
    found = valuation.aggregate(np.array([100.0, 50.0]), np.array([2.0, -5.0]))
    assert found.every is None
    assert found.yield_ == pytest.approx(-0.02, rel=1e-8)
    assert valuation.aggregate(np.array([100.0]), np.array([-5.0])).zeroed is None


@given(st.lists(st.tuples(st.floats(1.0, 1e6), st.floats(-1e4, 1e4)), min_size=1, max_size=20))
def test_the_conventions_stand_in_their_order(rows: list[tuple[float, float]]) -> None:
    caps, earnings = np.array(rows).T
    found = valuation.aggregate(caps, earnings)
    if found.zeroed is not None and found.positive is not None:
        assert found.positive <= found.zeroed * (1 + 1e-12)
    if found.every is not None and found.zeroed is not None:
        assert found.zeroed <= found.every * (1 + 1e-12)


@given(st.floats(1e-3, 1e3))
def test_no_ratio_depends_on_the_currency(rate: float) -> None:
    a, b = valuation.aggregate(CAPS, EARNINGS), valuation.aggregate(CAPS * rate, EARNINGS * rate)
    assert b.every == pytest.approx(a.every, rel=1e-9)
    assert b.yield_ == pytest.approx(a.yield_, rel=1e-9)


def test_the_spread_is_a_log_where_both_sides_earn_and_a_difference_always() -> None:
    logs, plain = valuation.yield_spread(np.array([0.06, -0.01]), np.array([0.04, 0.04]))
    assert logs[0] == pytest.approx(np.log(1.5))
    assert np.isnan(logs[1])
    assert plain.tolist() == pytest.approx([0.02, -0.05])


def test_earnings_shares_sum_to_one_even_with_losses() -> None:
    shares = valuation.earnings_shares(EARNINGS)
    assert shares.sum() == pytest.approx(1.0, abs=1e-12)
    assert shares[2] < 0.0
    assert np.isnan(valuation.earnings_shares(np.array([1.0, -2.0]))).all()


def test_the_gap_between_fifths() -> None:
    assert valuation.quantile_gap(np.arange(11.0)) == pytest.approx(6.0)
    assert np.isnan(valuation.quantile_gap(np.array([1.0, np.nan, 2.0, 3.0, 4.0])))


def test_the_parts_of_a_return_add_up_exactly() -> None:
    draw = np.random.default_rng(0)
    price, earnings = (np.exp(np.cumsum(0.02 * draw.standard_normal(80))) for _ in range(2))
    wealth = valuation.reinvested(price, 0.03 * price)
    split = valuation.return_split(price, earnings, wealth, 12)
    total = split.growth + split.rerating + split.income
    assert np.allclose(total[12:], split.total[12:], rtol=0, atol=1e-12)
    # 3 % a year of the price, a twelfth a month: twelve times ln(1 + .0025) when prices stand still
    still = valuation.reinvested(np.ones(13), np.full(13, 0.03))
    assert np.log(still[-1]) == pytest.approx(12 * np.log(1.0025))


def test_a_loss_at_either_end_leaves_the_split_open() -> None:
    split = valuation.return_split(np.ones(3), np.array([1.0, -1.0, 2.0]), np.ones(3), 1)
    assert np.isnan(split.growth[1:]).all()
    assert split.total[1:].tolist() == [0.0, 0.0]
