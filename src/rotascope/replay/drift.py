"""Recorded against recomputed: where today's histories say something else than was recorded.

By construction a history's value on a day is what was known then. A difference therefore means that
rows came late or were revised, that the code changed, or that a signal peeks. Where a role has another
player since, today's history may begin later than what was recorded: such values are lost, not wrong.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rotascope.panel import Panel
from rotascope.replay import records
from rotascope.series import Vector
from rotascope.signals.reading import Measured
from rotascope.terms import Drift, Drifted

__all__ = ["SAME", "drift"]

SAME = 1e-9
Flags = NDArray[np.bool_]


def drift(panel: Panel, measured: Sequence[Measured]) -> Drift:
    """Every recorded value beside the newest one of today's history on or before its day.

    Only sessions on which a value was recorded are compared; `measured` are today's. Signals that
    are registered and were never recorded are named.
    """
    ids = set(panel.ids(records.TABLE))
    told = [_one(panel, one) for one in measured if one.spec.name in ids]
    compared, differ, lost = (
        sum(getattr(one, count) for one in told) for count in ("compared", "differ", "lost")
    )
    days = {day for name in ids for day in panel.dated(records.TABLE, name)["date"].tolist()}
    return Drift(
        as_of=panel.as_of,
        store=panel.backend.fingerprint()[:6],
        dates=len(days),
        compared=compared,
        share=(differ + lost) / compared if compared else None,
        signals=tuple(sorted(told, key=lambda one: (-(one.differ + one.lost), one.signal))),
        unrecorded=tuple(one.spec.name for one in measured if one.spec.name not in ids),
        note=_note(compared, differ, lost),
    )


def _one(panel: Panel, one: Measured) -> Drifted:
    rows = panel.dated(records.TABLE, one.spec.name)
    said = np.asarray(rows["value"], dtype=np.float64)
    days = np.asarray(rows["date"], dtype="datetime64[D]")
    kept = np.isfinite(said)
    said, days = said[kept], days[kept]
    now = _on(one, days)
    lost = ~np.isfinite(now)
    gap = np.where(lost, 0.0, np.abs(now - said))
    differ = gap > SAME * np.maximum(np.abs(said), 1.0)
    wrong = np.flatnonzero(differ | lost)
    since = days[wrong[0]].item() if len(wrong) else None
    return Drifted(
        one.spec.name, len(said), int(differ.sum()), int(lost.sum()),
        float(gap.max(initial=0.0)), since,
    )  # fmt: skip


def _on(one: Measured, days: NDArray[np.datetime64]) -> Vector:
    """The history's newest value on or before each day; NaN before its first."""
    if not len(one.trace.days):
        return np.full(len(days), np.nan)
    at = np.searchsorted(one.trace.days, days, side="right") - 1
    return np.asarray(np.where(at >= 0, one.trace.value[np.maximum(at, 0)], np.nan))


def _note(compared: int, differ: int, lost: int) -> str:
    if not compared:
        return "nothing is recorded: `rotascope replay` records"
    if not differ + lost:
        return f"all {compared:,} recorded values are what today's histories say of their days"
    return (
        f"of {compared:,} recorded values {differ:,} are not what today's histories say of their days:"
        f" rows came late or were revised, or the code changed; {lost:,} have no value there today:"
        " another series plays the role now"
    )
