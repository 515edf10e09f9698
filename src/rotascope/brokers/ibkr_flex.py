"""Interactive Brokers: Flex queries as CSV - trades, dividends, open positions.

The user of a Flex query chooses its columns; these are read by name, and what a row needs and has not
makes it an Issue. Lines often go by their ISIN alone: a symbol is looked up among the identifiers on
file, never guessed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from rotascope.brokers.ledger import Line, Move, Outcome, account_for, summed
from rotascope.brokers.rows import Format, Ignored, Unread, cells, day, issue, money, rows
from rotascope.providers.sniff import Sniff
from rotascope.terms import Book, Issue, Position

__all__ = ["FORMATS"]

TRADES = ("Buy/Sell", "TradeDate", "Quantity", "CurrencyPrimary")
DIVIDENDS = ("Type", "SettleDate", "Amount", "CurrencyPrimary")
SHARES = ("", "STK", "FUND")
DAYS = ("%Y%m%d", "%Y-%m-%d", "%m/%d/%Y", "%d/%m/%y")
NOTE = (
    "summed from trades: what was held before the file's first row is not in it, and cash is what"
    " trades and commissions moved, no balance"
)


def _trades(seen: Sniff) -> bool:
    return seen.has(*TRADES)


def _dividends(seen: Sniff) -> bool:
    return seen.has(*DIVIDENDS) and not seen.has("Buy/Sell")


def _open(seen: Sniff) -> bool:
    quantity = seen.has("Quantity") or seen.has("Position")
    return seen.has("CurrencyPrimary", "MarkPrice") and quantity and not seen.has("Buy/Sell")


def _outcomes(
    seen: Sniff, wanted: str, make: Callable[[int, Mapping[str, str]], Move | Position | Ignored]
) -> list[Move | Position | Ignored | Issue]:
    made: list[Move | Position | Ignored | Issue] = []
    header: list[str] = []
    for line, row in rows(seen.path):
        if wanted in row:  # a Flex file repeats its header for each account
            made += [Ignored("the header again")] if header else []
            header = row
            continue
        try:
            made.append(make(line, cells(header, row)))
        except Unread as trouble:
            made.append(issue(seen.path.name, line, str(trouble), row, key=" ".join(row[:3])))
    return made


def _moves(made: list[Move | Position | Ignored | Issue]) -> list[Outcome]:
    return [one for one in made if not isinstance(one, Position)]


def _day(text: str) -> date:
    """20230522, or 20230522;093000."""
    return day(text.partition(";")[0].partition(",")[0].strip(), *DAYS)


def _line(said: Mapping[str, str]) -> Line:
    kind, isin = said.get("AssetClass", ""), said.get("ISIN", "").strip().upper()
    symbol, currency = said.get("Symbol", "").strip(), said["CurrencyPrimary"].strip().upper()
    if kind not in SHARES:
        raise Unread("shares or a fund: contracts and currencies are not read yet")
    if not (isin or symbol):
        raise Unread(
            "an ISIN or a symbol: a change of currencies does not name its other side here"
        )
    american = isin.startswith("US") or (not isin and currency == "USD")
    return Line(symbol if american else "", isin, "" if american else symbol, currency)


def _trade(line: int, said: Mapping[str, str]) -> Move:
    side, when = said["Buy/Sell"].strip().upper(), _day(said["TradeDate"])
    if side not in ("BUY", "SELL"):
        raise Unread("BUY or SELL")
    quantity = money(said["Quantity"], "a quantity")
    if not quantity:
        raise Unread("a quantity")
    held, sign = _line(said), 1 if side == "BUY" else -1
    traded = _traded(said, abs(quantity))
    paid = traded + _fee(said) if held.currency == _fee_currency(said) else traded
    cash = ((held.currency, -sign * traded), (_fee_currency(said), -_fee(said)))
    text = json.dumps(dict(said), ensure_ascii=False)
    return Move(line, when, held, said.get("Description", ""), sign * abs(quantity),
                paid if sign > 0 else None, tuple(c for c in cash if c[1]), original=text)  # fmt: skip


def _traded(said: Mapping[str, str], quantity: Decimal) -> Decimal:
    """What the shares cost, commissions left out; always positive."""
    worth = money(said.get("TradeMoney", "")) or money(said.get("Proceeds", ""))
    if worth is None:
        price = money(said.get("TradePrice", ""))
        if price is None:
            raise Unread("TradeMoney, Proceeds or TradePrice")
        worth = price * quantity
    return abs(worth)


def _fee(said: Mapping[str, str]) -> Decimal:
    """The commission as a cost: Flex prints it negative."""
    return -(money(said.get("IBCommission", "")) or Decimal(0))


def _fee_currency(said: Mapping[str, str]) -> str:
    own = said["CurrencyPrimary"].strip().upper()
    return said.get("IBCommissionCurrency", "").strip().upper() or own


def _read_trades(seen: Sniff) -> Book:
    made = _moves(_outcomes(seen, "Buy/Sell", _trade))
    return summed(seen.path.name, "Interactive Brokers, Flex trades", made, NOTE)


def _paid(line: int, said: Mapping[str, str]) -> Move:
    amount = money(said["Amount"], "an amount")
    currency = said["CurrencyPrimary"].strip().upper()
    if amount is None or not currency:
        raise Unread("an amount and its currency")
    return Move(line, _day(said["SettleDate"]), cash=((currency, amount),))


def _read_dividends(seen: Sniff) -> Book:
    made = _moves(_outcomes(seen, "SettleDate", _paid))
    note = "dividends and taxes only: cash they moved, no balance, and no positions"
    return summed(seen.path.name, "Interactive Brokers, Flex dividends", made, note)


def _stated(line: int, said: Mapping[str, str]) -> Position | Ignored:
    del line
    if said.get("LevelOfDetail", "").upper() == "LOT":
        return Ignored("a lot of a position stated above")
    quantity = money(said.get("Quantity") or said.get("Position", ""), "a quantity")
    if quantity is None:
        raise Unread("a quantity")
    held = _line(said)
    price, value, cost = (
        money(said.get(name, "")) for name in ("MarkPrice", "PositionValue", "CostBasisPrice")
    )
    return Position(
        held.symbol, said.get("Description", ""), float(quantity), held.currency,
        None if price is None else float(price),
        None if value is None else float(value),
        None if cost is None else float(cost),
        held.isin, held.code,
    )  # fmt: skip


def _read_open(seen: Sniff) -> Book:
    made = _outcomes(seen, "MarkPrice", _stated)
    positions = [one for one in made if isinstance(one, Position)]
    return account_for(seen.path.name, "Interactive Brokers, Flex open positions", _reported(seen),
                       positions, (), made, "positions as the broker stated them")  # fmt: skip


def _reported(seen: Sniff) -> date | None:
    """The newest ReportDate, if the query has that column."""
    found, header = [], list(seen.header)
    for _, row in rows(seen.path):
        text = dict(zip(header, row, strict=False)).get("ReportDate", "")
        try:
            found.append(_day(text))
        except Unread:
            continue
    return max(found, default=None)


FORMATS = (
    Format("ibkr_flex_trades", "Interactive Brokers, Flex trades", _trades, _read_trades),
    Format(
        "ibkr_flex_dividends", "Interactive Brokers, Flex dividends", _dividends, _read_dividends
    ),
    Format("ibkr_flex_open", "Interactive Brokers, Flex open positions", _open, _read_open),
)
