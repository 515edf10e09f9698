"""Which date a question is about: the last complete session with prices, or the one asked for."""

from __future__ import annotations

from datetime import date, timedelta

from rotascope import sessions
from rotascope.catalog import load
from rotascope.errors import BadArgument, NoAnswer, NotOnFile
from rotascope.panel import Backend, Panel
from rotascope.series import PairSeries
from rotascope.terms import AXES

__all__ = ["Span", "asked", "default_as_of", "known_span", "span_of"]

Span = tuple[date, date]
LATE = 5  # sessions
TRY = "`rotascope import` a manifest, or `rotascope data` to see what is on file"


def known_span(backend: Backend) -> Span:
    """First session with returns of a primary pair, and the last on which every axis has them.

    An axis whose prices ended more than a week before the other's is told as stale instead: it
    does not turn the clock back.
    Never the newest row of any table: a macro series may run ahead of prices. Raises NoAnswer for
    a store without prices of any primary pair.
    """
    found = span_of(Panel(backend, sessions.all_sessions()[-1].item()))
    if found is None:
        raise NoAnswer("the store holds no prices of a pair that speaks for an axis", "", TRY)
    return found


def span_of(panel: Panel) -> Span | None:
    """The same as known to a panel: how old prices were on a date is told by what was known on it."""
    spans = [span for axis in AXES if (span := _axis_span(panel, axis))]
    if not spans:
        return None
    newest = max(last for _, last in spans)
    alive = [last for _, last in spans if sessions.count(last, newest) <= LATE]
    return min(first for first, _ in spans), min(alive)


def _axis_span(panel: Panel, axis: str) -> Span | None:
    names = [p.name for p in load().pairs.values() if p.axis == axis and p.primary]
    pairs: list[PairSeries] = [pair for name in names if len(pair := panel.pair(name))]
    if not pairs:
        return None
    return min(p.days[0] for p in pairs).item(), max(p.days[-1] for p in pairs).item()


def default_as_of(backend: Backend) -> date:
    """The last session with returns of the primary pairs."""
    return known_span(backend)[1]


def asked(text: str | date | None, span: Span) -> tuple[date, tuple[str, ...]]:
    """(session the answer is about, notes). Raises BadArgument for no date, NoAnswer before the data."""
    if text is None:
        return span[1], ()
    try:
        day = text if isinstance(text, date) else date.fromisoformat(text.strip())
    except ValueError as trouble:
        raise BadArgument(f"no date '{text}' ({trouble})", "YYYY-MM-DD") from trouble
    if day < span[0]:
        raise NotOnFile(
            f"nothing was known by {day}: the prices begin {span[0]}", "", f"--as-of {span[0]}"
        )
    if day > sessions.all_sessions()[-1].item() - timedelta(days=1):
        raise BadArgument(f"{day} lies beyond the calendar", f"up to {sessions.LAST}")
    session = sessions.last_session(day)
    if session == day:
        return session, ()
    return session, (f"{day} is no session: as of the last one before it, {session}",)
