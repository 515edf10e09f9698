"""What each policy decision did to the target rate, by the rates themselves where they are on file.

Lists of decisions are often derived from the effective rate of one day, which strays: of 78 decisions
of 2000-2008 in one such list 20 had the wrong sign, the cut of 2001-01-03 being a hike of half a point.
"""

from __future__ import annotations

import numpy as np

from rotascope.panel import Panel
from rotascope.series import Vector
from rotascope.sessions import Days
from rotascope.vintages import first_releases, versions

__all__ = ["moved"]

TARGET, EFFECTIVE = "DFEDTARU", "DFF"
FORTNIGHT, LEAST, STEP = 14, 5, 0.25


def moved(panel: Panel, days: Days, listed: Vector) -> Vector:
    """Changes of the target by each decision on `days` (n,), percentage points; NaN stays NaN.

    The target's own upper bound, last before the day and first after it; else the effective rate's
    medians of the fortnights before and after, to a quarter point; else what the list says. It looks a
    fortnight past a decision: for tests of the past, never for what was known on the day.
    """
    out = np.asarray(listed, dtype=np.float64).copy()
    target, effective = (_line(panel, name) for name in (TARGET, EFFECTIVE))
    for i in np.flatnonzero(np.isfinite(out)).tolist():
        found = _by_target(*target, days[i])
        if found is None:
            found = _by_rate(*effective, days[i])
        out[i] = out[i] if found is None else found
    return out


def _line(panel: Panel, name: str) -> tuple[Days, Vector]:
    found = first_releases(versions(panel, name))
    order = np.argsort(found.days, kind="stable")
    return found.days[order], found.values[order]


def _by_target(days: Days, values: Vector, day: np.datetime64) -> float | None:
    before = int(np.searchsorted(days, day)) - 1
    after = int(np.searchsorted(days, day, side="right"))
    if before < 0 or after >= len(days):
        return None
    near = days[after] - days[before] <= np.timedelta64(FORTNIGHT, "D")
    return float(values[after] - values[before]) if near else None


def _by_rate(days: Days, values: Vector, day: np.datetime64) -> float | None:
    span = np.timedelta64(FORTNIGHT, "D")
    before = values[(days < day) & (days >= day - span)]
    after = values[(days > day) & (days <= day + span)]
    if min(len(before), len(after)) < LEAST:
        return None
    return float(np.round((np.median(after) - np.median(before)) / STEP) * STEP)
