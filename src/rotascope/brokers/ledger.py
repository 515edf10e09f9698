"""Moves of shares and cash, summed into a book.

A file of transactions knows nothing of what was held before its first row: quantities are what its
rows add up to. Where that is proved wrong, by shares that leave and never came, the line is left out
and its row is an Issue, never a silent short.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from rotascope.brokers.rows import Ignored
from rotascope.terms import Book, Issue, Position

__all__ = ["Line", "Move", "Outcome", "account_for", "summed"]

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Line:
    """What a row calls the line it is about."""

    symbol: str = ""
    isin: str = ""
    code: str = ""
    currency: str = "USD"

    @property
    def shown(self) -> str:
        """The name it goes by in messages."""
        return self.symbol or self.code or self.isin


@dataclass(frozen=True, slots=True)
class Move:
    """One row understood: shares into (+) or out of (-) a line, and cash by currency.

    `paid` is what the shares cost together, None if unknown; `short` allows them to go below zero.
    `original` is the row's text.
    """

    row: int
    day: date
    line: Line | None = None
    name: str = ""
    quantity: Decimal = ZERO
    paid: Decimal | None = None
    cash: tuple[tuple[str, Decimal], ...] = ()
    short: bool = False
    original: str = ""


Outcome = Move | Ignored | Issue


@dataclass(slots=True)
class _Held:
    """A line while it is summed."""

    name: str = ""
    quantity: Decimal = ZERO
    paid: Decimal | None = ZERO
    known: bool = True
    moves: list[Move] = field(default_factory=list)


def summed(source: str, broker: str, outcomes: Sequence[Outcome], note: str) -> Book:
    """The book that transactions add up to, as of the last of them."""
    moves = [one for one in outcomes if isinstance(one, Move)]
    held: dict[Line, _Held] = {}
    broken: dict[int, Issue] = {}
    # On one day what came in goes out: exports list a day's rows in any order.
    for move in sorted(moves, key=lambda m: (m.day, m.quantity < 0, m.row)):
        if move.line is not None and move.quantity:
            line = held.setdefault(move.line, _Held())
            line.name = line.name or move.name
            if (
                move.quantity < -line.quantity
                and line.known
                and not move.short
                and line.quantity >= 0
            ):
                line.known = False
                broken[move.row] = _before(source, move, line)
            _add(line, move)
    positions = tuple(
        _position(line, one) for line, one in held.items() if one.known and one.quantity
    )
    told = [broken.get(o.row, o) if isinstance(o, Move) else o for o in outcomes]
    newest = max((move.day for move in moves), default=None)
    # The cash of a sale is known even where its shares are not.
    return account_for(source, broker, newest, positions, _cash(moves), told, note)


def _add(line: _Held, move: Move) -> None:
    """Shares in at what was paid; shares out at the average paid so far."""
    before, line.quantity = line.quantity, line.quantity + move.quantity
    if line.paid is None or (move.quantity > 0 and move.paid is None):
        line.paid = None
    elif move.quantity > 0 and move.paid is not None:
        line.paid += move.paid
    elif before > 0:
        line.paid *= max(line.quantity, ZERO) / before
    if line.quantity <= 0:
        line.paid = ZERO if not line.quantity else None


def _before(source: str, move: Move, line: _Held) -> Issue:
    shown = move.line.shown if move.line else ""
    expected = f"at most the {line.quantity.normalize():f} shares that came in before"
    observed = (
        f"{-move.quantity.normalize():f} of {shown} leave on {move.day}: held before the file begins, or"
        " under another name, so its quantity is not known and it is left out"
    )
    return Issue("book", move.row, shown, "before", "quarantine", expected, observed, source,
                 move.original)  # fmt: skip


def _position(line: Line, one: _Held) -> Position:
    cost = float(one.paid / one.quantity) if one.paid and one.quantity > 0 else None
    return Position(line.symbol, one.name, float(one.quantity), line.currency, cost=cost,
                    isin=line.isin, code=line.code)  # fmt: skip


def _cash(moves: Sequence[Move]) -> tuple[tuple[str, float], ...]:
    total: dict[str, Decimal] = {}
    for move in moves:
        for currency, amount in move.cash:
            total[currency] = total.get(currency, ZERO) + amount
    return tuple((currency, float(total[currency])) for currency in sorted(total))


def account_for(
    source: str,
    broker: str,
    as_of: date | None,
    positions: Sequence[Position],
    cash: Sequence[tuple[str, float]],
    outcomes: Sequence[object],
    note: str,
) -> Book:
    """The book, every row of its file counted: understood, ignored with a reason, or an Issue."""
    ignored = Counter(one.reason for one in outcomes if isinstance(one, Ignored))
    issues = tuple(one for one in outcomes if isinstance(one, Issue))
    understood = len(outcomes) - sum(ignored.values()) - len(issues)
    return Book(source, broker, as_of, tuple(positions), tuple(cash), issues, note,
                len(outcomes), understood, tuple(sorted(ignored.items())))  # fmt: skip
