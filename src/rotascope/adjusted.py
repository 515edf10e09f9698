"""What is on file of a line, as known on a date, as one series of levels on one basis.

A store keeps prices as they were traded and what was announced beside them; what a split or a dividend
makes of the past is worked out when somebody asks, with the actions known on the date asked about.
Adjusted closes on file would hold splits that nobody had heard of on the day they are read for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from rotascope.maths.adjust import split_adjusted, total_growth
from rotascope.series import Series, Vector, read_only
from rotascope.sessions import Days
from rotascope.terms import Basis, Source

__all__ = [
    "CHAINED",
    "CLOSE",
    "NO_ACTIONS",
    "Rows",
    "as_known",
    "by_dataset",
    "chained",
    "in_force",
    "newest_part",
    "plain",
    "said",
    "series_of",
    "traded",
]

Rows = Mapping[str, NDArray[np.generic]]
NO_ACTIONS: Rows = {
    "date": np.empty(0, "datetime64[D]"), "ratio": np.empty(0), "amount": np.empty(0)
}  # fmt: skip
RAW, PRICE_BASES = "raw", ("split", "index")
CHAINED, CLOSE = "the adjusted close chained from one-session total returns", "close"
WITHOUT = "closes as traded; no splits on file"
UNNAMED = (
    "no split or dividend of {symbol} is on file from {dataset}: its total return is its price's"
)


def as_known(rows: Rows, key: Sequence[str], as_of: date) -> Rows:
    """Rows with known_at <= as_of, newest version per key; input sorted by key, then known_at."""
    seen = rows["known_at"] <= np.datetime64(as_of)
    cut = {name: column[seen] for name, column in rows.items()}
    n = len(cut["known_at"])
    if n < 2:
        return cut
    last = np.zeros(n, dtype=bool)
    last[-1] = True
    for name in key:
        last[:-1] |= cut[name][1:] != cut[name][:-1]
    return cut if last.all() else {name: column[last] for name, column in cut.items()}


def by_dataset(rows: Rows | None) -> dict[str, Rows]:
    """The rows of each dataset apart; rows sorted by dataset first. {} without rows."""
    if rows is None or not len(rows["date"]):
        return {}
    names = rows["dataset"]
    edges = np.flatnonzero(names[1:] != names[:-1]) + 1
    bounds = [0, *edges.tolist(), len(names)]
    return {
        str(names[low]): rows if len(bounds) == 2 else _part(rows, slice(low, high))
        for low, high in pairwise(bounds)
    }


def _part(rows: Rows, which: slice | NDArray[np.bool_]) -> Rows:
    return {name: column[which] for name, column in rows.items()}


def traded(rows: Rows) -> Rows | None:
    """One dataset's bars of basis raw; None where its newest bar is on another basis.

    A vendor that changed its basis is read on the newest one only: the two are never joined.
    """
    raw = np.asarray(rows["basis"] == RAW)
    if not len(raw) or not raw[-1]:
        return None
    return rows if raw.all() else _part(rows, raw)


def plain(rows: Rows) -> Rows:
    """One dataset's bars whose closes are prices without further ado; dividend-adjusted ones are not."""
    kept = np.isin(rows["basis"], PRICE_BASES)
    return rows if kept.all() else _part(rows, kept)


def in_force(rows: Rows, as_of: date) -> Rows:
    """One dataset's actions, as known, that count by `as_of`: ex-date reached, not withdrawn.

    A row with neither ratio nor amount withdraws the action it replaces.
    """
    says = np.isfinite(_floats(rows["ratio"])) | np.isfinite(_floats(rows["amount"]))
    return _part(rows, (rows["date"] <= np.datetime64(as_of)) & says)


def chained(symbol: str, rows: Rows, source: Source) -> Series:
    """One dataset's total returns as levels that start at its anchor, 100 where it has none."""
    days = np.asarray(rows["date"], dtype="datetime64[D]")
    anchor = _floats(rows["anchor"])
    growth = 1.0 + np.nan_to_num(_floats(rows["tr"]), nan=0.0)
    start = float(anchor[0]) if np.isfinite(anchor[0]) else 100.0
    return _line(symbol, "tr", days, _floats(start * np.cumprod(growth)), (source,), CHAINED)


def newest_part(rows: Rows) -> Rows:
    """Returns from the newest anchor on: history imported later connects from that day on only."""
    anchored = np.flatnonzero(np.isfinite(_floats(rows["anchor"])))
    return _part(rows, slice(anchored[-1], None)) if len(anchored) > 1 else rows


def series_of(
    symbol: str, basis: Basis, bars: Rows, actions: Rows | None, source: Source
) -> Series:
    """Bars of one dataset and the actions that go with them; `source` of the bars.

    bars from `traded` and actions from `in_force`: `tr` starts at the first close as traded and never
    moves, `pr` is in the share units of the newest bar. bars from `plain` (or without any actions on
    file, None): prices as they are, and a total return is not asked for.
    """
    days = np.asarray(bars["date"], dtype="datetime64[D]")
    close, number = _floats(bars["close"]), days.astype(np.int64)
    if actions is None:
        raw = len(days) > 0 and bars["basis"][-1] == RAW
        made, note = (WITHOUT, WITHOUT) if raw else (CLOSE, "")
        return _line(symbol, basis, days, close, (source,), made, note)
    splits, dividends = _events(actions, "ratio"), _events(actions, "amount")
    if basis == "tr":
        levels = close[:1] * np.cumprod(total_growth(number, close, splits, dividends))
        words = said(_inside(number, splits), _inside(number, dividends))
        how = ", dividends reinvested at the close of the ex-date"
    else:
        levels, how = split_adjusted(number, close, *splits), ""
        words = said(_inside(number, splits), None)
    sources = source, _source(symbol, words, actions, source)
    made = f"closes as traded, adjusted with {words} known by then{how}"
    unnamed = basis == "tr" and not len(actions["date"])
    note = UNNAMED.format(symbol=symbol, dataset=source.dataset) if unnamed else ""
    return _line(symbol, basis, days, levels, sources, made, note)


def _line(
    symbol: str, basis: Basis, days: Days, levels: Vector, sources: tuple[Source, ...], made: str,
    note: str = "",
) -> Series:  # fmt: skip
    kept = np.asarray(read_only(days.copy())), np.asarray(read_only(levels.copy()))
    return Series(symbol, basis, *kept, sources, note=note, convention=made)


def said(splits: int, dividends: int | None) -> str:
    """'2 splits and 41 dividends'; dividends None = they do not matter here."""
    told = [f"{splits} split{'' if splits == 1 else 's'}"]
    if dividends is not None:
        told.append(f"{dividends} dividend{'' if dividends == 1 else 's'}")
    return " and ".join(told)


def _events(actions: Rows, value: str) -> tuple[NDArray[np.int64], Vector]:
    """Ex-dates as numbers, ascending, and values of one kind of action; others have no such value."""
    values = _floats(actions[value])
    there = np.isfinite(values)
    days = np.asarray(actions["date"], dtype="datetime64[D]").astype(np.int64)[there]
    order = np.argsort(days, kind="stable")
    return days[order], values[there][order]


def _inside(days: NDArray[np.int64], events: tuple[NDArray[np.int64], Vector]) -> int:
    """How many events the line has lived through."""
    if not len(days):
        return 0
    return int(np.count_nonzero((events[0] > days[0]) & (events[0] <= days[-1])))


def _source(symbol: str, words: str, actions: Rows, bars: Source) -> Source:
    """Where the actions came from; a line without any has the span of its bars."""
    rows = len(actions["date"])
    name = str(actions["dataset"][0]) if rows else bars.dataset
    ends = (actions["date"].min().item(), actions["date"].max().item()) if rows else None
    first, last = ends or (bars.first, bars.last)
    return Source(name, f"{words} of {symbol}", first, last, rows, "as announced, by ex-date")


def _floats(values: NDArray[np.generic]) -> Vector:
    return np.asarray(values, dtype=np.float64)
