"""Which imports brought rows."""

from datetime import date

import polars as pl

from rotascope.store.market import Market
from rotascope.store.origin import origins
from tests.store.invented import made_batch, made_rows

EVER = date.min, date.max
NEVER = (date(1901, 1, 1),) * 2


def test_only_the_import_with_such_rows_is_named(market: Market) -> None:
    rows = made_rows()
    half = rows.filter(instrument="US:L0")
    market.append("returns", half, made_batch("a1"))
    market.append("returns", rows.filter(instrument="US:L1"), made_batch("a2"))
    dataset = half["dataset"][0]
    told = origins(market, "returns", dataset, ["US:L0"], EVER, date.max)
    assert [one.id for one in told] == ["a1"]
    both = origins(market, "returns", dataset, (), EVER, date.max)
    assert [one.id for one in both] == ["a1", "a2"]


def test_a_span_without_rows_has_no_origin(market: Market) -> None:
    rows = made_rows()
    market.append("returns", rows, made_batch("a1"))
    later = rows.with_columns(pl.col("known_at") + pl.duration(days=1))
    market.append("returns", later, made_batch("a2"))
    assert origins(market, "returns", rows["dataset"][0], (), NEVER, date.max) == ()


def test_another_dataset_has_other_origins(market: Market) -> None:
    market.append("returns", made_rows(), made_batch("a1"))
    assert origins(market, "returns", "nobody", (), EVER, date.max) == ()


def test_a_file_of_which_nothing_was_known_yet_is_no_origin(market: Market) -> None:
    rows = made_rows()
    market.append("returns", rows, made_batch("a1"))
    later = rows.with_columns(pl.col("known_at") + pl.duration(days=3000))
    market.append("returns", later, made_batch("a2"))
    dataset, day = rows["dataset"][0], rows["known_at"].max()
    assert isinstance(day, date)
    assert [one.id for one in origins(market, "returns", dataset, (), EVER, day)] == ["a1"]
    assert len(origins(market, "returns", dataset, (), EVER, date.max)) == 2
