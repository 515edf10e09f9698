"""Rows of readings: what they hold, which code made them, and a digest that knows no order."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from rotascope.errors import DataTrouble
from rotascope.registry import SIGNALS
from rotascope.replay import records
from rotascope.store.market import Market
from rotascope.store.tables import TABLES
from rotascope.terms import Reading
from tests.evidence.markets import measured

DAY = date(2025, 6, 27)


def reading(name: str, value: float | None = 0.5) -> Reading:
    told = measured(name, np.full(3, 0.5)).reading
    status = "ok" if value is not None else "stale"
    return replace(told, value=value, lean=value, as_of=DAY, status=status)


def test_a_reading_is_a_row_known_on_its_own_session() -> None:
    made = records.frame(records.rows([reading("a"), reading("b", None)]), "state")
    assert made.schema == TABLES["readings"].schema
    assert made["known_at"].to_list() == made["date"].to_list() == [DAY, DAY]
    assert made["value"].to_list() == [0.5, None]
    assert made["status"].to_list() == ["ok", "stale"]
    assert set(made["data"]) == {"state"}
    assert set(made["code"]) == {records.code()}


def test_the_digest_is_of_what_is_said_in_whatever_order() -> None:
    rows = records.rows([reading("a"), reading("b", 0.25)])
    told = records.digest(records.frame(rows, "one state"))
    assert told == records.digest(records.frame(rows[::-1], "another state"))
    other = records.rows([reading("a"), reading("b", 0.25 + 1e-15)])
    assert told != records.digest(records.frame(other, "one state"))


def test_what_other_code_or_data_recorded_is_not_taken_for_ones_own(tmp_path: Path) -> None:
    market = Market.open(tmp_path / "store", create=True)
    made = records.frame(records.rows([reading("a"), reading("b")]), "now")
    theirs = made.with_columns(pl.lit("other").alias("code"))
    market.append("readings", theirs, records.batch(theirs))
    assert len(records.recorded(market, "now", [DAY])) == 0
    market.append("readings", made, records.batch(made))
    assert len(records.recorded(market, "now", [DAY])) == 2
    assert len(records.recorded(market, "then", [DAY])) == 0
    assert len(records.recorded(market, "now", [date(2025, 6, 20)])) == 0
    market.close()


def test_the_same_rows_again_are_the_same_batch() -> None:
    made = records.frame(records.rows([reading("a")]), "now")
    assert records.batch(made) == records.batch(made)
    other = records.frame(records.rows([reading("a", 0.1)]), "now")
    assert records.batch(made).id != records.batch(other).id


def test_the_code_is_known_by_its_content() -> None:
    assert len(records.code()) == 12
    assert int(records.code(), 16) >= 0
    root = Path(records.__file__).parents[1]
    assert all((root / name).exists() for name in records.NOT_SHAPING)


def test_a_piece_that_lacks_a_signal_or_tells_another_day_is_refused() -> None:
    good = records.rows(reading(name) for name in SIGNALS)
    assert records.whole(good, [DAY]) == good
    elsewhere = [(*row[:1], date(2025, 6, 20), *row[2:]) for row in good]
    for bad in ([], good[1:], [*good, good[0]], [*good[1:], good[1]], elsewhere, [*good[1:], ()]):
        with pytest.raises(DataTrouble, match="did not say every signal once"):
            records.whole(bad, [DAY])
