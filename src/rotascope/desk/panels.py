"""Which day a question is about, and the market as known on it: made once a day, the newest few kept."""

from __future__ import annotations

from collections import OrderedDict
from datetime import date

from rotascope import sessions
from rotascope.desk import on_file
from rotascope.desk.dates import Span, asked, known_span, span_of
from rotascope.errors import NoAnswer
from rotascope.panel import Panel

__all__ = ["KEPT", "Panels", "When"]

When = str | date | None
KEPT = 6
"""A brief looks at two days, a check at a few; who travels through years must not fill memory."""


class Panels:
    """The panels of one store. `as_of` None is the last session with returns of the primary pairs."""

    def __init__(self, backend: on_file.Spanning) -> None:
        self.backend = backend
        self._kept: OrderedDict[date, Panel] = OrderedDict()
        self._whole: Span | None = None

    @property
    def span(self) -> Span:
        """First and last session of the primary pairs; raises NoAnswer without prices."""
        if self._whole is None:
            self._whole = known_span(self.backend)
        return self._whole

    def renew(self, backend: on_file.Spanning) -> None:
        """The store has more rows now; the last session asked about stays the one it was."""
        self.backend = backend
        self._kept.clear()

    def at(self, day: date) -> Panel:
        """The panel of a session; the one not asked for the longest goes when there are too many."""
        if day not in self._kept:
            self._kept[day] = Panel(self.backend, day)
        self._kept.move_to_end(day)
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return self._kept[day]

    def asked(self, as_of: When) -> tuple[date, tuple[str, ...], Span]:
        """(session, notes, span known on it): what comes on file later takes no day away."""
        whole = self.span
        day, notes = asked(as_of, (sessions.all_sessions()[0].item(), whole[1]))
        known = span_of(self.at(day))
        if known is None:
            asked(as_of, whole)  # refuses a day before the prices, and says when they begin
        return day, notes, known or whole

    def any(self, as_of: When) -> Panel:
        """A store without a pair that speaks for an axis still answers for what it holds."""
        try:
            whole = self.span
        except NoAnswer:
            held = on_file.newest(self.backend)
            return self.at(asked(as_of, (sessions.all_sessions()[0].item(), held))[0])
        return self.at(self.asked(as_of if as_of is not None else whole[1])[0])

    def look_back(self, as_of: When) -> date | None:
        """The day asked for where it lies before the newest on file; None for the present."""
        day, newest = (self.any(one).as_of for one in (as_of, None))
        return day if day < newest else None
