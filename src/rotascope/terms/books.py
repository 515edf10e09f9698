"""A client's positions, as a broker's file or a plain table says them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rotascope.terms.answers import Issue

__all__ = ["Book", "Position"]


@dataclass(frozen=True, slots=True)
class Position:
    """One line held. `quantity` in shares (negative = short); `price` and `market_value` in `currency`.

    `symbol` is the ticker on US exchanges, "" where the file names none; `isin` may name it then.
    `cost` is what was paid a share, None if the file does not say. None is unknown, never zero.
    """

    symbol: str
    name: str
    quantity: float
    currency: str
    price: float | None = None
    market_value: float | None = None
    cost: float | None = None
    isin: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """Positions and cash of one file, as of a day (None if the file does not say one).

    `cash` is by currency. `issues` are the rows that could not be read, each with its reason; `note`
    says how positions were made (a statement of holdings, or transactions summed up) and what that
    cannot know.
    """

    source: str
    broker: str
    as_of: date | None
    positions: tuple[Position, ...]
    cash: tuple[tuple[str, float], ...]
    issues: tuple[Issue, ...]
    note: str
