"""Charles Schwab: the transactions export, one row a transaction, newest first.

Columns Date, Action, Symbol, Description, Quantity, Price, Fees & Comm, Amount. A split or a merger
says how many shares came or went; the line it renames goes by its CUSIP there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from rotascope.brokers.ledger import Line, Move, Outcome, summed
from rotascope.brokers.rows import Format, Ignored, Unread, cells, day, issue, money, rows, us_line
from rotascope.providers.sniff import Sniff
from rotascope.terms import Book

__all__ = ["TRANSACTIONS"]

COLUMNS = ("Date", "Action", "Symbol", "Description", "Quantity", "Price", "Fees & Comm", "Amount")
BOUGHT = ("buy", "reinvest shares", "buy to cover")
SOLD = ("sell", "sell short")
MOVED = {
    "stock split": True, "reverse split": True, "stock div dist": True, "name change": True,
    "spin-off": False, "stock merger": False, "conversion": False, "journaled shares": False,
    "journal": False, "security transfer": False, "stock plan activity": False, "exchange": False,
    "internal transfer": False, "reorganization": False, "mandatory reorg exc": False,
}  # fmt: skip
"""Actions whose quantity is what came (+) or went (-); True: they bring shares that cost nothing."""
NOTE = (
    "summed from transactions: what was held before the file's first row is not in it, and cash is"
    " what the rows moved, no balance"
)


def _matches(seen: Sniff) -> bool:
    return seen.has(*COLUMNS)


def _read(seen: Sniff) -> Book:
    source = seen.path.name
    outcomes: list[Outcome] = []
    header: list[str] | None = None
    for line, row in rows(seen.path):
        if header is None:
            if set(COLUMNS) <= set(row):
                header = row
            else:
                outcomes.append(Ignored("above the header"))
            continue
        outcomes.append(_outcome(source, line, header, row))
    return summed(source, "Charles Schwab, transactions", outcomes, NOTE)


def _outcome(source: str, line: int, header: list[str], row: list[str]) -> Outcome:
    try:
        said = cells(header, row)
        if said["Date"].lower().startswith("transactions total"):
            return Ignored("the file's own total")
        return _move(line, said)
    except Unread as trouble:
        return issue(source, line, str(trouble), row, key=" ".join(row[:3]))


def _move(line: int, said: Mapping[str, str]) -> Move:
    when, action = _day(said["Date"]), said["Action"].strip().lower()
    quantity, amount = money(said["Quantity"], "a quantity"), money(said["Amount"], "an amount")
    cash = (("USD", amount),) if amount is not None else ()
    text = json.dumps(dict(said), ensure_ascii=False)
    if not quantity:
        if amount is None:
            raise Unread("a quantity or an amount")
        return Move(line, when, cash=cash, original=text)
    signed, paid = _shares(action, quantity, amount)
    held = Line(**us_line(said["Symbol"]))
    return Move(line, when, held, said["Description"], signed, paid, cash, action == "sell short",
                text)  # fmt: skip


def _shares(
    action: str, quantity: Decimal, amount: Decimal | None
) -> tuple[Decimal, Decimal | None]:
    """(shares in or out, what they cost together)."""
    if action in BOUGHT:
        return abs(quantity), -amount if amount is not None else None
    if action in SOLD:
        return -abs(quantity), None
    if action in MOVED:
        return quantity, Decimal(0) if MOVED[action] else None
    raise Unread("an action whose shares are known to come or to go")


def _day(text: str) -> date:
    """'07/15/2024 as of 07/12/2024' happened on the second day."""
    return day(text.rpartition(" as of ")[2], "%m/%d/%Y")


TRANSACTIONS = Format("schwab", "Charles Schwab, transactions", _matches, _read)
