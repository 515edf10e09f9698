"""Spikes and real moves, on lines worked by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from rotascope.ingest.lines import Jumps, indices, jumps, lines, to_returns
from tests.ingest.checks.prices import line, lines_of


def run(
    levels: list[float], codes: list[int] | None = None, days: list[int] | None = None
) -> Jumps:
    n = len(levels)
    return jumps(
        np.array(codes or [0] * n, dtype=np.int64),
        np.array(days or list(range(n)), dtype=np.int64),
        np.array(levels),
    )


def quiet(n: int) -> list[float]:
    return [100.0 + (i % 2) for i in range(n)]


def test_one_false_print_is_the_only_row_held() -> None:
    levels = quiet(80)
    levels[50] = 10.0
    seen = run(levels)
    assert seen.spikes.tolist() == [50]
    assert seen.before.tolist() == [49]
    assert seen.kept.tolist() == []


@pytest.mark.parametrize("length", [1, 2, 3])
def test_a_plateau_of_up_to_three_sessions_is_held_whole(length: int) -> None:
    levels = quiet(80)
    levels[50 : 50 + length] = [200.0] * length
    assert run(levels).spikes.tolist() == list(range(50, 50 + length))


def test_a_plateau_of_four_sessions_is_a_real_move_both_ways() -> None:
    levels = quiet(80)
    levels[50:54] = [200.0] * 4
    seen = run(levels)
    assert seen.spikes.tolist() == []
    assert seen.kept.tolist() == [50, 54]


def test_a_move_that_comes_back_in_steps_is_real() -> None:
    # The VIX of 2024-08-05: 23.39, 38.57, 27.71, 27.85, 23.79.
    levels = [20.0 + 0.2 * (i % 2) for i in range(60)] + [23.39, 38.57, 27.71, 27.85, 23.79]
    assert run(levels).spikes.tolist() == []


def test_gme_in_january_2021_is_no_spike() -> None:
    # Split-adjusted closes of 2021-01-22 .. 02-04.
    prices = [16.25, 19.20, 36.99, 86.88, 48.40, 81.25, 56.25, 22.50, 23.10, 13.38]
    before = [4.0 + 0.2 * ((i * 7) % 5 - 2) / 2 for i in range(60)]
    seen = run([*before, *prices])
    assert seen.spikes.tolist() == []
    assert len(seen.kept) > 0


def test_a_reversal_of_nine_tenths_is_a_spike_and_of_eight_tenths_is_not() -> None:
    # ln(2) up, then back to within 9 % or 13 % of the move.
    for residual, spikes in ((0.05, [50]), (0.13, [])):
        levels = [100.0 * (1 + 0.001 * (i % 2)) for i in range(80)]
        levels[50] = levels[49] * 2
        levels[51:] = [levels[49] * 2**residual * (1 + 0.001 * (i % 2)) for i in range(29)]
        assert run(levels).spikes.tolist() == spikes


def test_a_move_in_the_last_three_sessions_cannot_be_judged_and_is_kept() -> None:
    levels = quiet(80)
    levels[79] = 40.0
    seen = run(levels)
    assert (seen.spikes.tolist(), seen.kept.tolist()) == ([], [79])


def test_a_wild_line_needs_eight_of_its_own_sigmas() -> None:
    # Returns of +-30 % every day: a robust sigma of 0.39, so a move of 2 x is nothing special.
    levels = [100.0 * (1.3 if i % 2 else 1.0) for i in range(80)]
    levels[50] = 200.0
    seen = run(levels)
    assert 50 not in seen.spikes


def test_moves_of_one_line_do_not_touch_the_next() -> None:
    levels = [100.0] * 30 + [5.0] * 30 + [100.0] * 30
    codes = [0] * 30 + [1] * 30 + [2] * 30
    seen = run(levels, codes, list(range(30)) * 3)
    assert (seen.spikes.tolist(), seen.kept.tolist()) == ([], [])


def test_a_day_on_which_many_lines_jump_is_the_markets() -> None:
    levels = quiet(60)
    levels[40] = 50.0
    lines = 20
    seen = run(
        levels * lines, [c for c in range(lines) for _ in range(60)], list(range(60)) * lines
    )
    assert seen.spikes.tolist() == []
    assert len(seen.kept) == 2 * lines  # down, and back


def market_day(*others: float) -> Jumps:
    """Twenty lines that fall by half and come back, and lines that move by other factors that day."""
    factors = [0.5] * 20 + list(others)
    levels = [v * (f if i == 40 else 1.0) for f in factors for i, v in enumerate(quiet(60))]
    return run(levels, [c for c in range(len(factors)) for _ in range(60)],
               list(range(60)) * len(factors))  # fmt: skip


@pytest.mark.parametrize(
    ("factor", "held"),
    [
        (0.5, False),
        (0.2, False),
        (0.13, False),
        (0.12, True),
        (0.01, True),
        (2.0, False),
        (12.5, True),
    ],
)
def test_a_print_far_beyond_what_others_moved_that_day_is_not_the_markets(
    factor: float, held: bool
) -> None:
    assert market_day(factor).spikes.tolist() == ([20 * 60 + 40] if held else [])


@pytest.mark.parametrize(
    ("prints", "spike"),
    [
        ((0.2814, 0.0289, 0.3607), True),  # KINS on 2009-03-18
        ((0.15, 0.01, 0.11), True),  # PAYS on 2011-11-11
        ((0.2814, 0.0289, 0.42), False),
        ((10.0, 2.0, 12.0), False),  # a fifth is not far enough for so loose a return
    ],
)
def test_what_was_a_tenth_for_a_day_need_not_come_back_exactly(
    prints: tuple[float, float, float], spike: bool
) -> None:
    before, print_, after = prints
    levels = [before * (1 + 0.01 * (i % 2)) for i in range(50)] + [before, print_] + [after] * 20
    assert run(levels).spikes.tolist() == ([51] if spike else [])


def test_alternating_prints_are_not_held_twice() -> None:
    levels = quiet(80)
    levels[50] = levels[52] = 10.0
    assert run(levels).spikes.tolist() == [50, 52]


def test_returns_span_from_one_kept_row_to_the_next() -> None:
    frame = pl.DataFrame({"instrument": ["A", "A", "B"], "level": [100.0, 110.0, 50.0]})
    made = to_returns(frame)
    assert made["tr"].to_list() == [None, pytest.approx(0.10), None]
    assert made["anchor"].to_list() == [100.0, None, 50.0]


@pytest.mark.shared
def test_no_row_of_gme_or_of_a_vix_close_is_held(shared_data: Path) -> None:
    frame = pl.read_parquet(shared_data / "prices" / "core_daily.parquet").filter(
        pl.col("symbol").is_in(["^VIX", "TSLA", "NVDA"])
    )
    frame = frame.sort("symbol", "date")
    codes = frame["symbol"].cast(pl.Categorical).to_physical().to_numpy().astype(np.int64)
    days = frame["date"].to_physical().to_numpy().astype(np.int64)
    assert run(frame["adj_close"].to_list(), codes.tolist(), days.tolist()).spikes.tolist() == []


def test_lines_know_their_rows_their_sessions_and_each_others_ends() -> None:
    frame = lines_of(line([1.0, 2.0, 3.0], "QA"), line([5.0, 6.0], "^QB"))
    read = lines(frame)
    assert read.follows.tolist() == [False, True, True, False, True]
    assert (read.starts.tolist(), read.ends.tolist()) == ([0, 3], [3, 5])
    assert read.owner(np.array([0, 2, 3, 4])).tolist() == [0, 0, 1, 1]
    assert np.diff(read.sessions[:3]).tolist() == [1, 1]
    assert indices(frame, read).tolist() == [False, True]
    empty = lines(frame.clear())
    assert (len(empty.starts), len(empty.follows)) == (0, 0)
