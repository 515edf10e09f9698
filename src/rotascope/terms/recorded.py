"""What a replay recorded, and how far what is recorded differs from what would be computed today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rotascope.terms.words import Axis

__all__ = ["Abstained", "Drift", "Drifted", "Replayed"]


@dataclass(frozen=True, slots=True)
class Abstained:
    """Of `dates` recorded sessions of an axis, on which share the forecast says nothing.

    `share` is a fraction, None where there are no dates; `why` the commonest reason.
    """

    axis: Axis
    dates: int
    share: float | None
    why: str


@dataclass(frozen=True, slots=True)
class Replayed:
    """A walk over the sessions from `first` to `last`: what it recorded, what was there before.

    `every` is `week` or `session`; `dates` counts the sessions walked over, `recorded` those recorded
    now, `kept` those that equal code and data had recorded before; `rows` are all readings of these
    dates by this code and data, `digest` a digest of their content: equal for equal readings, whoever
    computed them and in whatever order.
    """

    store: str
    first: date
    last: date
    every: str
    dates: int
    recorded: int
    kept: int
    signals: int
    rows: int
    answered: float | None
    digest: str
    code: str
    data: str
    backend: str
    abstained: tuple[Abstained, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Drifted:
    """One signal's recorded values beside those its history has today.

    `compared` values were recorded; `differ` of them are not what today's history says of their day
    (relative difference over 1e-9), by at most `largest` in the signal's unit, first on `since`;
    `lost` have no value today.
    """

    signal: str
    compared: int
    differ: int
    lost: int
    largest: float
    since: date | None


@dataclass(frozen=True, slots=True)
class Drift:
    """Recorded against recomputed as of a date. `share`: of all compared values, those that differ."""

    as_of: date
    store: str
    dates: int
    compared: int
    share: float | None
    signals: tuple[Drifted, ...]
    unrecorded: tuple[str, ...]
    note: str
