"""What leaves as a table runs nowhere."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rotascope.errors import BadArgument
from rotascope.surfaces.export import safe, write

FRAME = pl.DataFrame(
    {
        "name": ['=HYPERLINK("http://x")', "+1", "@A1", "-2", "\t=1", "plain", None],
        "value": [-1.5, 0.25, None, 3.0, 4.0, 5.0, 6.0],
        "date": [date(2024, 1, 2)] * 7,
        "=bad": ["x"] * 7,
    }
)


def test_csv_keeps_numbers_and_days_and_quotes_formulas(tmp_path: Path) -> None:
    write(FRAME, tmp_path / "f.csv")
    text = (tmp_path / "f.csv").read_text()
    assert text.splitlines()[0] == "name,value,date,'=bad"
    assert "'=HYPERLINK" in text
    assert "\n'+1,0.25,2024-01-02,x\n" in text
    again = pl.read_csv(tmp_path / "f.csv")
    assert again["value"].to_list() == FRAME["value"].to_list()


def test_a_workbook_holds_no_formula(tmp_path: Path) -> None:
    write(FRAME, tmp_path / "f.xlsx")
    with zipfile.ZipFile(tmp_path / "f.xlsx") as book:
        sheets = [book.read(n).decode() for n in book.namelist() if "sheet" in n]
        assert not any("<f>" in sheet or "hyperlink" in sheet for sheet in sheets)
    again = pl.read_excel(tmp_path / "f.xlsx", engine="calamine")
    assert again["value"].to_list() == FRAME["value"].to_list()


def test_an_unknown_ending_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(BadArgument, match=r"\.csv, \.xlsx, \.parquet"):
        write(FRAME, tmp_path / "f.ods")
    assert list(tmp_path.iterdir()) == []


@settings(deadline=None)
@given(st.lists(st.text(max_size=20), max_size=10))
def test_no_text_cell_begins_like_a_formula(words: list[str]) -> None:
    made = safe(pl.DataFrame({"w": words}, schema={"w": pl.String}))["w"].to_list()
    assert not any(word.startswith(("=", "+", "-", "@", "\t", "\r")) for word in made)
