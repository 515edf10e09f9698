"""What a signal returns: its whole causal history in one pass, and a sentence about the last point."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from rotascope.series import Vector
from rotascope.sessions import Days
from rotascope.terms import Interval, Mark, Source, Status

__all__ = ["Trace", "missing"]


@dataclass(frozen=True, slots=True)
class Trace:
    """A signal's causal history. `value[t]` uses nothing known after `days[t]`; NaN = no answer that day.

    `lean` is needed only by signals registered with lean="value". `text` is the finding of the last
    point as a sentence; `state` its word for state machines. `coverage` is the share of inputs there.
    A trace without days carries `status` and `reason`. `data` holds what the null needs (arrays),
    never printed. `newest` is the newest input day where it is not the last point's own (a weekly
    signal in mid-week, a holdings file); the reading is stale once that is more than `patience`
    sessions old. The first `unranked` values rest on too few independent ones for a
    percentile, hence for a lean, on their day and ever after.
    `beside` names series on the same days that a picture draws with the value and a condition may
    ask for. `states` gives a state machine's word on each of `days`, "" where it has none.
    """

    days: Days
    value: Vector
    text: str = ""
    lean: Vector | None = None
    state: str = ""
    interval: Interval | None = None
    coverage: float = 1.0
    marks: tuple[Mark, ...] = ()
    sources: tuple[Source, ...] = ()
    status: Status = "ok"
    reason: str = ""
    data: tuple[Vector, ...] = ()
    newest: date | None = None
    patience: int = 2
    unranked: int = 0
    beside: tuple[tuple[str, Vector], ...] = ()
    states: tuple[str, ...] = ()


def missing(status: Status, reason: str) -> Trace:
    """A trace that has no answer, and why."""
    return Trace(np.empty(0, dtype="datetime64[D]"), np.empty(0), status=status, reason=reason)
