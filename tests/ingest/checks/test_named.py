"""Tickers handed on: META, which was a fund, then nobody, then Facebook."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from rotascope.ingest.checks.announced import no_splits
from rotascope.ingest.checks.named import begun_anew, named
from rotascope.ingest.lines import lines
from rotascope.providers.jobs import Symbols
from tests.ingest.checks.prices import held, line, lines_of

FB = "XNAS:FB:2012-05-18"


def at(levels: list[float], symbol: str, first: str) -> pl.DataFrame:
    return line(levels, symbol, first, instrument=FB)


def wrong(frame: pl.DataFrame, symbols: Symbols, price: str | None = "close") -> list[int]:
    return held(named(frame, lines(frame), price, symbols))


def test_the_naive_series_loses_the_fund() -> None:
    frame = lines_of(at([12.31] * 3, "META", "2022-01-26"), at([184.0] * 4, "META", "2022-06-09"))
    assert wrong(frame, "today") == [0, 1, 2]
    (told,) = (p for p in named(frame, lines(frame), "close", "today") if p.height)
    assert told["observed"][0] == "META, another line's ticker until 2022-06-09"


def test_facebooks_own_history_under_todays_ticker_stays() -> None:
    frame = lines_of(at([300.0 - 1.2 * i for i in range(100)], "META", "2022-01-20"))
    assert wrong(frame, "today") == []


def test_without_levels_an_empty_spring_still_tells() -> None:
    frame = lines_of(at([0.01] * 3, "META", "2022-01-26"), at([0.02] * 4, "META", "2022-06-09"))
    assert wrong(frame, "today", None) == [0, 1, 2]


def test_a_file_that_ends_with_the_fund_cannot_be_told() -> None:
    assert wrong(lines_of(at([300.0] * 5, "META", "2022-01-20")), "today") == []


def test_a_ticker_names_nobody_after_its_last_day() -> None:
    frame = lines_of(at([190.0, 191, 192, 193], "FB", "2022-06-07"))
    assert wrong(frame, "today") == [2, 3]
    assert wrong(frame, "of_date") == [2, 3]


def test_by_the_ticker_of_the_day_spring_2022_has_no_meta() -> None:
    frame = lines_of(at([190.0, 191, 192, 193], "META", "2022-06-07"))
    assert wrong(frame, "of_date") == [0, 1]
    assert wrong(frame, "today") == []


def test_class_cs_carried_bars_and_lines_of_no_catalog_are_left_alone() -> None:
    goog = line([1100.0, 1120, 560, 562], "GOOG", "2014-04-01", instrument="XNAS:GOOG:2014-04-03")
    other = line([5.0, 900.0, 5.0, 6.0], "QQ", "2014-04-01")
    assert wrong(lines_of(goog, other), "today") == []


def paused(pause: int, factor: float, known: int = 0) -> list[int]:
    whole = lines_of(line([100.0 + i % 2 for i in range(20 + pause)]))
    frame = whole.filter((pl.col("at") < 10) | (pl.col("at") >= 10 + pause))
    frame = frame.with_columns(
        close=pl.when(pl.col("at") >= 10).then(pl.col("close") * factor).otherwise(pl.col("close"))
    )
    marked = np.arange(len(frame)) < known
    frame = frame.with_columns(at=pl.when(pl.lit(pl.Series(~marked))).then("at"))
    return held(begun_anew(frame, lines(frame), "close", no_splits, marked))


@pytest.mark.parametrize(("pause", "factor", "rows"), [
    (60, 4.0, 10), (60, 0.2, 10), (60, 2.5, 0), (20, 4.0, 10), (19, 4.0, 0), (1, 9.0, 0),
])  # fmt: skip
def test_a_line_that_comes_back_as_another_is_two(pause: int, factor: float, rows: int) -> None:
    assert paused(pause, factor) == list(range(rows))


def test_what_comes_back_to_a_stored_line_as_another_is_held() -> None:
    assert paused(60, 4.0, known=10) == list(range(70, 80))


def test_a_split_during_the_pause_explains_the_level() -> None:
    whole = lines_of(line([10.0] * 80))
    frame = whole.filter((pl.col("at") < 10) | (pl.col("at") >= 60))
    frame = frame.with_columns(close=pl.when(pl.col("at") >= 60).then(100.0).otherwise("close"))
    split = pl.DataFrame({"instrument": ["US:QA"], "date": [whole["date"][40]], "ratio": [0.1]})
    assert held(begun_anew(frame, lines(frame), "close", lambda: split)) == []
