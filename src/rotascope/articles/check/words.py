"""How a claim's number is told."""

from __future__ import annotations

from rotascope.terms.articles import Claim
from rotascope.terms.words import Unit

__all__ = ["number", "told"]

CHANGES = (
    "return",
    "group_floor",
    "drawdown",
    "cap_change",
    "growth",
    "flow",
    "high_distance",
    "trend_break",
)
DIFFERENCES = ("relative_return", "tracking_gap")
WORDS = {"pp": " points", "bp": " bp", "ratio": " times", "years": " years", "months": " months",
         "days": " days", "sessions": " sessions", "usd": " USD"}  # fmt: skip


def number(value: float | None, unit: Unit, *, gap: bool = False) -> str:
    """A number in its unit, fractions as percent; `gap`: a difference, in percentage points.

    "nothing" for None: a reason never prints an empty figure.
    """
    if value is None:
        return "nothing"
    if unit == "fraction":
        return f"{value * 100:+.2f} points" if gap else f"{value * 100:+.2f} %"
    if unit == "count":
        return f"{value:,.0f}"
    return f"{value:,.2f}{WORDS.get(unit, '')}"


def told(claim: Claim, value: float | None) -> str:
    """A number found for a claim: differences of returns in points, changes with their sign."""
    said = number(value, claim.unit, gap=claim.measure in DIFFERENCES)
    return said if claim.measure in (*CHANGES, *DIFFERENCES) else said.removeprefix("+")
