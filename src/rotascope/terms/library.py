"""What the library answers: articles on file, what was looked for, what cannot all hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rotascope.terms.theses import Disagreement, Related

__all__ = ["Library", "OnShelf"]

Day = date


@dataclass(frozen=True, slots=True)
class OnShelf:
    """One article on file. `day` is its publication, else the day its figures fit (`dated` False),
    else None; `claims` counts what it says that could be looked up, `copies` its near-duplicates.
    """

    article: str
    title: str
    day: Day | None
    dated: bool
    source: str
    author: str
    claims: int
    copies: int


@dataclass(frozen=True, slots=True)
class Library:
    """Articles on file, newest first; `found` what speaks of `query`, best first, () without a query.

    `disagreements` are those among all articles, or with a query among those found; `as_of` is the day
    whose readings say what the data have to say of them.
    """

    query: str
    articles: tuple[OnShelf, ...]
    found: tuple[Related, ...]
    disagreements: tuple[Disagreement, ...]
    as_of: Day
    notes: tuple[str, ...] = ()
