"""Saxo Bank: the transactions export. What was traded stands in a phrase: Buy 3 @ 139.74 USD.

Its numbers come with decimal points or commas, side by side in one column. A cell that can be read in
one way only is read so; one that can be read in two is an Issue.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal

from rotascope.brokers.ledger import Line, Move, Outcome, summed
from rotascope.brokers.rows import Format, Unread, cells, day, issue, rows
from rotascope.providers.sniff import Sniff
from rotascope.terms import Book

__all__ = ["TRANSACTIONS"]

COLUMNS = ("Trade Date", "Type", "Instrument", "Instrument currency", "Instrument Symbol", "Event",
           "Amount", "Conversion Rate")  # fmt: skip
WORDS = {"buy": 1, "sell": -1, "koop": 1, "verkoop": -1, "kauf": 1, "verkauf": -1, "køb": 1,
         "salg": -1}  # fmt: skip
TRADES = ("trade", "transactie", "handel")
PHRASE = re.compile(r"(\w+) ([-\d.,]+) @ ([\d.,]+) ([A-Z]{3})$")
AMERICAN = ("xnas", "xnys", "arcx", "xase", "bats")
POINT = re.compile(r"-?\d{1,15}(?:\.\d{1,12})?$")
COMMA = re.compile(r"-?\d{1,15}(?:,\d{1,12})?$")
GROUPED = re.compile(r"-?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d{1,12})?$")
MONTHS = {"jan": "01", "feb": "02", "mar": "03", "mrt": "03", "mär": "03", "apr": "04", "may": "05",
          "mei": "05", "mai": "05", "maj": "05", "jun": "06", "jul": "07", "aug": "08", "sep": "09",
          "oct": "10", "okt": "10", "nov": "11", "dec": "12", "dez": "12"}  # fmt: skip
NOTE = (
    "summed from transactions: what was held before the file's first row is not in it, and cash is"
    " what the rows moved, no balance"
)


def _matches(seen: Sniff) -> bool:
    return seen.has(*COLUMNS)


def _read(seen: Sniff) -> Book:
    found = rows(seen.path, ";" if "separated by ';'" in seen.said else ",")
    outcomes: list[Outcome] = []
    header: list[str] = []
    for line, row in found:
        if not header:
            header = row
            continue
        try:
            outcomes.append(_move(line, cells(header, row)))
        except Unread as trouble:
            outcomes.append(issue(seen.path.name, line, str(trouble), row, key=" ".join(row[3:5])))
    return summed(seen.path.name, "Saxo Bank, transactions", outcomes, NOTE)


def _move(line: int, said: Mapping[str, str]) -> Move:
    first, month, year = [*said["Trade Date"].lower().split("-"), "", ""][:3]
    when = day(f"{year}-{MONTHS.get(month, month)}-{first}", "%Y-%m-%d")
    amount = _number(said["Amount"], "an amount")
    if _number(said["Conversion Rate"] or "1", "a rate") != 1:
        raise Unread("a conversion rate of 1: the file does not name the currency of the amount")
    currency = said["Instrument currency"].upper()
    if not currency:
        raise Unread("a currency")
    cash, text = ((currency, amount),), json.dumps(dict(said), ensure_ascii=False)
    if said["Type"].lower() not in TRADES:
        return Move(line, when, cash=cash, original=text)
    quantity = _traded(said["Event"])
    return Move(line, when, _line(said, currency), said["Instrument"], quantity,
                -amount if quantity > 0 else None, cash, original=text)  # fmt: skip


def _traded(event: str) -> Decimal:
    """Shares of 'Buy 3 @ 139.74 USD', negative for a sale."""
    found = PHRASE.match(event.strip())
    sign = WORDS.get(found[1].lower(), 0) if found else 0
    if found is None or not sign:
        raise Unread("an event such as 'Buy 3 @ 139.74 USD'")
    return sign * abs(_number(found[2], "a quantity"))


def _line(said: Mapping[str, str], currency: str) -> Line:
    symbol, _, exchange = said["Instrument Symbol"].partition(":")
    isin = said.get("Instrument ISIN", "").strip().upper()
    if not (symbol or isin):
        raise Unread("an instrument")
    american = exchange.lower() in AMERICAN
    printed = said["Instrument Symbol"]
    return Line(symbol if american else "", isin, "" if american else printed, currency)


def _number(text: str, what: str) -> Decimal:
    """The one number a cell can be. Raises Unread for none, or two."""
    plain = text.strip().replace("\u2212", "-")
    found = set()
    if POINT.match(plain):
        found.add(Decimal(plain))
    if COMMA.match(plain):
        found.add(Decimal(plain.replace(",", ".")))
    grouped = GROUPED.match(plain)
    if grouped and len(plain) < 30:
        found.add(Decimal(plain.replace(grouped[1], "").replace(",", ".")))
    if len(found) != 1:
        way = "that can be read in one way only" if found else "such as 1234.5"
        raise Unread(f"{what} {way}")
    return found.pop()


TRANSACTIONS = Format("saxo", "Saxo Bank, transactions", _matches, _read)
