"""Parquet, CSV and xlsx told apart by content; rows numbered as an editor shows them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

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
     (b"a\x00b,c\n1,2\n", "not a text file"), (b"PK\x03\x04nonsense", "not a readable xlsx"),
     (b'a,b\n"x,1\n', "not a delimited text file")],
)  # fmt: skip
def test_what_is_no_table_is_told(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(BadFile, match=said):
        read_table(path)


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"PAR1..", "parquet"), (b"PK\x03\x04", "zip"), (b' {"a"', "json"), (b"[1]", "json"),
     (b"\xef\xbb\xbf<?xml", "xml"), (b"a,b", "csv")],
)  # fmt: skip
def test_a_kind_is_told_by_the_first_bytes(tmp_path: Path, content: bytes, kind: str) -> None:
    path = tmp_path / "any.name"
    path.write_bytes(content)
    assert kind_of(path) == kind


def test_other_separators_preambles_and_repeated_names_are_read(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("Export of today\n\nIV;Bid;IV\n1,5;2;3\n\n;;\n4;5;6\n")
    made = read_table(path)
    assert made.columns == ["row", "IV", "Bid", "IV.2"]
    assert made["row"].to_list() == [4, 7]
    assert made["IV"].to_list() == ["1,5", "4"]


def test_a_header_alone_is_an_empty_table(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("a,b\n")
    assert read_table(path).shape == (0, 3)


def test_a_workbook_with_a_preamble_is_read_below_it(tmp_path: Path) -> None:
    import xlsxwriter

    path = tmp_path / "w.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for at, cells in enumerate([["Prices"], [], ["symbol", "close", "close"], ["A", 1.5, 2]]):
            sheet.write_row(at, 0, cells)
    made = read_table(path)
    assert made.columns == ["row", "symbol", "close", "close.2"]
    assert made.rows() == [(4, "A", "1.5", "2")]


def test_more_lines_than_any_table_of_ours_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rotascope.providers.table.TEXT_ROWS", 2)
    path = tmp_path / "p.csv"
    path.write_text("a,b\n" + "1,2\n" * 4)
    with pytest.raises(BadFile, match="more than 2 lines"):
        read_table(path)


@given(st.text(max_size=200))
def test_any_text_is_a_table_or_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, content: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.txt"
    path.write_text(content, encoding="utf-8", errors="surrogatepass", newline="")
    try:
        made = read_csv(path)
    except BadFile:
        return
    assert "row" in made.columns
