"""What is in the store: datasets, or one series wherever it is, with age, holes and revisions."""

from __future__ import annotations

from datetime import date
from typing import Protocol

import numpy as np

from rotascope import sessions
from rotascope.errors import NoAnswer, UnknownName
from rotascope.panel import Backend, Panel, Rows
from rotascope.store.spans import Span
from rotascope.store.tables import TABLES
from rotascope.terms import OnFile

__all__ = ["Spanning", "datasets_on_file", "newest", "series_on_file"]

DAILY = ("returns", "bars")


class Spanning(Backend, Protocol):
    """A backend that can also say what its tables span."""

    def spans(self, table: str, as_of: date) -> tuple[Span, ...]:
        """Per dataset of a table, what is known by `as_of`."""


def datasets_on_file(panel: Panel, backend: Spanning) -> tuple[OnFile, ...]:
    """Every dataset of every table as known by the panel's date, by table and name."""
    spans = (span for table in TABLES for span in backend.spans(table, panel.as_of))
    return tuple(_on_file(panel, span) for span in spans)


def newest(backend: Spanning) -> date:
    """The newest date of any row; for a store without prices, whose age no session measures."""
    end: date = sessions.all_sessions()[-1].item()
    last = [span.last for table in TABLES for span in backend.spans(table, end)]
    if not last:
        raise NoAnswer("the store is empty", "", "`rotascope import` or `rotascope sync`")
    return min(max(last), end)


def series_on_file(panel: Panel, name: str) -> tuple[OnFile, ...]:
    """One series in every table and dataset that holds it. Raises UnknownName."""
    found = [
        _series(panel, table, name, rows, dataset)
        for table, line in _lines(panel, name)
        for dataset, rows in _by_dataset(panel.backend.rows(table, [line]).get(line, {}))
    ]
    known = [one for one in found if one is not None]
    if not known:
        raise UnknownName.among("series", name, _all(panel), "rotascope data")
    return tuple(known)


def _lines(panel: Panel, name: str) -> list[tuple[str, str]]:
    """(table, id): prices go by instrument, every other table by the name as printed."""
    instrument = panel.instrument(name)
    return [(table, instrument if table in DAILY else name) for table in TABLES]


def _all(panel: Panel) -> set[str]:
    names = {n for table in TABLES if table not in DAILY for n in panel.ids(table)}
    ids = {i for table in DAILY for i in panel.ids(table)}
    return names | {panel.catalog.symbol_of(i) for i in ids}


def _by_dataset(rows: Rows) -> list[tuple[str, Rows]]:
    if not rows:
        return []
    names = np.asarray(rows["dataset"])
    return [
        (str(name), {column: values[names == name] for column, values in rows.items()})
        for name in np.unique(names)
    ]


def _series(panel: Panel, table: str, name: str, rows: Rows, dataset: str) -> OnFile | None:
    seen = rows["known_at"] <= np.datetime64(panel.as_of)
    rows = {column: values[seen] for column, values in rows.items()}
    days = rows["date"]
    if not len(days):
        return None
    key = [rows[c] for c in TABLES[table].key[2:]]
    same = np.ones(len(days) - 1, dtype=bool)
    for column in key:
        same &= column[1:] == column[:-1]
    first, last = days.min().item(), days.max().item()
    holes = sessions.count(first, last) + 1 - len(np.unique(days)) if table in DAILY else None
    span = Span(table, dataset, 1, len(days), first, last)
    return _on_file(panel, span, series=name, revised=int(same.sum()), holes=holes)


def _on_file(
    panel: Panel,
    span: Span,
    *,
    series: str = "",
    revised: int | None = None,
    holes: int | None = None,
) -> OnFile:
    standing = panel.backend.datasets().get(span.dataset)
    return OnFile(
        table=span.table,
        dataset=span.dataset,
        series=series,
        lines=span.lines,
        rows=span.rows,
        first=span.first,
        last=span.last,
        age_sessions=sessions.count(span.last, panel.as_of),
        revised=revised,
        holes=holes,
        known_rule=standing.known_rule if standing else "",
        precedence=standing.precedence if standing else None,
        note=standing.note if standing else "",
    )
