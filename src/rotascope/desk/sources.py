"""How old each network source is: when it last gave data, and what of it fails now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from rotascope import sessions
from rotascope.store.fetches import Fetched, ages
from rotascope.terms import SourceAge

__all__ = ["Asking", "source_ages"]


class Asking(Protocol):
    """A backend that remembers what was asked of the network."""

    def fetched(self) -> Sequence[Fetched]:
        """The newest answer to every request, by source; empty where nothing was ever asked."""


def source_ages(backend: Asking, as_of: date) -> tuple[SourceAge, ...]:
    """Every source that was ever asked, by name, with its age in sessions.

    How a source stands is a fact of today, not of the date asked about: age counts to `as_of` or to the
    last session complete when anything was last asked, whichever is later. So a source does not look
    young because the whole network went down with it. Where nothing has been asked since, it claims
    nothing about the sessions after that.
    """
    rows = backend.fetched()
    asked = [sessions.last_complete(datetime.fromisoformat(one.at)) for one in rows if one.at]
    return ages(tuple(rows), max([as_of, *asked]))
