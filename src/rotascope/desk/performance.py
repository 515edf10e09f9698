"""The return of a series over a window, with its base, its end and its basis spelled out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from rotascope import sessions
from rotascope.catalog import normal
from rotascope.desk.windows import Window, window
from rotascope.errors import BadArgument, UnknownName
from rotascope.maths.returns import window_return
from rotascope.panel import Panel
from rotascope.series import Series
from rotascope.terms import Basis, Performance, Status

__all__ = ["BASES", "Ends", "ends_of", "key_of", "performance"]

LATE = 5  # sessions: a close carried further than a week does not stand for the day asked for
BASES: tuple[Basis, Basis] = ("tr", "pr")
WORDS = {"tr": "total-return", "pr": "price"}


@dataclass(frozen=True, slots=True)
class Ends:
    """Rows of the base and the end, or why there are none."""

    base: int
    end: int
    status: Status
    reason: str


def key_of(symbol: str, name: str, basis: Basis, as_of: date) -> str:
    """The key that `why` opens."""
    return f"performance/{symbol}/{name}/{basis}@{as_of}"


def performance(
    panel: Panel, symbols: Sequence[str], name: str, basis: Basis
) -> tuple[Performance, ...]:
    """One answer per symbol, in order. Raises BadArgument and UnknownName; never another basis."""
    if basis not in BASES:
        raise BadArgument(f"no basis '{basis}'", "tr (total return) or pr (price)")
    if not symbols:
        raise BadArgument("no symbol was given", "one or more, such as SPY IWM")
    asked = window(name, panel.as_of)
    return tuple(_one(panel, symbol, asked, basis) for symbol in symbols)


def _one(panel: Panel, symbol: str, asked: Window, basis: Basis) -> Performance:
    series = panel.series(_spelled(symbol), basis)
    if not len(series):
        _refuse_unknown(panel, series.symbol)
    ends = ends_of(series, asked)
    answered = ends.status == "ok"
    return Performance(
        symbol=series.symbol,
        name=panel.catalog.name_of(series.symbol),
        window=asked.name,
        basis=basis,
        value=float(window_return(series.levels, ends.base, ends.end)) if answered else None,
        unit="fraction",
        base_date=series.days[ends.base].item() if answered else None,
        end_date=series.days[ends.end].item() if answered else None,
        status=ends.status,
        reason=_reason(panel, series, ends.reason),
        key=key_of(series.symbol, asked.name, basis, panel.as_of),
        as_of=panel.as_of,
        source=series.sources[0] if series.sources else None,
    )


def ends_of(series: Series, asked: Window) -> Ends:
    """The last closes on or before the window's base and end; each at most a week old."""
    if not len(series):
        return Ends(0, 0, "not_measurable", series.missing)
    base, end = (
        int(np.searchsorted(series.days, np.datetime64(day), side="right")) - 1
        for day in (asked.base, asked.end)
    )
    if base < 0:
        begins = f"{series.symbol} begins {series.days[0]}"
        return Ends(0, 0, "short_history", f"{begins}; the base of {asked.name} is {asked.base}")
    for row, day, what in ((base, asked.base, "base"), (end, asked.end, "end")):
        found = series.days[row].item()
        if sessions.count(found, day) > LATE:
            late = f"the last close of {series.symbol} before the {what}, {day}, is of {found}"
            return Ends(0, 0, "stale", f"{late}, more than {LATE} sessions earlier")
    return Ends(base, end, "ok", "")


def _spelled(symbol: str) -> str:
    return normal(symbol)


def _reason(panel: Panel, series: Series, reason: str) -> str:
    """The reason, and whether the other basis is on file: it is named, never used instead."""
    if len(series):
        return reason
    other: Basis = "pr" if series.basis == "tr" else "tr"
    if not len(panel.series(series.symbol, other)):
        return reason
    return f"{reason}; a {WORDS[other]} series is on file (--basis {other})"


def _refuse_unknown(panel: Panel, symbol: str) -> None:
    """Raise UnknownName for a symbol neither the catalog nor the store has ever heard of."""
    listed = panel.catalog.lookup(symbol) or symbol in panel.catalog.baskets
    ids = {i for table in ("returns", "bars") for i in panel.backend.ids(table)}
    if listed or panel.instrument(symbol) in ids:
        return
    known = {panel.catalog.symbol_of(i) for i in ids} | set(panel.catalog.baskets)
    raise UnknownName.among("symbol", symbol, known, "rotascope data")
