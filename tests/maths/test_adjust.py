"""Splits and dividends, worked by hand and held to what must not change."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rotascope.maths.adjust import shares_held, split_adjusted, total_growth

NONE = (np.empty(0, np.int64), np.empty(0))


def at(*pairs: tuple[int, float]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([p[0] for p in pairs], np.int64), np.array([p[1] for p in pairs], float)


def test_a_four_for_one_split_divides_the_closes_before_it_by_four() -> None:
    # AAPL: 499.23 on 2020-08-28, 129.04 on 2020-08-31, the ex-date: +3.39 %, not -74 %.
    adjusted = split_adjusted(np.array([1, 2]), np.array([499.23, 129.04]), *at((2, 4.0)))
    assert adjusted == pytest.approx([124.8075, 129.04])
    growth = total_growth(np.array([1, 2]), np.array([499.23, 129.04]), at((2, 4.0)), NONE)
    assert growth == pytest.approx([1.0, 1.0339122], rel=1e-7)


def test_a_one_for_ten_reverse_split_multiplies_them() -> None:
    adjusted = split_adjusted(np.array([1, 2]), np.array([0.5, 5.5]), *at((2, 0.1)))
    assert adjusted == pytest.approx([5.0, 5.5])


def test_a_dividend_is_reinvested_at_the_close_of_its_ex_date() -> None:
    # 100 -> 99 with 2 paid: (99 + 2) / 100 = +1 %; the price fell by 1 %.
    growth = total_growth(np.array([1, 2]), np.array([100.0, 99.0]), NONE, at((2, 2.0)))
    assert growth == pytest.approx([1.0, 1.01])
    assert split_adjusted(np.array([1, 2]), np.array([100.0, 99.0]), *NONE)[0] == 100.0


def test_a_dividend_on_the_day_of_a_split_is_paid_on_the_new_shares() -> None:
    # 300 -> 101 after 3:1, 0.50 a new share: three shares at 101 and 1.50 = 304.5.
    growth = total_growth(np.array([1, 2]), np.array([300.0, 101.0]), at((2, 3.0)), at((2, 0.5)))
    assert growth[1] == pytest.approx(304.5 / 300.0)


def test_a_dividend_between_two_rows_is_paid_on_the_shares_of_its_day() -> None:
    # Rows on days 1 and 9; 1.00 on day 3 for one old share, a 2:1 split on day 5, 1.00 on day 7 for each
    # of two: (2 x 50 + 1 + 2) / 100.
    growth = total_growth(
        np.array([1, 9]), np.array([100.0, 50.0]), at((5, 2.0)), at((3, 1.0), (7, 1.0))
    )
    assert growth[1] == pytest.approx(1.03)


def test_actions_outside_the_rows_change_nothing() -> None:
    days, close = np.array([5, 6, 7]), np.array([10.0, 11.0, 12.0])
    outside = at((3, 2.0), (5, 3.0), (8, 7.0))
    growth = total_growth(days, close, outside, at((4, 1.0), (5, 1.0), (8, 1.0)))
    assert growth == pytest.approx([1.0, 1.1, 12 / 11])
    assert split_adjusted(days, close, *outside) == pytest.approx(close)
    assert shares_held(days, *outside) == pytest.approx([6.0, 6.0, 6.0])


def test_no_rows_and_one_row_have_no_growth() -> None:
    for n in (0, 1):
        days, close = np.arange(n), np.full(n, 10.0)
        assert total_growth(days, close, at((0, 2.0)), NONE).tolist() == [1.0] * n
        assert split_adjusted(days, close, *at((0, 2.0))).tolist() == [10.0] * n


ROWS = 40
moves = st.lists(st.floats(-0.2, 0.2), min_size=ROWS, max_size=ROWS)
splits = st.dictionaries(st.integers(1, ROWS - 1), st.sampled_from([2.0, 3.0, 1.5, 0.1, 1 / 190]))
paid = st.dictionaries(st.integers(1, ROWS - 1), st.floats(0.01, 2.0))


@given(moves, splits, paid)
def test_total_return_does_not_know_of_splits(
    steps: list[float], ratios: dict[int, float], amounts: dict[int, float]
) -> None:
    days = np.arange(ROWS)
    whole = 100.0 * np.cumprod(1.0 + np.array(steps))  # the price had nobody split
    ex, by = at(*sorted(ratios.items()))
    shares = shares_held(days, ex, by)
    cash_days, cash = at(*sorted(amounts.items()))
    cash_each = cash / shares_held(cash_days, ex, by)  # for one of the many, or few, new shares
    plain = total_growth(days, whole, NONE, (cash_days, cash))
    split = total_growth(days, whole / shares, (ex, by), (cash_days, cash_each))
    assert split == pytest.approx(plain, rel=1e-12)


@given(moves, splits)
def test_a_price_series_is_continuous_across_every_split(
    steps: list[float], ratios: dict[int, float]
) -> None:
    days = np.arange(ROWS)
    whole = 100.0 * np.cumprod(1.0 + np.array(steps))
    ex, by = at(*sorted(ratios.items()))
    traded = whole / shares_held(days, ex, by)
    adjusted = split_adjusted(days, traded, ex, by)
    assert adjusted[-1] == traded[-1]
    assert adjusted[1:] / adjusted[:-1] == pytest.approx(whole[1:] / whole[:-1], rel=1e-12)


@given(moves, splits, paid)
def test_growth_up_to_a_day_knows_nothing_of_what_comes_after(
    steps: list[float], ratios: dict[int, float], amounts: dict[int, float]
) -> None:
    days = np.arange(ROWS)
    close = 100.0 * np.cumprod(1.0 + np.array(steps))
    cut = ROWS // 2
    all_of_them = total_growth(
        days, close, at(*sorted(ratios.items())), at(*sorted(amounts.items()))
    )
    then = [{k: v for k, v in some.items() if k < cut} for some in (ratios, amounts)]
    known = total_growth(
        days[:cut], close[:cut], at(*sorted(then[0].items())), at(*sorted(then[1].items()))
    )
    assert known == pytest.approx(all_of_them[:cut], rel=1e-12)
