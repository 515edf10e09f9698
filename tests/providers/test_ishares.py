"""iShares' holdings file in its own format."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from rotascope.errors import BadFile
from rotascope.providers.ishares import is_ishares, read_ishares

# Constructed in the site's format.
FILE = """\ufeffiShares Russell 2000 ETF
Fund Holdings as of,"Apr 10, 2026"
Inception Date,"May 22, 2000"
 
Ticker,Name,Sector,Asset Class,Market Value,Weight (%),Notional Value,Quantity,Price
"SFM","SPROUTS","Consumer Staples","Equity","409,233,878.82","0.64","409,233,878.82","2,582,406.00","1"
"-","A PRIVATE PLACEMENT","Health Care","Equity","1.31","0.00","1.31","1.00","1"
"USD","USD CASH","Cash and/or Derivatives","Cash","-1,000.50","-0.01","1","1","1"
"RTYM6","RUSSELL 2000 EMINI","Cash and/or Derivatives","Futures","0.00","0.00","1","-","1"
\xa0
"The content contained herein is owned."
"""


def file(folder: Path, text: str = FILE) -> Path:
    path = folder / "iwm.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_lines_are_read_with_their_kind_and_number(tmp_path: Path) -> None:
    made = read_ishares(file(tmp_path))
    assert made["date"].unique().to_list() == [date(2026, 4, 10)]
    assert made["row"].to_list() == [6, 7, 8, 9]
    assert made["line"].to_list() == [1, 2, 3, 4]
    assert made["kind"].to_list() == ["equity", "equity", "cash", "derivative"]
    assert made["market_value"].to_list()[0] == "409233878.82"
    assert made["shares"].to_list()[3] is None


def test_a_line_without_ticker_is_named_by_its_name(tmp_path: Path) -> None:
    assert read_ishares(file(tmp_path))["symbol"][1] == "A PRIVATE PLACEMENT"


def test_a_file_without_preamble_has_no_date(tmp_path: Path) -> None:
    bare = file(tmp_path, FILE.split(" \n")[1])
    assert read_ishares(bare)["date"].null_count() == 4
    assert is_ishares(bare) == ""


def test_the_fund_is_named_in_the_first_row(tmp_path: Path) -> None:
    assert is_ishares(file(tmp_path)) == "iShares Russell 2000 ETF"
    assert is_ishares(file(tmp_path, "a,b\n1,2\n")) is None


def test_a_file_of_another_kind_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="no header 'Ticker,Name,Sector"):
        read_ishares(file(tmp_path, "a,b\n1,2\n"))


@pytest.mark.shared
def test_iwm_holds_1936_equities_on_2026_04_10(shared_data: Path) -> None:
    made = read_ishares(shared_data / "holdings" / "IWM_holdings_2026-04-10.csv")
    assert made.filter(pl.col("kind") == "equity").height == 1936
    assert made["weight"].cast(pl.Float64).sum() == pytest.approx(99.94, abs=1e-6)
