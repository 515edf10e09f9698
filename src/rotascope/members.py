"""Members of a universe as dense time-major matrices: total-return levels and who counts on which day.

The members of a day are those an index listed that day, as known on the panel's date; universes
without membership intervals say with what hindsight their names were chosen. An issuer counts once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from rotascope.dense import Dense, Flags, Levels, chosen, dense, is_stock
from rotascope.errors import UnknownName
from rotascope.panel import Panel
from rotascope.sessions import Days

__all__ = ["NOTES", "UNIVERSES", "Members", "best_universe", "members"]

UNIVERSES = ("sp500", "all", "PW500", "sample20")
ENOUGH_STOCKS = 200
SURVIVORS = "survivorship-biased: today's members, back-filled"
NOTES = {
    "sp500": "S&P 500 members of each day that have prices on file; most that left the index have none",
    "all": f"every US stock on file ({SURVIVORS})",
    "PW500": "members of the planted index",
    "sample20": "20 names chosen with hindsight",
}


@dataclass(frozen=True, slots=True, eq=False)
class Members:
    """A universe on the sessions known to a panel.

    `levels` (T, N) float32 total-return index of each line, 1.0 at its first row, NaN where absent.
    `active` (T, N): counts that day (a member with a level; of an issuer's lines only the oldest).
    `listed` (T,) issuers the index lists that day, with prices on file or not. `note` says who is
    in it and with what knowledge they were chosen; `missing` why there is nothing.
    """

    universe: str
    days: Days
    symbols: tuple[str, ...]
    issuers: tuple[str, ...]
    levels: Levels
    active: Flags
    listed: NDArray[np.int64]
    note: str
    survivorship: bool
    missing: str = ""

    @property
    def coverage(self) -> float:
        """Share of the last day's listed issuers that have a level; 0 without days."""
        if not len(self.days) or not self.listed[-1]:
            return 0.0
        return float(self.active[-1].sum() / self.listed[-1])


_BEST: WeakKeyDictionary[Panel, str] = WeakKeyDictionary()


def _index_id(panel: Panel, universe: str) -> str | None:
    """The membership list's own spelling of a universe, or None."""
    spelled = {name.lower().lstrip("^"): name for name in panel.ids("members")}
    return spelled.get(universe.lower())


def best_universe(panel: Panel) -> str:
    """The best universe known: index members, all stocks, the planted index, the sample; "" if none."""
    if panel not in _BEST:
        _BEST[panel] = _choose(panel)
    return _BEST[panel]


def _choose(panel: Panel) -> str:
    ids = panel.lines()
    stocks = sum(is_stock(name, panel.catalog) for name in ids)
    if stocks >= ENOUGH_STOCKS:
        return "sp500" if _index_id(panel, "sp500") else "all"
    if stocks and _index_id(panel, "PW500"):
        return "PW500"
    return "sample20" if _sample_ids(panel) & ids else ""


def _sample_symbols(panel: Panel) -> tuple[str, ...]:
    return panel.catalog.baskets["TWO"].symbols + panel.catalog.baskets["OTHER18"].symbols


def _sample_ids(panel: Panel) -> set[str]:
    return {panel.instrument(symbol) for symbol in _sample_symbols(panel)}


def members(panel: Panel, universe: str) -> Members:
    """The members of `universe` on every session the panel knows. Raises UnknownName.

    Index members count on the days their interval covers; the other universes have no intervals, so
    a line counts wherever it has a level, and the note says with what hindsight it was chosen.
    """
    if universe not in UNIVERSES:
        raise UnknownName.among("universe", universe, UNIVERSES, "rotascope data")
    matrix = dense(panel)
    end = int(np.searchsorted(matrix.days, np.datetime64(panel.as_of), side="right"))
    days = matrix.days[:end]
    spans = _spans(panel, universe, matrix)
    columns = sorted({column for _, column, _, _ in spans if column >= 0})
    if not end or not columns:
        return _nobody(universe, f"no prices of the members of {universe} by {panel.as_of}")
    # Always a copy: the compiled loops would be compiled anew for a read-only map of the file.
    levels = np.ascontiguousarray(matrix.levels[:end][:, columns])
    symbols = tuple(panel.catalog.symbol_of(matrix.instruments[c]) for c in columns)
    issuers = tuple(panel.catalog.issuer(symbol) for symbol in symbols)
    interval, listed = _intervals(spans, columns, days)
    active = _once(interval & np.isfinite(levels), issuers)
    if universe == "all":  # No list says who should be there: those with a level are the list.
        listed = active.sum(axis=1)
    return Members(universe, days, symbols, issuers, levels, active, listed, NOTES[universe],
                   universe in ("all", "sample20"))  # fmt: skip


def _nobody(universe: str, why: str) -> Members:
    return Members(universe, np.empty(0, "datetime64[D]"), (), (), np.empty((0, 0), np.float32),
                   np.empty((0, 0), bool), np.empty(0, np.int64), NOTES[universe],
                   universe in ("all", "sample20"), why)  # fmt: skip


Span = tuple[str, int, np.datetime64 | None, np.datetime64 | None]


def _spans(panel: Panel, universe: str, matrix: Dense) -> list[Span]:
    """(issuer, column or -1 without prices, first day, last day) of each line; None = open end."""
    at = chosen(matrix, panel)
    issuer = panel.catalog.issuer
    if universe in ("all", "sample20"):
        ids = at if universe == "all" else sorted(_sample_ids(panel))
        return [(issuer(panel.catalog.symbol_of(i)), at.get(i, -1), None, None) for i in ids]
    index = _index_id(panel, universe)
    if index is None:
        return []
    spans: list[Span] = []
    for symbol, first, last in panel.membership(index):
        # The list spells tickers of their day; lines that changed ticker since are found either way.
        then = panel.catalog.instrument_id(symbol, first)
        column = at.get(then, at.get(panel.instrument(symbol), -1))
        until = np.datetime64(last) if last else None
        spans.append((issuer(symbol), column, np.datetime64(first), until))
    return spans


def _intervals(
    spans: Iterable[Span], columns: list[int], days: Days
) -> tuple[Flags, NDArray[np.int64]]:
    """(T, N) inside an interval, and (T,) how many issuers the list holds that day."""
    inside = np.zeros((len(days), len(columns)), dtype=bool)
    place = {column: n for n, column in enumerate(columns)}
    lists: dict[str, Flags] = {}
    for issuer, column, first, last in spans:
        low = 0 if first is None else int(np.searchsorted(days, first))
        high = len(days) if last is None else int(np.searchsorted(days, last, side="right"))
        lists.setdefault(issuer, np.zeros(len(days), dtype=bool))[low:high] = True
        if column >= 0:
            inside[low:high, place[column]] = True
    listed = np.zeros(len(days), dtype=np.int64)
    for held in lists.values():
        listed += held
    return inside, listed


def _once(active: Flags, issuers: tuple[str, ...]) -> Flags:
    """Of an issuer's lines only one counts a day: the one that has been active for longest."""
    groups: dict[str, list[int]] = {}
    for column, issuer in enumerate(issuers):
        groups.setdefault(issuer, []).append(column)
    for lines in groups.values():
        if len(lines) > 1:
            lines.sort(
                key=lambda c: (int(active[:, c].argmax()) if active[:, c].any() else 10**9, c)
            )
            taken = active[:, lines[0]].copy()
            for column in lines[1:]:
                active[:, column] &= ~taken
                taken |= active[:, column]
    return active
