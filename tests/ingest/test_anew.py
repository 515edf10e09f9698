"""What becomes of the returns around rows that are held beside what is on file."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from rotascope.ingest.anew import without
from rotascope.ingest.findings import EMPTY, found
from rotascope.ingest.lines import to_returns

LEVELS = [100.0, 110.0, 11.0, 12.0, 50.0, 55.0]


def frame() -> pl.DataFrame:
    rows = pl.DataFrame(
        {
            "at": list(range(6)),
            "row": list(range(6)),
            "instrument": ["A"] * 4 + ["B"] * 2,
            "date": [date(2024, 1, day) for day in (2, 3, 4, 5, 2, 3)],
            "level": LEVELS,
        }
    )
    return to_returns(rows.with_columns(pl.col("at", "row").cast(pl.UInt32)))


def held(at: int, check: str) -> pl.DataFrame:
    return found(frame(), pl.col("at") == at, check, "", pl.lit(""))


def test_a_return_spans_from_one_kept_row_to_the_next() -> None:
    made = without(frame(), held(1, "Q13"))
    assert made["tr"].to_list() == [
        None,
        pytest.approx(-0.89),
        pytest.approx(1 / 11),
        None,
        pytest.approx(0.1),
    ]
    assert made["anchor"].to_list() == [100.0, None, None, 50.0, None]


def test_behind_a_split_nobody_announced_the_line_begins_anew() -> None:
    made = without(frame(), held(2, "Q14"))
    assert made["anchor"].to_list() == [100.0, None, 12.0, 50.0, None]
    assert made["tr"].to_list()[2] is None


def test_a_held_first_row_moves_the_anchor_of_its_own_line_only() -> None:
    made = without(frame(), held(0, "Q20"))
    assert made["anchor"].to_list() == [110.0, None, None, 50.0, None]


def test_without_levels_rows_only_go_and_without_findings_nothing_does() -> None:
    plain = frame().drop("level")
    assert without(plain, held(2, "Q14"))["tr"].null_count() == 2
    assert without(frame(), EMPTY).equals(frame())
