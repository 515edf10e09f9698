"""A fund's claim on its companies' earnings: shares held times earnings a share, as both were known.

A file says how many shares a fund held and what they were worth; earnings a share of each company
come from its last four announcements, or from the consensus for the coming quarter times four. The
sum of both over a fund has no trouble with splits: shares, price and earnings are of one day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

import numpy as np

from rotascope.maths.types import Flags, Ints
from rotascope.panel import Panel
from rotascope.series import Series, Vector
from rotascope.sessions import Days
from rotascope.signals.earnings.reports import estimates, reports
from rotascope.signals.files import current
from rotascope.signals.structure.sizes import FUNDS

__all__ = ["Earned", "Lines", "earned", "eps_known", "fund_of", "lines_of"]

LIFE = 140  # days for which earnings a share speak: a quarter and the time to report
SPAN = 300  # days between the first and the fourth announcement of a year
BUCKET = 14  # days after which an unchanged estimate counts as asked for again
PRICED = 12  # of the largest lines, whose closes say what a file without market values was worth


@dataclass(frozen=True, slots=True, eq=False)
class Earned:
    """Earnings a share of issuers by `code` and `known`, (n,); in force before `until` (day numbers)."""

    names: tuple[str, ...]
    code: Ints
    known: Ints
    until: Ints
    eps: Vector


@dataclass(frozen=True, slots=True, eq=False)
class Lines:
    """Equity lines of one file with a value: issuer, sector, shares and market value, (n,) each."""

    day: date
    known: date
    symbols: tuple[str, ...]
    issuers: tuple[str, ...]
    sectors: tuple[str, ...]
    shares: Vector
    value: Vector


_EARNED: WeakKeyDictionary[Panel, dict[str, Earned]] = WeakKeyDictionary()
_LINES: WeakKeyDictionary[Panel, dict[str, tuple[Lines, ...]]] = WeakKeyDictionary()


def earned(panel: Panel, kind: str) -> Earned:
    """Earnings a share by `kind`: "announced" four quarters or "expected" coming quarter times four."""
    held = _EARNED.setdefault(panel, {})
    if kind not in held:
        held[kind] = _announced(panel) if kind == "announced" else _expected(panel)
    return held[kind]


def _announced(panel: Panel) -> Earned:
    seen = reports(panel)
    total = np.concatenate([[0.0], np.cumsum(seen.actual)])
    last = np.arange(3, len(seen.code))
    place = seen.date.astype(np.int64)
    whole = (seen.code[last] == seen.code[last - 3]) & (place[last] > place[last - 3])
    whole &= place[last] - place[last - 3] <= SPAN
    last = last[whole]
    return _in_force(
        seen.names, seen.code[last], seen.known[last], total[last + 1] - total[last - 3]
    )


def _expected(panel: Panel) -> Earned:
    seen = estimates(panel)
    new = np.ones(len(seen.code), dtype=bool)
    bucket = seen.date.astype(np.int64) // BUCKET
    new[1:] = (seen.line[1:] != seen.line[:-1]) | (seen.eps[1:] != seen.eps[:-1])
    new[1:] |= bucket[1:] != bucket[:-1]
    rows = np.flatnonzero(new)
    # Of two periods known on one day the later row, the coming one, speaks.
    rows = rows[np.lexsort((seen.line[rows], seen.known[rows], seen.code[rows]))]
    return _in_force(seen.names, seen.code[rows], seen.known[rows], 4.0 * seen.eps[rows])


def _in_force(names: tuple[str, ...], code: Ints, known: Days, eps: Vector) -> Earned:
    order = np.lexsort((known, code))
    code, start, eps = code[order], known[order].astype(np.int64), eps[order]
    until = start + LIFE
    same = code[1:] == code[:-1]
    until[:-1][same] = np.minimum(until[:-1][same], start[1:][same])
    return Earned(names, code, start, until, eps)


def eps_known(held: Earned, issuers: tuple[str, ...], when: int) -> Vector:
    """Earnings a share of each issuer in force on day number `when`; NaN where none is."""
    number = {name: i for i, name in enumerate(held.names)}
    code = np.array([number.get(name, -1) for name in issuers], dtype=np.int64)
    out = np.full(len(code), np.nan)
    if not len(held.code):
        return out
    at = np.searchsorted(held.code * 1_000_000 + held.known, code * 1_000_000 + when, "right") - 1
    fits = (at >= 0) & (code >= 0)
    fits &= (held.code[at] == code) & (held.until[at] > when)
    out[fits] = held.eps[at[fits]]
    return out


def fund_of(panel: Panel, role: str) -> tuple[str, Series | None]:
    """(first fund of `role` with valued lines and prices, its price series); ("", None) without."""
    for fund in FUNDS[role]:
        if fund not in panel.ids("holdings"):
            continue
        price = panel.series(fund, "pr")
        price = price if len(price) else panel.series(fund)
        if len(price) and lines_of(panel, fund):
            return fund, price
    return "", None


def lines_of(panel: Panel, fund: str) -> tuple[Lines, ...]:
    """The files in force of `fund` whose lines have a value, in the order they became known."""
    held = _LINES.setdefault(panel, {})
    if fund not in held:
        rows = panel.dated("holdings", fund)
        made = [
            _lines(panel, rows, shares.file.day, shares.file.known_at)
            for shares in current(panel, fund)
        ]
        held[fund] = tuple(lines for lines in made if lines is not None)
    return held[fund]


def _lines(panel: Panel, rows: object, day: date, known: date) -> Lines | None:
    columns: dict[str, np.ndarray] = dict(rows)  # type: ignore[call-overload]
    kept: Flags = (columns["date"] == np.datetime64(day)) & (columns["kind"] == "equity")
    kept &= columns["known_at"] <= np.datetime64(known)
    kept &= columns["shares"] > 0.0
    part = {name: column[kept] for name, column in columns.items()}
    value = part["market_value"].astype(np.float64)
    if not np.isfinite(value).all():
        names = tuple(str(s) for s in part["symbol"])
        value = part["weight"] * _worth(panel, names, part["weight"], part["shares"], day)
    if not len(value) or not np.isfinite(value).all():
        return None
    # A weight printed as 0.00 % is no reason to drop a line: the smallest lose the most money.
    some = value > 0.0
    part, value = {name: column[some] for name, column in part.items()}, value[some]
    symbols = tuple(str(s) for s in part["symbol"])
    issuers = tuple(panel.catalog.issuer(s) for s in symbols)
    sectors = tuple(str(s) for s in part["sector"])
    return Lines(day, known, symbols, issuers, sectors, part["shares"].astype(np.float64), value)


def _worth(
    panel: Panel, symbols: tuple[str, ...], weight: Vector, shares: Vector, day: date
) -> float:
    """A file's net assets: median of close x shares / weight over its largest lines, else NaN."""
    found = []
    for i in np.argsort(-weight, kind="stable")[:PRICED]:
        line = panel.series(symbols[i], "pr")
        at = int(np.searchsorted(line.days, np.datetime64(day)))
        if at < len(line) and line.days[at] == np.datetime64(day):
            found.append(float(line.levels[at]) * float(shares[i]) / float(weight[i]))
    return float(np.median(found)) if len(found) >= 3 else float("nan")
