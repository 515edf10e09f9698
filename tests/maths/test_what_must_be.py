"""The claims of the requirement list turned round, by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rotascope.maths import what_must_be as solve


def test_three_to_eight_per_cent_needs_thirty_to_thirty_two_per_cent_of_the_index() -> None:
    # 3 / 10 and 8 / 25
    needed = solve.needed_weight((0.03, 0.08), (0.10, 0.25))
    assert (needed.low, needed.high) == pytest.approx((0.30, 0.32))


def test_two_average_names_of_the_top_ten_would_have_to_be_multiplied_by_four_to_five() -> None:
    # 2 x 3.4 % = 6.8 %: the direct loss is 0.68 % and 1.7 %
    assert solve.direct_loss(0.068, 0.25) == pytest.approx(0.017)
    needed = solve.needed_multiplier((0.03, 0.08), (0.10, 0.25), 0.068)
    assert (needed.low, needed.high) == pytest.approx((3.0 / 0.68, 8.0 / 1.7))


def test_nine_equal_names_of_ten_are_needed_and_too_few_are_never_enough() -> None:
    ten = np.full(10, 0.034)
    assert solve.names_needed(ten, 0.10, 0.03) == 9  # 9 x 0.34 % = 3.06 %
    assert solve.names_needed(ten, 0.25, 0.09) is None


def test_the_rest_of_the_index_in_2022_by_hand() -> None:
    # -19 % with 28 % and 34 % of the weight at -37 %: -12.0 % and -9.7 %
    assert solve.rest_return(-0.19, 0.28, -0.37) == pytest.approx(-0.12, abs=5e-4)
    assert solve.rest_return(-0.19, 0.34, -0.37) == pytest.approx(-0.0973, abs=5e-4)


def test_ten_year_totals_a_year() -> None:
    assert solve.annual_rate(5.40, 10) == pytest.approx(0.204, abs=5e-4)
    assert solve.annual_rate(2.65, 10) == pytest.approx(0.138, abs=5e-4)


def test_two_windows_with_one_end_give_the_move_between_their_bases() -> None:
    # 462.28 -> 379.28 in closes: -17.95 %; from the two printed columns alone
    assert solve.window_move(0.0504, 0.2802) == pytest.approx(-0.1795, abs=5e-5)


def test_recovery_is_counted_from_the_peak() -> None:
    levels = np.array([1.0, 3.0, 2.0, 1.0, 2.9, 3.0, 4.0])
    assert solve.sessions_to_recover(levels, 1) == 4
    assert solve.sessions_to_recover(levels[:4], 1) is None
    # A plateau at the peak is no fall, and no recovery.
    assert solve.sessions_to_recover(np.array([3.0, 3.0, 2.0, 3.0]), 0) == 3
    assert solve.sessions_to_recover(np.array([2.0, 3.0]), 1) == 0


@given(st.floats(0.001, 0.9), st.floats(0.01, 0.9))
def test_bisection_finds_what_division_gives(hit: float, shock: float) -> None:
    found = solve.bisect(lambda weight: weight * shock, hit, 0.0, 1000.0)
    assert found == pytest.approx(hit / shock, abs=1e-8)


def test_bisection_says_where_the_target_lies_outside() -> None:
    assert solve.bisect(lambda x: x, 2.0, 0.0, 1.0) is None
    assert solve.bisect(lambda x: float("nan"), 0.5, 0.0, 1.0) is None
    assert solve.bisect(lambda x: -x, -0.25, 0.0, 1.0) == pytest.approx(0.25)


def test_the_beta_of_an_index_on_a_name_is_recovered_and_needs_half_a_year_of_weeks() -> None:
    name = np.sin(np.arange(60.0)) * 0.03
    assert solve.index_beta(0.3 * name + 0.001, name) == pytest.approx(0.3)
    assert solve.index_beta(name[:25], name[:25]) is None
    assert solve.index_beta(name, np.zeros(60)) is None
