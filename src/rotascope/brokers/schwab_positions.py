"""Charles Schwab: the positions export. A line says whose account and when, a header follows.

Its columns were renamed in 2024: Quantity is now Qty (Quantity), Market Value is Mkt Val (Market Value).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from rotascope.brokers.ledger import account_for
from rotascope.brokers.rows import Format, Ignored, Unread, cells, day, issue, money, rows, us_line
from rotascope.providers.sniff import Sniff
from rotascope.terms import Book, Issue, Position

__all__ = ["POSITIONS"]

NAMES = {
    "quantity": ("Quantity", "Qty (Quantity)"),
    "price": ("Price",),
    "value": ("Market Value", "Mkt Val (Market Value)"),
    "cost": ("Cost Basis",),
    "kind": ("Security Type", "Asset Type"),
}
OPENING = "positions for account"
STAMP = re.compile(r"as of .*?(\d{4}/\d{2}/\d{2}|\d{2}/\d{2}/\d{4})", re.I)
NOTE = "positions as the broker stated them"
Cash = tuple[str, Decimal]


def _matches(seen: Sniff) -> bool:
    opened = any(row[0].lower().startswith(OPENING) for _, row in seen.rows)
    return opened and seen.has("Symbol", "Description") and _columns(seen.header) is not None


def _columns(header: Sequence[str]) -> dict[str, str] | None:
    """Our names for the file's columns; None if a quantity or a value has none."""
    found = {
        name: next((column for column in known if column in header), "")
        for name, known in NAMES.items()
    }
    return found if found["quantity"] and found["value"] else None


def _read(seen: Sniff) -> Book:
    source = seen.path.name
    outcomes: list[Position | Cash | Ignored | Issue] = []
    stamp: date | None = None
    header: list[str] = []
    for line, row in rows(seen.path):
        if row[0].lower().startswith(OPENING):
            stamp, header = _stamp(row[0]) or stamp, []
            outcomes.append(Ignored("the account and the day"))
        elif not header:
            header = row if _columns(row) else []
            if not header:
                outcomes.append(Ignored("above the header"))
        else:
            outcomes.append(_outcome(source, line, header, row))
    positions = [one for one in outcomes if isinstance(one, Position)]
    cash = sum((one[1] for one in outcomes if isinstance(one, tuple)), Decimal(0))
    return account_for(source, "Charles Schwab, positions", stamp, positions,
                       (("USD", float(cash)),) if cash else (), outcomes, NOTE)  # fmt: skip


def _stamp(text: str) -> date | None:
    found = STAMP.search(text)
    try:
        return day(found[1], "%Y/%m/%d", "%m/%d/%Y") if found else None
    except Unread:
        return None


def _outcome(
    source: str, line: int, header: list[str], row: list[str]
) -> Position | Cash | Ignored | Issue:
    try:
        return _line(cells(header, row), _columns(header) or {})
    except Unread as trouble:
        return issue(source, line, str(trouble), row, key=row[0])


def _line(said: Mapping[str, str], columns: Mapping[str, str]) -> Position | Cash | Ignored:
    symbol, value = said["Symbol"], money(said[columns["value"]], "a market value")
    if symbol.lower() in ("account total", "positions total"):
        return Ignored("the file's own total")
    if symbol.lower().startswith("cash"):
        if value is None:
            raise Unread("an amount of cash")
        return "USD", value
    kind = said.get(columns["kind"], "")
    if "option" in kind.lower():
        raise Unread("shares or a fund: contracts are not read yet")
    quantity = money(said[columns["quantity"]], "a quantity")
    if quantity is None:
        raise Unread("a quantity")
    return _position(said, columns, quantity, value)


def _position(
    said: Mapping[str, str], columns: Mapping[str, str], quantity: Decimal, value: Decimal | None
) -> Position:
    price, paid = money(said.get(columns["price"], "")), money(said.get(columns["cost"], ""))
    named = us_line(said["Symbol"])
    return Position(
        named.get("symbol", ""), said["Description"], float(quantity), "USD",
        None if price is None else float(price),
        None if value is None else float(value),
        float(paid / quantity) if paid is not None and quantity > 0 else None,
        code=named.get("code", ""),
    )  # fmt: skip


POSITIONS = Format("schwab_positions", "Charles Schwab, positions", _matches, _read)
