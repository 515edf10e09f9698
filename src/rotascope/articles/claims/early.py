"""Tickers before their time: META in 2021, GOOGL in 2013. Their claims are read, and not checkable."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from rotascope.articles.claims.reading import Place
from rotascope.articles.names_book import book
from rotascope.catalog import Catalog, Instrument, normal

__all__ = ["early"]

_TICKER: Final = re.compile(r"(?<![\w$.&/-])\$?([A-Z]{3,5})(?![\w&/-])")


def early(
    text: str, day: date | None, names: tuple[Place, ...], catalog: Catalog
) -> tuple[Place, ...]:
    """Tickers that mean something today and meant nothing yet on `day`; none for an undated article.

    Their symbol says so ("META before 2022-06-09"), so that no series is found for it, and why.
    """
    if day is None or not any(char.isdigit() for char in text):
        return ()
    known = book(catalog)
    found = []
    for match in _TICKER.finditer(text):
        first = _first(match[1], day, catalog)
        covered = any(n.start < match.end() and match.start() < n.end for n in names)
        if first and not covered and match[1] not in known.everyday:
            symbol = f"{match[1]} before {first}"
            found.append(Place(symbol, "company", match.start(), match.end()))
    return tuple(found)


def _first(ticker: str, day: date, catalog: Catalog) -> date | None:
    """The first day on which a ticker meant what it means today, if that came after `day`."""
    held: Instrument | None = catalog.lookup(ticker)
    if held is None or catalog.find(ticker, day) is not None:
        return None
    firsts = [one.first for one in held.aliases if normal(one.ticker) == normal(ticker)]
    return min((first for first in firsts if first > day), default=None)
