"""Days of a file among those of a stored line: whatever either lacks, its growth is the true one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import numpy as np
import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rotascope.ingest.interleaved import interleaved
from tests.ingest.conftest import days

N = 12
D = days(N)
TRUE = [100.0 * 1.01**i * (1.3 if i % 5 == 2 else 1.0) for i in range(N)]
KINDS = {"instrument": pl.String, "date": pl.Date, "tr": pl.Float64, "anchor": pl.Float64}
SOME = st.sets(st.integers(0, N - 1), min_size=2).map(sorted)


def returns(at: Sequence[int], base: float = 1.0) -> pl.DataFrame:
    """A line that has these days only, each return since the one before."""
    levels = [TRUE[n] * base for n in at]
    made = [now / then - 1.0 for then, now in pairwise(levels)]
    return pl.DataFrame(
        {"instrument": ["A"] * len(at), "date": [D[n] for n in at], "tr": [None, *made],
         "anchor": [levels[0], *[None] * len(made)]}, schema=KINDS,
    )  # fmt: skip


def beside(stored: Sequence[int], file: Sequence[int]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """A file of adjusted closes on another basis, with the stored rows of its days; and what it lacks."""
    old = returns(stored).with_columns(known_at="date")
    old = old.rename({name: f"old.{name}" for name in ("tr", "anchor", "known_at")})
    frame = returns(file, 0.7).with_columns(
        at=pl.int_range(pl.len(), dtype=pl.UInt32), row=pl.int_range(pl.len(), dtype=pl.UInt32),
        level=pl.lit(1.0), first=pl.lit(D[stored[0]]), last=pl.lit(D[stored[-1]]),
    )  # fmt: skip
    seen = old.filter(pl.col("date").is_between(D[file[0]], D[file[-1]]))
    key = ["instrument", "date"]
    return frame.join(seen, on=key, how="left", maintain_order="left"), seen.join(
        frame, on=key, how="anti"
    )


def line(stored: Sequence[int], made: pl.DataFrame, held: pl.DataFrame) -> dict[date, float]:
    """tr by day of the line with the rows that are not held; the stored return where a row has none."""
    line = dict(returns(stored).select("date", "tr").iter_rows())
    kept = made.filter(~pl.col("at").is_in(held["at"].implode()))
    for day, tr in kept.select("date", "tr").iter_rows():
        if tr is not None or day not in line:
            line[day] = tr
    return dict(sorted(line.items()))


@given(SOME, SOME)
def test_whatever_either_lacks_every_return_of_the_line_is_the_true_one(
    stored: list[int], file: list[int]
) -> None:
    shared = set(stored) & set(file)
    assume(shared)
    made, held = interleaved(*beside(stored, file))
    whole = line(stored, made, held)
    places = [D.index(day) for day in whole]
    for before, at in pairwise(places):
        tr = whole[D[at]]
        # Only where the stored line begins, older days may not reach it.
        if tr is None:
            assert at == stored[0]
            assert at not in file
        else:
            assert tr == pytest.approx(TRUE[at] / TRUE[before] - 1.0)
    news = [n for n in file if n > stored[-1]]
    if news and min(shared) < news[0]:
        assert {D[n] for n in news} <= set(whole), "what comes after the line is never held"


def test_a_new_row_after_a_stored_day_that_the_file_lacks_counts_that_day_once() -> None:
    made, held = interleaved(*beside([0, 1, 2], [0, 1, 3]))
    assert made["tr"][2] == pytest.approx(TRUE[3] / TRUE[2] - 1)
    assert held.height == 0


def test_a_late_day_and_the_one_after_it_span_the_stored_return() -> None:
    made, _ = interleaved(*beside([0, 2, 3], [0, 1, 2]))
    assert made["span"][2] == pytest.approx(TRUE[2] / TRUE[0] - 1)
    assert made["tr"][2] == pytest.approx(TRUE[2] / TRUE[1] - 1)


def test_a_return_over_a_day_that_only_the_store_has_says_nothing() -> None:
    made, _ = interleaved(*beside([0, 1, 2], [0, 2]))
    assert made["tr"][1] == made["span"][1] == made["old.tr"][1]


def test_where_both_have_the_same_days_the_return_is_compared_as_it_is() -> None:
    paired, absent = beside([0, 1], [0, 1])
    made, held = interleaved(paired.with_columns(tr=pl.Series([None, 0.1])), absent)
    assert made["span"].to_list() == made["tr"].to_list() == [None, 0.1]
    assert held.height == 0


def test_a_late_day_whose_next_stored_day_the_file_lacks_is_held() -> None:
    made, held = interleaved(*beside([0, 2, 4], [0, 1, 4]))
    assert made.filter(pl.col("at").is_in(held["at"].implode()))["date"].to_list() == [D[1]]
    assert held["check"].to_list() == ["Q11"]


def test_a_vendors_own_returns_are_each_of_one_day() -> None:
    paired, absent = beside([0, 1, 2], [0, 1, 3])
    made, _ = interleaved(paired.drop("level"), absent)
    assert np.array_equal(made["tr"][1:], paired["tr"][1:])


def test_behind_a_cut_of_the_stored_line_a_row_is_held_if_the_file_lacks_the_days_after_it() -> (
    None
):
    paired, absent = beside([0, 1, 2], [0, 1, 3])
    cut = absent.with_columns(**{"old.anchor": pl.lit(4.0), "old.tr": pl.lit(None, pl.Float64)})
    _, held = interleaved(paired, cut)
    assert held["at"].to_list() == [2]
