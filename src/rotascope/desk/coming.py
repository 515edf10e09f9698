"""What is scheduled in the next eight weeks, as far as the store knew by the date asked for."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from rotascope.panel import Panel, Rows
from rotascope.signals.calendar.reports import coming_report, reports

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
    """How many of the seven report by when, one line; nothing when no date is known or expected.

    The same days as the agenda's: where no source names one, last year's plus 52 weeks stands for it.
    """
    until = panel.as_of + timedelta(weeks=WEEKS)
    symbols = panel.catalog.baskets[SEVEN].symbols
    told = [coming_report(reports(panel, symbol), panel.as_of) for symbol in symbols]
    ahead = sorted(
        (one for one in told if one is not None and one.date <= until),
        key=lambda one: (one.date, one.symbol),
    )
    if not ahead:
        return ()
    named = ", ".join(f"{one.symbol} {one.date}" for one in ahead)
    guessed = [one.symbol for one in ahead if one.standing == "estimated"]
    tail = ""
    if guessed:
        whose = "all" if len(guessed) == len(ahead) else ", ".join(guessed)
        tail = f" ({whose} estimated from last year's)"
    return (f"{len(ahead)} of the seven report by {ahead[-1].date}: {named}{tail}",)
