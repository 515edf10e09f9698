"""How findings are worded: numbers with their sign and unit, names a reader knows, windows, bases."""

from __future__ import annotations

from datetime import date

import numpy as np

from rotascope.panel import Panel
from rotascope.series import PairSeries, Series

__all__ = ["beat", "chance", "covered", "day", "leg", "percent", "signed"]


def percent(value: float, digits: int = 1) -> str:
    """0.0653 as '6.5 %'; the sign is left to the verb."""
    return f"{abs(value) * 100:.{digits}f} %"


def signed(value: float, digits: int = 1) -> str:
    """0.0653 as '+6.5 %', with a minus sign, not a hyphen."""
    mark = "\N{MINUS SIGN}" if round(value * 100, digits) < 0 else "+"
    return f"{mark}{percent(value, digits)}"


def chance(probability: float) -> str:
    """A probability as '3 in 100' or '1 in 385'; beyond 1 in 10,000 no null here is to be trusted."""
    if probability >= 0.01:
        return f"{probability * 100:.0f} in 100"
    if probability < 1e-4:
        return "fewer than 1 in 10,000"
    return f"1 in {round(1.0 / probability):,}"


def covered(share: float, of: str, least: float) -> str:
    """'83 % of the weight, 90 % needed': how much of `of` is on file, both fractions."""
    return f"{percent(share, 0)} of {of}, {percent(least, 0)} needed"


def leg(panel: Panel, series: Series) -> str:
    """What a reader calls a series: a basket or an index by its name, all else by its symbol."""
    if series.symbol in panel.catalog.baskets:
        return panel.catalog.name_of(series.symbol).split(" (")[0]
    listed = panel.catalog.lookup(series.symbol)
    if listed is not None and listed.kind == "index" and not series.symbol.startswith("PW:"):
        return "the " + listed.name.split(",")[0].removesuffix(" index")
    return series.symbol


def beat(panel: Panel, pair: PairSeries, relative: float) -> str:
    """'IWM beat SPY by 6.5 %' or 'IWM trailed SPY by 6.5 %'; relative is a fraction."""
    verb = "beat" if relative >= 0 else "trailed"
    legs = leg(panel, pair.numerator), leg(panel, pair.denominator)
    return f"{legs[0]} {verb} {legs[1]} by {percent(relative)}"


def day(when: np.datetime64) -> date:
    """A datetime64[D] as a date."""
    found: date = when.astype("datetime64[D]").item()
    return found
