"""Moments in New York: on which day something happened, and which session first knew of it.

Sources give UTC seconds or wall clocks; the store keeps days. Time zones, summer time and the hour
that comes twice are zoneinfo's work.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import numpy as np

from rotascope import sessions

__all__ = ["NEW_YORK", "epoch", "known_after", "new_york_day"]

NEW_YORK = ZoneInfo("America/New_York")


def new_york_day(seconds: float) -> date:
    """The day in New York at a moment given in seconds since 1970 in UTC.

    Midnight in UTC is no hour of trade but a day's name: that day. Raises TypeError, ValueError or
    OverflowError for what is no moment.
    """
    if isinstance(seconds, bool):
        raise TypeError("a truth value where a moment belongs")
    return datetime.fromtimestamp(seconds, UTC if seconds % 86_400 == 0 else NEW_YORK).date()


def epoch(day: date) -> int:
    """Seconds since 1970 in UTC at midnight in New York; negative before 1970."""
    return int(datetime.combine(day, time(), NEW_YORK).timestamp())


def known_after(moment: datetime) -> date:
    """The first session whose close + 15 minutes lies at or after `moment`, half days included.

    A moment without a zone is New York's wall clock. Raises ValueError after the calendar's end.
    """
    local = moment if moment.tzinfo else moment.replace(tzinfo=NEW_YORK)
    seconds = np.datetime64(local.astimezone(UTC).replace(tzinfo=None), "s")
    at = int(np.searchsorted(sessions.closes() + sessions.CUT_OFF, seconds))
    days = sessions.all_sessions()
    if at == len(days):
        raise ValueError(f"{moment:%Y-%m-%d} lies after the last session the calendar knows")
    known: date = days[at].item()
    return known
