"""What is scheduled in the next eight weeks, as far as the store knew by the date asked for."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from rotascope.panel import Panel, Rows

__all__ = ["WEEKS", "coming"]

WEEKS = 8
SEVEN = "MAG7"


def coming(panel: Panel) -> tuple[str, ...]:
    """Sentences: policy meetings, then earnings of the seven; empty when nothing is on file."""
    said = [
        f"{kind} {', '.join(str(day) for day in days)}" for kind, days in _meetings(panel).items()
    ]
    return (*said, *_earnings(panel))


def _ahead(panel: Panel, rows: Rows) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    last = np.datetime64(panel.as_of + timedelta(weeks=WEEKS))
    return np.asarray((rows["date"] > np.datetime64(panel.as_of)) & (rows["date"] <= last))


def _meetings(panel: Panel) -> dict[str, list[date]]:
    """Days by kind; one that any source on file says is called off is not coming."""
    found: dict[str, set[date]] = {}
    off: dict[str, set[date]] = {}
    for entity in panel.ids("events"):
        rows = panel.dated("events", entity)
        if not rows:
            continue
        ahead = _ahead(panel, rows)
        told = (rows[name][ahead] for name in ("kind", "date", "note"))
        for kind, day, note in zip(*told, strict=True):
            days = off if note == "cancelled" else found
            days.setdefault(str(kind), set()).add(day.item())
    left = {kind: sorted(days - off.get(kind, set())) for kind, days in sorted(found.items())}
    return {kind: days for kind, days in left.items() if days}


def _earnings(panel: Panel) -> tuple[str, ...]:
    """How many of the seven report by when, one line; nothing when no date is on file."""
    first: dict[str, date] = {}
    for symbol in panel.catalog.baskets[SEVEN].symbols:
        rows = panel.dated("earnings", symbol)
        if rows and _ahead(panel, rows).any():
            first[symbol] = rows["date"][_ahead(panel, rows)].min().item()
    if not first:
        return ()
    dates = sorted((day, symbol) for symbol, day in first.items())
    named = ", ".join(f"{symbol} {day}" for day, symbol in dates)
    return (f"{len(first)} of the seven report by {dates[-1][0]}: {named}",)
