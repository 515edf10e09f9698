"""Dated events of policy and of the cycle, each from the day it was first known. Registers nothing."""

from __future__ import annotations

import numpy as np

from rotascope.known_rows import dataset_note, every_version
from rotascope.panel import Panel
from rotascope.series import Vector
from rotascope.sessions import Days, as_days
from rotascope.terms import Source

__all__ = ["decisions", "decisions_source", "turning_points"]

ENTITY = "US"


def _events(panel: Panel, kind: str) -> tuple[Days, Vector, Days]:
    """(dates, values, first known) of the events of a kind, by date; a later edit changes none."""
    rows = every_version(panel, "events", [ENTITY]).get(ENTITY)
    none = as_days([])
    if rows is None:
        return none, np.empty(0), none
    kept = rows["kind"] == kind
    dates, known = as_days(rows["date"][kept]), as_days(rows["known_at"][kept])
    order = np.lexsort((known, dates))
    dates, known, values = dates[order], known[order], rows["value"][kept][order]
    first = np.append(True, dates[1:] != dates[:-1])[: len(dates)]
    return dates[first], np.asarray(values[first], dtype=np.float64), known[first]


def decisions(panel: Panel, kind: str = "FOMC decision") -> tuple[Days, Vector, Days]:
    """(dates, changes of the target in percentage points, first known) of policy decisions by then."""
    return _events(panel, kind)


def decisions_source(panel: Panel, kind: str = "FOMC decision") -> tuple[Source, ...]:
    """The rows `decisions` are read from, none where there are none; the dataset of the newest."""
    days, _, _ = decisions(panel, kind)
    if not len(days):
        return ()
    rows = every_version(panel, "events", [ENTITY])[ENTITY]
    kept = (rows["kind"] == kind) & (rows["date"] == days[-1])
    name = str(rows["dataset"][kept][np.argmin(rows["known_at"][kept])])
    note = dataset_note(panel, name)
    return (Source(name, f"events, {kind}", days[0].item(), days[-1].item(), len(days), note),)


def turning_points(panel: Panel) -> tuple[tuple[Days, Days], tuple[Days, Days]]:
    """((peaks, announced), (troughs, announced)) of the recessions announced by the panel's date."""
    peaks, _, peaks_known = _events(panel, "recession peak")
    troughs, _, troughs_known = _events(panel, "recession trough")
    return (peaks, peaks_known), (troughs, troughs_known)
