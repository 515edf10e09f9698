"""Moves of a split's size: which ratio, how quiet the line, how much was traded."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rotascope.maths.splits import (
    FORWARD,
    MOST,
    lasts,
    nearest_split,
    quiet_around,
    same_value_traded,
)

TWO_PERCENT = np.log(1.02)


def line(n: int = 60, at: int = 40, move: float = -np.log(2.0)) -> tuple[np.ndarray, np.ndarray]:
    """Codes and moves of one line that wobbles by 1 % and moves once."""
    moves = 0.01 * np.cos(np.arange(n))
    moves[at] = move
    return np.zeros(n, np.int64), moves


@pytest.mark.parametrize(
    ("move", "ratio"),
    [(-np.log(4.0), 4.0), (-np.log(4.05), 4.0), (-np.log(1.5), 1.5), (np.log(190.0), 1 / 190),
     (np.log(10.0), 0.1), (-np.log(2.5), 2.5), (-np.log(50.0), 50.0)],
)  # fmt: skip
def test_a_move_is_the_nearest_split(move: float, ratio: float) -> None:
    assert nearest_split(np.array([move]), np.array([TWO_PERCENT])) == pytest.approx([ratio])


@pytest.mark.parametrize("move", [-np.log(4.1), -np.log(9.0), np.log(1.5), -np.log(60.0), 0.0])
def test_moves_two_percent_away_and_ratios_nobody_uses_are_none(move: float) -> None:
    assert np.isnan(nearest_split(np.array([move]), np.array([TWO_PERCENT])))[0]


@given(st.sampled_from([*FORWARD, *(1 / n for n in range(2, MOST + 1))]), st.floats(-0.019, 0.019))
def test_every_listed_ratio_is_found_within_two_percent(ratio: float, away: float) -> None:
    found = nearest_split(np.array([-np.log(ratio) + away]), np.array([TWO_PERCENT]))[0]
    assert (
        abs(np.log(found / ratio)) <= 2 * TWO_PERCENT
    )  # above 1:25 the ratios lie closer than that


def test_nothing_is_the_split_of_no_move() -> None:
    assert len(nearest_split(np.empty(0), np.empty(0))) == 0


def test_a_line_with_another_large_move_nearby_is_not_quiet() -> None:
    codes, moves = line()
    assert quiet_around(codes, moves, np.array([40])).tolist() == [True]
    for other, quiet in ((20, False), (45, False), (19, True), (46, True)):
        moves = line()[1]
        moves[other] = 0.3
        assert quiet_around(codes, moves, np.array([40])).tolist() == [quiet]


def test_another_lines_moves_do_not_count() -> None:
    codes, moves = line(40, 2)
    both = np.concatenate([codes, codes + 1])
    wild = np.concatenate([np.where(np.arange(40) > 30, 0.5, moves), moves])
    assert quiet_around(both, wild, np.array([42])).tolist() == [True]


def test_what_comes_back_within_five_sessions_does_not_last() -> None:
    codes, moves = line()
    assert lasts(codes, moves, np.array([40])).tolist() == [True]
    for back, kept in ((44, False), (45, False), (46, True)):
        moves = line()[1]
        moves[back] = np.log(2.0)
        assert lasts(codes, moves, np.array([40])).tolist() == [kept]


@pytest.mark.parametrize(
    ("move", "day", "same"),
    [
        (-np.log(2.0), 1.0, 1.0),
        (-np.log(2.0), 2.4, 1.0),
        (-np.log(2.0), 2.6, 0.0),  # a real fall by half: many times the usual
        (-np.log(2.0), 0.2, 0.0),
        (np.log(190.0), 10.0, 1.0),  # the root of 190 is 13.8
        (np.log(190.0), 15.0, 0.0),
    ],
)
def test_the_value_traded_stays_on_the_day_of_a_split(move: float, day: float, same: float) -> None:
    codes, moves = line(move=move)
    traded = np.full(60, 1e6)
    traded[40] *= day
    assert same_value_traded(codes, moves, traded, np.array([40])).tolist() == [same]


def test_without_volumes_nobody_can_tell() -> None:
    codes, moves = line()
    unknown = np.full(60, np.nan)
    for traded in (None, unknown, np.zeros(60), np.where(np.arange(60) < 40, np.nan, 1.0)):
        assert np.isnan(same_value_traded(codes, moves, traded, np.array([40])))[0]


def test_game_stop_in_january_2021_is_not_quiet() -> None:
    # 2021-01-22 .. 02-03: 22.50 is 2/5 of 56.25, as much traded as before.
    prices = np.array([10.76, 16.25, 19.2, 36.99, 86.88, 48.4, 81.25, 56.25, 22.5, 23.1])
    moves = np.concatenate([0.02 * np.cos(np.arange(40)), np.diff(np.log(prices))])
    at = np.array([40 + 7])
    assert nearest_split(moves[at], np.array([TWO_PERCENT])) == pytest.approx([2.5])
    assert quiet_around(np.zeros(len(moves), np.int64), moves, at).tolist() == [False]
