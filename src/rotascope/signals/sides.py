"""Both sides of the large index, day by day: its members, and the stocks on file that are not in it.

Histories are made a year at a time and kept for the life of the process: the panel of another week
shares every whole year with this one. A year's answer is kept under the lines and membership
intervals it was made from, so nothing that became known later can answer for what was known before.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from rotascope.dense import Dense, Flags, Levels, chosen, dense
from rotascope.known_rows import kept_for
from rotascope.members import best_universe
from rotascope.memo import memo
from rotascope.panel import Panel
from rotascope.series import Vector
from rotascope.sessions import Days

__all__ = ["INDEX_NAMES", "LEAD", "Block", "History", "index_name", "newest", "sided"]

LEAD = 253
"""Rows of the year before that a block brings along: the longest window is 252 sessions."""
INDEX_NAMES = {"sp500": "S&P 500", "PW500": "planted index"}
LISTS = {"sp500": "SP500", "PW500": "PW500"}

History = dict[str, np.ndarray]


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """A year of levels (lead + n, N) with `lead` rows before it; who is `inside` and `outside` the index.

    `days` (n,) are the year's own, `listed` (n,) the issuers in the index, with prices on file or not.
    An issuer counts on one side, with one line, its oldest that day.
    """

    days: Days
    listed: Vector
    lead: int
    levels: Levels
    inside: Flags
    outside: Flags


@dataclass(frozen=True, slots=True, eq=False)
class _Sides:
    """Who stands where: columns of the matrix with their issuers, and spells in the index.

    `spells` (k, 3): issuer, first row, row after the last; an issuer's spells do not overlap.
    """

    matrix: Dense
    end: int
    columns: NDArray[np.intp]
    issuers: NDArray[np.int64]
    begins: Days
    spells: NDArray[np.int64]
    listed: NDArray[np.int64]


_SIDES: WeakKeyDictionary[Panel, _Sides] = WeakKeyDictionary()
_HISTORIES: WeakKeyDictionary[Panel, dict[str, History]] = WeakKeyDictionary()
MOST = 256
# The matrix stands in the key by identity and in the value in person, so that it outlives its key.


def index_name(panel: Panel) -> str:
    """What a reader calls the index; "" without a list of its members."""
    return INDEX_NAMES.get(best_universe(panel), "")


def sided(panel: Panel, name: str, make: Callable[[Block], dict[str, Vector]]) -> History:
    """`make(block)` of each year, joined, under `days`; no days where no index list is on file.

    `make` gives (n,) arrays, row t from the block's rows up to t. Kept in the process; the first answer
    of a process also beside the store.
    """
    if not index_name(panel) or not _sides(panel).end:
        return {"days": np.empty(0, "datetime64[D]")}
    asked = _HISTORIES.setdefault(panel, {})
    if name not in asked:
        begun = any(key[0] == name for key in kept_for(panel, "sides"))
        asked[name] = (
            _joined(panel, name, make)
            if begun
            else dict(memo(panel, f"sides-{name}", "", lambda: _joined(panel, name, make)))
        )
    return asked[name]


def newest(panel: Panel) -> Block:
    """The year in progress on the panel's date, for what is asked of the last day alone."""
    sides = _sides(panel)
    low, high = _years(sides)[-1]
    there = np.flatnonzero(sides.begins <= sides.matrix.days[high - 1])
    return _block(sides, there, _clipped(sides, there, low - LEAD, high), low, high)


def _joined(panel: Panel, name: str, make: Callable[[Block], dict[str, Vector]]) -> History:
    sides = _sides(panel)
    parts = [_year(panel, sides, name, low, high, make) for low, high in _years(sides)]
    return {key: np.concatenate([part[key] for part in parts]) for key in parts[0]}


def _years(sides: _Sides) -> list[tuple[int, int]]:
    """Rows [low, high) of each calendar year from the first with a listed issuer on."""
    first = int(np.argmax(sides.listed > 0))
    years = sides.matrix.days[first : sides.end].astype("datetime64[Y]")
    edges = first + np.flatnonzero(years[1:] != years[:-1]) + 1
    bounds = [first, *edges.tolist(), sides.end]
    return list(pairwise(bounds))


def _year(
    panel: Panel,
    sides: _Sides,
    name: str,
    low: int,
    high: int,
    make: Callable[[Block], dict[str, Vector]],
) -> History:
    there = np.flatnonzero(sides.begins <= sides.matrix.days[high - 1])
    spells = _clipped(sides, there, low - LEAD, high)
    key = (name, id(sides.matrix), _digest(sides, there, spells, low, high))
    kept: OrderedDict[tuple[str, int, bytes], tuple[Dense, History]] = kept_for(panel, "sides")
    if key not in kept:
        block = _block(sides, there, spells, low, high)
        kept[key] = sides.matrix, {"days": block.days, **make(block)}
    kept.move_to_end(key)
    if len(kept) > MOST:  # years in progress, asked about once
        kept.popitem(last=False)
    return kept[key][1]


def _digest(
    sides: _Sides, there: NDArray[np.intp], spells: NDArray[np.int64], low: int, high: int
) -> bytes:
    """What a year is made from, in 16 bytes: its rows, lines, issuers, spells and list."""
    made_from = (sides.columns[there], sides.issuers[there], spells, sides.listed[low:high])
    digest = hashlib.blake2b(b"%d|%d" % (low, high), digest_size=16)
    for part in made_from:
        digest.update(b"|%d|" % part.size + part.tobytes())
    return digest.digest()


def _clipped(sides: _Sides, there: NDArray[np.intp], low: int, high: int) -> NDArray[np.int64]:
    """Spells of the issuers there within [low, high)."""
    held = np.isin(sides.spells[:, 0], sides.issuers[there])
    held &= (sides.spells[:, 1] < high) & (sides.spells[:, 2] > low)
    spells = sides.spells[held]
    spells[:, 1:] = np.clip(spells[:, 1:], low, high)
    return spells


def _block(
    sides: _Sides, there: NDArray[np.intp], spells: NDArray[np.int64], low: int, high: int
) -> Block:
    start = max(low - LEAD, 0)
    levels = np.ascontiguousarray(sides.matrix.levels[start:high][:, sides.columns[there]])
    member = np.zeros(levels.shape, dtype=bool)
    places: dict[int, list[int]] = {}
    for place, issuer in enumerate(sides.issuers[there].tolist()):
        places.setdefault(issuer, []).append(place)
    for issuer, first, after in spells.tolist():
        member[max(first - start, 0) : after - start, places[issuer]] = True
    present = _once(np.isfinite(levels), sides.issuers[there], sides.begins[there])
    listed = np.asarray(sides.listed[low:high], dtype=np.float64)
    days = sides.matrix.days[low:high]
    return Block(days, listed, low - start, levels, member & present, ~member & present)


def _once(present: Flags, issuers: NDArray[np.int64], begins: Days) -> Flags:
    """Of an issuer's lines only the oldest with a level counts a day."""
    order = np.lexsort((begins, issuers))
    same = np.flatnonzero(issuers[order[1:]] == issuers[order[:-1]])
    for first in np.unique(issuers[order[same]]).tolist():
        lines = order[issuers[order] == first]
        taken = present[:, lines[0]].copy()
        for line in lines[1:].tolist():
            present[:, line] &= ~taken
            taken |= present[:, line]
    return present


def _sides(panel: Panel) -> _Sides:
    if panel not in _SIDES:
        _SIDES[panel] = _made(panel)
    return _SIDES[panel]


def _made(panel: Panel) -> _Sides:
    matrix = dense(panel)
    days = matrix.days[: int(np.searchsorted(matrix.days, np.datetime64(panel.as_of), "right"))]
    catalog, at = panel.catalog, chosen(matrix, panel)
    issuers = np.array([_code(catalog.issuer(catalog.symbol_of(name))) for name in at], np.int64)
    columns = np.array(list(at.values()), dtype=np.intp)
    order = np.argsort(columns, kind="stable")
    spells = _spells(panel, days)
    step = np.zeros(len(days) + 1, dtype=np.int64)
    np.add.at(step, spells[:, 1], 1)
    np.add.at(step, spells[:, 2], -1)
    listed = np.cumsum(step)[: len(days)]
    end = len(days) if listed.any() else 0
    columns = columns[order]
    return _Sides(matrix, end, columns, issuers[order], matrix.begins[columns], spells, listed)


# Numbers for issuers, the same in every panel of a process: what is kept is found by them.
_CODES: dict[str, int] = {}


def _code(issuer: str) -> int:
    return _CODES.setdefault(issuer, len(_CODES))


def _spells(panel: Panel, days: Days) -> NDArray[np.int64]:
    """(issuer, first row, row after the last) of every spell in the index, merged and sorted."""
    catalog, wanted = panel.catalog, LISTS[best_universe(panel)].lower()
    index = next((n for n in panel.ids("members") if n.lower().lstrip("^") == wanted), "")
    listed = panel.membership(index)
    first = np.array([low for _, low, _ in listed], dtype="datetime64[D]")
    last = np.array([high or panel.as_of for _, _, high in listed], dtype="datetime64[D]")
    low, after = np.searchsorted(days, first), np.searchsorted(days, last, side="right")
    codes = [
        _code(catalog.issuer(catalog.symbol_of(catalog.instrument_id(symbol, day))))
        for symbol, day, _ in listed
    ]
    raw = sorted(
        (code, a, b)
        for code, a, b in zip(codes, low.tolist(), after.tolist(), strict=True)
        if b > a
    )
    return np.array(_merged(raw), dtype=np.int64).reshape(-1, 3)


def _merged(spells: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Sorted spells with those of one issuer that touch made one."""
    out: list[tuple[int, int, int]] = []
    for issuer, low, after in spells:
        if out and out[-1][0] == issuer and low <= out[-1][2]:
            out[-1] = issuer, out[-1][1], max(out[-1][2], after)
        else:
            out.append((issuer, low, after))
    return out
