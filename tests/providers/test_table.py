"""Parquet, CSV and xlsx told apart by content; rows numbered as an editor shows them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from rotascope.errors import BadFile
from rotascope.providers.table import kind_of, read_csv, read_table


def test_rows_are_numbered_as_an_editor_shows_them(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("preamble\na,b\n1,2\n3,\n")
    made = read_csv(path, skip=1)
    assert made["row"].to_list() == [3, 4]
    assert made["b"].to_list() == ["2", None]


def test_blanks_around_a_cell_are_not_part_of_it(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("a,b\n 1 ,2\n")
    assert read_csv(path)["a"].to_list() == ["1"]


def test_a_byte_order_mark_is_no_part_of_the_header(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8-sig")
    assert read_csv(path).columns == ["row", "a", "b"]


def test_a_parquet_by_any_name_is_a_parquet(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    pl.DataFrame({"a": [1]}).write_parquet(path)
    assert kind_of(path) == "parquet"
    assert read_table(path)["row"].to_list() == [1]


def test_a_wide_table_becomes_long(tmp_path: Path) -> None:
    path = tmp_path / "w.csv"
    path.write_text("date,SMB,HML\n2024-01-01,1,2\n")
    made = read_table(path, melt={"index": "date", "prefix": "FF."}).sort("series")
    assert made["series"].to_list() == ["FF.HML", "FF.SMB"]
    assert made["row"].to_list() == [2, 2]


def test_a_break_in_a_vendors_definition_is_a_column(tmp_path: Path) -> None:
    path = tmp_path / "e.parquet"
    pl.DataFrame({"snapshot": [date(2025, 11, 14), date(2025, 11, 17)]}).write_parquet(path)
    split = {
        "column": "snapshot",
        "before": "2025-11-17",
        "name": "basis",
        "first": "A",
        "then": "B",
    }
    assert read_table(path, split=split)["basis"].to_list() == ["A", "B"]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "empty"), (b"a,b\n1,2,3\n", "row 2: 3 fields under a header of 2"),
     (b"a\x00b,c\n1,2\n", "not a text file"), (b"PK\x03\x04nonsense", "not a readable xlsx")],
)  # fmt: skip
def test_what_is_no_table_is_told(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(BadFile, match=said):
        read_table(path)
