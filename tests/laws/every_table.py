"""A small store with rows in every table, everything that can be asked of it, and later vintages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from rotascope.desk import Desk
from rotascope.panel import Panel
from rotascope.sessions import all_sessions
from rotascope.store.memory import MemoryBackend
from rotascope.store.tables import TABLES, Dataset, Table

__all__ = ["CUT", "DAYS", "END", "everything", "later", "later_keys", "store", "world"]

Frames = Mapping[str, pl.DataFrame]

DAYS: list[date] = [day.item() for day in all_sessions()[25000:25030]]
CUT, END = DAYS[18], DAYS[-1]
STANDING = (Dataset("a", 20, "", "same session"), Dataset("better", 1, "", "registered lag"))
# Words that a column only takes some of; every other text is its own name and a number.
WORDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("bars", "basis"): ("raw",), ("actions", "kind"): ("split",), ("holdings", "kind"): ("equity",),
    ("macro", "unit"): ("percent",), ("options", "right"): ("C", "P"),
    ("earnings", "timing"): ("before", "after"), ("derivatives", "kind"): ("swap",),
}  # fmt: skip
IDS = {"instrument": ("US:ZZ", "US:YY"), "fund": ("IWM", "SPY"), "symbol": ("ZZ", "YY")}


def world() -> dict[str, pl.DataFrame]:
    """Rows in every table: two ids, eight days, each known a session later and revised six later."""
    return {name: _rows(table) for name, table in TABLES.items()}


def _rows(table: Table) -> pl.DataFrame:
    made = []
    for n, at in enumerate(range(2, 18, 2)):
        for i in range(2):
            for version, known in enumerate((DAYS[at + 1], DAYS[at + 7])):
                made.append(_row(table, i, n, DAYS[at], known, version))
    return pl.DataFrame(made, schema=table.schema, strict=False)


def _row(table: Table, i: int, n: int, day: date, known: date, version: int) -> dict[str, Any]:
    name = table.key[1]
    row = {c: _cell(table, c, kind, n + version) for c, kind in table.columns.items()}
    for column in table.key[2:]:  # a key is the same in every version
        row[column] = _cell(table, column, table.columns[column], n)
    row |= {"dataset": "a", "date": day, "known_at": known, name: IDS.get(name, ("AA", "BB"))[i]}
    if table.name == "returns":
        row["anchor" if n == 0 else "tr"] = 100.0 if n == 0 else 0.01 * (n + version)
        row["tr" if n == 0 else "anchor"] = None
    return row


def _cell(table: Table, column: str, kind: Any, n: int) -> Any:
    if (table.name, column) in WORDS:
        words = WORDS[table.name, column]
        return words[n % len(words)]
    if kind == pl.String:
        return f"{column} {n}"
    if kind == pl.Date:
        return DAYS[n]
    if kind == pl.Boolean:
        return n % 2 == 0
    return 10 + n if kind == pl.Int64 else 10.0 + n / 2


def store(frames: Frames) -> MemoryBackend:
    """The frames as a store with two datasets, of which `better` would be preferred."""
    return MemoryBackend(frames, STANDING)


# ---------------------------------------------------------------- what may come later


def later(frames: Frames, table: str, cut: date, draw: np.random.Generator) -> pl.DataFrame:
    """Other values for keys on file, known after the cut; some of them in a better dataset."""
    frame = frames[table]
    chosen = frame[draw.choice(len(frame), draw.integers(1, 6), replace=False).tolist()]
    known = [DAYS[int(k)] for k in draw.integers(DAYS.index(cut) + 1, len(DAYS), len(chosen))]
    told = chosen.with_columns(
        pl.Series("known_at", known, dtype=pl.Date),
        dataset=pl.lit(str(draw.choice(["a", "better"]))),
    )
    spec = TABLES[table]
    return told.with_columns(_other(c, spec.columns[c]) for c in spec.values if _free(table, c))


def later_keys(frames: Frames, table: str, cut: date, draw: np.random.Generator) -> pl.DataFrame:
    """Rows about ids, days and datasets that the store does not know at the cut."""
    told = later(frames, table, cut, draw)
    name = TABLES[table].key[1]
    which = int(draw.integers(3))
    if which == 0:
        return told.with_columns(pl.col(name) + "X")
    if which == 1:
        return told.with_columns(date=pl.lit(DAYS[int(draw.integers(len(DAYS)))]))
    return told.with_columns(dataset=pl.lit("quite new"))


def _free(table: str, column: str) -> bool:
    return (table, column) not in WORDS and table != "returns"


def _other(column: str, kind: Any) -> pl.Expr:
    cell = pl.col(column)
    if kind == pl.String:
        return cell + " corrected"
    if kind == pl.Date:
        return cell.dt.offset_by("1y")
    return ~cell if kind == pl.Boolean else cell * 3


# ---------------------------------------------------------------- everything that can be asked


def everything(backend: MemoryBackend, day: date, panel: type[Panel] = Panel) -> dict[str, Any]:
    """What a Panel and the desk say of a day, as plain values that compare."""
    seen = panel(backend, day)
    told: dict[str, Any] = {"datasets": seen.known_datasets(), "funds": seen.funds()}
    for table in TABLES:
        names = seen.ids(table)
        told[f"{table} ids"] = names
        told |= {f"{table} {name}": _plain(seen.dated(table, name)) for name in names}
    for symbol in ("ZZ", "YY", "ZZX"):
        for basis in ("tr", "pr"):
            told[f"{symbol} {basis}"] = _plain(asdict(seen.series(symbol, basis)))
        told[f"{symbol} pair"] = _plain(asdict(seen.ratio(symbol, "YY")))
    for name in ("AA", "BB", "AAX"):
        told[f"{name} macro"] = _plain(asdict(seen.macro(name)))
        told[f"{name} members"] = seen.membership(name)
    for fund in ("IWM", "SPY", "IWMX"):
        told[f"{fund} holdings"] = _plain([asdict(file) for file in seen.holdings(fund)])
    desk = Desk(backend)
    told["data"] = replace(desk.data(as_of=day), store="")
    for name in ("ZZ", "AA", "IWM"):
        told[f"data {name}"] = replace(desk.data(name, day, vintages=True), store="")
    return told


def _plain(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return [repr(one) for one in value.tolist()]  # NaN is equal to NaN here
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value
