"""Holdings, filings of holdings, memberships, lists of codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from rotascope.errors import BadFile
from rotascope.ingest.recognise import recognise
from tests.ingest.recognise.files import jobs_of, text, workbook

BARE = 'Ticker,Name,Sector,Asset Class,Market Value,Weight (%),Shares\n"A","A INC","x","Equity",1,100,1\n'
PREAMBLE = (
    'iShares Russell 2000 ETF\nFund Holdings as of,"Apr 10, 2026"\nShares Outstanding,"1.0"\n\n'
)
NPORT = '<edgarSubmission xmlns="http://www.sec.gov/edgar/nport">{}</edgarSubmission>'
ROUNDHILL = "Date,Account,StockTicker,CUSIP,SecurityName,Shares,Price,MarketValue,Weightings\n"


def test_the_preamble_names_the_fund(tmp_path: Path) -> None:
    holdings, funds = jobs_of(tmp_path, PREAMBLE + BARE)
    assert (holdings.table, funds.table) == ("holdings", "funds")
    assert holdings.constants == {"fund": "IWM"}
    assert holdings.remark == ""


def test_without_a_preamble_the_sites_own_name_for_the_file_does(tmp_path: Path) -> None:
    (job,) = jobs_of(tmp_path, BARE, "IWM_holdings.csv")
    assert job.constants == {"fund": "IWM"}
    assert job.remark == "IWM is taken from the file's name"


@pytest.mark.parametrize("name", ["no-name", "XXX_holdings.csv", "my_IWM.csv"])
def test_a_holdings_file_of_no_fund_asks_for_a_manifest(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadFile, match=r"a fund it does not name.*constants"):
        jobs_of(tmp_path, BARE, name)


def test_a_fund_that_the_preamble_names_is_never_overruled_by_a_name(tmp_path: Path) -> None:
    content = PREAMBLE.replace("Russell 2000", "Nobody's") + BARE
    with pytest.raises(BadFile, match="iShares Nobody's ETF"):
        jobs_of(tmp_path, content, "IWM_holdings.csv")


def test_a_state_street_workbook_names_its_fund(tmp_path: Path) -> None:
    header = ["Name", "Ticker", "Identifier", "SEDOL", "Weight", "Sector", "Shares Held"]
    rows = [["Fund Name:", "SPDR"], ["Ticker Symbol:", "SPY"], ["Holdings:", "As of 10-May-2024"],
            [], header, ["A INC", "A", "1", "2", "100", "-", "5"]]  # fmt: skip
    (job,) = recognise(workbook(tmp_path, holdings=rows))
    assert (job.reader, job.constants) == ("spdr", {"fund": "SPY"})


def test_roundhills_file_gives_lines_swaps_if_any_and_sizes(tmp_path: Path) -> None:
    plain = jobs_of(tmp_path, ROUNDHILL + "04/10/2026,MAGS,A,1,A INC,1,1,1,100%\n")
    assert [job.table for job in plain] == ["holdings", "funds"]
    swaps = jobs_of(tmp_path, ROUNDHILL + "04/10/2026,MAGS,5 TRS 050427 NM,5,A SWAP,1,1,1,1%\n")
    assert [job.table for job in swaps] == ["holdings", "derivatives", "funds"]


def test_an_n_port_is_known_sixty_days_after_its_day(tmp_path: Path) -> None:
    plain = jobs_of(tmp_path, NPORT.format("<genInfo/>"))
    assert [job.table for job in plain] == ["holdings", "funds"]
    assert plain[0].known == "after 60 days"
    assert "assumed" in plain[0].remark
    contracts = jobs_of(tmp_path, NPORT.format("<derivativeInfo/>"))
    assert [job.table for job in contracts] == ["holdings", "derivatives", "funds"]


@pytest.mark.parametrize(
    ("content", "table", "dataset"),
    [("ticker,start_date,end_date\nA,2000-06-05,\n", "members", "sp500_members"),
     ("date,add,remove\n2019-01-18,TFX,PCG\n", "events", "sp500_changes")],
)  # fmt: skip
def test_the_index_of_a_membership_stands_in_the_name(
    tmp_path: Path, content: str, table: str, dataset: str
) -> None:
    (job,) = jobs_of(tmp_path, content, "sp500_x.csv")
    assert (job.table, job.dataset.name) == (table, dataset)
    (other,) = jobs_of(tmp_path, content, "S&P 600.csv")
    assert other.dataset.name == "file:S&P 600"
    assert "SP600" in other.constants.values()
    with pytest.raises(BadFile, match=r"of an index it does not name.*reader"):
        jobs_of(tmp_path, content)


def test_lists_of_codes_have_no_day_of_their_own(tmp_path: Path) -> None:
    (job,) = jobs_of(tmp_path, "Symbol,Security,CIK\nA,A Inc,1090872\n")
    assert (job.table, job.reader) == ("identifiers", "constituents")
    assert "date" not in job.constants
    listed = '{"0":{"cik_str":320193,"ticker":"AAPL","title":"Apple Inc."}}'
    (job,) = recognise(text(tmp_path, listed))
    assert (job.table, job.reader) == ("identifiers", "sec_tickers")


def test_a_large_table_of_prices_is_not_read_through_by_the_readers_of_funds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(path: Path) -> None:
        raise AssertionError(f"{path} was read through")

    monkeypatch.setattr("rotascope.providers.ishares.is_ishares", never)
    monkeypatch.setattr("rotascope.providers.roundhill.is_roundhill", never)
    (job,) = jobs_of(tmp_path, "symbol,date,close\nA,2024-01-02,1\n")
    assert job.table == "bars"
