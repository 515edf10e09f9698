"""State Street's daily holdings workbook, as the site hands it out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from rotascope.errors import BadFile
from rotascope.net.body import Manners
from rotascope.providers.jobs import DatasetSpec, Job, reading
from rotascope.providers.printed import nothing, number, printed_day
from rotascope.providers.requests import Needs, Request
from rotascope.registry import provider, source

__all__ = ["is_spdr", "read_spdr", "spdr_source"]

FUNDS = ("SPY", "SPSM", "MDY")
ADDRESS = (
    "https://www.ssga.com/us/en/intermediary/library-content/products/fund-data/etfs/us/"
    "holdings-daily-us-en-{fund}.xlsx"
)
SPEC = DatasetSpec(
    "spdr", 10, "State Street's own holdings workbooks; known the session after their stamp",
    "next session",
)  # fmt: skip

COLUMNS = ("Name", "Ticker", "Identifier", "SEDOL", "Weight", "Sector", "Shares Held")
PREAMBLE = 30
CONTRACT = r"(?i)\b(?:E-?MINI|FUT|FUTURES?|SWAP)\b"


@source(
    "spdr",
    title="State Street's holdings workbooks",
    hosts=("www.ssga.com",),
    terms="State Street: for information only; not to be copied or passed on without consent.",
    order=20,
)
def spdr_source(needs: Needs) -> tuple[Request, ...]:
    """The issuer's holdings of SPY, SPSM and MDY: the newest workbook only."""
    return tuple(
        Request(
            fund,
            ADDRESS.format(fund=fund.lower()),
            (Job(SPEC, "holdings", Path(), "", reader="spdr", constants={"fund": fund},
                 units={"weight": "percent"}, known=SPEC.known),),
            Manners(per_minute=10, seconds=30, cap=25_000_000, wire=25_000_000),
            begins=(b"PK\x03\x04",),
        )
        for fund in FUNDS
        if needs.catalog.lookup(fund)
    )  # fmt: skip


def _cells(path: Path) -> pl.DataFrame:
    import fastexcel  # 20 ms that only workbooks need

    with reading(path.name, "xlsx workbook"):
        book = fastexcel.read_excel(path)
        return book.load_sheet(0, header_row=None, dtypes="string").to_polars()


def is_spdr(path: Path) -> str | None:
    """The fund's ticker if the workbook is such a file, else None."""
    try:
        cells = _cells(path)
    except BadFile:
        return None
    if cells.width < 5 or cells.height < 6 or cells.item(0, 0) != "Fund Name:":
        return None
    return _said(cells, "Ticker Symbol")


def _said(cells: pl.DataFrame, what: str) -> str:
    """What the preamble says of `what`, '' if nothing."""
    for row in cells.head(PREAMBLE).iter_rows():
        if (row[0] or "").startswith(what):
            return next((str(cell).strip() for cell in row[1:] if cell), "")
    return ""


def _table(path: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """(all cells, the rows below the header); of a column printed twice the first counts."""
    cells = _cells(path)
    rows = cells.head(PREAMBLE).rows()
    at = next((n for n, row in enumerate(rows) if set(COLUMNS) <= set(row)), None)
    if at is None:
        raise BadFile(f"{path.name}: no header 'Name, Ticker, Identifier, ...'",
                      "a State Street holdings workbook", "name the right reader")  # fmt: skip
    picked = {name: pl.nth(rows[at].index(name)).str.strip_chars() for name in COLUMNS}
    body = cells.with_row_index("row", offset=1)[at + 1 :]
    return cells, pl.concat(
        [body.select("row"), cells[at + 1 :].select(**picked)], how="horizontal"
    )


@provider("spdr")
def read_spdr(path: Path, **_: Any) -> pl.DataFrame:
    """One row a holding: date, line, symbol, name, weight in percent, shares, kind, CUSIP.

    The workbook has no asset class: a line named like a contract is a derivative, and one without
    ticker whose SEDOL is '-' is cash. No market values are printed, so `market_value` is null.
    """
    with reading(path.name, "State Street holdings workbook"):
        cells, body = _table(path)
        stamp = _stamp(cells, path.name)
    blank, unlisted = nothing("Ticker"), nothing("SEDOL")
    # The small print below the table has words in its first column only.
    held = body.filter(~(nothing("Weight") & blank & nothing("Identifier")))
    return held.select(
        "row",
        date=pl.lit(stamp, dtype=pl.Date),
        line=pl.int_range(1, pl.len() + 1, dtype=pl.Int64),
        symbol=pl.when(blank).then("Name").otherwise("Ticker"),
        name="Name",
        weight=number("Weight"),
        shares=number("Shares Held"),
        market_value=pl.lit(None, dtype=pl.String),
        kind=pl.when(unlisted & pl.col("Name").str.contains(CONTRACT))
        .then(pl.lit("derivative"))
        .when(unlisted & blank)
        .then(pl.lit("cash"))
        .otherwise(pl.lit("equity")),
        sector="Sector",
        cusip=pl.when(~blank & (pl.col("Identifier").str.len_chars() == 9)).then("Identifier"),
    )


def _stamp(cells: pl.DataFrame, source: str) -> date | None:
    return printed_day(_said(cells, "Holdings").removeprefix("As of"), source)
