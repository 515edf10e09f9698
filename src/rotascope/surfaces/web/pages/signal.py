"""One signal: its value in its own past, what noise shows, its theory, when it was so before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from rotascope import sessions
from rotascope.desk.as_now import as_now
from rotascope.figures.draw import picture
from rotascope.figures.lines import has_line
from rotascope.registry import SIGNALS, SignalSpec
from rotascope.surfaces import cells
from rotascope.surfaces.base_rate import counted
from rotascope.surfaces.web.page import Asked, Page
from rotascope.terms import Reading

if TYPE_CHECKING:
    from rotascope.desk import Desk

__all__ = ["PAGE"]


def build(desk: Desk, asked: Asked) -> Mapping[str, Any]:
    """The reading with its history, how it is computed, and the base rate of where it is now."""
    name = asked.path["name"]
    spec = SIGNALS[name]
    (reading,) = desk.signals((name,), as_of=asked.as_of, history=True)
    condition = as_now(reading)
    before = desk.base_rate(condition, as_of=asked.as_of) if condition else None
    return {
        "c": cells,
        "reading": reading,
        "newest": _newest(reading),
        "spec": spec,
        "picture": picture(reading) if has_line(reading) else None,
        "why_of": desk.why(reading.key),
        "condition": condition,
        "before": before,
        "before_counted": counted(before) if before is not None and before.first else "",
        "scale": cells.moves_of(before.outcomes) if before is not None else (0.0, 0.0),
        "mates": [one for _, one in SIGNALS.items() if _kind(one) == _kind(spec)],
        "pair_mates": [one for _, one in SIGNALS.items() if spec.pair and one.pair == spec.pair],
    }


def _newest(reading: Reading) -> date | None:
    """The day of the newest input, which its age counts from; None where nothing is on file."""
    if reading.known_at is None:
        return None
    return sessions.shift(reading.as_of, -reading.age_sessions)


def _kind(spec: SignalSpec) -> str:
    """What a signal measures, wherever: 'rs' of rs.small_large."""
    return spec.name.partition(".")[0]


PAGE = Page("signal", "Signal", "/signal/{name}", "signal.html.j2", build)
