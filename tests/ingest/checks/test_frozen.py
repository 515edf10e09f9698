"""A feed that stands still, and lines that often do."""

from __future__ import annotations

import numpy as np
import polars as pl

from rotascope.ingest.checks.frozen import frozen
from rotascope.ingest.lines import lines
from tests.ingest.checks.prices import held, line, lines_of


def feed(
    names: int, n: int, still: int, usual: float = 0.0, first: str = "2023-01-03"
) -> pl.DataFrame:
    """`names` lines; the last close of `still` of them is the one before; a share repeats on any day."""
    rng = np.random.default_rng(7)
    parts = []
    for i in range(names):
        moves = rng.normal(0, 0.01, n) * (rng.random(n) >= usual)
        levels = np.round(100 * np.exp(np.cumsum(moves)), 6)
        if i < still:
            levels[-1] = levels[-2]
        parts.append(line(levels.tolist(), f"Q{i:03d}", first))
    return lines_of(*parts)


def stops(frame: pl.DataFrame) -> list[int]:
    return held(frozen(frame, lines(frame), "close"), "hold")


def test_the_rows_that_stand_still_are_told() -> None:
    frame = feed(40, 10, 8)
    (told, _) = frozen(frame, lines(frame), "close")
    assert told["at"].to_list() == [i * 10 + 9 for i in range(8)]
    assert told["observed"][0] == "8 of 40 closes of 2023-01-17 are the day before's"


def test_a_tenth_is_too_few() -> None:
    assert stops(feed(200, 10, 20)) == []
    assert len(stops(feed(200, 10, 21))) == 21


def test_fewer_than_twenty_names_are_no_feed() -> None:
    assert stops(feed(19, 10, 19)) == []


def test_lines_that_often_stand_still_are_judged_by_their_own_past() -> None:
    assert stops(feed(60, 30, 18, usual=0.2)) == []
    assert len(stops(feed(60, 30, 60, usual=0.2))) >= 60


def test_a_feed_that_never_moves_has_no_usual_share() -> None:
    frame = lines_of(*(line([100.0 + i] * 30, f"Q{i:03d}") for i in range(25)))
    assert len(stops(frame)) == 25 * 29


def test_sixteenths_stood_still_more_often() -> None:
    assert stops(feed(60, 4, 15, first="2000-03-01")) == []
    assert len(stops(feed(60, 4, 15, first="2010-03-01"))) == 15


def test_a_close_after_a_pause_is_no_yesterdays() -> None:
    frame = feed(30, 10, 30)
    frame = frame.filter(pl.col("at") % 10 != 8)
    assert stops(frame) == []


def test_indices_have_no_volume_to_miss() -> None:
    parts = [
        line([100.0 + i], f"{p}{i}", volume=[0], instrument=f"{p}{i}")
        for p in ("INDEX:^", "US:Q")
        for i in range(20)
    ]
    index, stocks = lines_of(*parts[:20]), lines_of(*parts[20:])
    assert stops(index) == []
    assert len(stops(stocks)) == 20
    one = stocks.with_columns(volume=pl.when(pl.col("at") == 3).then(1).otherwise(0))
    assert stops(one) == []
