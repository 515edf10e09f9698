"""When newer rows of a dataset are due, and what of it is late: an age alone does not say it is old."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from rotascope import sessions
from rotascope.panel import Panel
from rotascope.providers.series import REGISTERED, Period
from rotascope.terms import OnFile

__all__ = ["due_on", "with_due"]

DAILY_RULE = "same session"
GRACE = timedelta(days=4)  # a long weekend
ENDED = timedelta(days=366)
STEPS: dict[Period, int] = {"m": 1, "q": 3}
QUIET = "when its next file is imported"
NAMED = 3


def with_due(found: Sequence[OnFile], panel: Panel) -> tuple[OnFile, ...]:
    """The same, with when newer rows are due and what is late by the panel's day, both in words.

    Late is what has a schedule and missed it by more than a long weekend; what has its newest row over
    a year ago has ended and is not late. A dataset without a schedule is never late.
    """
    return tuple(_one(one, panel) for one in found)


def due_on(name: str, last: date) -> date | None:
    """The day on which a series' next period should be out; None for one without a registered lag."""
    registered = REGISTERED.get(name)
    if registered is None:
        return None
    lag = timedelta(days=registered.lag_days)
    if registered.period == "d":
        return sessions.shift(sessions.last_session(last), 1) + lag
    if registered.period == "w":
        return last + timedelta(days=7) + lag
    return _end_of(last, 2 * STEPS[registered.period]) + lag


def _end_of(first: date, months: int) -> date:
    """The last day of so many months from the first day on: lags count from a period's end."""
    month = first.month - 1 + months
    return date(first.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _one(one: OnFile, panel: Panel) -> OnFile:
    if one.table in ("returns", "bars") and one.known_rule == DAILY_RULE:
        behind = one.age_sessions
        if panel.as_of - one.last >= ENDED:
            return replace(one, due=QUIET, late="")
        late = f"{behind:,} sessions are not on file" if behind > 1 and not one.series else ""
        return replace(one, due="after every session", late=late)
    if one.table != "macro":
        return replace(one, due=QUIET)
    if one.series:
        return _series(one, panel.as_of)
    lasts = _newest(panel, one.dataset)
    due = {name: day for name, last in lasts.items() if (day := due_on(name, last))}
    missed = sorted(
        (day, name) for name, day in due.items() if _missed(day, lasts[name], panel.as_of)
    )
    return replace(one, due=_words(due, panel.as_of), late=_late(missed, len(due)))


def _series(one: OnFile, as_of: date) -> OnFile:
    day = due_on(one.series, one.last)
    if day is None:
        return replace(one, due=QUIET)
    late = f"its next value was due on {day}" if _missed(day, one.last, as_of) else ""
    return replace(one, due=f"about {day}", late=late)


def _missed(due: date, last: date, as_of: date) -> bool:
    return due + GRACE < as_of and as_of - last < ENDED


def _newest(panel: Panel, dataset: str) -> dict[str, date]:
    """Per series of a macro dataset its newest period, as known."""
    cut, found = np.datetime64(panel.as_of), {}
    for name, rows in panel.backend.rows("macro", panel.ids("macro")).items():
        known = rows["date"][(rows["known_at"] <= cut) & (np.asarray(rows["dataset"]) == dataset)]
        if len(known):
            found[name] = known.max().item()
    return found


def _words(due: dict[str, date], as_of: date) -> str:
    """'next about 2026-06-15 (DGS10)': the nearest day that has not passed."""
    coming = sorted((day, name) for name, day in due.items() if day > as_of)
    return f"next about {coming[0][0]} ({coming[0][1]})" if coming else QUIET


def _late(late: list[tuple[date, str]], scheduled: int) -> str:
    """'2 of 72 series are late: ICSA, due 2026-06-11, ...'."""
    if not late:
        return ""
    named = "; ".join(f"{name}, due {day}" for day, name in late[:NAMED])
    more = f" and {len(late) - NAMED} more" if len(late) > NAMED else ""
    return (
        f"{len(late)} of {scheduled} series {'is' if len(late) == 1 else 'are'} late: {named}{more}"
    )
