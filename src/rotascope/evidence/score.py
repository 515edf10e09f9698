"""The score of an axis: signals averaged within their family, then families across.

Six price signals therefore weigh as much together as one breadth signal. Leans are expanding
percentiles (or a signal's own causal lean), so the score of a day uses nothing later than that day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rotascope.maths import rank
from rotascope.series import Vector
from rotascope.sessions import Days, all_sessions
from rotascope.signals.reading import Measured
from rotascope.terms import Axis

__all__ = ["Score", "by_family", "lean_history", "score", "scored"]

CARRIED = 5  # sessions a value may stand in for a day of its own


@dataclass(frozen=True, slots=True, eq=False)
class Score:
    """The score on each of `days`: value in [-1, 1], NaN where no family speaks.

    `families` (n_days,) counts the families that speak on the day; `names` are those of the last.
    """

    days: Days
    value: Vector
    families: NDArray[np.int64]
    names: tuple[str, ...]


def scored(measured: Sequence[Measured], axis: Axis) -> list[Measured]:
    """The signals of an axis that theory gives a sign; the others are shown, never scored."""
    return [m for m in measured if m.spec.axis == axis and m.spec.sign and len(m.trace.days)]


def lean_history(one: Measured) -> Vector:
    """The lean on every day of the trace, NaN without one: sign x (2 x expanding percentile - 1)."""
    if one.spec.lean == "value":
        own = one.trace.lean
        return np.full(len(one.trace.days), np.nan) if own is None else np.clip(own, -1.0, 1.0)
    lean = np.asarray(one.spec.sign * (2.0 * rank.expanding_percentile(one.trace.value) - 1.0))
    lean[: one.trace.unranked] = np.nan
    return lean


def score(measured: Sequence[Measured], axis: Axis, days: Days) -> Score:
    """The score of `axis` on `days` (ascending sessions): mean of family means, each in [-1, 1]."""
    families = by_family(scored(measured, axis), days)
    if not families:
        none = np.full(len(days), np.nan)
        return Score(days, none, np.zeros(len(days), dtype=np.int64), ())
    table = np.column_stack(list(families.values()))
    speak = np.isfinite(table)
    names = [name for name, ok in zip(families, speak[-1], strict=True) if ok] if len(days) else []
    return Score(days, _mean(table), speak.sum(axis=1), tuple(names))


def by_family(measured: Sequence[Measured], days: Days) -> dict[str, Vector]:
    """Per family the mean lean of its signals on each of `days`, NaN where none of them speaks."""
    groups: dict[str, list[Vector]] = {}
    for one in measured:
        groups.setdefault(one.spec.family, []).append(_on(one, days))
    return {name: _mean(np.column_stack(group)) for name, group in sorted(groups.items())}


def _mean(table: Vector) -> Vector:
    """Row means over finite entries, NaN where there is none."""
    finite = np.isfinite(table)
    count = finite.sum(axis=1)
    total = np.where(finite, table, 0.0).sum(axis=1)
    return np.asarray(np.where(count > 0, total / np.maximum(count, 1), np.nan))


def _on(one: Measured, days: Days) -> Vector:
    """The newest lean on or before each day, if it is not older than the signal's patience."""
    lean, own = lean_history(one), one.trace.days
    at = np.searchsorted(own, days, side="right") - 1
    sessions = all_sessions()
    place = np.searchsorted(sessions, days, side="right")
    age = place - np.searchsorted(sessions, own[np.maximum(at, 0)], side="right")
    fresh = (at >= 0) & (age <= max(one.trace.patience, CARRIED))
    return np.asarray(np.where(fresh, lean[np.maximum(at, 0)], np.nan))
