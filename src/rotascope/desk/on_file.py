"""What is in the store: datasets, or one series wherever it is, with age, holes and revisions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Protocol

import numpy as np

from rotascope import sessions
from rotascope.desk.holes import missing
from rotascope.desk.sources import Asking
from rotascope.desk.vintages import LATE, VALUES, vintages
from rotascope.errors import NoAnswer, UnknownName
from rotascope.ingest.known import assumed
from rotascope.panel import Backend, Panel, Rows
from rotascope.providers.series import REGISTERED
from rotascope.store.spans import Span
from rotascope.store.tables import TABLES
from rotascope.terms import OnFile

__all__ = [
    "Spanning",
    "datasets_on_file",
    "hindsight",
    "later_rows",
    "newest",
    "series_on_file",
    "with_held",
]

DAILY = ("returns", "bars")
BY_INSTRUMENT = tuple(name for name, table in TABLES.items() if table.key[1] == "instrument")
LAG = "registered lag"
MISSING = 5
"""Holes named one by one, the newest; all are counted."""


HINDSIGHT = ("late vintage", "late download", "back-filled", "survivorship")
"""What the note of a dataset says where its past was written, or chosen, later."""


class Spanning(Backend, Asking, Protocol):
    """A backend that can also say what its tables span, and what was asked of the network."""

    def spans(self, table: str, as_of: date) -> tuple[Span, ...]:
        """Per dataset of a table, what is known by `as_of`."""

    def held(self, table: str, names: Sequence[str]) -> Mapping[str, int]:
        """Rows in quarantine whose key names one of `names` (none: every row), by dataset."""


def datasets_on_file(panel: Panel, backend: Spanning) -> tuple[OnFile, ...]:
    """Every dataset of every table as known by the panel's date, by table and name."""
    spans = (span for table in TABLES for span in backend.spans(table, panel.as_of))
    return tuple(_on_file(panel, span) for span in spans)


def hindsight(backend: Backend) -> tuple[str, ...]:
    """Datasets whose own note says that their past was back-filled or is of one late vintage, by name.

    A day that a row is known from does not tell this: members of today, or revised values, carry the
    dates of the past. Where a note is silent nothing is claimed.
    """
    told = {name: one.note for name, one in backend.datasets().items()}
    return tuple(sorted(name for name in told if any(word in told[name] for word in HINDSIGHT)))


def later_rows(panel: Panel, backend: Spanning) -> str:
    """'1,200 rows in 2 datasets are known only later: ...' than the panel's day; "" if none are."""
    end: date = sessions.all_sessions()[-2].item()  # the last day that can be asked about
    rows, names, known = 0, set(), panel.as_of
    for table in TABLES:
        before = {span.dataset: span.rows for span in backend.spans(table, panel.as_of)}
        for span in backend.spans(table, end):
            more = span.rows - before.get(span.dataset, 0)
            if more > 0:
                rows, known = rows + more, max(known, span.known or known)
                names.add(span.dataset)
    if not rows:
        return ""
    shows = sessions.shift(sessions.last_session(known - timedelta(days=1)), 1)
    counted = f"{rows:,} row{'s' * (rows > 1)} in {len(names)} dataset{'s' * (len(names) > 1)}"
    return f"{counted} {'are' if rows > 1 else 'is'} known only later: --as-of {shows} shows them"


def newest(backend: Spanning) -> date:
    """The newest date of any row; for a store without prices, whose age no session measures."""
    end: date = sessions.all_sessions()[-1].item()
    last = [span.last for table in TABLES for span in backend.spans(table, end)]
    if not last:
        raise NoAnswer("the store is empty", "", "`rotascope import` or `rotascope sync`")
    return min(max(last), end)


def series_on_file(
    panel: Panel, name: str, *, listed: bool = False, period: str = ""
) -> tuple[OnFile, ...]:
    """One series in every table and dataset that holds it. Raises UnknownName.

    `listed` adds the versions of its values: of the newest periods, or of `period` (2013Q4).
    """
    found = [
        _series(panel, table, name, rows, dataset)
        for table, line in _lines(panel, name)
        for dataset, rows in _by_dataset(panel, table, line)
    ]
    if not found:
        raise UnknownName.among("series", name, _all(panel), "rotascope data")
    if not listed:
        return tuple(found)
    told = (
        vintages(
            one.table, _rows_of(panel, one), period, dated=one.known_rule.startswith("in file")
        )
        for one in found
    )
    return tuple(
        replace(one, vintages=values, vintages_note=why + _elsewhere(panel, one, why))
        for one, (values, why) in zip(found, told, strict=True)
    )


def with_held(
    found: Sequence[OnFile], panel: Panel, backend: Spanning, *, present: bool = True
) -> tuple[OnFile, ...]:
    """The same, with how many rows of each line or dataset are in quarantine now.

    None of a past day that was asked about: what is held today says nothing of it.
    """
    if not present:
        return tuple(replace(one, held=None) for one in found)
    asked = [(one, _names(panel, one)) for one in found]
    held = {
        key: backend.held(*key) for key in dict.fromkeys((one.table, names) for one, names in asked)
    }
    return tuple(
        replace(one, held=held[one.table, names].get(one.dataset, 0)) for one, names in asked
    )


def _names(panel: Panel, one: OnFile) -> tuple[str, ...]:
    return (one.series, _id(panel, one.table, one.series)) if one.series else ()


def _elsewhere(panel: Panel, one: OnFile, why: str) -> str:
    """Where vintages of a series without any are on file under a longer name (GDP.V)."""
    if why != LATE or one.table != "macro":
        return ""
    names = [name for name in panel.ids("macro") if name.startswith(f"{one.series}.")]
    return f"; there are vintages in {', '.join(names)}" if names else ""


def _lines(panel: Panel, name: str) -> list[tuple[str, str]]:
    """(table, id): lines go by instrument, every other table by the name as printed."""
    return [(table, _id(panel, table, name)) for table in TABLES]


def _id(panel: Panel, table: str, name: str) -> str:
    return panel.instrument(name) if table in BY_INSTRUMENT else name


def _all(panel: Panel) -> set[str]:
    names = {n for table in TABLES if table not in BY_INSTRUMENT for n in panel.ids(table)}
    ids = {i for table in BY_INSTRUMENT for i in panel.ids(table)}
    return names | {panel.catalog.symbol_of(i) for i in ids}


def _by_dataset(panel: Panel, table: str, line: str) -> list[tuple[str, Rows]]:
    """Every version known by the panel's day, by dataset; datasets without one are left out."""
    rows = panel.backend.rows(table, [line]).get(line)
    if rows is None:
        return []
    seen = rows["known_at"] <= np.datetime64(panel.as_of)
    names = np.asarray(rows["dataset"])
    return [
        (str(name), {column: v[seen & (names == name)] for column, v in rows.items()})
        for name in np.unique(names[seen])
    ]


def _rows_of(panel: Panel, one: OnFile) -> Rows:
    return dict(_by_dataset(panel, one.table, _id(panel, one.table, one.series)))[one.dataset]


def _series(panel: Panel, table: str, name: str, rows: Rows, dataset: str) -> OnFile:
    days = sessions.as_days(rows["date"])
    same = np.ones(len(days) - 1, dtype=bool)
    for column in TABLES[table].key[2:]:
        same &= rows[column][1:] == rows[column][:-1]
    spaced = missing(days, prices=table in DAILY) if table in (*DAILY, "macro") else None
    frequency, lacking = spaced or ("", days[:0])
    span = Span(table, dataset, 1, len(days), days.min().item(), days.max().item())
    made = _on_file(panel, span, series=name, revised=int(same.sum()))
    registered = REGISTERED.get(name) if made.known_rule == LAG else None
    return replace(
        made,
        frequency=frequency,
        holes=len(lacking) if frequency else None,
        missing=tuple(lacking[: -MISSING - 1 : -1].tolist()),
        assumed=made.assumed or bool("assumed" in rows and np.any(rows["assumed"])),
        lag_days=registered.lag_days if registered else None,
        unit=_unit(table, rows),
        basis=_basis(rows) if table == "bars" else "",
        periods=len(np.unique(days)),
        last_known=rows["known_at"][days == days.max()].min().item(),
    )


def _basis(rows: Rows) -> str:
    """'split', or 'raw, split' where earlier rows are of another basis than the newest."""
    return ", ".join(dict.fromkeys(str(basis) for basis in rows["basis"][::-1]))


def _unit(table: str, rows: Rows) -> str:
    """Of macro series and facts the newest row's own; of other tables the one their column has."""
    if "unit" in rows:
        return str(rows["unit"][-1])
    return re.split("[,;]", TABLES[table].units.get(VALUES.get(table, ""), ""))[0]


def _on_file(panel: Panel, span: Span, *, series: str = "", revised: int | None = None) -> OnFile:
    standing = panel.backend.datasets().get(span.dataset)
    rule = standing.known_rule if standing else ""
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
        holes=None,
        known_rule=rule,
        precedence=standing.precedence if standing else None,
        note=standing.note if standing else "",
        assumed=assumed(rule),
    )
