"""Every version of rows that a panel's date knows, for histories that need more than the newest.

A panel shows one version a key, the newest it knows. What was first printed, or what stood on an
earlier day of a history, is among the older ones. Nothing known after the panel's date is handed out.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from rotascope.panel import Panel, Rows

__all__ = ["Columns", "dataset_note", "every_version", "kept_for", "whole_table"]

Columns = dict[str, NDArray[Any]]
_KEPT: WeakKeyDictionary[Any, dict[str, OrderedDict[Any, Any]]] = WeakKeyDictionary()
TABLES_HELD = 4


def every_version(panel: Panel, table: str, ids: Sequence[str]) -> dict[str, Rows]:
    """Per id every version of its rows known by the panel's date; ids without any are absent."""
    today = np.datetime64(panel.as_of)
    found: dict[str, Rows] = {}
    for name, rows in panel.backend.rows(table, ids).items():
        seen = rows["known_at"] <= today
        if seen.any():
            found[name] = {column: values[seen] for column, values in rows.items()}
    return found


def whole_table(
    panel: Panel, table: str, arrange: Callable[[list[Rows]], tuple[Columns, tuple[str, ...]]]
) -> tuple[Columns, tuple[str, ...]]:
    """(columns of the rows known by the panel's date, what `arrange` names them by).

    `arrange` puts the rows of all ids into columns, `known_at` among them, once for a state of the
    tables: thousands of ids cost seconds. It must not mix rows: only the known ones are handed out.
    """
    held = kept_for(panel, "tables")
    key = table, panel.backend.fingerprint()
    if key not in held:
        rows = panel.backend.rows(table, list(panel.backend.ids(table)))
        held[key] = arrange([one for one in rows.values() if len(one["known_at"])])
        if len(held) > TABLES_HELD:
            held.popitem(last=False)
    columns, names = held[key]
    known = columns["known_at"] <= np.datetime64(panel.as_of)
    return {name: column[known] for name, column in columns.items()}, names


def kept_for(panel: Panel, what: str) -> OrderedDict[Any, Any]:
    """A place in this process for what is dear to make from the panel's tables, empty at first.

    It lives as long as the panel's source of rows. Who keeps something there keys it by everything
    that it was made of: panels of other dates share the place.
    """
    return _KEPT.setdefault(panel.backend, {}).setdefault(what, OrderedDict())


def dataset_note(panel: Panel, name: str) -> str:
    """What a dataset says of itself; '' where it says nothing."""
    known: Mapping[str, Any] = panel.backend.datasets()
    return str(known[name].note) if name in known else ""
