"""How near a fund is to being closed: a scorecard of what usually goes before, never a probability."""

from __future__ import annotations

import numpy as np

from rotascope.maths import etf
from rotascope.maths.trailing import trailing_sum
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.signals.pairs import ROLE_WORDS
from rotascope.signals.structure.sizes import FUNDS, Size, listed, no_size, size_of
from rotascope.signals.trace import Trace, missing
from rotascope.signals.words import day, signed

__all__ = ["closure"]

YEAR = 252
ROLES = ("few", "rest")


def closure(panel: Panel, role: str) -> Trace:
    """0 to 3 points of a scorecard: under 50 m USD, younger than three years, outflow over a year.

    From the fund's net assets, its first day of listing and its creations over 252 sessions. A
    heuristic: no fitted coefficients are published, so it is no chance of closing, and a closure costs
    spread, tax and days out of the market, not the NAV.
    """
    size = size_of(panel, role)
    if size is None:
        return missing("not_measurable", no_size(panel, role))
    born = np.datetime64(listed(panel, size.fund))
    age = (size.known_at - born).astype(np.float64) / 365.25
    flow = _flow_year(size)
    value = etf.closure_points(size.assets, age, flow)
    return Trace(
        size.known_at,
        value,
        text=_text(size, float(value[-1]), float(age[-1]), float(flow[-1])),
        sources=(size.source,),
        reason=f"the newest net assets of {size.fund} are not said",
        newest=day(size.days[-1]),
        patience=21,
        beside=(("net assets, USD", size.assets),),
    )


def _flow_year(size: Size) -> Vector:
    """Net creations over 252 days on file, of the assets before them; NaN until there are so many."""
    flow = np.full(len(size.days), np.nan)
    if len(flow) > YEAR:
        moved = etf.flows(size.shares, size.nav)
        flow[YEAR:] = trailing_sum(moved, YEAR)[YEAR:] / size.assets[:-YEAR]
    return flow


def _text(size: Size, points: float, age: float, flow: float) -> str:
    if not np.isfinite(points):
        return ""
    moved = f"net creations {signed(flow, 0)} of its assets over a year" if np.isfinite(flow) else (
        "a year's flow is not on file"
    )  # fmt: skip
    return (
        f"{size.fund}: {points:.0f} of 3 points on a closure scorecard (no probability):"
        f" {size.assets[-1] / 1e6:,.0f} m USD, {age:.1f} years old, {moved}"
    )


def _register(role: str) -> None:
    def compute(panel: Panel) -> Trace:
        return closure(panel, role)

    compute.__doc__ = (
        f"Points (0 to 3) of a closure scorecard for the fund of {ROLE_WORDS[role]} ({FUNDS[role][0]}):"
        " small, young, shrinking. A heuristic, not a probability."
    )
    signal(
        f"structure.closure_{role}",
        title=f"Closure scorecard, the fund of {ROLE_WORDS[role]}",
        axis="concentration",
        family="structure",
        unit="points",
        sign=0,
        theory="the fate of one fund says nothing on who leads: shown, never scored",
    )(compute)


for _role in ROLES:
    _register(_role)
