"""Lines with what is on file of them: moves, splits, growth."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from rotascope.ingest.whole import bars_with, whole_bars, whole_returns
from rotascope.store.market import Market
from tests.ingest.beside import put, quiet, seen, told


def halved(at: int = 30) -> pl.DataFrame:
    after = pl.int_range(pl.len()) >= at
    return quiet().with_columns(close=pl.when(after).then(pl.col("close") / 2).otherwise("close"))


def test_a_split_is_taken_out_of_growth_and_left_in_moves(market: Market, tmp_path: Path) -> None:
    put(market, tmp_path, "actions", told((30, "split", 2.0)))
    whole = whole_bars(market, seen(halved()), "a")
    assert whole.acted
    assert np.flatnonzero(whole.splits).tolist() == [30]
    assert whole.splits[30] == pytest.approx(np.log(2.0))
    assert whole.moves[30] < -0.6
    assert abs(whole.growth[30]) < 0.05
    assert whole.raw.all()


def test_a_dividend_is_put_back_into_growth() -> None:
    frame = seen(quiet(10))
    actions = told((4, "dividend", 3.0)).with_columns(instrument="US:" + pl.col("symbol"))
    whole = bars_with(frame, actions)
    paid = np.exp(whole.growth[4]) - np.exp(whole.moves[4])
    assert paid == pytest.approx(3.0 / frame["close"][3])


def test_few_rows_stand_behind_the_stored_ones(market: Market, tmp_path: Path) -> None:
    put(market, tmp_path, "bars", quiet(50))
    whole = whole_bars(market, seen(quiet(53)[50:]), "a")
    assert len(whole.frame) == 53
    assert whole.frame["at"].null_count() == 50
    assert whole.follows.sum() == 52
    assert whole.ends(np.array([0, 52])).tolist() == [53, 53]


def test_a_lines_first_row_has_no_move_and_lines_do_not_touch() -> None:
    whole = bars_with(seen(pl.concat([quiet(5), quiet(5, 10.0, "YY")])), None)
    assert np.flatnonzero(~whole.follows).tolist() == [0, 5]
    assert whole.moves[[0, 5]].tolist() == [0.0, 0.0]
    assert not whole.acted


def test_an_index_is_not_judged_for_splits() -> None:
    whole = bars_with(seen(quiet().with_columns(basis=pl.lit("index"))), None)
    assert not whole.judged.any()
    assert not whole.raw.any()


def test_returns_have_moves_where_they_have_a_return(market: Market) -> None:
    levels = quiet(6).select("symbol", "date", level="close")
    whole = whole_returns(market, seen(levels, "returns"), "a")
    assert whole.follows.tolist() == [False, True, True, True, True, True]
    assert whole.moves[1] == pytest.approx(np.log(levels["level"][1] / levels["level"][0]))
    assert whole.traded is None


def test_the_rows_of_some_lines_come_with_the_day_before(market: Market) -> None:
    frame = seen(pl.concat([quiet(4), quiet(4, symbol="YY")]))
    rows = bars_with(frame, None).moved(pl.Series(["US:YY"], dtype=frame.schema["instrument"]))
    assert len(rows) == 3
    assert rows["back"].to_list() == quiet(3)["date"].to_list()
    assert rows["ours"].null_count() == 0
