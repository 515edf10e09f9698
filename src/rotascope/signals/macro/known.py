"""What the macro signals share: daily lines on common days, as first printed, and how triggers turn on.

A daily series counts from the session on which its value was known, usually the one after its own
day. What is set against one another is of one day. Nothing is carried over a day without a value.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from rotascope.maths import noise, streak
from rotascope.maths.returns import change
from rotascope.maths.types import Ints
from rotascope.panel import Panel
from rotascope.series import FRESH, Vector
from rotascope.sessions import Days, as_days
from rotascope.signals import words
from rotascope.signals.trace import Trace, missing
from rotascope.terms import Mark, Null, Source
from rotascope.vintages import first_releases, versions

__all__ = [
    "FRESH",
    "Lines",
    "change",
    "lines",
    "marks_of",
    "moved",
    "no_series",
    "points",
    "share_null",
    "triggered",
    "walk_null",
]

CONFIRM, QUIET, TEN_YEARS = 5, 60, 2520


@dataclass(frozen=True, slots=True)
class Lines:
    """Series on the days they have in common. `days`: the session from which each point counts.

    `periods` are the days the values are of, ascending like `days`; `values` one array a series, in
    the series' own unit (percent for yields), as first printed.
    """

    days: Days
    periods: Days
    values: tuple[Vector, ...]
    sources: tuple[Source, ...]

    def __len__(self) -> int:
        return len(self.days)

    @property
    def newest(self) -> date:
        """The day the last values are of."""
        return words.day(self.periods[-1])


def no_series(*names: str) -> Trace:
    """The trace of a signal whose series are not on file."""
    return missing("not_measurable", f"no macro series {' or '.join(names)} on file")


def lines(panel: Panel, *names: str) -> Lines | Trace:
    """The series on their common days, each point from the session on which all of them were known.

    Of several days that became known together the newest is kept. A trace that says which series
    is missing, if one has no value by the panel's date.
    """
    found = [first_releases(versions(panel, name)) for name in names]
    absent = [one.name for one in found if not len(one)]
    if absent:
        return no_series(*absent)
    order = [np.argsort(one.days, kind="stable") for one in found]
    periods = found[0].days[order[0]]
    for one, at in zip(found[1:], order[1:], strict=True):
        periods = periods[np.isin(periods, one.days[at], assume_unique=True)]
    if not len(periods):
        return missing("not_measurable", f"{' and '.join(names)} have no day in common")
    rows = [at[np.searchsorted(one.days, periods, sorter=at)]
            for one, at in zip(found, order, strict=True)]  # fmt: skip
    known = np.max([one.known_at[row] for one, row in zip(found, rows, strict=True)], axis=0)
    kept = _last_of_each_day(known)
    return Lines(
        as_days(known[kept]),
        as_days(periods[kept]),
        tuple(one.values[row][kept] for one, row in zip(found, rows, strict=True)),
        tuple(one.source for one in found if one.source is not None),
    )


def _last_of_each_day(known: Days) -> NDArray[np.intp]:
    """Rows in which nothing known earlier or as early stands later: their days strictly ascend."""
    stamps = known.astype(np.int64)
    soonest = np.minimum.accumulate(stamps[::-1])[::-1]
    return np.flatnonzero(np.append(stamps[:-1] < soonest[1:], True))


def triggered(on: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """(days running a condition has held, the days on which it fired).

    It fires on the fifth day running, if it had not held that long within sixty days before.
    """
    run = np.asarray(streak.lengths(on.astype(np.float64)), dtype=np.int64)
    held = np.flatnonzero(run >= CONFIRM)
    since = np.diff(held, prepend=-QUIET - 1)
    return run, held[since > QUIET]


def walk_null(steps: Vector, ahead: int, seen: float, shown: Callable[[float], str]) -> Null | None:
    """How far something moves in `ahead` days anyhow.

    Null hypothesis: this stretch is any of the last ten years. rate is the median |move| of all of
    them, p the share with one at least as large as `seen`. No walk with the sd of a day: changes run on
    for days and come in storms, so that it finds one quarter in ten beyond its twentieth. `shown` words
    the median.
    """
    moves = np.abs(change(np.append(0.0, np.cumsum(steps[-TEN_YEARS:])), ahead))[ahead:]
    if not len(moves) or not np.max(moves) > 0.0 or not np.isfinite(seen):
        return None
    usual, p = noise.drawn(abs(seen) * (1.0 - 1e-9), moves)
    said = (
        f"half of all stretches of {ahead} sessions in ten years moved it by {shown(usual)} or more"
    )
    return Null(f"{said}; this much or more in {words.chance(p)}", usual, p, draws="spread")


def marks_of(days: Days, at: Ints, label: str) -> tuple[Mark, ...]:
    """One mark a position."""
    return tuple(Mark(words.day(days[i]), label) for i in at)


def points(value: float) -> str:
    """0.425 as '0.43 points' (of a yield or a rate); the sign is left to the verb."""
    return f"{abs(value):.2f} points"


def moved(value: float, unit: str = "") -> str:
    """0.12 as '+0.12', with a minus sign where it fell; `unit` follows."""
    return f"{value:+.2f}{unit}".replace("-", "\N{MINUS SIGN}")


def share_null(trace: Trace, on: NDArray[np.bool_], what: str) -> Null:
    """How usual a condition (on each day of the trace) is: its share of days, its separate spells.

    Null hypothesis: today is any day of the history. It says how little a usual state can tell.
    """
    seen = np.isfinite(trace.value)
    share, spells = float(np.mean(on[seen])), len(triggered(on)[1])
    said = f"{what} on {words.chance(share)} days since {words.day(trace.days[seen][0])}"
    said += f", in {spells} spells of a week or more that began after a quiet quarter"
    return Null(said, share)
