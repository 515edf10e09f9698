"""iShares' holdings file in its own format."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rotascope.errors import BadFile
from rotascope.providers.ishares import (
    is_ishares,
    ishares_source,
    read_ishares,
    read_ishares_fund,
)
from tests.providers.doors import BODIES, brought, needs, rows

# Constructed in the site's format.
FILE = """\ufeffiShares Russell 2000 ETF
Fund Holdings as of,"Apr 10, 2026"
Inception Date,"May 22, 2000"
Shares Outstanding,"280,200,000.00"
 
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


def body(fund: str) -> Path:
    request = next(one for one in ishares_source(needs()) if one.name == fund)
    return BODIES / request.url.removeprefix("https://").partition("?")[0]


def test_lines_are_read_with_their_kind_and_number(tmp_path: Path) -> None:
    made = read_ishares(file(tmp_path))
    assert made["date"].unique().to_list() == [date(2026, 4, 10)]
    assert made["row"].to_list() == [7, 8, 9, 10]
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


@pytest.mark.parametrize(
    "text",
    [
        FILE.replace('as of,"Apr 10, 2026"', "as of,10-Apr-2026"),
        FILE.replace('as of,"Apr 10, 2026"', "as of: 2026-04-10"),
        # The quotes lost: the day is cut in two.
        FILE.replace('as of,"Apr 10, 2026"', "as of,Apr 10, 2026"),
        FILE.replace("Fund Holdings", "FUND HOLDINGS").replace("\n", "\r\n"),
    ],
)
def test_preambles_of_other_years_say_the_same_day(text: str, tmp_path: Path) -> None:
    assert read_ishares(file(tmp_path, text))["date"].to_list() == [date(2026, 4, 10)] * 4


def test_decimal_commas_are_read_where_the_whole_file_has_them(tmp_path: Path) -> None:
    head, table = FILE.split(" \n")
    table = table.replace(",", "\0").replace(".", ",")
    # Between cells a semicolon, inside them a point.
    for edge in ('"\0"', "\0"):
        table = table.replace(edge, edge.replace("\0", ";" if '"' in edge else "\1"))
    header, rest = table.split("\n", 1)
    table = header.replace("\1", ";") + "\n" + rest.replace("\1", ".")
    text = head.replace('of,"Apr 10, 2026"', "of;2026-04-10") + " \n" + table
    made = read_ishares(file(tmp_path, text))
    assert made["market_value"].to_list() == ["409233878.82", "1.31", "-1000.50", "0.00"]
    assert made["weight"].to_list() == ["0.64", "0.00", "-0.01", "0.00"]
    assert made["date"][0] == date(2026, 4, 10)


def test_a_column_printed_twice_counts_once_and_a_header_printed_twice_is_no_line(
    tmp_path: Path,
) -> None:
    lines = FILE.splitlines()
    lines[5] = lines[5].replace("Price", "Weight (%)")
    lines.insert(8, lines[5])
    made = read_ishares(file(tmp_path, "\n".join(lines)))
    assert made["weight"].to_list() == ["0.64", "0.00", "-0.01", "0.00"]
    assert made["row"].to_list() == [7, 8, 10, 11]


def test_a_row_cut_short_is_damage_and_not_small_print(tmp_path: Path) -> None:
    cut = FILE[: FILE.index('"-1,000.50"') - 1]
    with pytest.raises(BadFile, match="row 9: 4 cells under a header of 9"):
        read_ishares(file(tmp_path, cut))


def test_a_blank_row_inside_the_table_does_not_lose_what_follows(tmp_path: Path) -> None:
    split = FILE.replace('"USD","USD CASH"', '\n"USD","USD CASH"').replace('"-0.01"', '"0.01"')
    with pytest.raises(BadFile, match="row 10: holdings after the end of the table"):
        read_ishares(file(tmp_path, split))


def test_small_print_may_follow_without_a_blank_row(tmp_path: Path) -> None:
    close = FILE.replace("\xa0\n", "")
    assert len(read_ishares(file(tmp_path, close))) == 4


def test_the_fund_says_its_shares_outstanding_and_nothing_is_worked_out(tmp_path: Path) -> None:
    (said,) = read_ishares_fund(file(tmp_path)).iter_rows(named=True)
    assert said == {
        "row": 2,
        "date": date(2026, 4, 10),
        "shares_outstanding": "280200000.00",
        "net_assets": None,
    }
    assert read_ishares_fund(file(tmp_path, FILE.split(" \n")[1])).is_empty()


def test_net_assets_are_read_where_the_preamble_says_them(tmp_path: Path) -> None:
    text = FILE.replace(
        "Inception Date,", 'Net Assets of Fund,"$72,304,112,001.55"\nInception Date,'
    )
    assert read_ishares_fund(file(tmp_path, text))["net_assets"].to_list() == ["72304112001.55"]


def test_five_funds_are_asked_for_and_an_error_page_is_no_file() -> None:
    plan = ishares_source(needs())
    assert [one.name for one in plan] == ["IWM", "IVV", "OEF", "IJR", "IJH"]
    assert plan[0].url == (
        "https://www.ishares.com/us/products/239710/ishares-russell-2000-etf/1467271812596.ajax"
        "?fileType=csv&fileName=IWM_holdings&dataType=fund"
    )
    assert not b"<!DOCTYPE html>".startswith(plan[0].begins)
    assert all(body(one.name).read_bytes().startswith(one.begins) for one in plan)


@pytest.mark.parametrize("fund", ["IWM", "IVV", "OEF", "IJR", "IJH"])
def test_a_constructed_body_passes_the_gate_whole(fund: str, tmp_path: Path) -> None:
    request = next(one for one in ishares_source(needs()) if one.name == fund)
    market, report = brought(tmp_path, body(fund), request)
    assert [(job.table, job.status) for job in report.jobs] == [
        ("holdings", "imported"),
        ("funds", "imported"),
    ]
    assert report.quarantined == 0
    assert report.rows_in == report.accepted > 5
    # The stamp is a Thursday's: known the session after it.
    assert rows(market, "funds", ("fund", "date", "shares_outstanding", "known_at")) == [
        (fund, date(2026, 6, 11), 8_000_000.0, date(2026, 6, 12))
    ]
    market.close()


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    at=st.integers(0, len(FILE)), cut=st.integers(0, 60), put=st.text(max_size=8) | st.sampled_from(
        ['"', "\n", "\r", ",", ";", "\0", "\ufeff", "1,2,3", "\u202e", "=1+1", "9" * 400]
    )
)  # fmt: skip
def test_a_damaged_file_gives_rows_or_a_bad_file(
    at: int, cut: int, put: str, tmp_path: Path
) -> None:
    path = tmp_path / "damaged.csv"
    damaged = FILE[:at] + put + FILE[at + cut :]
    path.write_bytes(damaged.encode("utf-8", "surrogatepass"))
    for read in (read_ishares, read_ishares_fund):
        with contextlib.suppress(BadFile):
            assert read(path).height >= 0


@pytest.mark.shared
def test_iwm_holds_1936_equities_on_2026_04_10(shared_data: Path) -> None:
    made = read_ishares(shared_data / "holdings" / "IWM_holdings_2026-04-10.csv")
    assert made.filter(pl.col("kind") == "equity").height == 1936
    assert made["weight"].cast(pl.Float64).sum() == pytest.approx(99.94, abs=1e-6)


@pytest.mark.shared
def test_ivv_had_743_million_shares_on_2023_04_06(shared_data: Path) -> None:
    made = read_ishares_fund(shared_data / "holdings" / "IVV_holdings_2023-04-06.csv")
    assert made.row(0) == (2, date(2023, 4, 6), "743100000.00", None)
