"""The brief: the verdict, what changed in a month, what is coming, what is missing. One object."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from importlib.metadata import version

from rotascope import sessions
from rotascope.desk.changes import changes
from rotascope.desk.coming import coming
from rotascope.evidence import verdict
from rotascope.panel import Panel
from rotascope.signals import kept
from rotascope.terms import Brief, Change, Reading, Verdict

__all__ = ["MONTH", "SAMPLE", "brief", "earlier", "store_name"]

MONTH = 21
SAMPLE = "sample_"


def brief(panel: Panel, before: Panel | None, newest: date, notes: Sequence[str]) -> Brief:
    """The brief of the panel's date; `before` is the panel a month earlier, None before the data.

    `newest` is the last session with prices of the primary pairs; `notes` come first among the notes.
    """
    readings = kept.readings(panel)
    now = verdict(panel, readings)
    return Brief(
        as_of=panel.as_of,
        data_age_sessions=sessions.count(newest, panel.as_of),
        store=store_name(panel),
        version=f"rotascope {version('rotascope')}",
        verdict=now,
        readings=readings,
        changed_since=before.as_of if before else panel.as_of,
        changed=_changed(before, now, readings),
        coming=coming(panel),
        not_measurable=_missing(readings),
        notes=(*notes, *_notes(readings)),
        next_step=_next_step(panel),
        key=f"brief@{panel.as_of}",
    )


def earlier(as_of: date, first: date) -> date | None:
    """The session a month (21 sessions) earlier; None if nothing was known then."""
    day = sessions.shift(as_of, -MONTH)
    return day if day >= first else None


def store_name(panel: Panel) -> str:
    """The store's state as six characters: equal states, equal names."""
    return panel.backend.fingerprint()[:6]


def _changed(before: Panel | None, now: Verdict, readings: Sequence[Reading]) -> tuple[Change, ...]:
    if before is None:
        return ()
    then = kept.readings(before, null=False)
    return changes(now, verdict(before, then, graded=False), readings, then)


def _missing(readings: Iterable[Reading]) -> tuple[str, ...]:
    """Signals without an answer, one sentence a reason, in the order of their names."""
    reasons: dict[str, list[str]] = {}
    for one in readings:
        if one.status != "ok":
            reasons.setdefault(one.reason, []).append(one.title)
    return tuple(f"{'; '.join(titles)}: {reason}" for reason, titles in reasons.items())


def _notes(readings: Iterable[Reading]) -> tuple[str, ...]:
    """What the datasets behind the readings say of themselves, each once."""
    told = {
        (source.dataset, source.note)
        for r in readings
        if r.status == "ok"
        for source in r.sources
        if source.note
    }
    return tuple(f"{dataset}: {note}" for dataset, note in sorted(told))


def _next_step(panel: Panel) -> str:
    """The command for today's data, on a store that holds nothing but the sample."""
    names = list(panel.backend.datasets())
    if names and all(name.startswith(SAMPLE) for name in names):
        return "rotascope sync"
    return ""
