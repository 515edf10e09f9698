"""What other datasets say, in units that compare."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from rotascope.ingest.other_sources import (
    in_one_unit,
    other_closes,
    other_moves,
    shares,
    with_shares,
)
from rotascope.store.market import Market
from tests.ingest.beside import put, quiet, seen, told

AT = 30


def split(frame: pl.DataFrame, ratio: float = 4.0) -> pl.DataFrame:
    after = pl.int_range(pl.len()) >= AT
    return frame.with_columns(close=pl.when(after).then(pl.col("close") / ratio).otherwise("close"))


def raw_on_file(market: Market, folder: Path) -> None:
    put(market, folder, "actions", told((AT, "split", 4.0)), "b")
    assert put(market, folder, "bars", split(quiet()), "b").accepted == 50


def test_moves_of_others_are_returns_first(market: Market, tmp_path: Path) -> None:
    level = quiet().select("symbol", "date", level=pl.col("close") * 2)
    put(market, tmp_path, "returns", level, "b")
    put(market, tmp_path, "bars", quiet().with_columns(basis=pl.lit("split")), "b")
    found = other_moves(market, seen(quiet()), "a")
    assert len(found) == 49
    assert found["other"].unique().to_list() == ["b"]
    assert found["back"].to_list() == quiet()["date"].to_list()[:-1]
    assert other_moves(market, seen(quiet()), "a", prices=True).height == 49
    assert not other_moves(market, seen(quiet()), "b").height


def test_others_come_with_their_rank_against_the_files_dataset(
    market: Market, tmp_path: Path
) -> None:
    plain = quiet().with_columns(basis=pl.lit("split"))
    put(market, tmp_path, "bars", plain, "a", precedence=20)
    put(market, tmp_path, "bars", plain, "b", precedence=5)
    put(market, tmp_path, "bars", plain, "c", precedence=90)
    for found in (other_moves(market, seen(plain), "a"), other_closes(market, seen(plain), "a")):
        assert dict(found.select("other", "rank").unique().iter_rows()) == {"b": -15, "c": 70}
    assert set(other_closes(market, seen(plain), "nobody")["rank"]) == {-979, -994, -909}


def test_moves_of_raw_closes_know_of_announced_splits(market: Market, tmp_path: Path) -> None:
    raw_on_file(market, tmp_path)
    moves = other_moves(market, seen(quiet()), "a")["move"].to_numpy()
    plain = np.diff(np.log(quiet()["close"].to_numpy()))
    assert moves == pytest.approx(plain)


def test_dividend_adjusted_closes_compare_with_nothing(market: Market, tmp_path: Path) -> None:
    put(market, tmp_path, "bars", quiet().with_columns(basis=pl.lit("split+dividend")), "b")
    assert not other_closes(market, seen(quiet()), "a").height
    assert not other_moves(market, seen(quiet()), "a").height


def test_one_share_becomes_four_on_the_ex_date(market: Market, tmp_path: Path) -> None:
    raw_on_file(market, tmp_path)
    held = shares(market, seen(quiet()).select("instrument", "date"), "b")
    assert held.to_list() == [1.0] * AT + [4.0] * (50 - AT)
    assert shares(market, seen(quiet()), "nobody's")[49] == 4.0  # whose actions name the line
    rows = pl.DataFrame(
        {
            "dataset": ["b"],
            "instrument": ["US:ZZ"],
            "date": [quiet()["date"][40]],
            "basis": ["split"],
        }
    )
    assert with_shares(market, rows)["shares"].to_list() == [1.0]


def pairs(close: list[float], theirs: list[float], *, raw: bool = False, ours_raw: bool = False,
          shares: float = 1.0, ours: float = 1.0) -> list[float]:  # fmt: skip
    n = len(close)
    close, theirs = [float(x) for x in close], [float(x) for x in theirs]
    made = pl.DataFrame(
        {"instrument": ["A"] * n, "other": ["b"] * n, "close": close, "theirs": theirs,
         "raw": [raw] * n, "ours_raw": [ours_raw] * n, "shares": [shares] * n, "ours_shares": [ours] * n}
    )  # fmt: skip
    return in_one_unit(made)["apart"].exp().to_list()


def test_two_downloads_a_split_apart_are_in_one_unit() -> None:
    assert pairs([100, 101, 99], [25, 25.25, 24.75]) == pytest.approx([1, 1, 1])
    assert pairs([25, 25.25, 24.75], [100, 101, 99]) == pytest.approx([1, 1, 1])
    assert pairs([100, 104, 99], [25, 25.25, 24.75]) == pytest.approx([1, 104 / 101, 1])
    assert pairs([100, 101, 99], [95, 96, 94]) == pytest.approx([100 / 95, 101 / 96, 99 / 94])


def test_raw_closes_compare_as_they_are() -> None:
    assert pairs([100, 100], [25, 25], raw=True, ours_raw=True, shares=4.0) == pytest.approx([4, 4])
    assert pairs([100, 100], [400, 400], ours_raw=True, ours=4.0) == pytest.approx([1, 1])
