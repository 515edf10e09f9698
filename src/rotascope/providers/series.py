"""Registered macro series: unit, period and release lag, read once from `series.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal

__all__ = ["REGISTERED", "UNITS_OF_VINTAGES", "Registered"]

Period = Literal["d", "w", "m", "q"]


@dataclass(frozen=True, slots=True)
class Registered:
    """A series' unit, the period a row describes, and days from the period's end to its release."""

    unit: str
    period: Period
    lag_days: int


def _load() -> dict[str, Any]:
    text = files("rotascope.providers").joinpath("series.toml").read_text("utf-8")
    return tomllib.loads(text)


_RAW = _load()

REGISTERED: dict[str, Registered] = {
    name: Registered(unit, period, lag)
    for group in ("fred", "shiller", "macrodata")
    for name, (unit, period, lag) in _RAW[group].items()
}
UNITS_OF_VINTAGES: dict[str, str] = dict(_RAW["vintages"])
