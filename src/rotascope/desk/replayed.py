"""Replays as a client asks for them: over which sessions, and what the forecast makes of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from rotascope.errors import BadArgument, WrongUse
from rotascope.evidence import verdict
from rotascope.panel import Backend, Panel
from rotascope.replay import drift, run
from rotascope.replay.schedule import Every
from rotascope.signals import kept
from rotascope.signals.reading import measure
from rotascope.store.backend import StoreBackend
from rotascope.terms import Abstained, AxisVerdict, Drift, Replayed

__all__ = ["FIRST", "abstained", "drifted", "replay", "span_asked"]

FIRST = date(1995, 1, 1)
"""Where a replay begins if nobody says: before, too few of the series that signals read had begun."""


def span_asked(
    first: date | None, last: date | None, known: tuple[date, date]
) -> tuple[date, date, tuple[str, ...]]:
    """(first, last, notes) within what is on file. Raises BadArgument for a span outside of it."""
    low, high = first or FIRST, last or known[1]
    if low > high or high < known[0]:
        raise BadArgument(
            f"no replay from {low} to {high}", f"a span within {known[0]} to {known[1]}", ""
        )
    told = []
    if first and first < known[0]:
        told.append(f"the prices begin {known[0]}: nothing was known before")
    if high > known[1]:
        told.append(f"the last complete session is {known[1]}")
    return max(low, known[0]), min(high, known[1]), tuple(told)


def replay(
    backend: Backend,
    span: tuple[date, date],
    every: Every,
    where: str,
    workers: int | None,
    progress: Callable[[str], None] | None,
) -> tuple[Replayed, Backend]:
    """(what was recorded, the store with it). Raises WrongUse for rows that are in no store."""
    if not isinstance(backend, StoreBackend):
        raise WrongUse("a replay of rows in memory", "a store, which keeps what is recorded", "")
    told = run(backend.market, *span, every, where, workers, progress)
    return told, StoreBackend(backend.market)


def abstained(panel: Panel) -> tuple[Abstained, ...]:
    """Per axis, on which share of the recorded dates the forecast says nothing, and why."""
    told = verdict(panel, kept.readings(panel, null=False))
    return tuple(_abstained(one) for one in (told.size, told.concentration))


def _abstained(told: AxisVerdict) -> Abstained:
    graded = told.reliability
    if graded is None:
        return Abstained(told.axis, 0, None, "too few forecasts have an outcome to be graded")
    why = "; ".join(f"{reason} on {share * 100:.0f} %" for reason, share in graded.why)
    return Abstained(told.axis, graded.walked, graded.abstained, why)


def drifted(panel: Panel) -> Drift:
    """Recorded against recomputed, as of the panel's date."""
    return drift(panel, measure(panel, null=False))
