"""Price files told by their columns; a line's name taken from a file's name only where it is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rotascope.errors import BadFile
from rotascope.ingest.recognise import recognise
from tests.ingest.recognise.files import jobs_of, parquet, text

ROW = "AAPL,2024-01-02,100,99.5"
POLISH = "\nData,Otwarcie,Najwyzszy,Najnizszy,Zamkniecie,Wolumen\n2024-01-02,1,2,1,2,30\n"
LEGACY = "Date,Open,High,Low,Close,Volume,Adj Close\n2024-01-02,1,2,1,2,30,1.5\n"


def test_closes_become_bars_and_adjusted_closes_returns(tmp_path: Path) -> None:
    returns, bars = jobs_of(tmp_path, f"Ticker,Date,Close,Adj Close\n{ROW}\n")
    assert (returns.table, returns.columns["level"]) == ("returns", "Adj Close")
    assert returns.where.present == ("Adj Close",)
    assert returns.where.not_prefix == {"Ticker": "^"}
    assert (bars.table, bars.columns["close"]) == ("bars", "Close")
    assert bars.constants == {"basis": "split"}
    assert bars.where.present == ("Close",)


def test_a_column_of_bases_is_taken_instead_of_assuming_one(tmp_path: Path) -> None:
    path = parquet(tmp_path, symbol=["A"], date=["2024-01-02"], close=[1.0], ohlc_basis=["split"])
    (bars,) = recognise(path)
    assert (bars.columns["basis"], bars.constants) == ("ohlc_basis", {})


def test_two_columns_for_one_thing_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="'Close' and 'Last' could both be the close"):
        jobs_of(tmp_path, "symbol,date,Close,Last\nA,2024-01-02,1,2\n")
    with pytest.raises(BadFile, match=r"'Close' and 'Close\.2' could both"):
        jobs_of(tmp_path, "symbol,date,Close,Close\nA,2024-01-02,1,2\n")


def test_a_german_table_is_read_as_it_is_written(tmp_path: Path) -> None:
    content = "Symbol;Datum;Schlusskurs;Volumen\nAAPL;28.03.2024;1.234,50;1.000\n"
    (bars,) = jobs_of(tmp_path, content)
    assert bars.options == {"decimal": ",", "dates": "%d.%m.%Y"}
    assert bars.remark == "separated by ';'; decimal commas; days written as %d.%m.%Y"


def test_numbers_that_can_be_read_in_two_ways_ask_for_a_manifest(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"two ways.*decimal"):
        jobs_of(tmp_path, 'symbol,date,close\nA,2024-01-02,"1,234"\n')
    with pytest.raises(BadFile, match=r"month first or day first.*dates"):
        jobs_of(tmp_path, "symbol,date,close\nA,01/02/2024,1\n")


def test_stooqs_polish_headers_are_known_and_its_name_tells_the_line(tmp_path: Path) -> None:
    (job,) = jobs_of(tmp_path, POLISH, "spy_us_d.csv")
    assert (job.table, job.reader, job.constants["symbol"]) == ("returns", "stooq", "SPY")
    assert job.remark == "SPY is taken from the file's name"
    assert job.source == "spy_us_d.csv"
    with pytest.raises(BadFile, match=r"neither file nor name says.*reader = \"stooq\""):
        jobs_of(tmp_path, POLISH, "prices.csv")


def test_one_line_a_file_as_yahoo_gave_them_takes_its_name(tmp_path: Path) -> None:
    returns, bars = jobs_of(tmp_path, LEGACY, "yahoo_legacy_IWM.csv")
    assert returns.constants == {"symbol": "IWM"}
    assert bars.constants == {"symbol": "IWM", "basis": "split"}
    assert "IWM is taken from the file's name" in bars.remark


@pytest.mark.parametrize("name", ["table.csv", "IWM-SPY.csv", "XYZ9.csv"])
def test_a_name_that_tells_no_line_or_two_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadFile, match="neither file nor name says"):
        jobs_of(tmp_path, LEGACY, name)


def test_an_index_has_no_total_return(tmp_path: Path) -> None:
    (bars,) = jobs_of(tmp_path, LEGACY, "^GSPC.csv")
    assert bars.constants == {"symbol": "^GSPC", "basis": "index"}
    with pytest.raises(BadFile, match="adjusted closes of an index"):
        jobs_of(tmp_path, "Date,Adj Close\n2024-01-02,1\n", "^GSPC.csv")


def test_yahoos_chart_gives_bars_and_the_actions_it_has(tmp_path: Path) -> None:
    result = {"meta": {"symbol": "IWM", "instrumentType": "ETF"}, "events": {"splits": {}}}
    content = json.dumps({"chart": {"result": [result]}}, separators=(",", ":"))
    actions, bars = jobs_of(tmp_path, content)
    assert (actions.table, bars.table) == ("actions", "bars")
    assert bars.constants == {"basis": "raw"}
    index = content.replace("ETF", "INDEX").replace("events", "else")
    (alone,) = recognise(text(tmp_path, index))
    assert alone.constants == {"basis": "index"}
