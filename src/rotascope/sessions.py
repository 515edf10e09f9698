"""NYSE sessions as one cached array of days.

From exchange_calendars (XNYS), which takes half a second to import: the array is written once to
the user's cache folder, keyed by that library's version, and read back in a millisecond. Days
before 1990 follow the library's own history of holidays.
"""

from __future__ import annotations

import os
import warnings
import zipfile
from datetime import date
from functools import cache
from importlib.metadata import version

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

from rotascope.errors import BadArgument

__all__ = ["Days", "all_sessions", "as_days", "count", "is_session", "last_session", "shift"]

Days = NDArray[np.datetime64]
FIRST, LAST = "1926-01-02", "2027-11-30"


def as_days(days: object) -> Days:
    """Anything date-like as a datetime64[D] array."""
    return np.asarray(days, dtype="datetime64[D]")


def _build() -> Days:
    import exchange_calendars  # half a second; needed once per library version

    with warnings.catch_warnings():
        # What the library's use of pandas will mean one day is not our reader's concern.
        warnings.simplefilter("ignore")
        calendar = exchange_calendars.get_calendar("XNYS", start=FIRST, end=LAST)
    return as_days(calendar.sessions.to_numpy())


@cache
def all_sessions() -> Days:
    """Every XNYS session from 1926 to the library's horizon, ascending, read-only."""
    path = user_cache_path("rotascope") / f"xnys-{version('exchange_calendars')}-{LAST}.npz"
    try:
        with path.open("rb") as raw, np.load(raw, allow_pickle=False) as kept:
            days = as_days(kept["days"])  # a zip member has a checksum: damage is noticed
    except (OSError, ValueError, EOFError, KeyError, zipfile.BadZipFile):
        days = _build()
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(f".{os.getpid()}.partial.npz")
        np.savez(partial, days=days)
        partial.replace(path)
    days.flags.writeable = False
    return as_days(days)


def is_session(days: Days) -> NDArray[np.bool_]:
    """Which of `days` are sessions; shape of `days`."""
    sessions = all_sessions()
    at = np.minimum(np.searchsorted(sessions, days), len(sessions) - 1)
    return np.asarray(sessions[at] == days)


def last_session(on: date) -> date:
    """The newest session on or before `on`. Raises BadArgument before 1926."""
    sessions = all_sessions()
    at = int(np.searchsorted(sessions, np.datetime64(on), side="right")) - 1
    if at < 0:
        raise BadArgument(f"{on} lies before the first known session", f"{sessions[0]} or later")
    found: date = sessions[at].item()
    return found


def shift(on: date, by: int) -> date:
    """The session `by` sessions after (before, if negative) the newest session on or before `on`."""
    sessions = all_sessions()
    at = int(np.searchsorted(sessions, np.datetime64(on), side="right")) - 1 + by
    if not 0 <= at < len(sessions):
        raise BadArgument(f"{by} sessions from {on} is outside the calendar", f"{FIRST} to {LAST}")
    found: date = sessions[at].item()
    return found


def count(first: date, last: date) -> int:
    """Sessions after `first` up to and including `last`; 0 if last <= first."""
    sessions = all_sessions()
    low, high = np.searchsorted(sessions, [np.datetime64(first), np.datetime64(last)], side="right")
    return max(int(high - low), 0)
