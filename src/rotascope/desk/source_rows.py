"""From a printed figure to the rows it was read from: as known on its day, with the files behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rotascope.desk.meant import Meant, meant
from rotascope.errors import BadArgument, NoAnswer
from rotascope.panel import Panel, as_known
from rotascope.store.backend import StoreBackend
from rotascope.store.origin import origins
from rotascope.store.tables import TABLES
from rotascope.terms import Origin, Rows, Source, Why
from rotascope.terms.rows import Stored

__all__ = ["MOST", "source_rows"]

MOST = 1_000
"""Rows of one answer; the next begin at another offset."""


@dataclass(frozen=True, slots=True)
class Found:
    """Columns of equal length in the order they are shown, how that is, and what they add up to."""

    columns: Mapping[str, NDArray[Any]]
    order: str
    note: str = ""


def source_rows(panel: Panel, why: Why, source: int, offset: int, limit: int) -> Rows:
    """Rows `offset` to `offset + limit` of one of the figure's sources.

    Raises BadArgument for numbers out of bounds, NoAnswer where the figure was read from no rows.
    """
    _bounded(why, source, offset, limit)
    said = why.sources[source]
    spec = meant(panel, said)
    known = _known(panel, spec, said)
    found = _holdings(panel, known) if spec.table == "holdings" else _newest_first(spec, known)
    count = len(next(iter(found.columns.values()), ()))
    shown = {name: column[offset : offset + limit] for name, column in found.columns.items()}
    table = TABLES[spec.table]
    return Rows(
        key=why.key,
        title=f"{why.title}: {said.what}",
        as_of=panel.as_of,
        source=source,
        sources=why.sources,
        table=spec.table,
        dataset=spec.dataset,
        lines=tuple(_symbol(panel, spec.table, name) for name in spec.ids),
        columns=tuple(shown),
        units=tuple((name, unit) for name, unit in table.units.items() if name in shown),
        rows=tuple(
            zip(*(_cells(column, table.whole(n)) for n, column in shown.items()), strict=True)
        ),
        count=count,
        offset=offset,
        limit=limit,
        order=found.order,
        note="; ".join(text for text in (spec.note, found.note) if text),
        files=_files(panel, spec, said),
    )


def _bounded(why: Why, source: int, offset: int, limit: int) -> None:
    if not why.sources:
        raise NoAnswer(f"{why.key} was read from no rows", "", f"`rotascope why {why.key}`")
    if not 0 <= source < len(why.sources):
        raise BadArgument(f"no source {source} of {why.key}", f"0 to {len(why.sources) - 1}")
    if offset < 0 or not 1 <= limit <= MOST:
        raise BadArgument(
            f"no rows {offset} and {limit} more", f"an offset of 0 or more, a limit of 1 to {MOST}"
        )


def _known(panel: Panel, spec: Meant, said: Source) -> dict[str, NDArray[Any]]:
    """The newest version of every row known by the panel's day, ids one after another."""
    table = TABLES[spec.table]
    ids = spec.ids or panel.ids(spec.table)
    if not spec.ids and spec.table in ("returns", "bars") and len(ids) > 1:
        return _listing(panel, spec.table)
    key = ("dataset", *table.key[2:])
    parts = [
        (name, as_known(rows, key, panel.as_of))
        for name, rows in panel.backend.rows(spec.table, ids).items()
    ]
    names = [np.full(len(rows["date"]), name, dtype=object) for name, rows in parts]
    made = {table.key[1]: np.concatenate(names) if names else np.empty(0, object)}
    for column in (*table.key[2:], *table.values, "known_at", "dataset"):
        given = [rows[column] for _, rows in parts if column in rows]
        if len(given) == len(parts):
            made[column] = np.concatenate(given) if given else np.empty(0, object)
    return _within(made, spec, said, panel.as_of)


def _within(
    made: dict[str, NDArray[Any]], spec: Meant, said: Source, as_of: date
) -> dict[str, NDArray[Any]]:
    kept = np.ones(len(made["known_at"]), dtype=bool)
    if spec.dataset:
        kept &= made["dataset"] == spec.dataset
    if spec.table == "members":
        ends = made["last"].astype("datetime64[D]")
        kept &= np.isnat(ends) | (ends >= np.datetime64(as_of))
    if spec.spanned and len(kept):
        days = made["date"].astype("datetime64[D]")
        kept &= (days >= np.datetime64(said.first)) & (days <= np.datetime64(said.last))
    return {name: column[kept] for name, column in made.items()}


def _listing(panel: Panel, table: str) -> dict[str, NDArray[Any]]:
    """A table too long to be listed row by row: its lines, with the day each was first known."""
    first = panel.backend.first_known(table)
    kept = sorted(
        (name, dataset, day) for (dataset, name), day in first.items() if day <= panel.as_of
    )
    return {
        "instrument": np.array([name for name, _, _ in kept], dtype=object),
        "known_at": np.array([day for _, _, day in kept], dtype="datetime64[D]"),
        "dataset": np.array([dataset for _, dataset, _ in kept], dtype=object),
    }


def _newest_first(spec: Meant, known: dict[str, NDArray[Any]]) -> Found:
    if "date" not in known:
        return Found(known, "by line")
    order = np.argsort(-known["date"].astype("datetime64[D]").astype(np.int64), kind="stable")
    first = TABLES[spec.table].key[1]  # the line is the same in every row, the day is not
    names = sorted(known, key=lambda name: (name != "date", name == first and len(spec.ids) == 1))
    return Found({name: known[name][order] for name in names}, "newest first")


def _holdings(panel: Panel, known: dict[str, NDArray[Any]]) -> Found:
    """Lines of a file by their issuer's weight, with its rank and what the file adds up to so far."""
    days = known["date"].astype("datetime64[D]").astype(np.int64)
    issuers = np.array([panel.catalog.issuer(str(one)) for one in known["symbol"]], dtype=object)
    weights = np.asarray(known["weight"], dtype=float)
    long = (known["kind"] == "equity") & (weights > 0.0)
    whole: dict[tuple[int, str], float] = {}
    for day, name, weight in zip(days[long], issuers[long], weights[long], strict=True):
        whole[int(day), name] = whole.get((int(day), name), 0.0) + float(weight)
    of = np.array(
        [
            whole.get((int(d), n), 0.0) if e else -1.0
            for d, n, e in zip(days, issuers, long, strict=True)
        ]
    )
    order = np.lexsort((-weights, issuers.astype(str), -of, -days)) if len(days) else days
    made = {name: column[order] for name, column in known.items()}
    ranks, sums = _ranked(
        days[order], issuers[order], np.where(long, weights, 0.0)[order], long[order]
    )
    shown = {
        "rank": ranks,
        "symbol": made["symbol"],
        "name": made["name"],
        "weight": made["weight"],
    }
    shown |= {"running_sum": sums, "issuer": issuers[order]}
    rest = {name: column for name, column in made.items() if name not in shown}
    order_words = "newest file first, largest issuer first"
    return Found({**shown, **rest}, order_words, _top_ten(ranks, sums, days[order]))


def _ranked(
    days: NDArray[Any], issuers: NDArray[Any], weights: NDArray[Any], long: NDArray[np.bool_]
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Per line the rank of its issuer in its file (None for what is no equity) and the running sum."""
    ranks, sums = np.empty(len(days), dtype=object), np.empty(len(days), dtype=object)
    rank, total, before = 0, 0.0, (-1, "")
    for row, (day, name) in enumerate(zip(days.tolist(), issuers, strict=True)):
        if day != before[0]:
            rank, total = 0, 0.0
        if long[row]:
            rank += (day, name) != before
            total += float(weights[row])
            ranks[row], sums[row] = rank, total
        before = day, name
    return ranks, sums


def _top_ten(ranks: NDArray[Any], sums: NDArray[Any], days: NDArray[Any]) -> str:
    """'ranks 1 to 10 add up to 37.13 %' of one file; '' of several or of none."""
    if len(np.unique(days)) != 1:
        return ""
    top = [
        total for rank, total in zip(ranks, sums, strict=True) if rank is not None and rank <= 10
    ]
    return f"ranks 1 to 10 add up to {top[-1] * 100:.2f} %, an issuer counts once" if top else ""


def _cells(column: NDArray[Any], whole: bool) -> list[Stored]:
    return [_cell(value, whole) for value in column.tolist()]


def _cell(value: Any, whole: bool) -> Stored:
    """A value as JSON has it: no NaN, a count without decimals, a flag in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        if not np.isfinite(value):
            return None
        return int(value) if whole else value
    return value if isinstance(value, str | int | date) else None


def _symbol(panel: Panel, table: str, name: str) -> str:
    return panel.catalog.symbol_of(name) if TABLES[table].key[1] == "instrument" else name


def _files(panel: Panel, spec: Meant, said: Source) -> tuple[Origin, ...]:
    """What was imported, of the datasets the rows are of; nothing where rows are in memory."""
    if not isinstance(panel.backend, StoreBackend):
        return ()
    market = panel.backend.market
    names = [spec.dataset] if spec.dataset else sorted(_datasets(panel, spec.table))
    span = (said.first, said.last) if spec.spanned else (date.min, date.max)
    found = [
        one
        for name in names
        for one in origins(market, spec.table, name, spec.ids, span, panel.as_of)
    ]
    return tuple(Origin(one.source, one.sha256, one.accepted) for one in found)


def _datasets(panel: Panel, table: str) -> set[str]:
    first = panel.backend.first_known(table)
    return {dataset for (dataset, _), day in first.items() if day <= panel.as_of}
