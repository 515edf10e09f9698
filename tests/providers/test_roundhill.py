"""Roundhill's file of all its funds: swaps are no shares, and what backs them is cash."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rotascope.errors import BadFile
from rotascope.providers.requests import Request
from rotascope.providers.roundhill import (
    CUSIPS,
    is_roundhill,
    read_roundhill,
    read_roundhill_fund,
    read_roundhill_swaps,
    roundhill_source,
)
from tests.providers.doors import BODIES, Filed, brought, needs, rows

HEADER = (
    "Date,Account,StockTicker,CUSIP,SecurityName,Shares,Price,MarketValue,Weightings,NetAssets,"
    "SharesOutstanding,CreationUnits,MoneyMarketFlag"
)
FUND = "1000.00,50,1.0"
# Constructed from the documented header and lines.
FILE = f"""{HEADER}
06/12/2026,MAGS,NVDA,67066G104,NVIDIA Corp,1,150.0,150.00,15.00%,{FUND},
06/12/2026,MAGS,67066G104 TRS 071426 NM,67066G104 TRS 071426 NM,NVIDIA CORP SWAP,2,150.0,300.00,30.00%,{FUND},
06/12/2026,DRAM,MU,595112103,Micron Technology Inc,4,100.0,400.00,40.00%,{FUND},
06/12/2026,DRAM,595112103 TRS 050427 NM,595112103 TRS 050427 NM,MICRON TECHNOLOGY INC SWAP NM,-1,100.0,-100.00,-10.00%,{FUND},
06/12/2026,DRAM,6450267 TRS 052427 GS,6450267 TRS 052427 GS,SK HYNIX INC-SWAP-GOLD-L,1,50.0,50.00,5.00%,{FUND},
06/12/2026,MAGS,912797UP0,912797UP0,United States Treasury Bill 07/14/2026,5,99.5,500.00,50.00%,{FUND},
06/12/2026,MAGS,FGXXX,31846V336,First American Government Obligations Fund,3,100,300.00,30.00%,{FUND},Y
06/12/2026,MAGS,Cash&Other,Cash&Other,Cash & Other,50,1,50.00,5.00%,{FUND},Y
06/12/2026,MAGS,WEEK,77926X999,Roundhill Weekly T-Bill ETF,1,100,0.00,0.00%,{FUND},
06/12/2026,MAGS,NVDA  260821C00098000,NVDA  260821C00098000,NVDA US 08/21/26 C98,-1,1.39,-1.39,-0.14%,{FUND},
Past performance is no guarantee of future results.
"""  # noqa: E501 - lines as they come


def file(folder: Path, text: str = FILE) -> Path:
    path = folder / "roundhill.csv"
    path.write_text(text, encoding="utf-8")
    return path


def body(request: Request) -> Path:
    return BODIES / request.url.removeprefix("https://")


def test_lines_are_shares_contracts_or_the_cash_that_backs_them(tmp_path: Path) -> None:
    made = read_roundhill(file(tmp_path))
    assert dict(made.filter(pl.col("fund") == "MAGS").select("symbol", "kind").iter_rows()) == {
        "NVDA": "equity",
        "67066G104 TRS 071426 NM": "derivative",
        "912797UP0": "cash",
        "FGXXX": "cash",
        "Cash&Other": "cash",
        "WEEK": "other",
        "NVDA  260821C00098000": "derivative",
    }
    assert made["date"].unique().to_list() == ["2026-06-12"]
    # Counted within each fund, on the file's own rows.
    assert made.filter(pl.col("fund") == "DRAM").select("line", "row").rows() == [
        (1, 4), (2, 5), (3, 6),
    ]  # fmt: skip


def test_a_swap_names_its_underlying_dealer_and_last_day_and_is_short_below_zero(
    tmp_path: Path,
) -> None:
    made = read_roundhill_swaps(file(tmp_path))
    wanted = ("fund", "underlying", "notional", "weight", "counterparty", "maturity")
    assert made.select(wanted).rows() == [
        ("MAGS", "NVDA", "300.00", "30.00", "NM", "2026-07-14"),
        # A share line of the same file says whose CUSIP that is.
        ("DRAM", "MU", "-100.00", "-10.00", "NM", "2027-05-04"),
        # A SEDOL that no line explains stays the code as printed.
        ("DRAM", "6450267", "50.00", "5.00", "GS", "2027-05-24"),
    ]


def test_a_swap_on_one_of_the_seven_is_known_without_a_share_line(tmp_path: Path) -> None:
    lines = [line for line in FILE.splitlines() if ",NVDA,67066G104" not in line]
    made = read_roundhill_swaps(file(tmp_path, "\n".join(lines)))
    assert made["underlying"][0] == CUSIPS["67066G104"] == "NVDA"


def test_a_last_day_that_is_none_stays_to_be_held(tmp_path: Path) -> None:
    made = read_roundhill_swaps(file(tmp_path, FILE.replace("TRS 071426", "TRS 139926")))
    assert made["maturity"][0] == "139926"


def test_a_fund_says_its_size_and_nav_is_the_one_by_the_other(tmp_path: Path) -> None:
    made = read_roundhill_fund(file(tmp_path)).select("fund", "net_assets", "nav")
    assert made.rows() == [("MAGS", "1000.00", 20.0), ("DRAM", "1000.00", 20.0)]


def test_a_page_or_another_table_is_no_such_file(tmp_path: Path) -> None:
    assert is_roundhill(file(tmp_path))
    for text in ("<!DOCTYPE html><html>Page Not Found</html>", "a,b\n1,2\n", ""):
        assert not is_roundhill(file(tmp_path, text))
        with pytest.raises(BadFile):
            read_roundhill(file(tmp_path, text))


def test_a_row_cut_short_is_damage(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"row 11: 4 cells under a header of 13"):
        read_roundhill(file(tmp_path, FILE[: FILE.index(",NVDA US 08/21/26")]))


def test_the_last_five_sessions_are_asked_for_by_the_day_their_file_was_made() -> None:
    plan = roundhill_source(needs())
    assert [one.name for one in plan] == [
        "2026-06-05", "2026-06-08", "2026-06-09", "2026-06-10", "2026-06-11",
    ]  # fmt: skip
    assert plan[-1].url.endswith("/assets/data/FilepointRoundhill.40RU.RU_Holdings_06112026.csv")
    assert {one.every for one in plan} == {0}


def test_what_was_missed_since_the_newest_on_file_or_since_a_day_is_asked_for_too() -> None:
    def asked(newest: date, since: date | None = None) -> list[str]:
        filed = Filed(days={("holdings", "roundhill", "MAGS"): newest})
        return [one.name for one in roundhill_source(replace(needs(filed), since=since))]

    # The last week is named whatever is on file: sync knows what of it has come.
    assert len(asked(date(2026, 6, 12))) == len(asked(date(2026, 6, 11))) == 5
    # Missing: 29 May and 1 to 12 June.
    assert asked(date(2026, 5, 28))[0] == "2026-05-28"
    assert len(asked(date(2026, 5, 28))) == 11
    assert len(asked(date(2023, 4, 11))) == 63
    assert asked(date(2026, 6, 12), since=date(2026, 6, 1))[0] == "2026-05-29"
    assert len(asked(date(2026, 6, 12), since=date(2023, 4, 11))) == 252


@pytest.mark.parametrize("at", range(5))
def test_a_constructed_body_passes_the_gate_whole(at: int, tmp_path: Path) -> None:
    request = roundhill_source(needs())[at]
    assert body(request).read_bytes().startswith(request.begins)
    market, report = brought(tmp_path, body(request), request)
    assert [(job.table, job.rows_in, job.accepted) for job in report.jobs] == [
        ("holdings", 18, 18), ("derivatives", 7, 7), ("funds", 1, 1),
    ]  # fmt: skip
    held = rows(market, "holdings", ("fund", "kind", "weight"))
    assert {fund for fund, _, _ in held} == {"MAGS"}
    # The seven by shares and swaps are the whole fund; bills, money market and cash back the swaps.
    exposed = sum(float(str(weight)) for _, kind, weight in held if kind != "cash")
    assert exposed == pytest.approx(0.994, abs=0.005)
    swaps = rows(market, "derivatives", ("underlying", "counterparty"))
    assert sorted(swaps) == [
        ("AAPL", "NM"), ("AMZN", "NM"), ("GOOGL", "NM"), ("META", "GS"), ("MSFT", "NM"),
        ("NVDA", "NM"), ("TSLA", "NM"),
    ]  # fmt: skip
    market.close()


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    at=st.integers(0, len(FILE)), cut=st.integers(0, 60), put=st.text(max_size=8) | st.sampled_from(
        ['"', "\n", ",", " TRS ", "TRS 139999 NM", "\0", "-", "1e999", "nan", "9" * 400]
    )
)  # fmt: skip
def test_a_damaged_file_gives_rows_or_a_bad_file(
    at: int, cut: int, put: str, tmp_path: Path
) -> None:
    path = file(tmp_path, FILE[:at] + put + FILE[at + cut :])
    for read in (read_roundhill, read_roundhill_swaps, read_roundhill_fund):
        with contextlib.suppress(BadFile):
            assert read(path).height >= 0
