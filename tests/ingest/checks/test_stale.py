"""Bars that stand still and days without trades, told and kept."""

from __future__ import annotations

import polars as pl

from rotascope.ingest.checks.stale import stale
from rotascope.ingest.lines import lines
from tests.ingest.checks.prices import held, line, lines_of


def bars(
    closes: list[float], volumes: list[int], symbol: str = "QA", opens: bool = True
) -> pl.DataFrame:
    prices = [v if opens else None for v in closes]
    same = {n: pl.Series(prices, dtype=pl.Float64) for n in ("open", "high", "low")}
    return lines_of(line(closes, symbol, volume=volumes, **same))


def told(frame: pl.DataFrame) -> list[int]:
    return held(stale(frame, lines(frame)), "flag")


def test_the_third_equal_bar_is_told_and_the_second_is_not() -> None:
    assert told(bars([1, 2, 2, 3, 4, 4, 4, 4, 5], [9] * 9)) == [6, 7]


def test_without_trades_a_bar_may_stay() -> None:
    assert told(bars([4, 4, 4, 4], [9, 0, 0, 0])) == []


def test_a_close_alone_needs_its_volume_too() -> None:
    assert told(bars([4, 4, 4, 4], [9, 8, 7, 6], opens=False)) == []
    assert told(bars([4, 4, 4, 4], [9, 9, 9, 9], opens=False)) == [2, 3]


def test_a_liquid_name_trades_every_day() -> None:
    closes = [100.0 + i for i in range(30)]
    assert told(bars(closes, [0 if i == 12 else 20_000 for i in range(30)])) == [12]
    assert told(bars(closes, [0 if i == 12 else 5_000 for i in range(30)])) == []
    assert told(bars(closes[:15], [0 if i == 12 else 20_000 for i in range(15)])) == []


def test_an_index_need_not_trade() -> None:
    closes = [100.0 + i for i in range(30)]
    frame = bars(closes, [0 if i < 9 else 20_000 for i in range(30)], "^X")
    assert told(frame) == []


def test_files_without_volumes_say_nothing() -> None:
    frame = lines_of(line([4.0] * 5))
    assert told(frame) == []
    assert told(frame.with_columns(volume=pl.lit(None, dtype=pl.Int64))) == []
