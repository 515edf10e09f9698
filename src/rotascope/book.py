"""A client's book: read from a broker's file, each line once, under the names the catalog uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from rotascope.catalog import normal
from rotascope.errors import BadFile
from rotascope.ingest.limited import ask
from rotascope.terms import Book, Issue, Position

__all__ = ["book_of", "merged", "read_book"]


def read_book(path: Path) -> Book:
    """The book of a broker's export or a plain table, the broker told by the file's content.

    The file is parsed in the process that parses files of others. Raises BadFile for one that is no
    such export, or cannot be read.
    """
    told, _ = ask("book", path)
    book = book_of(told)
    return replace(book, positions=merged(book.positions))


def book_of(told: Mapping[str, Any]) -> Book:
    """The book that its fields, as plain values, describe. Raises BadFile if they describe none."""
    try:
        stamp = told["as_of"]
        return Book(
            told["source"], told["broker"], date.fromisoformat(stamp) if stamp else None,
            tuple(Position(**one) for one in told["positions"]),
            tuple((str(currency), float(amount)) for currency, amount in told["cash"]),
            tuple(Issue(**one) for one in told["issues"]),
            told["note"], told["rows_in"], told["understood"],
            tuple((str(reason), int(rows)) for reason, rows in told["ignored"]),
        )  # fmt: skip
    except (LookupError, TypeError, ValueError) as trouble:
        raise BadFile("a book whose fields do not fit", "a whole answer", "try again") from trouble


def merged(positions: Sequence[Position]) -> tuple[Position, ...]:
    """Each line once: quantities and values of one line in several accounts are added.

    A line is its symbol, or the code or ISIN that stands for it, in one currency. Its cost is the mean
    by quantity where every part has one; its price stays where all parts agree on it.
    """
    groups: dict[tuple[str, str, str, str], list[Position]] = {}
    for one in positions:
        spelt = normal(one.symbol) if one.symbol else ""
        key = (spelt, one.isin if not spelt else "", one.code, one.currency)
        groups.setdefault(key, []).append(replace(one, symbol=spelt))
    return tuple(_one(parts) for parts in groups.values())


def _one(parts: Sequence[Position]) -> Position:
    first = parts[0]
    if len(parts) == 1:
        return first
    quantity = sum(one.quantity for one in parts)
    prices = {one.price for one in parts}
    values = [one.market_value for one in parts]
    return replace(
        first,
        name=next((one.name for one in parts if one.name), ""),
        isin=next((one.isin for one in parts if one.isin), ""),
        quantity=quantity,
        price=first.price if len(prices) == 1 else None,
        market_value=None if None in values else sum(v for v in values if v is not None),
        cost=_cost(parts, quantity),
    )


def _cost(parts: Sequence[Position], quantity: float) -> float | None:
    paid = [one.cost * one.quantity for one in parts if one.cost is not None and one.quantity > 0]
    return sum(paid) / quantity if len(paid) == len(parts) and quantity > 0 else None
