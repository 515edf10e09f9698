"""N-PORT: what a fund reports to the SEC of every line it holds, contracts with their dealers among them.

The report prints lines only: cash, receivables and liabilities are the rest up to net assets, which the
holdings get as one line, worked out, so that they add up. It is parsed here and not by a client: T4 asks
for refused entities, bounded depth and bounded size, and edgartools, which the tests ask for a second
opinion, resolves entities and holds the whole document.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from rotascope.errors import BadFile
from rotascope.providers.bounded_xml import attribute, child, records, said
from rotascope.providers.roundhill import CUSIPS
from rotascope.registry import provider

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["REST", "read_nport", "read_nport_contracts", "read_nport_fund"]

REST = "Cash and other assets less liabilities"
LINES = 100_000
EQUITY, CASH, CONTRACT = ("EC", "EP"), ("STIV", "RA"), ("DCO", "DCR", "DE", "DFE", "DIR", "DO")
NO_CUSIP = ("000000000", "999999999")
KINDS = {"swapDeriv": "swap", "futrDeriv": "future", "fwdDeriv": "forward"}
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Report:
    """Who reports, as of when, and net assets in USD (None if not said)."""

    fund: str
    date: str
    net_assets: float | None


def _report(general: Element | None, size: Element | None, funds: Mapping[str, str],
            source: str) -> _Report:  # fmt: skip
    day = said(general, "repPdDate")
    cik = said(general, "regCik")
    fund = said(general, "seriesId") or (f"CIK{cik}" if cik else None)
    if day is None or fund is None:
        raise BadFile(f"{source}: no report date or no fund in it", "an N-PORT report",
                      "fetch primary_doc.xml again")  # fmt: skip
    return _Report(funds.get(fund, fund), day, _number(said(size, "netAssets")))


def _number(text: str | None) -> float | None:
    try:
        made = float(text) if text is not None else math.nan
    except ValueError:
        return None
    return made if math.isfinite(made) else None


def _parts(path: Path, funds: Mapping[str, str], make: Any) -> tuple[_Report, list[Row]]:
    """(the report's head, what `make` gives for each line it reports)."""
    general = size = None
    rows: list[Row] = []
    number = 0
    for name, element in records(path, ("genInfo", "fundInfo", "invstOrSec")):
        if name == "invstOrSec":
            number += 1
            rows += [row | {"row": number, "line": number} for row in make(element)]
        elif name == "genInfo":
            general = element
        else:
            size = element
        if number > LINES:
            raise BadFile(f"{path.name}: more than {LINES:,} lines", "one fund's report", "")
    return _report(general, size, funds, path.name), rows


def _framed(
    report: _Report, rows: list[Row], columns: Mapping[str, Any], filed: str
) -> pl.DataFrame:
    """Rows with their fund and day, and, where the filing's day is given, when they were known."""
    schema = {"row": pl.UInt32, "line": pl.Int64, **columns}
    frame = pl.DataFrame(rows, schema=schema).with_columns(
        fund=pl.lit(report.fund), date=pl.lit(report.date)
    )
    return frame.with_columns(known_at=pl.lit(filed)) if filed else frame


HOLDING = dict.fromkeys(
    ("symbol", "name", "shares", "kind", "sector", "cusip", "isin", "lei"), pl.String
) | {"weight": pl.String, "market_value": pl.String}


@provider("nport")
def read_nport(path: Path, **options: Any) -> pl.DataFrame:
    """One row a reported line: fund, date, line, symbol, name, weight in percent, value, kind, codes.

    `fund` is the series (S000004344), or CIK... of a trust that has none, unless `funds` = {series:
    symbol} names it; `filed` (a day) becomes known_at. `row` counts the lines. The last line is net
    assets less all values, where both are said.
    """
    report, rows = _parts(path, options.get("funds", {}), _holding)
    rest = _rest(report, rows)
    return _framed(report, rows + rest, HOLDING, options.get("filed", ""))


def _holding(element: Element) -> Iterator[Row]:
    name, title = said(element, "name"), said(element, "title")
    kind = _kind(element)
    # Contracts carry made-up codes where lines carry a CUSIP.
    code = said(element, "cusip") if kind != "derivative" else None
    cusip = None if code in NO_CUSIP else code
    ticker = attribute(child(element, "identifiers", "ticker"), "value")
    symbol = ticker or (CUSIPS.get(cusip or "") if kind == "equity" else None)
    yield {
        "symbol": symbol or title or name,
        "name": name or title,
        "weight": said(element, "pctVal"),
        "shares": said(element, "balance") if said(element, "units") == "NS" else None,
        "market_value": said(element, "valUSD"),
        "kind": kind,
        "cusip": cusip,
        "isin": attribute(child(element, "identifiers", "isin"), "value"),
        "lei": said(element, "lei"),
    }


def _kind(element: Element) -> str:
    category = said(element, "assetCat") or attribute(
        child(element, "assetConditional"), "assetCat"
    )
    if category in CONTRACT or child(element, "derivativeInfo") is not None:
        return "derivative"
    if category in EQUITY:
        return "equity"
    # A bill is what collateral is held in; notes and bonds are holdings.
    bill = said(element, "issuerCat") == "UST" and "BILL" in (said(element, "title") or "").upper()
    return "cash" if category in CASH or bill else "other"


def _rest(report: _Report, rows: list[Row]) -> list[Row]:
    """The line that is not reported: net assets less every value. None where one is not said."""
    values = [_number(row["market_value"]) for row in rows]
    known = [value for value in values if value is not None]
    if not report.net_assets or len(known) < len(values):
        return []
    left = report.net_assets - math.fsum(known)
    at = len(rows) + 1
    weight = f"{100 * left / report.net_assets:.10f}"
    said_of = {"market_value": f"{left:.2f}", "weight": weight, "kind": "cash"}
    return [{"row": at, "line": at, "symbol": REST, "name": REST} | said_of]


CONTRACTS = {
    "kind": pl.String, "underlying": pl.String, "name": pl.String, "notional": pl.Float64,
    "counterparty": pl.String, "maturity": pl.String, "value": pl.String,
}  # fmt: skip


@provider("nport_contracts")
def read_nport_contracts(path: Path, **options: Any) -> pl.DataFrame:
    """One row a swap, future or forward: underlying, notional (USD, short negative), dealer, last day.

    `weight` is the notional over net assets, a fraction. Notional in another currency is null: at which
    rate it was valued is not told unmistakably. Options print no notional and are left to the holdings.
    """
    report, rows = _parts(path, options.get("funds", {}), _contract)
    frame = _framed(report, rows, CONTRACTS, options.get("filed", ""))
    return frame.with_columns(weight=pl.col("notional") / (report.net_assets or None))


def _contract(element: Element) -> Iterator[Row]:
    info = child(element, "derivativeInfo")
    for part in info if info is not None else ():
        kind = KINDS.get(part.tag.rpartition("}")[2])
        if kind is None:
            continue
        under, notional, last = (
            _exchange(part) if child(part, "curPur") is not None else _terms(part)
        )
        title = said(element, "title")
        yield {
            "kind": kind,
            "underlying": under or title or said(element, "name"),
            "name": title or said(element, "name"),
            "notional": notional,
            "counterparty": said(part, "counterparties", "counterpartyName"),
            "maturity": last,
            "value": said(part, "unrealizedAppr"),
        }


Terms = tuple[str | None, float | None, str | None]


def _terms(part: Element) -> Terms:
    """(underlying, notional, last day) of a swap, a future or a forward that is no exchange of money.

    A swap is short if the return of its underlying is paid and not received.
    """
    amount = _number(said(part, "notionalAmt")) if said(part, "curCd") in (None, "USD") else None
    pays = child(part, "otherPmntDesc") is not None and child(part, "otherRecDesc") is None
    if amount is not None and (said(part, "payOffProf") == "Short" or pays):
        amount = -amount
    return _underlying(part), amount, said(part, "terminationDt") or said(part, "expDate")


def _exchange(part: Element) -> Terms:
    """The same of a currency forward: long the currency that is bought with dollars, short one sold."""
    bought, sold, last = said(part, "curPur"), said(part, "curSold"), said(part, "settlementDt")
    if sold == "USD":
        return bought, _number(said(part, "amtCurSold")), last
    paid = _number(said(part, "amtCurPur")) if bought == "USD" else None
    return (sold if bought == "USD" else f"{bought}/{sold}"), None if paid is None else -paid, last


def _underlying(part: Element) -> str | None:
    """Ticker, else the symbol of a CUSIP we know, else a code as printed, else a name."""
    told = child(part, "descRefInstrmnt")
    other = child(told, "otherRefInst")
    codes = {name: attribute(child(other, "identifiers", name), "value")
             for name in ("ticker", "cusip", "isin")}  # fmt: skip
    isin = codes["isin"] or ""
    cusip = codes["cusip"] or (isin[2:11] if isin.startswith("US") else None)
    index = child(told, "indexBasketInfo")
    return (
        codes["ticker"] or CUSIPS.get(cusip or "") or cusip or codes["isin"]
        or said(other, "issueTitle") or said(index, "indexIdentifier") or said(index, "indexName")
    )  # fmt: skip


@provider("nport_fund")
def read_nport_fund(path: Path, **options: Any) -> pl.DataFrame:
    """One row: the fund's net assets in USD on the report's day. Shares outstanding are not reported."""
    report, _ = _parts(path, options.get("funds", {}), lambda _element: ())
    row = {"row": 1, "line": 1, "net_assets": report.net_assets}
    made = _framed(report, [row], {"net_assets": pl.Float64}, options.get("filed", ""))
    return made.filter(pl.col("net_assets").is_not_null())
