"""A plain table of positions: symbol, quantity and, if known, price; columns in any order and case."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from rotascope.brokers.ledger import account_for
from rotascope.brokers.rows import Format, Ignored, Unread, issue, money
from rotascope.errors import BadFile
from rotascope.providers import forms
from rotascope.providers.sniff import Sniff
from rotascope.providers.table import read_table
from rotascope.terms import Book, Issue, Position

__all__ = ["PLAIN"]

NAMES = {
    "symbol": ("symbol", "ticker"),
    "quantity": ("quantity", "qty", "shares", "units"),
    "price": ("price", "last price"),
    "cost": ("cost", "cost per share", "average cost", "avg cost"),
    "name": ("name", "description"),
    "currency": ("currency", "ccy"),
    "isin": ("isin",),
}
NUMBERS = ("quantity", "price", "cost")
DATED = {"date", "day", "trade date", "run date", "weight (%)", "asset class"}
"""Columns of price tables, transactions and fund files, which are no positions of a client."""
CASH = ("CASH", "USD CASH")
"""What a row of cash is called where a symbol stands; its quantity is the amount."""


def _matches(seen: Sniff) -> bool:
    if seen.kind not in ("csv", "xlsx", "parquet") or seen.names & DATED:
        return False
    return all(seen.names & set(NAMES[name]) for name in ("symbol", "quantity"))


def _mapped(seen: Sniff) -> dict[str, str]:
    made = {}
    for target, known in NAMES.items():
        found = [column for column in seen.header if column.strip().lower() in known]
        if len(found) > 1:
            raise BadFile(f"{seen.path.name}: columns '{found[0]}' and '{found[1]}' could both be the"
                          f" {target}", "one of them", "remove one")  # fmt: skip
        if found:
            made[target] = found[0]
    return made


def _read(seen: Sniff) -> Book:
    mapped = _mapped(seen)
    table = read_table(seen.path).select(
        "row", **{name: pl.col(column).cast(pl.String) for name, column in mapped.items()}
    )
    numbers = {name: table[name] for name in NUMBERS if name in mapped}
    decimal = forms.decimal_of(numbers, (), seen.path.name)
    table = table.with_columns(forms.number(pl.col(name), decimal).alias(name) for name in numbers)
    outcomes = [_outcome(seen.path.name, said) for said in table.iter_rows(named=True)]
    positions = [one for one in outcomes if isinstance(one, Position)]
    cash: dict[str, float] = {}
    for currency, amount in (one for one in outcomes if isinstance(one, tuple)):
        cash[currency] = cash.get(currency, 0.0) + amount
    note = "positions as the table states them, of no day"
    return account_for(seen.path.name, "a plain table", None, positions, sorted(cash.items()),
                       outcomes, note)  # fmt: skip


def _outcome(
    source: str, said: Mapping[str, str | int | None]
) -> Position | tuple[str, float] | Ignored | Issue:
    text = {name: str(cell or "").strip() for name, cell in said.items() if name != "row"}
    row = int(said["row"] or 0)
    try:
        return _line(text)
    except Unread as trouble:
        return issue(source, row, str(trouble), text, key=text["symbol"])


def _line(text: Mapping[str, str]) -> Position | tuple[str, float] | Ignored:
    symbol, currency = text["symbol"], (text.get("currency", "") or "USD").upper()
    if symbol.lower() in ("total", "totals", "account total"):
        return Ignored("the file's own total")
    quantity = money(text["quantity"], "a quantity")
    if quantity is None:
        raise Unread("a quantity")
    if symbol.upper() in CASH:
        return currency, float(quantity)
    isin = text.get("isin", "")
    if not (symbol or isin):
        raise Unread("a symbol")
    price, cost = money(text.get("price", "")), money(text.get("cost", ""))
    return Position(
        symbol, text.get("name", ""), float(quantity), currency,
        None if price is None else float(price),
        None if price is None else float(price * quantity),
        None if cost is None else float(cost),
        isin,
    )  # fmt: skip


PLAIN = Format("plain", "a plain table of positions", _matches, _read)
