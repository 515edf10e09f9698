"""Missing sessions: which rows follow a gap, and when the universe has it."""

from __future__ import annotations

import polars as pl
import pytest

from rotascope.ingest.checks.gaps import daily, gaps, pauses
from rotascope.ingest.lines import lines
from tests.ingest.checks.prices import held, line, lines_of


def wobble(n: int) -> list[float]:
    return [100.0 + i % 3 for i in range(n)]


def without(frame: pl.DataFrame, *at: int) -> pl.DataFrame:
    return frame.filter(~pl.col("at").is_in(list(at)))


def test_the_row_after_a_gap_is_told_with_its_length() -> None:
    frame = without(lines_of(line(wobble(20))), 7, 8)
    told, whole = gaps(frame, lines(frame))
    assert held([told], "flag") == [9]
    assert told["observed"].to_list() == ["2 missing after 2023-01-11"]
    assert whole.height == 0


def test_weekends_and_holidays_are_no_gap() -> None:
    frame = lines_of(line(wobble(260)))
    assert not len(pauses(lines(frame)))


def test_a_monthly_line_misses_nothing() -> None:
    whole = lines_of(line(wobble(260)))
    frame = whole.filter(pl.col("at") % 21 == 0)
    assert daily(lines(frame)).tolist() == [False]
    assert all(not part.height for part in gaps(frame, lines(frame)))


def universe(n: int, miss: int) -> pl.DataFrame:
    frame = lines_of(*(line(wobble(8), f"Q{i:02d}") for i in range(n)))
    return without(frame, *(i * 8 + 4 for i in range(miss)))


@pytest.mark.parametrize(
    ("n", "miss", "whole"),
    [(20, 5, True), (20, 4, False), (19, 19, False), (120, 6, False), (120, 7, True)],
)
def test_a_session_that_the_universe_misses_holds_the_file(n: int, miss: int, whole: bool) -> None:
    frame = universe(n, miss)
    told, wide = gaps(frame, lines(frame))
    after = [i * 8 + 5 for i in range(miss)]
    assert held([wide], "hold") == (after if whole else [])
    assert held([told], "flag") == ([] if whole else after)
    if whole:
        assert wide["observed"][0] == f"{miss} of {n} lines miss 2023-01-09"


def test_a_held_row_is_not_missing() -> None:
    whole = lines_of(line(wobble(20)))
    frame = without(whole, 7)
    absent = whole.filter(pl.col("at") == 7).select("symbol", "date")
    assert not any(part.height for part in gaps(frame, lines(frame), absent))
    unread = absent.with_columns(date=pl.lit(None, dtype=pl.Date))
    assert not any(part.height for part in gaps(frame, lines(frame), unread))
    other = absent.with_columns(symbol=pl.lit("QB"))
    assert held(gaps(frame, lines(frame), other), "flag") == [8]
