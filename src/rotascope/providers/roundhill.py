"""Roundhill's daily holdings CSV: one file for all of its funds, total return swaps among their lines.

A swap's weight and market value are its notional: exposure, not money. Its collateral (Treasury bills,
money market) is a line of its own, so a fund's weights add up to 100 % without its swaps, or with them
where the file sets a negative `Cash&Other` against them; added up blindly they may exceed 100 %. Look
through a fund by equity and derivative lines; judge its sum by one of the two.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from rotascope import sessions
from rotascope.errors import BadFile
from rotascope.net.body import Manners
from rotascope.providers.jobs import DatasetSpec, Job, Where, reading
from rotascope.providers.printed import iso_day, nothing, number
from rotascope.providers.requests import Needs, Request
from rotascope.providers.text import decoded
from rotascope.registry import provider, source

__all__ = ["CUSIPS", "is_roundhill", "read_roundhill", "read_roundhill_fund", "read_roundhill_swaps",
           "roundhill_source"]  # fmt: skip

FUND = "MAGS"
# The file behind the holdings tables of the issuer's site, named by the day it was made. A day without
# one is answered with status 200 and a page.
ADDRESS = (
    "https://www.roundhillinvestments.com/assets/data/FilepointRoundhill.40RU.RU_Holdings_{day}.csv"
)
WEEK, QUARTER, YEAR = 5, 63, 252
SPEC = DatasetSpec(
    "roundhill", 10, "Roundhill's own holdings file; its lines are those a session opens with",
    "same session",
)  # fmt: skip

# Lines of the seven: a swap names its underlying by CUSIP only.
CUSIPS = {
    "037833100": "AAPL", "023135106": "AMZN", "02079K305": "GOOGL", "02079K107": "GOOG",
    "30303M102": "META", "594918104": "MSFT", "67066G104": "NVDA", "88160R101": "TSLA",
}  # fmt: skip

NEEDED = ("Date", "Account", "StockTicker", "CUSIP", "SecurityName", "Weightings")
NUMBERS = ("Shares", "Price", "MarketValue", "Weightings", "NetAssets", "SharesOutstanding")
COLUMNS = (*NEEDED, *(name for name in NUMBERS if name not in NEEDED), "MoneyMarketFlag")

# 595112103 TRS 050427 NM: the underlying's CUSIP (or SEDOL abroad), the last day MMDDYY, the dealer.
CODE = r"^([0-9A-Z]{6,9})[ .]TRS (\d{6})(?: ([0-9A-Z]+))?$"
SWAP = r"\bSWAP\b"
OPTION = r"^[0-9A-Z]{1,6} *\d{6}[CP]\d{8}$"
CASH = r"^CASH ?& ?OTHER$|^CASH$"
BILL = r"TREASURY BILL|\bT-BILL|^US TREASURY|UNITED STATES TREASURY"


@source(
    "roundhill",
    title="Roundhill's holdings file",
    hosts=("www.roundhillinvestments.com",),
    terms="Roundhill: shown to visitors of its site; no licence to pass it on is stated.",
    order=20,
)
def roundhill_source(needs: Needs) -> tuple[Request, ...]:
    """The holdings, swaps and size of MAGS, a file a session.

    The last five, and what is missing since the newest on file (a quarter at most), or since a day that
    is asked for (a year at most). A file made on one day holds the lines with which the next session
    opens, and bears that date.
    """
    if not needs.catalog.lookup(FUND):
        return ()
    newest = needs.on_file.newest("holdings", SPEC.name, FUND)
    # The last week is named whatever is on file: a body whose import was cut short is taken up again.
    back = max(WEEK, min(sessions.count(newest, needs.until), QUARTER) if newest else 0)
    if needs.since is not None:
        back = max(back, min(sessions.count(needs.since, needs.until) + 1, YEAR))
    return tuple(_request(sessions.shift(needs.until, -by)) for by in reversed(range(back)))


def _request(day: date) -> Request:
    made = sessions.shift(day, -1)
    return Request(
        f"{made:%Y-%m-%d}",
        ADDRESS.format(day=f"{made:%m%d%Y}"),
        (
            _job("holdings", "roundhill"),
            _job("derivatives", "roundhill_swaps"),
            _job("funds", "roundhill_fund"),
        ),
        Manners(per_minute=10, seconds=30),
        begins=(b"Date,Account", b"\xef\xbb\xbfDate,Account"),
        every=0,
    )


def _job(table: str, reader: str) -> Job:
    units = {} if table == "funds" else {"weight": "percent"}
    return Job(SPEC, table, Path(), "", reader=reader, where=Where(only={"fund": FUND}),
               units=units, known=SPEC.known)  # fmt: skip


def is_roundhill(path: Path) -> bool:
    """Whether the file is such a file."""
    try:
        return bool(_lines(path))
    except BadFile:
        return False


def _lines(path: Path) -> list[tuple[int, list[str]]]:
    """The records, header first. Raises BadFile if there is no such header."""
    text, _ = decoded(path)
    with reading(path.name, "Roundhill holdings CSV"):
        records = csv.reader(io.StringIO(text))
        lines = [(records.line_num, [cell.strip() for cell in cells]) for cells in records]
    lines = [line for line in lines if any(line[1])]
    if not lines or not set(NEEDED) <= set(lines[0][1]):
        raise BadFile(f"{path.name}: no header 'Date,Account,StockTicker,CUSIP,...'",
                      "a Roundhill holdings CSV", "name the right reader")  # fmt: skip
    return lines


def _frame(path: Path) -> pl.DataFrame:
    """The lines under our columns, with `fund` and `line`, counted within each fund."""
    (_, header), *body = _lines(path)
    kept = [line for line in body if not _prose(line[1])]
    for number_, cells in kept:
        if len(cells) != len(header):
            raise BadFile(
                f"{path.name}, row {number_}: {len(cells)} cells under a header of {len(header)}",
                "a whole table", "fetch the file again",
            )  # fmt: skip
    columns = {
        name: pl.Series([cells[header.index(name)] if name in header else None for _, cells in kept],
                        dtype=pl.String)
        for name in COLUMNS
    }  # fmt: skip
    rows = pl.Series([line for line, _ in kept], dtype=pl.UInt32)
    frame = pl.DataFrame({"row": rows} | columns).with_columns(fund="Account")
    return frame.with_columns(
        kind=_kind(),
        date=iso_day("Date", "%m/%d/%Y"),
        line=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("fund"),
        **{name: number(name) for name in NUMBERS},
    )


def _prose(cells: list[str]) -> bool:
    """Whether a row is a sentence of the small print."""
    return not any(cells[1:]) and len(cells[0].split()) > 4


def _kind() -> pl.Expr:
    """Swaps and options are contracts; bills and money market are collateral, which is cash."""
    ticker = pl.col("StockTicker").fill_null("").str.to_uppercase()
    name = pl.col("SecurityName").fill_null("").str.to_uppercase()
    contract = _swap() | ticker.str.contains(OPTION)
    fund = name.str.contains(r"\bETF\b")
    flagged = pl.col("MoneyMarketFlag").str.to_uppercase().is_in(["Y", "TRUE", "1"])
    cash = flagged | ticker.str.contains(CASH) | name.str.contains(CASH) | name.str.contains(BILL)
    words = {"derivative": contract, "other": fund, "cash": cash}
    made = pl.lit("equity")
    for word in reversed(words):  # a bill fund is a fund, a swap on it a swap
        made = pl.when(words[word].fill_null(value=False)).then(pl.lit(word)).otherwise(made)
    return made


def _swap() -> pl.Expr:
    ticker, name = pl.col("StockTicker").fill_null(""), pl.col("SecurityName").fill_null("")
    return ticker.str.contains(CODE) | name.str.to_uppercase().str.contains(SWAP)


@provider("roundhill")
def read_roundhill(path: Path, **_: Any) -> pl.DataFrame:
    """One row a line of every fund in the file: fund, date, line, symbol and name as printed, kind.

    `weight` is in percent as printed: of a swap, its notional. `price` is given for shares of US
    lines only, for abroad it is in another currency.
    """
    frame = _frame(path)
    code = pl.col("CUSIP").str.len_chars() == 9
    return frame.select(
        "row", "fund", "date", "line", "kind",
        symbol=pl.when(nothing("StockTicker")).then("SecurityName").otherwise("StockTicker"),
        name="SecurityName",
        weight="Weightings",
        shares="Shares",
        market_value="MarketValue",
        price=pl.when((pl.col("kind") == "equity") & code).then("Price"),
        sector=pl.lit(None, dtype=pl.String),
        cusip=pl.when(code).then("CUSIP"),
    )  # fmt: skip


@provider("roundhill_swaps")
def read_roundhill_swaps(path: Path, **_: Any) -> pl.DataFrame:
    """One row a swap: underlying, notional (USD, short negative), weight in percent, dealer, last day.

    The underlying is the symbol that a share line of the same file gives its CUSIP, else that of one
    of the seven, else the code as printed. Options are left to the holdings: no notional is printed.
    """
    frame = _frame(path)
    told = (pl.col("kind") == "equity") & ~nothing("StockTicker") & ~nothing("CUSIP")
    lines = frame.filter(told)
    symbols = CUSIPS | dict(lines.select("CUSIP", "StockTicker").iter_rows())
    groups = pl.col("StockTicker").str.extract_groups(CODE).struct
    code = pl.coalesce(groups.field("1"), "StockTicker")
    last = groups.field("2").str.to_date("%m%d%y", strict=False)
    return frame.filter(_swap()).select(
        "row", "fund", "date", "line",
        kind=pl.lit("swap"),
        underlying=code.replace(symbols),
        name="SecurityName",
        notional="MarketValue",
        weight="Weightings",
        counterparty=groups.field("3"),
        maturity=pl.coalesce(last.dt.to_string("%Y-%m-%d"), groups.field("2")),
        value=pl.lit(None, dtype=pl.String),
    )  # fmt: skip


@provider("roundhill_fund")
def read_roundhill_fund(path: Path, **_: Any) -> pl.DataFrame:
    """One row a fund: net assets (USD) and shares outstanding as printed on its first line.

    `nav` is the one divided by the other: the file prints none.
    """
    first = _frame(path).unique("fund", keep="first", maintain_order=True)
    assets = pl.col("NetAssets").cast(pl.Float64, strict=False)
    shares = pl.col("SharesOutstanding").cast(pl.Float64, strict=False)
    return first.select(
        "row", "fund", "date",
        net_assets="NetAssets",
        shares_outstanding="SharesOutstanding",
        nav=pl.when(shares > 0).then(assets / shares),
    ).filter(pl.any_horizontal(pl.col("net_assets", "shares_outstanding").is_not_null()))  # fmt: skip
