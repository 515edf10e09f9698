"""Interactive Brokers: the activity statement as CSV, sections of rows `Section,Header|Data|Total,...`.

Positions are the section Open Positions, cash the ending balances of the Cash Report; ISINs and names
come from Financial Instrument Information. Every other section is passed over and counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rotascope.brokers.ledger import account_for
from rotascope.brokers.rows import Format, Ignored, Unread, cells, day, issue, money, rows
from rotascope.providers.sniff import Sniff
from rotascope.terms import Book, Issue, Position

__all__ = ["STATEMENT", "Record", "period_end", "records"]

OPEN, CASH, KNOWN = "Open Positions", "Cash Report", "Financial Instrument Information"
ENDING = "ending cash"
DETAIL = re.compile(r"\w+ \d{1,2}, \d{4}")


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a section under that section's own header; `kind` is Header, Data, Total, SubTotal."""

    line: int
    section: str
    kind: str
    said: dict[str, str]
    row: tuple[str, ...]
    trouble: str = ""


def records(seen: Sniff) -> Iterator[Record]:
    """Every row of a statement. A row that does not fit its section's header says so in `trouble`."""
    header: list[str] = []
    for line, row in rows(seen.path):
        section, kind, rest = row[0], row[1] if len(row) > 1 else "", row[2:]
        if kind == "Header":
            header = rest
        trouble, said = "", {}
        try:
            said = cells(header, rest) if kind == "Data" else {}
        except Unread as found:
            trouble = str(found)
        yield Record(line, section, kind, said, tuple(row), trouble)


def period_end(found: list[Record]) -> date | None:
    """The last day of the statement's period."""
    for one in found:
        if one.section == "Statement" and one.said.get("Field Name") == "Period":
            days = DETAIL.findall(one.said.get("Field Value", ""))
            try:
                return day(days[-1], "%B %d, %Y") if days else None
            except Unread:
                return None
    return None


def _matches(seen: Sniff) -> bool:
    return seen.begins("Statement", "Header") and not seen.begins("Transaction History", "Header")


def _read(seen: Sniff) -> Book:
    found = list(records(seen))
    known = {(o.said.get("Symbol", "")): o.said for o in found if o.section == KNOWN and o.said}
    outcomes = [_outcome(seen.path.name, one, known) for one in found]
    positions = [one for one in outcomes if isinstance(one, Position)]
    cash = [(c, float(a)) for c, a in (o for o in outcomes if isinstance(o, tuple)) if a]
    note = "positions and ending cash as the broker stated them"
    return account_for(seen.path.name, "Interactive Brokers, activity statement", period_end(found),
                       positions, sorted(cash), outcomes, note)  # fmt: skip


def _outcome(
    source: str, one: Record, known: Mapping[str, Mapping[str, str]]
) -> Position | tuple[str, Decimal] | Ignored | Issue:
    if one.section not in (OPEN, CASH):
        return Ignored(f"section {one.section[:40]}")
    if one.kind != "Data":
        return Ignored("headers and totals")
    try:
        if one.trouble:
            raise Unread(one.trouble)
        return _position(one.said, known) if one.section == OPEN else _balance(one.said)
    except Unread as trouble:
        return issue(source, one.line, str(trouble), one.row, key=one.section)


def _position(
    said: Mapping[str, str], known: Mapping[str, Mapping[str, str]]
) -> Position | Ignored:
    if said.get("DataDiscriminator", "Summary") != "Summary":
        return Ignored("a lot of a position stated above")
    if not said.get("Asset Category", "").startswith("Stock"):
        raise Unread("shares or a fund: contracts are not read yet")
    symbol, quantity = said.get("Symbol", ""), money(said.get("Quantity", ""), "a quantity")
    if not symbol or quantity is None:
        raise Unread("a symbol and a quantity")
    currency, more = said.get("Currency", "").upper(), known.get(symbol, {})
    price, value, cost = (
        money(said.get(name, "")) for name in ("Close Price", "Value", "Cost Price")
    )
    return Position(
        symbol if currency == "USD" else "", more.get("Description", ""), float(quantity), currency,
        None if price is None else float(price),
        None if value is None else float(value),
        None if cost is None else float(cost),
        _isin(more.get("Security ID", "")), "" if currency == "USD" else symbol,
    )  # fmt: skip


def _isin(text: str) -> str:
    return text if re.fullmatch(r"[A-Z]{2}[A-Z0-9]{9}\d", text) else ""


def _balance(said: Mapping[str, str]) -> tuple[str, Decimal] | Ignored:
    if said.get("Currency Summary", "").lower() != ENDING:
        return Ignored("how cash came about")
    currency, amount = said.get("Currency", ""), money(said.get("Total", ""), "an amount")
    if currency == "Base Currency Summary":
        return Ignored("the sum of all currencies")
    if not currency or amount is None:
        raise Unread("a currency and an amount")
    return currency, amount


STATEMENT = Format("ibkr_statement", "Interactive Brokers, activity statement", _matches, _read)
