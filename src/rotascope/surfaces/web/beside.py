"""The lines an article speaks of, side by side: what they returned, and how the two indices are built.

Every cell is an answer of the desk with its day and its key; nothing is read from the article's words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rotascope.articles.standing import line_of
from rotascope.errors import UnknownName
from rotascope.registry import SIGNALS
from rotascope.terms import Performance, Reading
from rotascope.terms.theses import Checked

if TYPE_CHECKING:
    from rotascope.desk import Desk

__all__ = ["WINDOWS", "Beside", "beside"]

WINDOWS = ("1m", "3m", "ytd", "1y", "3y")
MOST = 6
KINDS = ("fund", "index", "group")
BUILT = (
    ("Holdings", "concentration.names"),
    ("Ten largest issuers", "concentration.top10"),
    ("As concentrated as so many equal issuers", "concentration.effective_n"),
    ("Largest sector", "groups.sector"),
)
"""What is set side by side of two indices, and the signal that reads it by role."""
ROLES = ("large_cap", "small_cap")


@dataclass(frozen=True, slots=True)
class Beside:
    """Returns: a return a window, a row a line; built: (what, a reading a role) a row."""

    returns: tuple[tuple[Performance, ...], ...]
    built: tuple[tuple[str, tuple[Reading, ...]], ...]


def beside(desk: Desk, told: Checked, as_of: date) -> Beside:
    """The lines the article names most, as known on a day; () where it names fewer than two."""
    lines = _lines(told)
    returns = [one for symbol in lines for one in _returns(desk, symbol, as_of)][:MOST]
    names = [f"{signal}_{role}" for _, signal in BUILT for role in ROLES]
    known = [name for name in names if name in SIGNALS]
    read = {one.signal: one for one in desk.signals(known, as_of=as_of)} if len(lines) > 1 else {}
    built = [(title, _pair(read, signal)) for title, signal in BUILT]
    return Beside(
        tuple(returns) if len(returns) > 1 else (),
        tuple((title, both) for title, both in built if any(one.status == "ok" for one in both)),
    )


def _pair(read: dict[str, Reading], signal: str) -> tuple[Reading, ...]:
    return tuple(one for role in ROLES if (one := read.get(f"{signal}_{role}")))


def _lines(told: Checked) -> Sequence[str]:
    """Lines by how often the article names them or what they stand for."""
    named = [one for one in told.sentiment.by_symbol if one.kind in KINDS]
    named.sort(key=lambda one: -one.mentions)
    return list(dict.fromkeys(line_of(one.symbol) for one in named))


def _returns(desk: Desk, symbol: str, as_of: date) -> list[tuple[Performance, ...]]:
    """The line's returns, if it is a line that the store holds."""
    try:
        each = tuple(desk.performance([symbol], one, "tr", as_of)[0] for one in WINDOWS)
    except UnknownName:
        return []
    if all(one.value is None for one in each):
        return []
    return [each]
