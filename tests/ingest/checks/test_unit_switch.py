"""Switches of unit told from real moves, worked by hand and by property."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rotascope.ingest.checks.unit_switch import switched


def off(values: list[float], known: int = 0) -> list[int]:
    array = np.array(values, dtype=float)
    codes = np.zeros(len(array), dtype=np.int64)
    return switched(codes, array, np.arange(len(array)) < known).tolist()


def test_one_value_a_hundredth_of_its_neighbours_is_off_by_minus_two() -> None:
    assert off([4.2, 4.3, 4.1, 0.042, 4.2, 4.3]) == [0, 0, 0, -2, 0, 0]


def test_the_smaller_part_of_a_line_is_the_one_that_is_off() -> None:
    assert off([4.2, 4.3, 4.1, 4.2, 420.0, 410.0]) == [0, 0, 0, 0, 2, 2]
    assert off([420.0, 4.2, 4.3, 4.1, 4.2]) == [2, 0, 0, 0, 0]


def test_what_is_on_file_says_which_unit_is_right() -> None:
    assert off([4.2, 4.3, 4.1, 420.0, 410.0, 430.0, 420.0], known=3) == [0] * 3 + [2] * 4


def test_there_and_back_twice() -> None:
    line = [30.0] * 5 + [30000.0] * 2 + [31.0] * 4 + [0.031] + [31.0] * 3
    assert off(line) == [0] * 5 + [3] * 2 + [0] * 4 + [-3] + [0] * 3


def test_a_move_of_another_size_is_a_move() -> None:
    assert off([17.0, 18.0, 17.5, 82.0, 60.0, 50.0]) == [0] * 6  # a crisis
    assert off([210.0, 250.0, 240.0, 2900.0, 5900.0]) == [0] * 5  # claims in March 2020
    assert off([100.0, 101.0, 102.0, 5500.0, 5600.0]) == [0] * 5  # 55 times is no unit


def test_around_zero_and_on_wild_lines_nothing_is_judged() -> None:
    assert off([0.5, -0.3, 0.005, 0.5, -0.4]) == [0] * 5
    assert off([0.01, 0.9, 0.0, 1.0, 0.01, 0.5]) == [0] * 6
    assert off([4.2, 420.0]) == [0, 0]
    assert off([]) == []


def test_lines_are_judged_apart() -> None:
    codes = np.repeat([0, 1], 4)
    values = np.array([4.2, 4.3, 4.1, 4.2, 420.0, 430.0, 410.0, 420.0])
    assert not switched(codes, values, np.zeros(8, dtype=bool)).any()


@given(
    st.lists(st.floats(3.5, 5.0), min_size=8, max_size=30),
    st.integers(0, 29),
    st.sampled_from([-6, -4, -3, -2, 2, 3, 4, 6]),
)
def test_any_single_row_in_another_unit_is_found_alone(
    values: list[float], place: int, power: int
) -> None:
    place %= len(values)
    wrong = [v * 10.0**power if n == place else v for n, v in enumerate(values)]
    # A value may miss its own level by a factor of 5 / 3.5 = 1.43 and its unit by 26 %.
    level = np.median([v for n, v in enumerate(values) if n != place])
    if abs(np.log10(values[place] / level)) > 0.05:
        return
    assert off(wrong) == [power if n == place else 0 for n in range(len(values))]
