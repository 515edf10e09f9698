"""Announcements and estimates of every company as flat arrays: first prints only, an issuer once.

Large means listed by the index that day (the S&P 500, or the planted one); small means every other
company that the table holds, mid caps among them: the findings say "outside the index".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from rotascope.known_rows import Columns, whole_table
from rotascope.maths.types import Flags, Ints
from rotascope.panel import Panel, Rows
from rotascope.recall import recall
from rotascope.series import Vector
from rotascope.sessions import Days

__all__ = [
    "INDICES",
    "Estimates",
    "Reports",
    "estimates",
    "index_on_file",
    "large_then",
    "listed",
    "reports",
]

INDICES = ("SP500", "sp500", "PW500")
YEAR, SLACK = 365, 45


@dataclass(frozen=True, slots=True, eq=False)
class Reports:
    """Announced earnings by dataset, issuer, day: what was expected, what came, what a year before.

    `code` (n,) numbers issuers, `names` their first symbol; `date` the announcement, `known` when
    its numbers could be read. `before` is NaN where no announcement lies 320 to 410 days back in
    the same dataset.
    """

    names: tuple[str, ...]
    code: Ints
    date: Days
    known: Days
    expected: Vector
    actual: Vector
    before: Vector
    large: Flags


@dataclass(frozen=True, slots=True, eq=False)
class Estimates:
    """Consensus earnings a share by issuer, coming fiscal period, vendor definition and snapshot day."""

    names: tuple[str, ...]
    code: Ints
    line: Ints
    date: Days
    known: Days
    eps: Vector
    large: Flags


_REPORTS: WeakKeyDictionary[Panel, Reports] = WeakKeyDictionary()
Spans = tuple[tuple[str, date, date | None], ...]
_SPANS: WeakKeyDictionary[Panel, Spans] = WeakKeyDictionary()


def index_on_file(panel: Panel) -> str:
    """The index whose list says who is large; "" if none is known."""
    held = set(panel.ids("members"))
    return next((name for name in INDICES if name in held), "")


def _spans(panel: Panel) -> Spans:
    """(issuer, first day, last day) of the index's members as known; () without a list."""
    if panel not in _SPANS:
        index, issuer = index_on_file(panel), panel.catalog.issuer
        listed_then = panel.membership(index) if index else ()
        _SPANS[panel] = tuple((issuer(symbol), first, last) for symbol, first, last in listed_then)
    return _SPANS[panel]


def listed(panel: Panel, days: Days) -> Vector:
    """How many issuers the index listed on each day, (T,); nil without a list."""
    spans = _spans(panel)
    steps = np.zeros(len(days) + 1)
    if spans:
        first = np.array([span[1] for span in spans], dtype="datetime64[D]")
        ended = np.array([span[2] for span in spans if span[2]], dtype="datetime64[D]")
        np.add.at(steps, np.searchsorted(days, first), 1.0)
        np.add.at(steps, np.searchsorted(days, ended, side="right"), -1.0)
    return np.asarray(np.cumsum(steps)[:-1])


def reports(panel: Panel) -> Reports:
    """Every announcement with an actual known by the panel's date."""
    if panel not in _REPORTS:
        _REPORTS[panel] = _reports(panel)
    return _REPORTS[panel]


def _reports(panel: Panel) -> Reports:
    columns = ("date", "eps_estimate", "eps_actual", "dataset")
    flat, names = whole_table(panel, "earnings", partial(_flat, panel.catalog.issuer, columns))
    kept = np.isfinite(flat["eps_actual"]) & (flat["date"] <= flat["known_at"])
    part = _once({name: column[kept] for name, column in flat.items()})
    arrays = part["source"], part["code"], part["date"], part["eps_actual"]
    part["before"] = recall("year-before", arrays, "", lambda: _year_before(*arrays))
    first = ~_told_again(part)
    part = {name: column[first] for name, column in part.items()}
    code, when = part["code"], part["date"]
    return Reports(
        names, code, when, part["known_at"], part["eps_estimate"], part["eps_actual"],
        part["before"], large_then(panel, names, code, when),
    )  # fmt: skip


def _told_again(part: Columns) -> Flags:
    """Rows of another dataset about a report that one known before already told of."""
    order = np.lexsort((part["source"], part["known_at"], part["code"]))
    again = np.zeros(len(order), dtype=bool)
    code, source = part["code"][order], part["source"][order]
    apart = np.abs(np.diff(part["date"][order].astype(np.int64)))
    again[order[1:]] = (code[1:] == code[:-1]) & (source[1:] != source[:-1]) & (apart < SLACK)
    return again


def estimates(panel: Panel) -> Estimates:
    """Every estimate known by the panel's date; `line` tells issuer, period and definition apart."""
    columns = ("date", "eps", "fiscal_end", "basis", "dataset")
    part, names = whole_table(panel, "estimates", partial(_flat, panel.catalog.issuer, columns))
    fiscal = part["fiscal_end"].astype(np.int64)
    order = np.lexsort(
        (part["date"], part["basis"], part["source"], part["ticker"], fiscal, part["code"])
    )
    part = {name: column[order] for name, column in part.items()}
    edges = np.zeros(len(order), dtype=np.int64)
    for name in ("code", "fiscal_end", "ticker", "source", "basis"):
        edges[1:] |= part[name][1:] != part[name][:-1]
    return Estimates(
        names, part["code"], np.cumsum(edges), part["date"], part["known_at"], part["eps"],
        large_then(panel, names, part["code"], part["date"]),
    )  # fmt: skip


def _flat(
    issuer: Callable[[str], str], columns: tuple[str, ...], rows: list[Rows]
) -> tuple[Columns, tuple[str, ...]]:
    """Rows of every id as columns in the order of source, issuer, day and day known; the issuers."""
    owners = [issuer(str(r["symbol"][0])) for r in rows]
    names = dict.fromkeys(owners)
    many = [len(r["known_at"]) for r in rows]
    number = {owner: i for i, owner in enumerate(names)}
    made: Columns = {
        name: np.concatenate([r[name] for r in rows]) if rows else np.empty(0)
        for name in (*columns, "known_at")
    }
    made["code"] = np.repeat(np.array([number[o] for o in owners], dtype=np.int64), many)
    made["ticker"] = np.repeat(np.arange(len(rows)), many)
    made["source"] = _numbered(made.pop("dataset"))
    if "basis" in made:
        made["basis"] = _numbered(made["basis"])
    for name in ("date", "known_at", "fiscal_end"):
        if name in made:
            made[name] = np.asarray(made[name], dtype="datetime64[D]")
    order = np.lexsort((made["known_at"], made["date"], made["code"], made["source"]))
    made = {name: column[order] for name, column in made.items()}
    return made, tuple(names)


def _numbered(words: Any) -> Ints:
    seen: dict[str, int] = {}
    return np.array([seen.setdefault(str(word), len(seen)) for word in words], dtype=np.int64)


def _once(part: Columns) -> Columns:
    """Of one day's versions the first known, of two share classes' reports the first. Rows are sorted."""
    again = np.zeros(len(part["code"]), dtype=bool)
    near = (part["source"][1:] == part["source"][:-1]) & (part["code"][1:] == part["code"][:-1])
    days = np.diff(part["date"].astype(np.int64))
    twin = part["ticker"][1:] != part["ticker"][:-1]
    again[1:] = near & ((days == 0) | (twin & (days < SLACK)))
    return {name: column[~again] for name, column in part.items()}


def _year_before(source: Ints, code: Ints, when: Days, actual: Vector) -> Vector:
    """The value announced nearest to a year earlier, within 45 days of it; NaN without one."""
    place = when.astype(np.int64)
    key = (source * 10_000_000 + code) * 100_000 + place
    out = np.full(len(key), np.nan)
    if not len(key):
        return out
    sought = key - YEAR
    at = np.searchsorted(key, sought)
    low, high = np.maximum(at - 1, 0), np.minimum(at, len(key) - 1)
    nearest = np.where(np.abs(key[low] - sought) < np.abs(key[high] - sought), low, high)
    fits = np.abs(key[nearest] - sought) <= SLACK
    out[fits] = actual[nearest[fits]]
    return out


def large_then(panel: Panel, names: tuple[str, ...], code: Ints, when: Days) -> Flags:
    """Whether an issuer was listed by the index on each of its days. Rows may be in any order."""
    spans = _spans(panel)
    asked = f"{hash(spans)}|{hash(names)}"
    return recall("large-then", (code, when), asked, lambda: _inside(spans, names, code, when))


def _inside(spans: Spans, names: tuple[str, ...], code: Ints, when: Days) -> Flags:
    out = np.zeros(len(code), dtype=bool)
    number = {name: i for i, name in enumerate(names)}
    order = np.argsort(code, kind="stable")
    bounds = np.searchsorted(code[order], np.arange(len(names) + 1))
    for owner, first, last in spans:
        at = number.get(owner, -1)
        if at < 0 or bounds[at] == bounds[at + 1]:
            continue
        rows = order[bounds[at] : bounds[at + 1]]
        inside = when[rows] >= np.datetime64(first)
        if last is not None:
            inside &= when[rows] <= np.datetime64(last)
        out[rows[inside]] = True
    return out
