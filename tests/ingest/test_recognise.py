"""Plain files told by what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from rotascope.errors import BadFile
from rotascope.ingest.recognise import recognise
from tests.ingest.conftest import price_rows, write


def test_closes_become_bars_and_adjusted_closes_returns(tmp_path: Path) -> None:
    rows = [row + ",99.5" for row in price_rows(5)]
    path = write(tmp_path / "p.csv", rows, "Ticker,Date,Close,Adj Close")
    returns, bars = recognise(path)
    assert (returns.table, returns.columns["level"]) == ("returns", "Adj Close")
    assert (bars.table, bars.columns["close"]) == ("bars", "Close")
    assert bars.constants == {"basis": "split"}


def test_a_long_macro_file_is_known_by_registered_lags(tmp_path: Path) -> None:
    (job,) = recognise(write(tmp_path / "m.csv", ["DGS2,2024-01-02,4.3"], "series,date,value"))
    assert (job.table, job.known) == ("macro", "registered lag")


def test_an_unknown_header_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="unknown columns a, b"):
        recognise(write(tmp_path / "x.csv", ["1,2"], "a,b"))


def test_tabs_are_named(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="separated by tabs"):
        recognise(write(tmp_path / "x.csv", ["1\t2"], "symbol\tdate"))


def test_a_holdings_file_of_an_unknown_fund_asks_for_a_manifest(tmp_path: Path) -> None:
    header = "Ticker,Name,Sector,Asset Class,Market Value,Weight (%),Shares"
    path = write(tmp_path / "h.csv", ['"A","A INC","Energy","Equity","1","100","1"'], header)
    with pytest.raises(BadFile, match="a fund it does not name"):
        recognise(path)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "table", "fund"),
    [
        ("holdings/IVV_holdings_2023-04-06.csv", "holdings", "IVV"),
        ("holdings/IWM_holdings_2026-04-10.csv", "holdings", "IWM"),
        ("holdings/holdings-daily-us-en-spy_2025-09-05.xlsx", "holdings", "SPY"),
        ("options/cboe_spy_quotedata_2025-05-16.csv", "options", ""),
        ("earnings/sec_companyfacts/CIK0000320193.json", "facts", ""),
    ],
)
def test_issuers_files_are_recognised_by_content(
    shared_data: Path, tmp_path: Path, name: str, table: str, fund: str
) -> None:
    path = tmp_path / "no-name"
    path.write_bytes((shared_data / name).read_bytes())
    (job,) = recognise(path)
    assert job.table == table
    assert job.constants.get("fund", "") == fund
