"""When the next policy meeting is, as the schedule stood on each day."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.sessions import Days, all_sessions, as_days
from rotascope.signals.trace import Trace, missing
from rotascope.terms import Null, Source

__all__ = ["meeting", "meeting_null", "schedule"]

WEEKS = np.timedelta64(56, "D")
MEETING, CALLED_OFF = "FOMC meeting", "cancelled"


def schedule(panel: Panel) -> tuple[Days, Days, Source | None]:
    """(days, known from) of policy meetings known by the panel's date; those called off are left out.

    Only the Federal Reserve's: another bank's, or a company's, would pass for one of them.
    """
    days: list[np.datetime64] = []
    known: list[np.datetime64] = []
    source = None
    for entity in panel.ids("events"):
        rows = panel.dated("events", entity)
        kept = np.array([str(kind) == MEETING for kind in rows["kind"]], dtype=bool)
        kept &= np.array([str(note) != CALLED_OFF for note in rows["note"]], dtype=bool)
        if not kept.any():
            continue
        days += list(rows["date"][kept])
        known += list(rows["known_at"][kept])
        when = as_days(rows["date"][kept])
        name = str(rows["dataset"][kept][0])
        source = Source(
            name, f"meetings of {entity}", when.min().item(), when.max().item(), len(when)
        )
    return as_days(days), as_days(known), source


def meeting_null(panel: Panel, trace: Trace) -> Null | None:
    """What a day drawn at random shows: half a cycle.

    Null hypothesis: a day drawn at random from this history. rate is its median wait, in sessions.
    """
    known = trace.value[np.isfinite(trace.value)]
    usual = float(np.median(known))
    return Null(f"on a day drawn at random the next one is {usual:.0f} sessions away", usual)


@signal(
    "calendar.meeting",
    title="Sessions to the next policy meeting",
    axis="market",
    family="calendar",
    unit="sessions",
    sign=0,
    theory="a date has no direction: shown, never scored",
    null=meeting_null,
)
def meeting(panel: Panel) -> Trace:
    """Sessions from a day's close to the next policy meeting that was scheduled then.

    From the table `events`, kinds that end in `meeting`. No value on days without one on the schedule.
    """
    dates, known, source = schedule(panel)
    if source is None:
        return missing("not_measurable", f"no policy meeting known by {panel.as_of} (table events)")
    calendar = all_sessions()
    low = int(np.searchsorted(calendar, known.min()))
    days = calendar[low : int(np.searchsorted(calendar, np.datetime64(panel.as_of), side="right"))]
    following = _next(days, dates, known)
    at = np.searchsorted(calendar, following) - np.searchsorted(calendar, days)
    value = np.where(np.isnat(following), np.nan, at.astype(np.float64))
    soon = _count(days, dates, known)
    text = ""
    if len(days) and not np.isnat(following[-1]):
        text = (
            f"next policy meeting {following[-1]}, in {value[-1]:.0f} sessions; {soon[-1]} in the next"
            " eight weeks"
        )
    return Trace(
        days,
        value,
        text=text,
        sources=(source,),
        reason="no meeting after this day is on the schedule",
        beside=(("meetings in eight weeks", soon.astype(np.float64)),),
    )


def _next(days: Days, dates: Days, known: Days) -> Days:
    """Per day the first meeting after it that was known then; NaT for none."""
    far = np.datetime64("2999-12-31")
    out = np.full(len(days), far)
    for date, first in zip(dates, known, strict=True):
        a, b = np.searchsorted(days, [first, date])
        out[a:b] = np.minimum(out[a:b], date)
    return np.where(out == far, np.datetime64("NaT"), out)


def _count(days: Days, dates: Days, known: Days) -> NDArray[np.int64]:
    """Per day how many meetings within eight weeks were known then."""
    out = np.zeros(len(days), dtype=np.int64)
    for date, first in set(zip(dates.tolist(), known.tolist(), strict=True)):
        a, b = np.searchsorted(days, as_days([max(np.datetime64(first), np.datetime64(date) - WEEKS),
                                              date]))  # fmt: skip
        out[a:b] += 1
    return out
