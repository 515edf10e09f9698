"""Fidelity: the positions export and the history of accounts.

Positions: Account Number, Account Name, Symbol, Description, Quantity, Last Price, ..., Current Value.
History: Run Date, Action, Symbol, ..., Quantity, ..., Amount ($); the Action is a sentence. Small print
follows the table; positions say on which day they were downloaded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from rotascope.brokers.ledger import Line, Move, Outcome, account_for, summed
from rotascope.brokers.rows import Format, Ignored, Unread, cells, day, issue, money, rows, us_line
from rotascope.providers.sniff import Sniff
from rotascope.terms import Book, Issue, Position

__all__ = ["FORMATS"]

STATED = ("Account Number", "Symbol", "Description", "Quantity", "Current Value")
HISTORY = ("Run Date", "Action", "Symbol", "Quantity", "Amount ($)")
DOWNLOADED = re.compile(r"Date downloaded\s+(\w{3}-\d{2}-\d{4}|\d{2}/\d{2}/\d{4})")
BOUGHT, SOLD = ("YOU BOUGHT", "REINVESTMENT"), ("YOU SOLD",)
MOVED = ("TRANSFERRED", "TRANSFER OF ASSETS", "DISTRIBUTION", "STOCK SPLIT", "REVERSE SPLIT",
         "MERGER", "EXCHANGED", "SPIN", "NAME CHANGE", "JOURNALED", "CONVERSION")  # fmt: skip
SPLITS = ("DISTRIBUTION", "STOCK SPLIT", "REVERSE SPLIT")
NOTE = (
    "summed from transactions: what was held before the file's first row is not in it, and cash is"
    " what the rows moved, no balance"
)
PROSE = Ignored("small print")
Cash = tuple[str, Decimal]


def _states(seen: Sniff) -> bool:
    return seen.has(*STATED)


def _tells(seen: Sniff) -> bool:
    return seen.has(*HISTORY)


def _body(
    seen: Sniff, wanted: tuple[str, ...]
) -> tuple[list[str], list[tuple[int, list[str]]], int]:
    """(header, the rows below it, how many stood above)."""
    found = rows(seen.path)
    at = next(n for n, (_, row) in enumerate(found) if set(wanted) <= set(row))
    return found[at][1], found[at + 1 :], at


def _positions(seen: Sniff) -> Book:
    source = seen.path.name
    header, body, above = _body(seen, STATED)
    outcomes: list[Position | Cash | Ignored | Issue] = [Ignored("above the header")] * above
    outcomes += [_stated(source, line, header, row) for line, row in body]
    stamp = next((when for _, row in body if (when := _downloaded(row))), None)
    positions = [one for one in outcomes if isinstance(one, Position)]
    cash = sum((one[1] for one in outcomes if isinstance(one, tuple)), Decimal(0))
    return account_for(source, "Fidelity, positions", stamp, positions,
                       (("USD", float(cash)),) if cash else (), outcomes,
                       "positions as the broker stated them")  # fmt: skip


def _downloaded(row: list[str]) -> date | None:
    found = DOWNLOADED.search(" ".join(row))
    try:
        return day(found[1], "%b-%d-%Y", "%m/%d/%Y") if found else None
    except Unread:
        return None


def _prose(row: list[str]) -> bool:
    return not any(row[1:]) and (len(row[0].split()) > 3 or bool(DOWNLOADED.search(row[0])))


def _stated(
    source: str, line: int, header: list[str], row: list[str]
) -> Position | Cash | Ignored | Issue:
    if _prose(row):
        return PROSE
    try:
        return _holding(cells(header, row))
    except Unread as trouble:
        return issue(source, line, str(trouble), row, key=" ".join(row[:3]))


def _holding(said: Mapping[str, str]) -> Position | Cash:
    value = money(said["Current Value"], "a value")
    quantity = money(said["Quantity"], "a quantity")
    core = said["Symbol"].strip().endswith("**") or said["Symbol"].lower() == "pending activity"
    if core and quantity is None:
        if value is None:
            raise Unread("an amount of cash")
        return "USD", value
    named = us_line(said["Symbol"])
    if quantity is None:
        raise Unread("a quantity")
    price, cost = money(said.get("Last Price", "")), money(said.get("Average Cost Basis", ""))
    return Position(
        named.get("symbol", ""), said["Description"], float(quantity), "USD",
        None if price is None else float(price),
        None if value is None else float(value),
        None if cost is None else float(cost),
        code=named.get("code", ""),
    )  # fmt: skip


def _history(seen: Sniff) -> Book:
    source = seen.path.name
    header, body, above = _body(seen, HISTORY)
    outcomes: list[Outcome] = [Ignored("above the header")] * above
    outcomes += [_outcome(source, line, header, row) for line, row in body]
    return summed(source, "Fidelity, history", outcomes, NOTE)


def _outcome(source: str, line: int, header: list[str], row: list[str]) -> Outcome:
    if _prose(row):
        return PROSE
    try:
        return _move(line, cells(header, row))
    except Unread as trouble:
        return issue(source, line, str(trouble), row, key=" ".join(row[:2])[:60])


def _move(line: int, said: Mapping[str, str]) -> Move:
    when, action = day(said["Run Date"], "%m/%d/%Y", "%m-%d-%Y", "%b-%d-%Y"), said["Action"].upper()
    quantity, amount = money(said["Quantity"], "a quantity"), money(said["Amount ($)"], "an amount")
    cash = (("USD", amount),) if amount is not None else ()
    text = json.dumps(dict(said), ensure_ascii=False)
    if not quantity:
        if amount is None:
            raise Unread("a quantity or an amount")
        return Move(line, when, cash=cash, original=text)
    signed, paid = _shares(action.strip(), quantity, amount)
    held = Line(**us_line(said["Symbol"]))
    name = said.get("Description") or said.get("Security Description", "")
    return Move(line, when, held, name, signed, paid, cash, "SHORT SALE" in action, text)


def _shares(
    action: str, quantity: Decimal, amount: Decimal | None
) -> tuple[Decimal, Decimal | None]:
    """(shares in or out, what they cost together)."""
    if action.startswith(BOUGHT):
        return abs(quantity), -amount if amount is not None else None
    if action.startswith(SOLD):
        return -abs(quantity), None
    if action.startswith(MOVED):
        return quantity, Decimal(0) if action.startswith(SPLITS) else None
    raise Unread("an action whose shares are known to come or to go")


FORMATS = (
    Format("fidelity_positions", "Fidelity, positions", _states, _positions),
    Format("fidelity_history", "Fidelity, history", _tells, _history),
)
