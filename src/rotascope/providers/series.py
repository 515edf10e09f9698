"""Registered macro series: unit, period, release lag and what a value can be, from `series.toml`."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any, Literal

__all__ = [
    "FRED",
    "LATE",
    "REGISTERED",
    "UNITS_OF_ALFRED",
    "UNITS_OF_VINTAGES",
    "Adjustment",
    "Period",
    "Registered",
]

Period = Literal["d", "w", "m", "q"]
Adjustment = Literal["SA", "NSA", ""]


@dataclass(frozen=True, slots=True)
class Registered:
    """A series' unit, the period a row describes, and days from the period's end to its release.

    `low` and `high` bound what a value can be, in `unit`; infinite where nothing is registered.
    `adjustment` is seasonal: SA, NSA, or "" where it does not matter or is not registered.
    """

    unit: str
    period: Period
    lag_days: int
    low: float = -math.inf
    high: float = math.inf
    adjustment: Adjustment = ""


def _load() -> dict[str, Any]:
    text = files("rotascope.providers").joinpath("series.toml").read_text("utf-8")
    return tomllib.loads(text)


_RAW = _load()
_GROUPS = [
    name for name in _RAW if name not in ("alfred", "vintages", "plausible", "adjustment", "late")
]


def _registered(name: str, unit: str, period: Period, lag: int) -> Registered:
    low, high = _RAW["plausible"].get(name, (-math.inf, math.inf))
    return Registered(unit, period, lag, low, high, _RAW["adjustment"].get(name, ""))


REGISTERED: dict[str, Registered] = {
    name: _registered(name, *entry) for group in _GROUPS for name, entry in _RAW[group].items()
}
LATE: tuple[tuple[str, date, date], ...] = tuple(
    (name, date.fromisoformat(period), released)
    for group in _RAW["late"].values()
    for name in group["series"]
    for period, released in group["releases"].items()
)
"""(series, first day of the period, day of release) of releases that no usual lag explains."""
UNITS_OF_VINTAGES: dict[str, str] = dict(_RAW["vintages"])
FRED: tuple[str, ...] = tuple(_RAW["fred"])
"""What `sync` asks FRED for."""
UNITS_OF_ALFRED: dict[str, str] = dict(_RAW["alfred"])
"""The revised series asked of ALFRED. Real amounts and indices are in the base year of each vintage."""
