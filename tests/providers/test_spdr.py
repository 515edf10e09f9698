"""State Street's workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from rotascope.errors import BadFile
from rotascope.providers.spdr import is_spdr, read_spdr


def test_a_file_that_is_no_workbook_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"PK\x03\x04 no workbook")
    assert is_spdr(path) is None
    with pytest.raises(BadFile, match="not a readable xlsx workbook"):
        read_spdr(path)


@pytest.mark.shared
def test_spy_on_2025_09_05_has_504_lines_one_of_them_cash(shared_data: Path) -> None:
    path = shared_data / "holdings" / "holdings-daily-us-en-spy_2025-09-05.xlsx"
    made = read_spdr(path)
    assert is_spdr(path) == "SPY"
    assert len(made) == 504
    assert made["date"].unique().to_list() == [date(2025, 9, 5)]
    assert made.filter(pl.col("kind") == "cash")["symbol"].to_list() == ["US DOLLAR"]
    weights = made["weight"].cast(pl.Float64)
    # Top ten by line: 38.31 %.
    assert weights.sort(descending=True).head(10).sum() == pytest.approx(38.31, abs=0.005)
    # The header is the fifth row of the sheet, NVIDIA the sixth.
    assert made.row(0, named=True)["row"] == 6
    assert made.row(0, named=True)["symbol"] == "NVDA"
