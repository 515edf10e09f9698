"""From a trace to a reading: the last value, its percentile in its own past, its lean, its age.

A reading has a number only when its status is ok. Everything else says why there is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from rotascope import sessions
from rotascope.maths import rank
from rotascope.panel import Panel
from rotascope.registry import SIGNALS, SignalSpec
from rotascope.series import Vector
from rotascope.sessions import Days
from rotascope.signals.trace import Trace
from rotascope.terms import History, Line, Null, Reading, Status

__all__ = ["Measured", "leans", "measure", "reading"]

MINIMUM = 60


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """A signal, its causal history and what it says today."""

    spec: SignalSpec
    trace: Trace
    reading: Reading


def measure(
    panel: Panel, names: Iterable[str] | None = None, *, history: bool = False, null: bool = True
) -> tuple[Measured, ...]:
    """Every registered signal (or `names`, in their order) as of the panel's date.

    `history` keeps the dated values on the reading; `null=False` leaves out what noise alone would
    show, which may need a simulation the first time. Raises UnknownName.
    """
    specs = [SIGNALS[name] for name in (SIGNALS if names is None else names)]
    made = []
    for spec in specs:
        trace: Trace = spec.compute(panel)
        made.append(Measured(spec, trace, reading(spec, trace, panel, history=history, null=null)))
    return tuple(made)


def reading(
    spec: SignalSpec, trace: Trace, panel: Panel, *, history: bool = False, null: bool = True
) -> Reading:
    """What `trace` says at its last point, or why it says nothing.

    Percentile: expanding midrank of the value in the signal's own past, None below 60 values. Lean:
    sign x (2 percentile - 1), or the trace's own; None where theory gives no sign. A value that is
    not finite is no answer. Nothing here looks past the trace.
    """
    finite = np.isfinite(trace.value)
    status, reason, age = _standing(trace, panel, finite)
    base = _base(spec, trace, panel, finite, history)
    base = replace(base, status=status, reason=reason, age_sessions=age)
    if status != "ok":
        return base
    value = float(trace.value[-1])
    percentile = rank.last_percentile(trace.value[finite], MINIMUM)
    ranked = len(trace.value) > trace.unranked and np.isfinite(percentile)
    share = float(percentile) if ranked else None
    return replace(
        base,
        value=value,
        percentile=share,
        lean=_lean(spec, trace, share),
        interval=trace.interval,
        null=_null(spec, trace, panel) if null else None,
        state=trace.state,
    )


def _standing(trace: Trace, panel: Panel, finite: np.ndarray) -> tuple[Status, str, int]:
    """(status, reason, age in sessions of the newest input)."""
    if not len(trace.days):
        return _not_ok(trace.status), trace.reason or "no history on file", 0
    newest = trace.newest or _day(trace.days[-1])
    age = sessions.count(newest, panel.as_of)
    if trace.status != "ok":
        return trace.status, trace.reason, age
    if not finite[-1]:
        return "undefined", trace.reason or "no finite value on the last day", age
    if age > trace.patience:
        late = f"newest input {newest}: {age} sessions before {panel.as_of}"
        return "stale", f"{late}, more than {trace.patience}", age
    return "ok", "", age


def _not_ok(status: Status) -> Status:
    return "not_measurable" if status == "ok" else status


def _base(
    spec: SignalSpec, trace: Trace, panel: Panel, finite: np.ndarray, history: bool
) -> Reading:
    known = trace.days[finite]
    dated = _history(trace.days, trace.value) if history and len(known) else None
    beside = trace.beside if dated else ()
    return Reading(
        signal=spec.name,
        title=spec.title,
        axis=spec.axis,
        family=spec.family,
        as_of=panel.as_of,
        value=None,
        unit=spec.unit,
        lean=None,
        percentile=None,
        n_obs=len(known),
        coverage=trace.coverage if len(trace.days) else 0.0,
        interval=None,
        null=None,
        status="ok",
        reason="",
        key=f"signal/{spec.name}@{panel.as_of}",
        text=trace.text,
        known_at=_day(known[-1]) if len(known) else None,
        first=_day(known[0]) if len(known) else None,
        marks=trace.marks,
        sources=trace.sources,
        history=dated,
        lines=tuple(Line(name, _history(trace.days, values)) for name, values in beside),
        sign=spec.sign,
    )


def _history(days: Days, values: Vector) -> History:
    finite = np.isfinite(values)
    return History(tuple(days[finite].tolist()), tuple(values[finite].tolist()))


def _lean(spec: SignalSpec, trace: Trace, percentile: float | None) -> float | None:
    """Lean in [-1, 1], or None without a sign or a percentile."""
    last = float(leans(spec, trace, np.array([np.nan if percentile is None else percentile]))[-1])
    return last if np.isfinite(last) else None


def leans(spec: SignalSpec, trace: Trace, percentile: Vector) -> Vector:
    """The lean on each day, in [-1, 1], NaN without: +1 = small / the rest lead.

    The signal's sign x (2 percentile - 1), or where it is registered so the trace's own lean. A signal
    without a sign has none.
    """
    if not spec.sign:
        return np.full(len(percentile), np.nan)
    if spec.lean == "value":
        own = np.full(len(percentile), np.nan) if trace.lean is None else trace.lean
        return np.asarray(np.clip(own, -1.0, 1.0))
    return np.asarray(spec.sign * (2.0 * percentile - 1.0))


def _null(spec: SignalSpec, trace: Trace, panel: Panel) -> Null | None:
    if spec.null is None:
        return None
    found: Null | None = spec.null(panel, trace)
    return found


def _day(when: np.datetime64) -> date:
    found: date = when.astype("datetime64[D]").item()
    return found
