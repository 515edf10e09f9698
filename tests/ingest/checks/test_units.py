"""Units: which rows stand off by a power of ten, and what excuses them."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rotascope.ingest.checks.announced import no_splits
from rotascope.ingest.checks.units import units
from rotascope.ingest.lines import lines
from tests.ingest.checks.prices import held, line, lines_of


def off(
    levels: list[float], settled: bool = True, known: int = 0, splits: pl.DataFrame | None = None
) -> list[int]:
    frame = lines_of(line(levels))
    marked = np.arange(len(levels)) < known
    given = no_splits if splits is None else lambda: splits
    return held(units(frame, lines(frame), "close", given, marked, settled=settled))


QUIET = [100.0 + i % 2 for i in range(20)]


@pytest.mark.parametrize("factor", [100.0, 0.01, 1000.0, 0.001])
def test_the_smaller_part_of_a_line_is_held(factor: float) -> None:
    head = [v * factor if i < 6 else v for i, v in enumerate(QUIET)]
    tail = [v * factor if i >= 15 else v for i, v in enumerate(QUIET)]
    middle = [v * factor if 7 <= i < 9 else v for i, v in enumerate(QUIET)]
    assert off(head) == list(range(6))
    assert off(tail) == list(range(15, 20))
    assert off(middle) == [7, 8]


@pytest.mark.parametrize(
    ("factor", "wrong"),
    [(84.0, True), (119.0, True), (82.0, False), (121.0, False), (500.0, False), (1300.0, False)],
)
def test_a_fifth_is_the_room_around_a_hundred(factor: float, wrong: bool) -> None:
    levels = [100.0 * (factor if i > 16 else 1.0) for i in range(20)]
    assert bool(off(levels)) is wrong


def test_a_step_that_stays_may_be_a_split_until_the_store_is_asked() -> None:
    stays = [v * 100 if i > 14 else v for i, v in enumerate(QUIET)]
    assert off(stays, settled=False) == []
    assert off([*stays[:18], 100.0, 101.0], settled=False) == [15, 16, 17]


def test_a_split_of_that_size_excuses_and_one_of_another_does_not() -> None:
    stays = [v * 100 if i > 14 else v for i, v in enumerate(QUIET)]
    day = lines_of(line(QUIET))["date"]
    split = pl.DataFrame({"instrument": ["US:QA"], "date": [day[15]], "ratio": [0.01]})
    assert off(stays, splits=split) == []
    assert off(stays, splits=split.with_columns(ratio=pl.lit(0.1))) == [15, 16, 17, 18, 19]
    assert off(stays, splits=split.with_columns(date=pl.lit(day[3]))) == [15, 16, 17, 18, 19]
    assert off(stays, splits=split.with_columns(instrument=pl.lit("US:QB"))) != []


def test_the_unit_of_what_is_on_file_counts_however_few_its_rows_are() -> None:
    stays = [v * 100 if i > 3 else v for i, v in enumerate(QUIET)]
    assert off(stays) == [0, 1, 2, 3]
    frame = lines_of(line(stays))
    frame = frame.with_columns(at=pl.when(pl.col("at") > 3).then("at"))
    known = frame["at"].is_null().to_numpy()
    assert held(units(frame, lines(frame), "close", no_splits, known, settled=True)) == list(
        range(4, 20)
    )


def test_one_line_does_not_judge_the_next() -> None:
    frame = lines_of(line(QUIET, "QA"), line([v * 100 for v in QUIET], "QB"))
    assert held(units(frame, lines(frame), "close", no_splits, settled=True)) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(-0.3, 0.3), min_size=5, max_size=40), st.data())
def test_any_run_in_cents_is_found_and_nothing_else(
    moves: list[float], data: st.DataObject
) -> None:
    levels = np.exp(np.cumsum(moves)) * 50.0
    n = len(levels)
    length = data.draw(st.integers(1, (n - 1) // 2))
    start = data.draw(st.integers(0, n - length))
    wrong = levels.copy()
    wrong[start : start + length] *= 100.0
    jumps = np.abs(np.diff(np.log(levels)))
    if len(jumps) and jumps.max() > 0.18:
        return  # a step of 100 x and a day's move may be more than a fifth from 100
    assert off(levels.tolist()) == []
    assert off(wrong.tolist()) == list(range(start, start + length))
