"""A client's positions, as a broker's file or a plain table says them, and what they are worth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rotascope.terms.answers import Issue
from rotascope.terms.words import Basis

__all__ = ["Account", "Book", "Holding", "Position"]


@dataclass(frozen=True, slots=True)
class Position:
    """One line held. `quantity` in shares (negative = short); `price` and `market_value` in `currency`.

    `symbol` is the ticker on US exchanges, "" where the file names none; `isin` may name it then, or
    `code`, what the file prints in its place (a ticker elsewhere, a CUSIP). `cost` is what was paid a
    share, None if the file does not say. None is unknown, never zero.
    """

    symbol: str
    name: str
    quantity: float
    currency: str
    price: float | None = None
    market_value: float | None = None
    cost: float | None = None
    isin: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Book:
    """Positions and cash of one file, as of a day (None if the file does not say one).

    `cash` is by currency. `issues` are the rows that could not be read, each with its reason; `note`
    says how positions were made (a statement of holdings, or transactions summed up) and what that
    cannot know. Every row is accounted for: rows_in = understood + the rows `ignored`, each with its
    reason, + issues.
    """

    source: str
    broker: str
    as_of: date | None
    positions: tuple[Position, ...]
    cash: tuple[tuple[str, float], ...]
    issues: tuple[Issue, ...]
    note: str
    rows_in: int = 0
    understood: int = 0
    ignored: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Holding:
    """A position at the last close known: `value` = quantity x `close`, USD; None with its `reason`.

    `symbol` is what the line is called here ("" if nothing on file knows it); `age_sessions` is how old
    the close is: one that is more than a week old is shown and values nothing. `weight` is the share of
    the sum of the absolute values of all holdings that have one, cash left out. `quoted`: what the close
    on file is, raw (as traded), split (adjusted for splits, also later ones) or index; "" for no close.
    """

    position: Position
    symbol: str
    close: float | None
    close_date: date | None
    age_sessions: int | None
    basis: Basis | None
    dataset: str
    value: float | None
    weight: float | None
    reason: str
    quoted: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """A book valued as known on `as_of` (None: no store, or none with prices, and `note` says so).

    `value` is the sum of the holdings' values in USD, None if no holding has one; `unvalued` counts
    those without. Cash is not in it: of other currencies no rate is on file.
    """

    book: Book
    as_of: date | None
    store: str
    holdings: tuple[Holding, ...]
    value: float | None
    unvalued: int
    note: str
