"""When so much is held that the whole file is."""

from __future__ import annotations

import polars as pl
import pytest

from rotascope.ingest.breaker import tripped
from rotascope.ingest.findings import EMPTY


def held(lines: int, rows: int, check: str = "Q17", severity: str = "quarantine") -> pl.DataFrame:
    keys = [f"Q{i:03d} US:Q{i:03d} 2024-01-{2 + j:02d}" for i in range(lines) for j in range(rows)]
    n = len(keys)
    told = {"at": range(n), "row": range(n), "check": [check] * n, "severity": [severity] * n,
            "expected": ["e"] * n, "observed": ["o"] * n, "key": keys}  # fmt: skip
    return pl.DataFrame(told, schema=EMPTY.schema)


def kept(lines: int, rows: int) -> pl.DataFrame:
    symbols = [f"Q{i:03d}" for i in range(lines) for _ in range(rows)]
    return pl.DataFrame({"symbol": symbols, "instrument": symbols})


@pytest.mark.parametrize(
    ("rows", "of", "whole"), [(5, 100, False), (6, 100, True), (6, 300, False)]
)
def test_two_per_cent_of_the_rows_and_more_than_five(rows: int, of: int, whole: bool) -> None:
    said = tripped(held(1, rows, "Q03"), of, kept(10, 10))
    assert bool(said) is whole
    assert not whole or said == f"{rows} of {of} rows failed a check and 2 % is the limit"


@pytest.mark.parametrize(("check", "lines", "whole"), [
    ("Q17", 6, True), ("Q02", 6, True), ("Q13", 6, True), ("Q17", 5, False), ("Q04", 6, False),
])  # fmt: skip
def test_one_check_on_more_than_five_per_cent_of_the_lines(
    check: str, lines: int, whole: bool
) -> None:
    said = tripped(held(lines, 1, check), 30_000, kept(100, 300))
    assert bool(said) is whole
    assert not whole or said == f"{check} holds rows of 6 of 100 lines and 5 % is the limit"


def test_one_row_in_more_than_five_hundred_is_a_lines_own_defect() -> None:
    assert tripped(held(6, 1), 60_000, kept(100, 600)) == ""
    assert tripped(held(6, 2), 60_000, kept(100, 600)) != ""


def test_six_of_many_lines_are_few() -> None:
    assert tripped(held(6, 1), 26_000, kept(130, 200)) == ""


def test_a_check_that_holds_the_file_is_quoted() -> None:
    assert tripped(held(1, 1, "Q19", "hold"), 9_999, kept(9, 9)) == "Q19: o"


def test_lines_without_a_name_and_tables_without_lines_count_by_rows() -> None:
    nameless = held(10, 1, "Q02").with_columns(key=pl.lit("2024-01-02"))
    assert tripped(nameless, 30_000, kept(100, 300)) == ""
    assert tripped(held(10, 1, "Q02"), 30_000, pl.DataFrame({"series": ["A"]})) == ""
    assert tripped(EMPTY, 100, kept(10, 10)) == ""
