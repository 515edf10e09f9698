"""Completed weeks: the points on which trend lines, rotation maps and change points are computed.

A week counts once its last NYSE session is over, known from the calendar; a week in progress is not
a point, so that no weekly value is revised when the week ends.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from rotascope.sessions import Days, all_sessions, as_days

__all__ = ["month_ends", "week_ends", "when_published"]


@cache
def _last_sessions(unit: str) -> Days:
    """Every session that is the last of its week (`W`, Monday to Sunday) or month (`M`)."""
    days = all_sessions()
    if unit == "M":
        period = days.astype("datetime64[M]").astype(np.int64)
    else:
        period = (days.astype(np.int64) + 3) // 7  # 1970-01-01 was a Thursday.
    return as_days(days[:-1][period[1:] != period[:-1]])


def _ends(days: Days, unit: str) -> NDArray[np.intp]:
    ends = _last_sessions(unit)
    at = np.minimum(np.searchsorted(ends, days), len(ends) - 1)
    return np.flatnonzero(ends[at] == days)


def week_ends(days: Days) -> NDArray[np.intp]:
    """Positions in `days` (ascending sessions) that are the last session of their week."""
    return _ends(days, "W")


def month_ends(days: Days) -> NDArray[np.intp]:
    """Positions in `days` that are the last session of their month."""
    return _ends(days, "M")


def when_published(days: Days) -> Days:
    """For each day the first session on or after the last calendar day of the month after its own."""
    later = (days.astype("datetime64[M]") + np.timedelta64(2, "M")).astype("datetime64[D]")
    sessions = all_sessions()
    at = np.searchsorted(sessions, later - np.timedelta64(1, "D"))
    return as_days(sessions[np.minimum(at, len(sessions) - 1)])
