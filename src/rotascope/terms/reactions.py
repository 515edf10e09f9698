"""What a line did around an event beyond the market: returns with intervals, its own past, its peers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rotascope.terms.readings import Interval, Source
from rotascope.terms.words import Status

__all__ = ["CaseTest", "EventWindow", "Peer", "Reaction"]


@dataclass(frozen=True, slots=True)
class EventWindow:
    """Cumulative abnormal return of sessions `low` to `high` about day 0, a fraction.

    `interval` is 90 % by the market model's forecast error; `p` two-sided under no event. `car` is None
    where sessions are not on file yet, with `reason`.
    """

    low: int
    high: int
    first: date | None
    last: date | None
    car: float | None
    interval: Interval | None
    t: float | None
    p: float | None
    status: Status
    reason: str


@dataclass(frozen=True, slots=True)
class CaseTest:
    """A test over `n` cases: cross-sectional, BMP (standardised), Kolari-Pynnonen or rank.

    `mean` is of cumulative abnormal returns (a fraction) or of standardised ones (sd); t and p are None
    where too few cases have one.
    """

    name: str
    n: int
    mean: float | None
    t: float | None
    p: float | None


@dataclass(frozen=True, slots=True)
class Peer:
    """What another line did in the same sessions -1 to +1, beyond its own share of the market."""

    symbol: str
    car: float
    t: float
    correlation: float


@dataclass(frozen=True, slots=True)
class Reaction:
    """A line's reaction to one event: facts about prices, no proof of what caused them.

    `asked` is the day typed, `day` day 0, the first session that could answer; `alpha`, `beta`, `sd` are
    the market model's over sessions -250 to -30. `rank` of 1 means that no earlier report on file moved
    it more, of `past` such reports. `peer_tests` end with the ones for events that share a day.
    """

    as_of: date
    symbol: str
    name: str
    asked: date
    day: date
    event: str
    market: str
    move: float | None
    beta: float | None
    alpha: float | None
    sd: float | None
    n: int
    windows: tuple[EventWindow, ...]
    past: int
    rank: int | None
    usual: float | None
    past_tests: tuple[CaseTest, ...]
    peers: tuple[Peer, ...]
    peers_note: str
    peer_tests: tuple[CaseTest, ...]
    status: Status
    reason: str
    notes: tuple[str, ...]
    key: str
    sources: tuple[Source, ...]
