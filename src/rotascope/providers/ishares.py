"""iShares' holdings CSV as the site hands it out, with its preamble or without."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from rotascope.errors import BadFile
from rotascope.net.body import Manners
from rotascope.providers.forms import Decimal, decimal_of
from rotascope.providers.jobs import DatasetSpec, Job, reading
from rotascope.providers.printed import nothing, number, printed_day
from rotascope.providers.requests import Needs, Request
from rotascope.providers.text import decoded
from rotascope.registry import provider, source

__all__ = ["is_ishares", "ishares_source", "read_ishares", "read_ishares_fund"]

# BlackRock's product numbers and the words its addresses carry; they have not changed since 2012.
PRODUCTS = {
    "IWM": ("239710", "ishares-russell-2000-etf"),
    "IVV": ("239726", "ishares-core-sp-500-etf"),
    "OEF": ("239723", "ishares-sp-100-etf"),
    "IJR": ("239774", "ishares-core-sp-smallcap-etf"),
    "IJH": ("239763", "ishares-core-sp-midcap-etf"),
}
ADDRESS = (
    "https://www.ishares.com/us/products/{product}/{words}/1467271812596.ajax"
    "?fileType=csv&fileName={fund}_holdings&dataType=fund"
)
BEGINS = (b"\xef\xbb\xbfiShares", b"iShares", b"\xef\xbb\xbfTicker", b"Ticker", b"\xef\xbb\xbfFund")
SPEC = DatasetSpec(
    "ishares",
    10,
    "iShares' own holdings files; known the session after their stamp",
    "next session",
)

HEADER = ("Name", "Sector", "Asset Class", "Weight (%)")
PREAMBLE, SEPARATORS = 30, (",", ";", "\t")
KINDS = {
    "Equity": "equity",
    "Cash": "cash",
    "Money Market": "cash",
    "Cash Collateral and Margins": "cash",
    "Futures": "derivative",
    "Forwards": "derivative",
    "FX": "derivative",
    "Swaps": "derivative",
    "Options": "derivative",
}
Lines = list[tuple[int, list[str]]]
"""(the line of the file a record begins on, its cells)."""


@source(
    "ishares",
    title="iShares' holdings files",
    hosts=("www.ishares.com",),
    terms="BlackRock: for personal, non-commercial use; not to be passed on.",
    order=20,
)
def ishares_source(needs: Needs) -> tuple[Request, ...]:
    """The issuer's holdings of IWM, IVV, OEF, IJR and IJH, and how many shares each fund has out.

    The newest file only: what was not fetched on its day is not asked for later.
    """
    return tuple(
        Request(
            fund,
            ADDRESS.format(product=product, words=words, fund=fund),
            (_job("holdings", "ishares", fund), _job("funds", "ishares_fund", fund)),
            Manners(per_minute=10, seconds=30, cap=25_000_000, wire=25_000_000),
            begins=BEGINS,
        )
        for fund, (product, words) in PRODUCTS.items()
        if needs.catalog.lookup(fund)
    )


def _job(table: str, reader: str, fund: str) -> Job:
    units = {"weight": "percent"} if table == "holdings" else {}
    return Job(SPEC, table, Path(), "", reader=reader, constants={"fund": fund}, units=units,
               known=SPEC.known)  # fmt: skip


def _lines(path: Path) -> Lines:
    """Every record; the separator is the one with which there is a header, a comma without any."""
    text, _ = decoded(path)
    found: Lines = []
    for separator in SEPARATORS:
        lines = _records(text, separator, path.name)
        if _header_at(lines) is not None:
            return lines
        found = found or lines
    return found


def _records(text: str, separator: str, source: str) -> Lines:
    with reading(source, "text file"):
        cells = csv.reader(io.StringIO(text), delimiter=separator)
        made, begins = [], 1
        for fields in cells:
            made.append((begins, [cell.strip() for cell in fields]))
            begins = cells.line_num + 1
        return made


def _header_at(lines: Lines) -> int | None:
    for at, (_, fields) in enumerate(lines[:PREAMBLE]):
        if set(HEADER) <= set(fields):
            return at
    return None


def is_ishares(path: Path) -> str | None:
    """The fund's name if the file is such a file ('' when it has no preamble), else None."""
    try:
        lines = _lines(path)
    except BadFile:
        return None
    at = _header_at(lines)
    if at is None:
        return None
    return lines[0][1][0] if at > 0 and lines[0][1] else ""


def _said(lines: Lines, what: str) -> str:
    """What the preamble says of `what`: the rest of its cell and the cells after it; '' if nothing."""
    for _, fields in lines:
        if fields and fields[0].lower().startswith(what):
            # An unquoted comma cuts a day in two: its parts are joined again.
            own = fields[0][len(what) :].strip(' :"')
            parts = [own] if any(sign.isdigit() for sign in own) else []
            return ", ".join([*parts, *(cell for cell in fields[1:] if cell)])
    return ""


def _parts(path: Path) -> tuple[Lines, list[str], Lines]:
    """(preamble, header, the records of the table). Raises BadFile."""
    lines = _lines(path)
    at = _header_at(lines)
    if at is None:
        raise BadFile(f"{path.name}: no header 'Ticker,Name,Sector,...' in its first 30 rows",
                      "an iShares holdings CSV", "name the right reader in the manifest")  # fmt: skip
    header = lines[at][1]
    body = _table(lines[at + 1 :], header, path.name)
    if not body:
        raise BadFile(
            f"{path.name}: a header and no holdings", "at least one line", "fetch it again"
        )
    return lines[:at], header, body


def _table(lines: Lines, header: list[str], source: str) -> Lines:
    """The records up to the first blank row or the small print. A row of another width is damage."""
    made: Lines = []
    for at, (line, fields) in enumerate(lines):
        if not any(fields) or _prose(fields):
            _ended(lines[at + 1 :], header, source)
            return made
        kept = fields[: len(header)] if not any(fields[len(header) :]) else fields
        if kept == header:  # printed once more at the head of a page
            continue
        if len(kept) != len(header):
            raise BadFile(f"{source}, row {line}: {len(kept)} cells under a header of {len(header)}",
                          "a whole table", "fetch the file again")  # fmt: skip
        made.append((line, kept))
    return made


def _prose(fields: Sequence[str]) -> bool:
    """Whether a row is a sentence of the small print."""
    return not any(fields[1:]) and len(fields[0].split()) > 4


def _ended(rest: Lines, header: list[str], source: str) -> None:
    """Raise BadFile if holdings follow where the table seemed to end: a blank row has cut it."""
    weight = header.index("Weight (%)")
    for line, fields in rest:
        if len(fields) == len(header) and fields[weight].replace(".", "", 1).isdigit():
            raise BadFile(f"{source}, row {line}: holdings after the end of the table",
                          "one table", "fetch the file again")  # fmt: skip


def _stamp(preamble: Lines, source: str) -> date | None:
    return printed_day(_said(preamble, "fund holdings as of"), source)


@provider("ishares")
def read_ishares(path: Path, **_: Any) -> pl.DataFrame:
    """One row a holding: date (null if the file is undated), line, symbol, name, weight in percent.

    Lines without a ticker (private placements, warrants) carry their name as symbol, so that they
    stay apart. `kind` is equity, cash, derivative or other. `price` is given for shares in USD only.
    Numbers may be printed with decimal points or commas, one way in the whole file.
    """
    preamble, header, body = _parts(path)
    with reading(path.name, "iShares holdings CSV"):
        raw = _frame(header, body)
    decimal = _decimal(raw, path.name)
    kind = pl.col("Asset Class").replace_strict(KINDS, default="other")
    priced = (kind == "equity") & pl.col("Currency").eq_missing("USD")
    return raw.select(
        "row",
        date=pl.lit(_stamp(preamble, path.name), dtype=pl.Date),
        line=pl.int_range(1, pl.len() + 1, dtype=pl.Int64),
        symbol=pl.when(nothing("Ticker")).then("Name").otherwise("Ticker"),
        name="Name",
        weight=number("Weight (%)", decimal),
        shares=number("Shares", decimal),
        market_value=number("Market Value", decimal),
        price=pl.when(priced).then(number("Price", decimal)),
        kind=kind,
        sector="Sector",
        cusip=pl.when(~nothing("CUSIP")).then("CUSIP"),
        isin=pl.when(~nothing("ISIN")).then("ISIN"),
    )


def _decimal(raw: pl.DataFrame, source: str) -> Decimal:
    """The decimal sign of the file, told by the columns that have fractions."""
    told = raw.select(pl.when(~nothing(name)).then(name) for name in NUMBERS)
    return decimal_of(told.to_dict(), ["Shares"], source)


# Columns the reader uses, by the names the site has given them over the years.
NUMBERS = ("Weight (%)", "Market Value", "Shares", "Price")
NAMES = {
    "Ticker": ("Ticker",), "Name": ("Name",), "Sector": ("Sector",), "Asset Class": ("Asset Class",),
    "Weight (%)": ("Weight (%)",), "Market Value": ("Market Value",),
    "Shares": ("Shares", "Quantity"), "Price": ("Price",),
    "Currency": ("Market Currency", "Currency"), "CUSIP": ("CUSIP",), "ISIN": ("ISIN",),
}  # fmt: skip


def _frame(header: list[str], body: Lines) -> pl.DataFrame:
    """The table under our names; of a column printed twice the first counts, an absent one is null."""
    columns: dict[str, pl.Series] = {}
    for name, known in NAMES.items():
        at = next((header.index(word) for word in known if word in header), None)
        cells = [None if at is None else fields[at] for _, fields in body]
        columns[name] = pl.Series(cells, dtype=pl.String)
    return pl.DataFrame({"row": pl.Series([line for line, _ in body], dtype=pl.UInt32)} | columns)


@provider("ishares_fund")
def read_ishares_fund(path: Path, **_: Any) -> pl.DataFrame:
    """One row: the fund's shares outstanding (and net assets, where the preamble says them) by day.

    No row if the preamble says neither: nothing is worked out from the lines.
    """
    preamble, _header, _body = _parts(path)
    frame = pl.DataFrame(
        {
            "row": [2],
            "date": [_stamp(preamble, path.name)],
            "shares_outstanding": [_said(preamble, "shares outstanding")],
            "net_assets": [_said(preamble, "net assets")],
        },
        schema_overrides={"row": pl.UInt32, "date": pl.Date},
    )
    said = ("shares_outstanding", "net_assets")
    decimal = decimal_of(frame.select(said).to_dict(), said, path.name)
    frame = frame.with_columns(number(name, decimal).alias(name) for name in said)
    return frame.filter(pl.any_horizontal(pl.col(said).is_not_null()))
