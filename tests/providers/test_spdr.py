"""State Street's workbook."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rotascope.errors import BadFile
from rotascope.providers.spdr import is_spdr, read_spdr, spdr_source
from tests.providers.doors import BODIES, brought, needs, rows

HEADER = (
    "Name",
    "Ticker",
    "Identifier",
    "SEDOL",
    "Weight",
    "Sector",
    "Shares Held",
    "Local Currency",
)
HOLDINGS = (
    ("NVIDIA CORP", "NVDA", "67066G104", "2379504", "7.39", "-", "289183866", "USD"),
    ("S+P500 EMINI FUT SEP25", "ESU5", "-", "-", "0.00", "-", "120", "USD"),
    ("US DOLLAR", "-", "999USDZ92", "-", "0.16", "-", "1062482888.43", "USD"),
)


def book(folder: Path, header: Sequence[str] = HEADER, stamp: str = "As of 05-Sep-2025") -> Path:
    """A workbook in the site's format, with invented lines."""
    path = folder / "spy.xlsx"
    lines = [
        ("Fund Name:", "SPDR Trust"),
        ("Ticker Symbol:", "SPY"),
        ("Holdings:", stamp),
        (),
        header,
    ]
    with xlsxwriter.Workbook(str(path)) as made:
        sheet = made.add_worksheet()
        for at, line in enumerate([*lines, *HOLDINGS, (), ("Before investing, consider.",)]):
            sheet.write_row(at, 0, line)
    return path


def test_lines_are_told_apart_and_the_small_print_is_none(tmp_path: Path) -> None:
    made = read_spdr(book(tmp_path))
    assert made["kind"].to_list() == ["equity", "derivative", "cash"]
    assert made["symbol"].to_list() == ["NVDA", "ESU5", "US DOLLAR"]
    assert made["row"].to_list() == [6, 7, 8]
    assert made["cusip"].to_list() == ["67066G104", None, None]
    assert made["date"].unique().to_list() == [date(2025, 9, 5)]


def test_a_line_without_its_weight_is_read_so_that_the_gate_can_hold_it(tmp_path: Path) -> None:
    header = tuple("Weight?" if name == "Weight" else name for name in HEADER)
    with pytest.raises(BadFile, match="no header 'Name, Ticker"):
        read_spdr(book(tmp_path, header))
    assert read_spdr(book(tmp_path, (*HEADER[:7], "Weight")))["weight"].to_list()[0] == "7.39"


def test_a_stamp_that_is_no_day_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="its stamp 'soon' is no day"):
        read_spdr(book(tmp_path, stamp="As of soon"))


def test_a_file_that_is_no_workbook_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"PK\x03\x04 no workbook")
    assert is_spdr(path) is None
    with pytest.raises(BadFile, match="not a readable xlsx workbook"):
        read_spdr(path)


@pytest.mark.parametrize("fund", ["SPY", "SPSM", "MDY"])
def test_a_constructed_body_passes_the_gate_whole(fund: str, tmp_path: Path) -> None:
    request = next(one for one in spdr_source(needs()) if one.name == fund)
    body = BODIES / request.url.removeprefix("https://")
    assert body.read_bytes().startswith(request.begins)
    assert is_spdr(body) == fund
    market, report = brought(tmp_path, body, request)
    assert (report.quarantined, report.rows_in) == (0, report.accepted)
    known = rows(market, "holdings", ("fund", "date", "known_at"))
    assert set(known) == {(fund, date(2026, 6, 11), date(2026, 6, 12))}
    market.close()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(at=st.integers(0, 6000), put=st.binary(max_size=12))
def test_a_damaged_workbook_gives_rows_or_a_bad_file(at: int, put: bytes, tmp_path: Path) -> None:
    sound = book(tmp_path).read_bytes()
    path = tmp_path / "damaged.xlsx"
    path.write_bytes(sound[:at] + put + sound[at + len(put) :])
    with contextlib.suppress(BadFile):
        assert read_spdr(path).height >= 0


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
