"""What is scheduled, what each horizon is driven by, and the themes that are watched until they close."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from rotascope.terms.words import Status, Unit

__all__ = ["Agenda", "Driver", "HorizonDrivers", "Monitor", "Scheduled", "Theme", "ThemeHorizon"]

Day = date  # a field may be named date as well
ThemeHorizon = Literal["weeks", "months", "years"]


@dataclass(frozen=True, slots=True)
class Scheduled:
    """One dated event. `standing`: confirmed by a source, estimated from last year, or rule.

    `weight` in the large-cap index and `book_weight` in the book (through its funds), fractions; `move`
    is the expected |move|, on `basis` implied (options) or usual (own past reports); `load` is weight x
    move. None where it does not apply or is not known.
    """

    date: Day
    sessions: int
    entity: str
    kind: str
    standing: Literal["confirmed", "estimated", "rule"]
    weight: float | None
    book_weight: float | None
    move: float | None
    basis: str
    load: float | None
    note: str


@dataclass(frozen=True, slots=True)
class Driver:
    """A driver's share of the index's variance over a horizon; the shares of a horizon sum to 1."""

    name: str
    share: float


@dataclass(frozen=True, slots=True)
class HorizonDrivers:
    """What drives the index over `sessions` sessions; no shares where none can be told apart."""

    horizon: ThemeHorizon
    sessions: int
    drivers: tuple[Driver, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Monitor:
    """A node of a theme's dependencies and the signal that watches it: when it was opened, and now."""

    node: str
    signal: str
    status: Status
    then: float | None
    now: float | None
    unit: Unit
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Theme:
    """An idea with exactly one horizon: opened, watched, closed with its outcome.

    `outcome` is the pair's relative total return in the theme's direction from the close of `opened` to
    `closes` (to today while open), a fraction; None where the pair has no prices then. `note` says the
    pair's own move and whose way it went, or why there is none.
    """

    name: str
    title: str
    horizon: ThemeHorizon
    opened: date
    closes: date
    state: Literal["open", "closed"]
    age: int
    pair: str
    direction: int
    outcome: float | None
    monitors: tuple[Monitor, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """Events of the next eight weeks, drivers by horizon, themes.

    `weight`, `book_weight` and `load` are sums over the events, fractions; None where no event has one,
    or no book was given. `load` is an upper bound: moves may cancel.
    """

    as_of: date
    until: date
    scheduled: tuple[Scheduled, ...]
    weight: float | None
    book_weight: float | None
    load: float | None
    horizons: tuple[HorizonDrivers, ...]
    themes: tuple[Theme, ...]
    notes: tuple[str, ...]
