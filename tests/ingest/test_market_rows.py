"""What is asked of the store beside a file: newest versions, narrowed to its lines and days."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from rotascope.ingest.market_rows import (
    actions_for,
    before,
    held_by,
    lines_of,
    newest,
    of_others,
)
from rotascope.store.market import Market
from tests.ingest.beside import put, quiet, seen, told

NAMES = pl.Series(["US:ZZ"])


def test_nothing_is_asked_of_an_empty_store(market: Market) -> None:
    frame = seen(quiet())
    assert held_by(market, "bars") == set()
    assert not of_others(market, "bars", frame, "a").height
    assert not before(market, "bars", frame, "a").height
    assert actions_for(market, NAMES, "a") is None


def test_the_newest_version_of_a_row_counts(market: Market, tmp_path: Path) -> None:
    put(market, tmp_path, "bars", quiet(30))
    put(market, tmp_path, "bars", quiet(30).with_columns(volume=pl.lit(2)))
    rows = newest(market, "bars", pl.lit(value=True))
    assert len(rows) == 30
    assert set(rows["volume"]) == {2}


def test_others_are_other_datasets_about_the_same_lines(market: Market, tmp_path: Path) -> None:
    put(market, tmp_path, "bars", quiet(), "b")
    put(market, tmp_path, "bars", quiet(symbol="YY"), "b")
    put(market, tmp_path, "bars", quiet(), "a")
    found = of_others(market, "bars", seen(quiet(20)), "a")
    assert set(found["dataset"]) == {"b"}
    assert set(found["instrument"]) == {"US:ZZ"}
    assert len(found) == 20
    assert lines_of(seen(quiet())).to_list() == ["US:ZZ"]


def test_rows_before_a_line_are_at_most_eighty(market: Market, tmp_path: Path) -> None:
    put(market, tmp_path, "bars", quiet(120))
    tail = seen(quiet(130)[120:])
    assert len(before(market, "bars", tail, "a")) == 80
    assert before(market, "bars", tail, "a")["date"].max() < tail["date"].min()  # type: ignore[operator]
    assert not before(market, "bars", tail, "b").height
    assert not before(market, "bars", seen(quiet(130)), "a", short=True).height


def test_a_datasets_own_actions_count_where_they_name_the_line(
    market: Market, tmp_path: Path
) -> None:
    put(market, tmp_path, "actions", told((9, "split", 4.0)), "b")
    other = actions_for(market, NAMES, "a")
    assert other is not None
    assert other["ratio"].to_list() == [4.0]
    put(market, tmp_path, "actions", told((3, "dividend", 1.0), symbol="YY"), "a")
    both = actions_for(market, pl.Series(["US:ZZ", "US:YY"]), "a")
    assert both is not None
    assert both.select("dataset", "instrument").rows() == [("a", "US:YY"), ("b", "US:ZZ")]
    put(market, tmp_path, "actions", told((9, "split", 2.0)), "a")
    own = actions_for(market, NAMES, "a")
    assert own is not None
    assert own["ratio"].to_list() == [2.0]
    none = actions_for(market, pl.Series(["US:XX"]), "a")
    assert none is not None
    assert not none.height  # it announces actions, and nobody one of this line


def test_of_two_others_the_better_one_speaks_and_withdrawals_are_left_out(
    market: Market, tmp_path: Path
) -> None:
    put(market, tmp_path, "actions", told((9, "split", 4.0)), "c", precedence=30)
    put(
        market,
        tmp_path,
        "actions",
        told((9, "split", 2.0), (12, "dividend", 1.0)),
        "b",
        precedence=20,
    )
    put(market, tmp_path, "actions", told((12, "dividend", None)), "b", precedence=20)
    rows = actions_for(market, NAMES, "a")
    assert rows is not None
    assert rows["ratio"].to_list() == [2.0]
