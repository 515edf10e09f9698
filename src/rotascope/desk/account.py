"""A client's book at the last closes known: price, day and value of each line, or why there is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np

from rotascope import sessions
from rotascope.desk.brief import store_name
from rotascope.panel import Panel
from rotascope.terms import Account, Book, Holding, Position

__all__ = ["account", "unvalued"]

LATE = 5  # sessions: as for a return, a close older than a week does not stand for the day
DOLLARS = "USD"
ISIN = "ISIN"


def account(book: Book, panel: Panel) -> Account:
    """The book as known on the panel's day. Prices only: a total return is no price.

    A line that its file names by ISIN alone has a symbol only if the identifiers on file say so.
    """
    held = tuple(_holding(panel, one) for one in book.positions)
    known = [one.value for one in held if one.value is not None]
    gross = sum(abs(value) for value in known)
    weighed = tuple(
        replace(one, weight=one.value / gross) if one.value is not None and gross else one
        for one in held
    )
    return Account(
        book, panel.as_of, store_name(panel), weighed, sum(known) if known else None,
        len(held) - len(known), _note(book, panel),
    )  # fmt: skip


def unvalued(book: Book, note: str) -> Account:
    """The book alone: `note` says why nothing is valued."""
    held = tuple(_without(one, one.symbol, "no prices on file") for one in book.positions)
    return Account(book, None, "", held, None, len(held), note)


def _note(book: Book, panel: Panel) -> str:
    if book.as_of is None or book.as_of <= panel.as_of:
        return ""
    return (
        f"the file is of {book.as_of}, later than the closes, which are as known on {panel.as_of}"
    )


def _without(position: Position, symbol: str, reason: str) -> Holding:
    return Holding(position, symbol, None, None, None, None, "", None, None, reason)


def _holding(panel: Panel, position: Position) -> Holding:
    symbol = position.symbol or _by_isin(panel, position.isin)
    if not symbol:
        shown = position.code or position.isin or position.name or "it"
        return _without(position, "", f"no US symbol on file for {shown}")
    if position.symbol and position.currency != DOLLARS:
        return _without(position, symbol, f"held in {position.currency}: closes on file are in USD")
    series = panel.series(symbol, "pr")
    if not len(series):
        return _without(position, symbol, _absent(panel, symbol, series.missing))
    close, day = float(series.levels[-1]), series.days[-1].item()
    age = sessions.count(day, panel.as_of)
    dataset = series.sources[0].dataset if series.sources else ""
    late = f"its last close on file is {age:,} sessions old" if age > LATE else ""
    value = None if late else position.quantity * close
    quoted = _quoted(panel, symbol, dataset, day)
    return Holding(position, symbol, close, day, age, "pr", dataset, value, None, late, quoted)


def _quoted(panel: Panel, symbol: str, dataset: str, day: date) -> str:
    """What the newest version of this bar says its close is."""
    instrument = panel.instrument(symbol)
    rows = panel.backend.rows("bars", [instrument]).get(instrument)
    if rows is None:
        return ""
    mine = (np.asarray(rows["dataset"]) == dataset) & (rows["date"] == np.datetime64(day))
    found = rows["basis"][mine & (rows["known_at"] <= np.datetime64(panel.as_of))]
    return str(found[-1]) if len(found) else ""


def _absent(panel: Panel, symbol: str, missing: str) -> str:
    """Not on file at all, or on file without a price."""
    instrument = panel.instrument(symbol)
    if any(instrument in panel.ids(table) for table in ("bars", "returns")):
        return missing
    return f"{symbol} is not on file"


def _by_isin(panel: Panel, isin: str) -> str:
    """The symbol that the newest list on file gives for an ISIN; '' for none, or for several."""
    rows = panel.dated("identifiers", isin) if isin else {}
    if not rows:
        return ""
    listed = np.asarray(rows["scheme"]) == ISIN
    days = np.asarray(rows["date"])[listed]
    if not len(days):
        return ""
    newest = np.asarray(rows["symbol"])[listed][days == days.max()]
    found = {str(symbol) for symbol in newest if symbol}
    return found.pop() if len(found) == 1 else ""
