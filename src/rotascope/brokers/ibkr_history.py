"""Interactive Brokers: the transaction history as CSV, amounts in the account's base currency."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from rotascope.brokers.ibkr_statement import Record, period_end, records
from rotascope.brokers.ledger import Line, Move, Outcome, summed
from rotascope.brokers.rows import Format, Ignored, Unread, day, issue, money
from rotascope.providers.sniff import Sniff
from rotascope.terms import Book

__all__ = ["HISTORY"]

SECTION = "Transaction History"
TRADES = {"Buy": 1, "Sell": -1, "Assignment": 0, "Exercise": 0}
NAMED = re.compile(r"^([A-Z0-9. ]{1,12})\(([A-Z]{2}[A-Z0-9]{9}\d)\)")
NOTE = (
    "summed from transactions: what was held before the file's first row is not in it; cash is the"
    " starting balance and what the rows moved"
)


def _matches(seen: Sniff) -> bool:
    return seen.begins("Statement", "Header") and seen.begins(SECTION, "Header")


def _read(seen: Sniff) -> Book:
    found = list(records(seen))
    base = _summary(found, "Base Currency").upper()
    isins = {m[1].strip(): m[2] for o in found if (m := NAMED.match(o.said.get("Description", "")))}
    start = _start(found, base)
    outcomes = [_outcome(seen.path.name, one, base, isins, start) for one in found]
    outcomes = _checked(seen.path.name, outcomes, found)
    return summed(seen.path.name, "Interactive Brokers, transaction history", outcomes, NOTE)


def _summary(found: list[Record], name: str) -> str:
    said = (o.said for o in found if o.section == "Summary")
    return next((s.get("Field Value", "") for s in said if s.get("Field Name") == name), "")


def _start(found: list[Record], base: str) -> Move | None:
    """The starting balance, as a move before the first row."""
    days = [when for one in found if (when := _day(one.said))]
    try:
        amount = money(_summary(found, "Starting Cash"))
    except Unread:
        return None
    first = min(days, default=period_end(found))
    if not amount or first is None or not base:
        return None
    return Move(0, first, cash=((base, amount),))


def _day(said: Mapping[str, str]) -> date | None:
    try:
        return day(said.get("Date", ""), "%Y-%m-%d")
    except Unread:
        return None


def _outcome(
    source: str, one: Record, base: str, isins: Mapping[str, str], start: Move | None
) -> Outcome:
    if one.section == "Summary" and one.said.get("Field Name") == "Starting Cash" and start:
        return start
    if one.section != SECTION or one.kind != "Data":
        return Ignored(
            "headers and totals" if one.section == SECTION else f"section {one.section[:40]}"
        )
    try:
        if one.trouble or not base:
            raise Unread(one.trouble or "a base currency in the summary")
        return _move(one, base, isins)
    except Unread as trouble:
        return issue(source, one.line, str(trouble), one.row, key=one.said.get("Symbol", ""))


def _move(one: Record, base: str, isins: Mapping[str, str]) -> Move:
    said, kind = one.said, one.said.get("Transaction Type", "")
    when, amount = day(said.get("Date", ""), "%Y-%m-%d"), money(said.get("Net Amount", ""))
    if amount is None:
        raise Unread("a net amount")
    cash, text = ((base, amount),), json.dumps(list(one.row), ensure_ascii=False)
    if kind not in TRADES:
        if kind != "Forex Trade Component" and money(said.get("Quantity", ""), "a quantity"):
            raise Unread("a transaction whose shares are known to come or to go")
        return Move(one.line, when, cash=cash, original=text)
    quantity = money(said.get("Quantity", ""), "a quantity")
    if not quantity or not TRADES[kind]:
        raise Unread("a purchase or a sale of shares")
    signed = TRADES[kind] * abs(quantity)
    held = _line(said.get("Symbol", ""), base, isins)
    return Move(one.line, when, held, said.get("Description", ""), signed,
                -amount if signed > 0 else None, cash, original=text)  # fmt: skip


def _line(symbol: str, base: str, isins: Mapping[str, str]) -> Line:
    """Amounts are in the base currency whatever a line is traded in: only an ISIN tells a US line."""
    if symbol in ("", "-"):
        raise Unread("a symbol")
    isin = isins.get(symbol, "")
    american = isin.startswith("US") or (not isin and base == "USD")
    return Line(symbol if american else "", isin, "" if american else symbol, base)


def _checked(source: str, outcomes: list[Outcome], found: list[Record]) -> list[Outcome]:
    """The summary's Change beside what the rows moved: where they differ, its row says so."""
    moved = sum(
        (a for o in outcomes if isinstance(o, Move) and o.row for _, a in o.cash), Decimal(0)
    )
    for place, one in enumerate(found):
        if one.section != "Summary" or one.said.get("Field Name") != "Change":
            continue
        try:
            stated = money(one.said.get("Field Value", ""))
        except Unread:
            stated = None
        if stated is not None and abs(stated - moved) > Decimal("0.01"):
            outcomes[place] = issue(
                source, one.line, f"the rows' own sum, {moved:,.2f}", one.row, key="Change"
            )
    return outcomes


HISTORY = Format("ibkr_history", "Interactive Brokers, transaction history", _matches, _read)
