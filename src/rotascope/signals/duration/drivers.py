"""Weekly moves of yields, spreads and the dollar beside those of a ratio or a cohort, as known then.

A week ends with its last session. Its row counts from the session by which every input of it was out
(yields come a session later, the broad dollar a week), so that nothing is dated before it was known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

import numpy as np

from rotascope import sessions
from rotascope.panel import Panel
from rotascope.series import Series, Vector
from rotascope.sessions import Days, as_days
from rotascope.signals import words
from rotascope.signals.trace import Trace, missing
from rotascope.signals.weekly import week_ends
from rotascope.terms import Mark, Source
from rotascope.vintages import first_releases, known_path, versions

__all__ = [
    "DRIVERS",
    "LEAST",
    "WINDOW",
    "Driver",
    "Target",
    "Weeks",
    "answer",
    "calendar",
    "driver_path",
    "levels",
    "newest",
    "patience",
    "sources_of",
    "weeks",
]

WINDOW, LEAST = 104, 52
OLDEST = np.timedelta64(4, "D")  # a level stands for its week's end this many days later at most
STALE = np.timedelta64(21, "D")
CALENDAR_FROM = np.datetime64("1962-01-01")


@dataclass(frozen=True, slots=True)
class Driver:
    """A weekly move: a sum of series (name, factor), as a change in points or a growth in per cent.

    `lag` is the number of sessions after the week's end by which all of it is out. `adds`: the series
    are daily returns, and the move is their sum. `printed`: the newest figure known at the week's end,
    whatever period it is for, so that a week's move is what was released in it.
    """

    words: str
    parts: tuple[tuple[str, float], ...]
    unit: str = "pp"
    grows: bool = False
    lag: int = 2
    adds: bool = False
    printed: bool = False


DRIVERS: dict[str, Driver] = {
    "two_year": Driver("two-year yield", (("DGS2", 1.0),)),
    "ten_year": Driver("ten-year yield", (("DGS10", 1.0),)),
    "slope": Driver("two- to ten-year slope", (("DGS10", 1.0), ("DGS2", -1.0))),
    "real": Driver("ten-year real yield", (("DFII10", 1.0),)),
    "breakeven": Driver("ten-year breakeven", (("DGS10", 1.0), ("DFII10", -1.0))),
    "credit": Driver("high-yield spread", (("BAMLH0A0HYM2", 1.0),)),
    "funding": Driver("Baa yield", (("DGS10", 1.0), ("BAA10Y", 1.0))),
    "dollar": Driver("broad dollar", (("DTWEXBGS", 1.0),), "%", grows=True, lag=5),
    "smb": Driver("small minus big", (("FF3D.SMB", 100.0),), "%", lag=45, adds=True),
    "claims": Driver("jobless claims", (("ICSA", 1.0),), "%", grows=True, lag=0, printed=True),
}


@dataclass(frozen=True, slots=True)
class Target:
    """What is explained: a role (or symbol) alone, or over another."""

    name: str
    top: str
    bottom: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Weeks:
    """A target's weekly moves y (n,) in per cent beside drivers' x (n, k); complete rows only.

    `ends` are last sessions of weeks, `days` the sessions on which the rows were known. `missing` says
    why there are too few; `marks` and `sources` are those of the inputs.
    """

    label: str
    ends: Days
    days: Days
    y: Vector
    x: Vector
    lag: int
    sources: tuple[Source, ...] = ()
    marks: tuple[Mark, ...] = ()
    missing: str = ""

    def __len__(self) -> int:
        return len(self.days)

    @property
    def design(self) -> Vector:
        """The drivers with a constant before them, (n, k + 1)."""
        return np.column_stack([np.ones(len(self)), self.x])


_CALENDARS: WeakKeyDictionary[Panel, Days] = WeakKeyDictionary()
_LEVELS: WeakKeyDictionary[Panel, dict[str, Vector]] = WeakKeyDictionary()
_MOVES: WeakKeyDictionary[Panel, dict[tuple[str, int], Vector]] = WeakKeyDictionary()
_TARGETS: WeakKeyDictionary[Panel, dict[tuple[str, str], tuple[list[Series], str, Vector]]] = (
    WeakKeyDictionary()
)


def calendar(panel: Panel) -> Days:
    """Last sessions of all weeks completed by the panel's date, since 1962."""
    if panel not in _CALENDARS:
        days = panel.sessions
        days = days[np.searchsorted(days, CALENDAR_FROM) :]
        _CALENDARS[panel] = as_days(days[week_ends(days)])
    return _CALENDARS[panel]


def levels(panel: Panel, name: str, driver: Driver, lag: int) -> Vector:
    """A macro series on `calendar`: its first release for the week's end, or up to four days before.

    Only values out within `lag` sessions of the week's end: a later one is not there, ever. NaN else.
    """
    held = _LEVELS.setdefault(panel, {})
    key = f"{name}|{lag}|{driver.adds}|{driver.printed}"
    if key not in held:
        make = _printed if driver.printed else _on_calendar
        held[key] = make(panel, name, driver, lag)
    return held[key]


def _on_calendar(panel: Panel, name: str, driver: Driver, lag: int) -> Vector:
    ends = calendar(panel)
    found = first_releases(versions(panel, name))
    out = np.full(len(ends), np.nan)
    if not len(found):
        return out
    order = np.argsort(found.days, kind="stable")
    periods, known, values = found.days[order], found.known_at[order], found.values[order]
    if driver.adds:
        values = np.cumsum(values)
    by = _decided(ends, lag)
    last = np.searchsorted(periods, ends, side="right") - 1
    for back in range(5):
        at = np.maximum(last - back, 0)
        fits = np.isnan(out) & (last >= back)
        fits &= (periods[at] >= ends - OLDEST) & (known[at] <= by)
        out[fits] = values[at[fits]]
    return out


def _printed(panel: Panel, name: str, driver: Driver, lag: int) -> Vector:
    ends = calendar(panel)
    periods, values = known_path(versions(panel, name), ends)
    fresh = periods >= ends - STALE  # NaT is never fresh
    return np.where(fresh, values, np.nan)


def _decided(ends: Days, lag: int) -> Days:
    """The session `lag` sessions after each week's end."""
    every = sessions.all_sessions()
    at = np.minimum(np.searchsorted(every, ends) + lag, len(every) - 1)
    return as_days(every[at])


def _driver(panel: Panel, name: str, lag: int) -> Vector:
    """Weekly moves on `calendar` (T,): NaN where either end is missing; made once a panel."""
    held = _MOVES.setdefault(panel, {})
    if (name, lag) not in held:
        held[name, lag] = _moved(panel, DRIVERS[name], lag)
    return held[name, lag]


def _moved(panel: Panel, driver: Driver, lag: int) -> Vector:
    level = sum(factor * levels(panel, name, driver, lag) for name, factor in driver.parts)
    level = np.asarray(level)
    with np.errstate(invalid="ignore", divide="ignore"):
        moved = np.diff(100.0 * np.log(level) if driver.grows else level)
    return np.append(np.nan, np.where(np.isfinite(moved), moved, np.nan))


def driver_path(panel: Panel, name: str) -> tuple[Days, Vector, Days]:
    """(week ends, the driver's weekly move or NaN, the session by which each is out), since 1962."""
    driver = DRIVERS[name]
    return (
        calendar(panel),
        _driver(panel, name, driver.lag),
        _decided(calendar(panel), driver.lag),
    )


def weeks(panel: Panel, target: Target, names: tuple[str, ...]) -> Weeks:
    """The target's weekly moves beside those of the drivers `names`, on the weeks that all have.

    A ratio moves by its log change, a cohort by its simple return, both in per cent, total return.
    """
    lag = max([DRIVERS[name].lag for name in names], default=0)
    legs, label, y = _told(panel, target)
    ends = calendar(panel)
    x = np.column_stack([_driver(panel, name, lag) for name in names] or [y])
    days = _decided(ends, lag)
    full = np.isfinite(y) & np.all(np.isfinite(x), axis=1) & (days <= np.datetime64(panel.as_of))
    marks = tuple(mark for leg in legs for mark in leg.marks)
    sources = tuple(source for leg in legs for source in leg.sources) + sources_of(panel, names)
    why = _missing(panel, legs, names) or _few(label, int(full.sum()))
    return Weeks(label, ends[full], days[full], y[full], x[full], lag, sources, marks, why)


def _told(panel: Panel, target: Target) -> tuple[list[Series], str, Vector]:
    """(legs, label, weekly moves on `calendar`) of a target, made once a panel."""
    held = _TARGETS.setdefault(panel, {})
    key = target.top, target.bottom
    if key not in held:
        legs = _legs(panel, target)
        label = " / ".join(words.leg(panel, leg) if len(leg) else leg.symbol for leg in legs)
        held[key] = legs, label, _moves(calendar(panel), legs)
    return held[key]


def _legs(panel: Panel, target: Target) -> list[Series]:
    """The legs; a pair that the catalog knows takes that pair's own, as every other signal on it does.

    Half of a group stands against its other half only: 18 of 20 names, without MAGS or XMAG, are no
    "rest" to the seven.
    """
    for spec in panel.catalog.pairs.values():
        if (spec.numerator, spec.denominator) == (target.top, target.bottom):
            pair = panel.pair(spec.name)
            return [pair.numerator, pair.denominator]
    return [_leg(panel, role) for role in (target.top, target.bottom) if role]


def _leg(panel: Panel, role: str) -> Series:
    return panel.role(role) if role in panel.catalog.roles else panel.series(role)


def _moves(ends: Days, legs: list[Series]) -> Vector:
    """Weekly moves (T,) in per cent of one leg, or of the ratio of two."""
    total = np.zeros(len(ends))
    for leg, sign in zip(legs, (1.0, -1.0), strict=False):
        at = np.searchsorted(leg.days, ends)
        there = at < len(leg)
        there[there] = leg.days[at[there]] == ends[there]
        level = np.full(len(ends), np.nan)
        level[there] = np.log(leg.levels[at[there]])
        total += sign * level
    moved = np.append(np.nan, np.diff(total))
    return 100.0 * (moved if len(legs) > 1 else np.expm1(moved))


def sources_of(panel: Panel, names: tuple[str, ...]) -> tuple[Source, ...]:
    """Where the drivers' series come from."""
    parts = dict.fromkeys(part for name in names for part, _ in DRIVERS[name].parts)
    found = (versions(panel, part).source for part in parts)
    return tuple(source for source in found if source is not None)


def _missing(panel: Panel, legs: list[Series], names: tuple[str, ...]) -> str:
    """What is not on file at all; "" if everything is."""
    for leg in legs:
        if not len(leg):
            return leg.missing
    held = {part for name in names for part, _ in DRIVERS[name].parts}
    none = sorted(part for part in held if not len(versions(panel, part)))
    return f"no {', '.join(none)} in the table macro" if none else ""


def _few(label: str, have: int) -> str:
    return "" if have >= LEAST else f"{label}: {have} of {LEAST} weeks with every driver"


def answer(found: Weeks) -> Trace | None:
    """The trace of too few weeks, with the reason; None if there are enough."""
    if not found.missing:
        return None
    short = found.missing.startswith(f"{found.label}:")
    return missing("short_history" if short else "not_measurable", found.missing)


def newest(found: Weeks) -> date:
    """The last session of the newest week."""
    return words.day(found.ends[-1])


def patience(found: Weeks) -> int:
    """Sessions after which the newest week is stale: the next one's five, its lag, and two more."""
    return 5 + found.lag + 2
