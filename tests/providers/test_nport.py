"""A fund's report to the SEC: lines, contracts with their dealers, net assets."""

from __future__ import annotations

import contextlib
import warnings
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rotascope.errors import BadFile
from rotascope.providers.jobs import DatasetSpec, Job
from rotascope.providers.nport import REST, read_nport, read_nport_contracts, read_nport_fund
from tests.providers.constructed_filings import line, nport, swap
from tests.providers.doors import brought, rows

ASSETS = 1_000_000.0
SPEC = DatasetSpec("nport", 60, "", "after 60 days")

FUTURE = """      <invstOrSec><name>CME</name><title>E-MINI RUSSELL JUN26</title><cusip>N/A</cusip>
        <valUSD>-120.50</valUSD><pctVal>-0.01205</pctVal><assetCat>DE</assetCat>
        <derivativeInfo><futrDeriv derivCat="FUT"><payOffProf>Short</payOffProf>
          <descRefInstrmnt><indexBasketInfo><indexName>Russell 2000</indexName>
            <indexIdentifier>RTY</indexIdentifier></indexBasketInfo></descRefInstrmnt>
          <expDate>2026-06-19</expDate><notionalAmt>50000</notionalAmt><curCd>USD</curCd>
          <unrealizedAppr>-120.50</unrealizedAppr></futrDeriv></derivativeInfo></invstOrSec>
"""
FORWARD = """      <invstOrSec><name>Bank</name><title>EUR/USD FWD</title><cusip>N/A</cusip>
        <valUSD>{value}</valUSD><pctVal>0.0</pctVal><assetCat>DFE</assetCat>
        <derivativeInfo><fwdDeriv derivCat="FWD"><counterparties>
            <counterpartyName>Some Bank</counterpartyName></counterparties>
          <amtCurSold>{sold}</amtCurSold><curSold>{own}</curSold>
          <amtCurPur>{bought}</amtCurPur><curPur>{other}</curPur>
          <settlementDt>2026-09-16</settlementDt><unrealizedAppr>{value}</unrealizedAppr>
        </fwdDeriv></derivativeInfo></invstOrSec>
"""
OPTION = """      <invstOrSec><name>CBOE</name><title>SPX CALL</title><cusip>N/A</cusip>
        <valUSD>10.00</valUSD><pctVal>0.001</pctVal><assetCat>DE</assetCat>
        <derivativeInfo><optionSwaptionWarrantDeriv derivCat="OPT"><putOrCall>Call</putOrCall>
        </optionSwaptionWarrantDeriv></derivativeInfo></invstOrSec>
"""


def file(folder: Path, lines: str = "", series: str = "S000900009") -> Path:
    shares = line("NVIDIA CORP", "67066G104", "NVDA", 600_000, ASSETS)
    shares += line("META PLATFORMS INC CLASS A", "30303M102", "N/A", 300_000, ASSETS)
    bill = line("UNITED STATES TREASURY BILL", "912797UP0", "N/A", 50_000, ASSETS, "DBT")
    path = folder / "primary_doc.xml"
    path.write_text(nport(1976517, series, shares + bill + lines, ASSETS), encoding="utf-8")
    return path


def job(table: str, reader: str, known: str = "after 60 days", **options: object) -> Job:
    units = {"weight": "percent"} if table == "holdings" else {}
    return Job(SPEC, table, Path(), "", reader=reader, known=known, units=units, options=options)


def test_lines_have_their_kind_and_codes_and_the_rest_makes_them_whole(tmp_path: Path) -> None:
    made = read_nport(file(tmp_path))
    assert made.select("line", "symbol", "kind", "cusip", "shares").rows() == [
        (1, "NVDA", "equity", "67066G104", "6000.00"),
        # No ticker printed: the CUSIP is one of the seven's.
        (2, "META", "equity", "30303M102", "3000.00"),
        (3, "UNITED STATES TREASURY BILL", "cash", "912797UP0", None),
        (4, REST, "cash", None, None),
    ]
    # 1,000,000 - 600,000 - 300,000 - 50,000 = 50,000, 5 %.
    assert made.row(3, named=True)["market_value"] == "50000.00"
    assert made["weight"].cast(pl.Float64).sum() == pytest.approx(100.0)
    assert made["fund"].unique().to_list() == ["S000900009"]
    assert made["date"].unique().to_list() == ["2026-03-31"]
    assert "known_at" not in made.columns


def test_a_fund_may_be_named_and_a_trust_without_series_goes_by_its_cik(tmp_path: Path) -> None:
    named = read_nport(file(tmp_path), funds={"S000900009": "MAGS"}, filed="2026-05-28")
    assert named.select("fund", "known_at").unique().rows() == [("MAGS", "2026-05-28")]
    assert read_nport(file(tmp_path, series="N/A"))["fund"][0] == "CIK0001976517"


def test_contracts_say_what_they_are_on_how_much_with_whom_and_until_when(tmp_path: Path) -> None:
    lines = (
        swap("NVIDIA CORP SWAP", "67066G104", 200_000, 1_250, "Nomura Securities")
        + swap("APPLE INC SWAP", "037833100", 100_000, -40, "Goldman Sachs", short=True)
        + FUTURE
        + FORWARD.format(value="5.00", sold=1100, own="USD", bought=1000, other="EUR")
        + FORWARD.format(value="6.00", sold=1000, own="EUR", bought=1150, other="USD")
        + OPTION
    )
    made = read_nport_contracts(file(tmp_path, lines)).with_columns(pl.col("weight").round(9))
    wanted = (
        "line",
        "kind",
        "underlying",
        "notional",
        "weight",
        "counterparty",
        "maturity",
        "value",
    )
    assert made.select(wanted).rows() == [
        (4, "swap", "NVDA", 200_000.0, 0.2, "Nomura Securities", "2026-07-14", "1250.00"),
        # The return of Apple is paid: short.
        (5, "swap", "AAPL", -100_000.0, -0.1, "Goldman Sachs", "2026-07-14", "-40.00"),
        (6, "future", "RTY", -50_000.0, -0.05, None, "2026-06-19", "-120.50"),
        (7, "forward", "EUR", 1_100.0, 0.0011, "Some Bank", "2026-09-16", "5.00"),
        (8, "forward", "EUR", -1_150.0, -0.00115, "Some Bank", "2026-09-16", "6.00"),
    ]
    kinds = read_nport(file(tmp_path, lines))["kind"].to_list()
    assert kinds == ["equity"] * 2 + ["cash"] + ["derivative"] * 6 + ["cash"]


def test_notional_in_another_currency_is_not_guessed(tmp_path: Path) -> None:
    lines = swap("TSMC SWAP", "874039100", 9_000, 1, "Bank").replace(
        "<curCd>USD</curCd>\n          <unr", "<curCd>TWD</curCd>\n          <unr"
    )
    assert read_nport_contracts(file(tmp_path, lines)).row(0, named=True)["notional"] is None


def test_net_assets_are_the_fund_s_size(tmp_path: Path) -> None:
    assert read_nport_fund(file(tmp_path)).select("fund", "date", "net_assets").rows() == [
        ("S000900009", "2026-03-31", ASSETS)
    ]


def test_a_report_passes_the_gate_whole_and_is_known_after_60_days(tmp_path: Path) -> None:
    lines = swap("NVIDIA CORP SWAP", "67066G104", 200_000, 1_250, "Nomura Securities") + FUTURE
    jobs = (
        job("holdings", "nport"), job("derivatives", "nport_contracts"), job("funds", "nport_fund"),
    )  # fmt: skip
    market, report = brought(tmp_path, file(tmp_path, lines), jobs)
    assert [(one.table, one.rows_in, one.accepted) for one in report.jobs] == [
        ("holdings", 6, 6), ("derivatives", 2, 2), ("funds", 1, 1),
    ]  # fmt: skip
    # 31 March + 60 days is Saturday, 30 May: the next session is 1 June.
    assert {known for (known,) in rows(market, "holdings", ("known_at",))} == {date(2026, 6, 1)}
    market.close()


def test_a_report_whose_filing_day_is_given_is_known_the_session_after(tmp_path: Path) -> None:
    one = job("holdings", "nport", "in file, next session", filed="2026-05-28")
    market, _ = brought(tmp_path, file(tmp_path), [one])
    assert {known for (known,) in rows(market, "holdings", ("known_at",))} == {date(2026, 5, 29)}
    market.close()


def test_a_file_without_its_day_or_fund_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.xml"
    path.write_text("<edgarSubmission><formData><genInfo/></formData></edgarSubmission>")
    for read in (read_nport, read_nport_contracts, read_nport_fund):
        with pytest.raises(BadFile, match="no report date or no fund"):
            read(path)


SOUND = nport(
    1, "S1", line("A", "67066G104", "NVDA", 9, 10) + swap("S", "037833100", 5, 1, "D") + FUTURE, 10
).encode()


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    at=st.integers(0, len(SOUND)), cut=st.integers(0, 60),
    put=st.binary(max_size=8) | st.sampled_from([b"1e999", b"nan", b"-", b"9" * 400, b"<x/>", b"]]>"]),
)  # fmt: skip
def test_a_damaged_report_gives_rows_or_a_bad_file(
    at: int, cut: int, put: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "damaged.xml"
    path.write_bytes(SOUND[:at] + put + SOUND[at + cut :])
    for read in (read_nport, read_nport_contracts, read_nport_fund):
        with contextlib.suppress(BadFile):
            assert read(path).height >= 0


@pytest.mark.shared
def test_a_real_report_reads_as_edgartools_reads_it(shared_data: Path) -> None:
    path = shared_data / "holdings" / "nport" / "nport_dupree_kentucky_2022-12-31.xml"
    with warnings.catch_warnings():  # a heavy client, whose imports warn of their own
        warnings.simplefilter("ignore")
        reports = pytest.importorskip("edgar.funds.reports")
        theirs = reports.FundReport.parse_fund_xml(path.read_text("utf-8").strip())
    lines = theirs["investments"]
    ours = read_nport(path)
    reported = ours.filter(pl.col("name") != REST)
    assert len(reported) == len(lines) == 55
    assert reported["name"].to_list() == [one.name for one in lines]
    assert reported["cusip"].to_list() == [one.cusip for one in lines]
    assert reported["isin"].to_list() == [one.identifiers.isin for one in lines]
    # Exact decimals on both sides: 97.8357898155 %.
    assert sum(map(Decimal, reported["weight"])) == sum(one.pct_value for one in lines)
    assert [Decimal(value) for value in reported["market_value"]] == [
        one.value_usd for one in lines
    ]
    general = theirs["general_info"]
    assert ours.row(0, named=True)["fund"] == general.series_id
    assert ours.row(0, named=True)["date"] == general.rep_period_date
    assert read_nport_fund(path)["net_assets"][0] == float(theirs["fund_info"].net_assets)


@pytest.mark.shared
def test_a_real_report_passes_the_gate_whole(shared_data: Path, tmp_path: Path) -> None:
    path = shared_data / "holdings" / "nport" / "nport_dupree_kentucky_2022-12-31.xml"
    jobs = (job("holdings", "nport"), job("funds", "nport_fund"))
    market, report = brought(tmp_path, path, jobs)
    assert [(one.rows_in, one.accepted) for one in report.jobs] == [(56, 56), (1, 1)]
    market.close()
