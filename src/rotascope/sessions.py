"""NYSE sessions, with the moments at which each opens and closes, as cached arrays.

From exchange_calendars (XNYS), which takes half a second to import: the arrays are written once to
the user's cache folder, keyed by that library's version, and read back in a millisecond. Days
before 1990 follow the library's own history of holidays.
"""

from __future__ import annotations

import warnings
import zipfile
from datetime import UTC, date, datetime
from functools import cache
from importlib.metadata import version

import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

from rotascope.caches import cached
from rotascope.errors import BadArgument

__all__ = [
    "Days",
    "Numbers",
    "all_sessions",
    "as_days",
    "closes",
    "count",
    "is_session",
    "last_complete",
    "last_session",
    "numbers",
    "opens",
    "shift",
]

Days = NDArray[np.datetime64]
Numbers = NDArray[np.int32]
FIRST, LAST = "1926-01-02", "2027-11-30"
CUT_OFF = np.timedelta64(15, "m")
PARTS = ("days", "opens", "closes")


def as_days(days: object) -> Days:
    """Anything date-like as a datetime64[D] array."""
    return np.asarray(days, dtype="datetime64[D]")


def _build() -> dict[str, Days]:
    import exchange_calendars  # half a second; needed once per library version

    with warnings.catch_warnings():
        # What the library's use of pandas will mean one day is not our reader's concern.
        warnings.simplefilter("ignore")
        calendar = exchange_calendars.get_calendar("XNYS", start=FIRST, end=LAST)
    # Minutes of UTC: half days close at 13:00 New York, whatever the clock there says of summer.
    hours = {name: getattr(calendar, name).dt.tz_localize(None) for name in ("opens", "closes")}
    return {"days": as_days(calendar.sessions.to_numpy())} | {
        name: moments.to_numpy().astype("datetime64[m]") for name, moments in hours.items()
    }


@cache
def _calendar() -> dict[str, Days]:
    name = f"xnys-hours-{version('exchange_calendars')}-{LAST}.npz"
    path = user_cache_path("rotascope") / name
    try:
        with path.open("rb") as raw, np.load(raw, allow_pickle=False) as stored:
            # a zip member has a checksum: damage is noticed
            made = {part: stored[part] for part in PARTS}
    except (OSError, ValueError, EOFError, KeyError, zipfile.BadZipFile):
        made = _build()
        days, opened, closed = (made[part] for part in PARTS)
        cached(path, lambda partial: np.savez(partial, days=days, opens=opened, closes=closed))
    for array in made.values():
        array.flags.writeable = False
    return made


def all_sessions() -> Days:
    """Every XNYS session from 1926 to the library's horizon, ascending, read-only."""
    return _calendar()["days"]


def opens() -> Days:
    """The moment each session opens, minutes of UTC, in the order of `all_sessions`, read-only."""
    return _calendar()["opens"]


def closes(days: Days | None = None) -> Days:
    """The moment each session closes, minutes of UTC: of all sessions, or of `days`; NaT for no session.

    Early closes are in it (13:00 in New York on half days), and summer time is New York's.
    """
    moments = _calendar()["closes"]
    if days is None:
        return moments
    at = numbers(days)
    return np.where(at >= 0, moments[at], np.datetime64("NaT"))


@cache
def _numbered() -> tuple[int, Numbers]:
    """(first day, session number of every day from it on; -1 where New York was closed)."""
    days = all_sessions().astype(np.int64)
    table = np.full(days[-1] - days[0] + 1, -1, dtype=np.int32)
    table[days - days[0]] = np.arange(len(days), dtype=np.int32)
    return int(days[0]), table


def numbers(days: Days | NDArray[np.integer]) -> Numbers:
    """Each day's place in `all_sessions`; -1 for a day without a session. Days, or days since 1970."""
    first, table = _numbered()
    at = np.asarray(days).astype(np.int64) - first
    inside = (at >= 0) & (at < len(table))
    if inside.all():
        return table[at]
    return np.where(inside, table[np.where(inside, at, 0)], np.int32(-1))


def is_session(days: Days) -> NDArray[np.bool_]:
    """Which of `days` are sessions; shape of `days`."""
    return numbers(days) >= 0


def last_session(on: date) -> date:
    """The newest session on or before `on`. Raises BadArgument before 1926."""
    sessions = all_sessions()
    at = int(np.searchsorted(sessions, np.datetime64(on), side="right")) - 1
    if at < 0:
        raise BadArgument(f"{on} lies before the first known session", f"{sessions[0]} or later")
    found: date = sessions[at].item()
    return found


def last_complete(moment: datetime) -> date:
    """The newest session whose close + 15 minutes lies at or before `moment`, which has a zone.

    Raises BadArgument before 1926.
    """
    minute = np.datetime64(moment.astimezone(UTC).replace(tzinfo=None), "m")
    at = int(np.searchsorted(closes() + CUT_OFF, minute, side="right")) - 1
    if at < 0:
        raise BadArgument(f"{moment} lies before the first known session", f"{FIRST} or later")
    found: date = all_sessions()[at].item()
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
