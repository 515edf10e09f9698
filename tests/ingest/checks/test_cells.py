"""Cells that their column cannot hold, and none that is lost."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import polars as pl
import pytest

from rotascope.ingest.checks.cells import cells, foreign


def told(values: list[Any], have: Any, kind: Any) -> list[tuple[str, int]]:
    frame = pl.DataFrame({"x": pl.Series(values, dtype=have)}).with_row_index("at")
    frame = frame.with_columns(row=pl.col("at"))
    parsed = pl.col("x").cast(pl.Float64, strict=False).round().cast(kind, strict=False)
    if foreign(frame.schema["x"], kind):
        parsed = pl.lit(None, dtype=kind)
    found = cells(frame, "x", kind, pl.col("x"), parsed, "a number")
    return [(check, at) for part in found for check, at in part.select("check", "at").iter_rows()]


@pytest.mark.parametrize(("have", "kind", "wrong"), [
    (pl.Boolean, pl.Float64, True), (pl.Date, pl.Float64, True), (pl.Int64, pl.Date, True),
    (pl.Time, pl.Date, True), (pl.Duration, pl.Int64, True), (pl.Int64, pl.Boolean, True),
    (pl.Boolean, pl.Boolean, False), (pl.Datetime, pl.Date, False), (pl.Int32, pl.Float64, False),
    (pl.Null, pl.Float64, False), (pl.String, pl.Date, False),
])  # fmt: skip
def test_days_are_no_numbers_and_yes_is_no_one(have: Any, kind: Any, wrong: bool) -> None:
    assert foreign(pl.Series([], dtype=have).dtype, kind) is wrong


def test_every_filled_cell_of_a_foreign_column_is_told() -> None:
    assert told([True, None, False], pl.Boolean, pl.Float64) == [("Q01", 0), ("Q01", 2)]
    assert told([date(2024, 1, 2)], pl.Date, pl.Float64) == [("Q01", 0)]
    assert told([time(9)], pl.Time, pl.Int64) == [("Q01", 0)]


def test_text_that_does_not_parse_is_told_and_a_blank_is_not() -> None:
    assert told(["1", "", None, "x", "1.5"], pl.String, pl.Int64) == [("Q01", 3), ("Q01", 4)]


def test_no_share_is_lost_to_a_cast() -> None:
    seen = told([1.0, 0.5, float("nan"), float("inf"), 1e300, None], pl.Float64, pl.Int64)
    assert sorted(seen) == [("Q01", 1), ("Q01", 4), ("Q02", 2), ("Q02", 3)]
    assert told([2**63 + 1, 5], pl.UInt64, pl.Int64) == [("Q01", 0)]


def test_sound_columns_are_silent() -> None:
    assert told([1, 2, None], pl.Int64, pl.Int64) == []
    assert told([1, 2, None], pl.Int32, pl.Int64) == []
    assert told([1.5, None], pl.Float32, pl.Float64) == []
    assert told([None, None], pl.Null, pl.Float64) == []
