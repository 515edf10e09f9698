"""Backends for the law against peeking: a tiny world, first prints only, and a spoiled future.

All of them speak `panel.Backend` over numpy columns, so a spoiled world costs a copy, not a store.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from zlib import crc32

import numpy as np
import polars as pl

from rotascope import sessions
from rotascope.store.derived import with_derived
from rotascope.store.long import coded
from rotascope.store.tables import TABLES, Dataset

Rows = dict[str, np.ndarray]
DAY = "datetime64[D]"
# Tables whose revisions are part of the truth at every date: an interval is closed by a revision.
REVISED_BY_NATURE = frozenset({"members"})


def days_of(values: Any) -> np.ndarray:
    return np.asarray(values, dtype=DAY)


def take(rows: Mapping[str, np.ndarray], kept: np.ndarray) -> Rows:
    return {name: np.asarray(column)[kept] for name, column in rows.items()}


def _same_key(rows: Mapping[str, np.ndarray], key: Sequence[str]) -> np.ndarray:
    """(n - 1,) whether row i + 1 has the key of row i; rows sorted by key."""
    same = np.ones(len(rows["known_at"]) - 1, dtype=bool)
    for name in key:
        same &= rows[name][1:] == rows[name][:-1]
    return same


def _key(table: str, rows: Mapping[str, np.ndarray]) -> list[str]:
    return [name for name in TABLES[table].key if name in rows]


def first_known(shown: Mapping[str, Mapping[str, np.ndarray]]) -> dict[tuple[str, str], date]:
    """Per (dataset, id) the day its first row became known."""
    found = {}
    for name, rows in shown.items():
        for dataset in set(rows["dataset"].tolist()):
            known = rows["known_at"][rows["dataset"] == dataset]
            found[dataset, name] = known.min().astype(DAY).item()
    return found


class Wrapped:
    """A backend that shows another one's rows through `change(table, id, rows)`."""

    cache_folder = None

    def __init__(self, base: Any) -> None:
        self.base = base
        self._shown: dict[tuple[str, str], Rows] = {}

    def change(self, table: str, name: str, rows: Rows) -> Rows:
        raise NotImplementedError

    def rows(self, table: str, ids: Sequence[str]) -> Mapping[str, Rows]:
        unseen = [name for name in ids if (table, name) not in self._shown]
        for name, rows in self.base.rows(table, unseen).items():
            self._shown[table, name] = self.change(table, name, dict(rows))
        return {name: self._shown[table, name] for name in ids if (table, name) in self._shown}

    def ids(self, table: str) -> Sequence[str]:
        return list(self.base.ids(table))

    def first_known(self, table: str) -> Mapping[tuple[str, str], date]:
        return first_known(self.rows(table, self.ids(table)))

    def datasets(self) -> Mapping[str, Any]:
        return dict(self.base.datasets())

    def fingerprint(self) -> str:
        return f"{type(self).__name__}-{id(self)}-{self.base.fingerprint()}"

    def long_returns(self) -> tuple[Any, ...]:
        """The same rows in one pass, as members are built from; with those of raw bars, if any."""
        if self.ids("actions"):
            tables = (self._frame(name) for name in ("returns", "bars", "actions"))
            return tuple(coded(with_derived(*tables, self.datasets())))
        names = sorted(self.ids("returns"))
        shown = self.rows("returns", names)
        names = [name for name in names if name in shown and len(shown[name]["date"])]
        columns = {
            column: np.concatenate([shown[name][column] for name in names])
            for column in ("date", "known_at", "tr", "dataset")
        }
        counts = [len(shown[name]["date"]) for name in names]
        datasets = sorted(set(columns["dataset"].tolist()))
        source = np.array([datasets.index(d) for d in columns["dataset"].tolist()], np.int32)
        codes = np.repeat(np.arange(len(names), dtype=np.int32), counts)
        order = np.lexsort((columns["known_at"], columns["date"], codes, source))
        return (
            codes[order],
            days_of(columns["date"])[order],
            days_of(columns["known_at"])[order],
            columns["tr"].astype(np.float32)[order],
            source[order],
            names,
            datasets,
        )

    def _frame(self, table: str) -> pl.DataFrame:
        shown = {n: r for n, r in self.rows(table, self.ids(table)).items() if len(r["date"])}
        schema, line = TABLES[table].schema, TABLES[table].key[1]
        ids = np.repeat(list(shown), [len(rows["date"]) for rows in shown.values()])
        columns = {
            name: np.concatenate([rows[name] for rows in shown.values()])
            for name in schema
            if name != line and shown and all(name in rows for rows in shown.values())
        } | ({line: ids.astype(object)} if shown else {})
        made = pl.DataFrame(columns, schema={n: schema[n] for n in columns}, nan_to_null=True)
        return made if columns else pl.DataFrame(schema=schema)


class FirstPrints(Wrapped):
    """Only the first version of each row: what stands at t then never changes for a lawful reason."""

    def change(self, table: str, name: str, rows: Rows) -> Rows:
        if table in REVISED_BY_NATURE or len(rows["known_at"]) < 2:
            return rows
        first = np.concatenate([[True], ~_same_key(rows, _key(table, rows))])
        return take(rows, first)


class Spoiled(Wrapped):
    """Everything after `cut` is garbage: other values, extra splits, deletions, renames.

    With `vintages`, rows about days up to `cut` get later versions too (a vendor's re-basing among
    them), a better dataset takes over every line, and hundreds of lines, an index and funds come on
    file: a panel of `cut` must not see any of it. Same seed, same garbage.
    """

    def __init__(self, base: Any, cut: date, *, vintages: bool = False, seed: int = 0) -> None:
        super().__init__(base)
        self.cut, self.vintages, self.seed = np.datetime64(cut), vintages, seed

    def change(self, table: str, name: str, rows: Rows) -> Rows:
        draw = np.random.default_rng([self.seed, crc32(f"{table} {name}".encode())])
        later = rows["known_at"] > self.cut
        spoiled = take(rows, later)
        if later.any():
            spoiled = self._spoil(table, spoiled, draw)
        parts = [take(rows, ~later), spoiled]
        if self.vintages:
            parts.append(self._vintages(table, take(rows, ~later), draw))
        joined = {column: np.concatenate([part[column] for part in parts]) for column in rows}
        return take(joined, _order(table, joined))

    def datasets(self) -> Mapping[str, Any]:
        known = dict(super().datasets())
        if self.vintages:
            known["newer"] = Dataset("newer", -1, "came later", "after the cut")
        return known

    def ids(self, table: str) -> Sequence[str]:
        new = NEWCOMERS.get(table, ()) if self.vintages else ()
        return sorted({*super().ids(table), *new})

    def rows(self, table: str, ids: Sequence[str]) -> Mapping[str, Rows]:
        held = set(super().ids(table))
        shown = dict(super().rows(table, [name for name in ids if name in held]))
        if self.vintages:
            new = set(NEWCOMERS.get(table, ())) - held
            shown |= {name: _newcomer(table, name, self.cut) for name in ids if name in new}
        return shown

    def _spoil(self, table: str, rows: Rows, draw: np.random.Generator) -> Rows:
        n = len(rows["known_at"])
        renamed = (
            draw.random() < 0.1
        )  # the line goes on under another name: nothing more of it here
        deleted = np.full(n, True) if renamed else draw.random(n) < 0.1
        for column in rows:
            if column in TABLES[table].values:
                rows[column] = _garbage(column, rows[column], self.cut, draw)
        return take(rows, ~deleted)

    def _vintages(self, table: str, rows: Rows, draw: np.random.Generator) -> Rows:
        chosen = take(rows, draw.random(len(rows["known_at"])) < 0.5)
        for column in chosen:
            if column in TABLES[table].values:
                chosen[column] = _garbage(column, chosen[column], self.cut, draw)
        lag = draw.integers(1, 90, len(chosen["known_at"]))
        chosen["known_at"] = self.cut + lag
        if table not in REVISED_BY_NATURE:
            better = draw.random(len(lag)) < 0.5
            chosen["dataset"] = np.where(better, "newer", chosen["dataset"]).astype(object)
        return chosen


NEWCOMERS = {
    "returns": tuple(f"US:NEW{i:03d}" for i in range(250)),  # more than a universe needs
    "members": ("SP500", "sp500"),
    "holdings": ("SPY", "IWM", "IVV"),
}


def _newcomer(table: str, name: str, cut: np.datetime64) -> Rows:
    """Rows of a line, an index or a fund of which nothing is known by `cut`."""
    n = 30
    after = days_of(cut + np.arange(1, n + 1))
    made: Rows = {"dataset": _text("newer", n), "date": after, "known_at": after}
    if table == "returns":
        tr = np.full(n, 0.01)
        return made | {"tr": tr, "anchor": np.where(np.arange(n) == 0, 100.0, np.nan)}
    symbols = np.array([f"NEW{i:03d}" for i in range(n)], dtype=object)
    made |= {
        "symbol": symbols,
        "date": days_of([cut - 300] * n),
        "known_at": days_of([cut + 1] * n),
    }
    if table == "members":
        return made | {"last": days_of(["NaT"] * n)}
    plain = {"weight": np.full(n, 1.0 / n), "shares": np.ones(n), "market_value": np.ones(n)}
    words = {"name": symbols, "kind": _text("equity", n), "sector": _text("new", n)}
    return made | {"line": np.arange(n)} | plain | words


def _order(table: str, rows: Rows) -> np.ndarray:
    keys = [
        rows[name].astype(str) if rows[name].dtype == object else rows[name]
        for name in _key(table, rows)
    ]
    return np.lexsort((rows["known_at"], *reversed(keys)))


def _garbage(column: str, values: np.ndarray, cut: np.datetime64, draw: Any) -> np.ndarray:
    """Other values of the same kind; a `last` day never moves to or before the cut."""
    n = len(values)
    if column == "last":
        return days_of(cut + draw.integers(1, 400, n))
    if column == "tr":
        # Wild, with splits both ways that nobody adjusted, but within what a float32 level can hold.
        wild = np.clip(draw.normal(0.0, 0.06, n), -0.5, 1.0)
        split = draw.random(n)
        spoiled = np.where(split < 0.03, -0.5, np.where(split > 0.97, 1.0, wild))
        return np.where(np.isfinite(np.asarray(values, dtype=float)), spoiled, np.nan)
    if values.dtype == object and column == "symbol":
        return np.array([f"X{v}" if draw.random() < 0.2 else v for v in values], dtype=object)
    if values.dtype.kind == "f":
        return values * np.exp(draw.normal(0.0, 2.0, n))
    return values


# ---------------------------------------------------------------- the tiny world

TINY_FIRST, TINY_SESSIONS = date(2021, 1, 4), 210
MEMBERS = {"T0": (0, None), "T1": (0, 150), "T2": (0, None), "T3": (60, None), "T4": (180, None)}


class Tiny:
    """Two lines (one with gaps), an index with comings and goings, a lagged monthly series."""

    cache_folder = None

    def __init__(self, seed: int = 3, count: int = TINY_SESSIONS) -> None:
        draw = np.random.default_rng(seed)
        everything = sessions.all_sessions()
        start = int(np.searchsorted(everything, np.datetime64(TINY_FIRST)))
        self.days = everything[start : start + count]
        gaps = draw.random(count) < 0.15
        gaps[[0, -1]] = False
        lines = {"TA": self.days, "TB": self.days[~gaps]} | {m: self.days for m in MEMBERS}
        self.table = {
            "returns": {f"US:{line}": _returns(days, draw) for line, days in lines.items()},
            "macro": {"TM": _macro(self.days, draw)},
            "members": {"TINY": _members(self.days)},
        }

    def rows(self, table: str, ids: Sequence[str]) -> Mapping[str, Rows]:
        held = self.table.get(table, {})
        return {name: held[name] for name in ids if name in held}

    def ids(self, table: str) -> Sequence[str]:
        return sorted(self.table.get(table, {}))

    def first_known(self, table: str) -> Mapping[tuple[str, str], date]:
        return first_known(self.table.get(table, {}))

    def datasets(self) -> Mapping[str, Any]:
        return {}

    def fingerprint(self) -> str:
        return f"tiny-{id(self)}"


def _text(word: str, n: int) -> np.ndarray:
    return np.array([word] * n, dtype=object)


def _returns(days: np.ndarray, draw: Any) -> Rows:
    n = len(days)
    tr = 0.01 * draw.standard_t(3, n)
    tr[0] = np.nan
    anchor = np.full(n, np.nan)
    anchor[0] = 50.0
    return {"dataset": _text("tiny", n), "date": days, "known_at": days, "tr": tr, "anchor": anchor}


def _macro(days: np.ndarray, draw: Any) -> Rows:
    start = np.unique(days.astype("datetime64[M]")).astype(DAY)
    known = days[np.minimum(np.searchsorted(days, start + 45), len(days) - 1)]
    out = start + 45 <= days[-1]
    n = int(out.sum())
    return {
        "dataset": _text("tiny", n),
        "date": start[out],
        "known_at": known[out],
        "value": draw.normal(0, 1, n),
        "unit": _text("percent", n),
        "assumed": np.zeros(n, dtype=bool),
    }


def _members(days: np.ndarray) -> Rows:
    rows = []
    for name, (first, last) in MEMBERS.items():
        joined = days[first]
        rows.append((name, joined, joined, np.datetime64("NaT")))
        if last is not None:
            rows.append((name, joined, days[last], days[last]))
    n = len(rows)
    return {
        "dataset": _text("tiny", n),
        "symbol": np.array([r[0] for r in rows], dtype=object),
        "date": days_of([r[1] for r in rows]),
        "known_at": days_of([r[2] for r in rows]),
        "last": days_of([r[3] for r in rows]),
    }
