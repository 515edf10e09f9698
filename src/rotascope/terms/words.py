"""The closed sets of words that answers are written in."""

from __future__ import annotations

from typing import Literal, get_args

__all__ = [
    "AXES",
    "FAMILIES",
    "OPPOSITE",
    "SIDES",
    "SIDE_NAMES",
    "Axis",
    "Basis",
    "Family",
    "Leader",
    "Severity",
    "SignalAxis",
    "Status",
    "Unit",
]

Axis = Literal["size", "concentration"]
AXES: tuple[Axis, Axis] = ("size", "concentration")
SignalAxis = Literal["size", "concentration", "market"]
"""What a signal reads. `market` is a condition of the whole market (a VIX regime, a recession's
probability): it is shown beside both axes and scored on neither."""
Family = Literal[
    "price", "breadth", "concentration", "dispersion", "duration", "macro", "earnings", "valuation",
    "structure", "calendar", "sentiment",
]  # fmt: skip
FAMILIES: tuple[Family, ...] = get_args(Family)
Basis = Literal["tr", "pr"]
Status = Literal[
    "ok", "short_history", "low_coverage", "stale", "undefined", "diverges", "not_measurable"
]
Unit = Literal[
    "fraction", "index", "count", "sessions", "sd", "points", "state",
    "pp", "bp", "ratio", "years", "months", "days", "usd",
]  # fmt: skip
"""`pp`: percentage points (of a yield, a spread); `bp`: hundredths of them; `ratio`: a multiple."""
Severity = Literal["quarantine", "flag", "hold"]
Leader = Literal["small", "large", "rest", "few", "neither"]
SIDES: dict[Axis, tuple[Leader, Leader]] = {
    "size": ("small", "large"),
    "concentration": ("rest", "few"),
}
"""The sides of an axis: the one a positive lean speaks for, then the other."""
OPPOSITE: dict[Leader, Leader] = {
    side: other for pair in SIDES.values() for side, other in (pair, pair[::-1])
}
"""The other side of the same axis; `neither` has none."""
SIDE_NAMES: dict[Leader, str] = {
    "small": "small caps",
    "large": "large caps",
    "rest": "the rest",
    "few": "the few",
    "neither": "nobody",
}
"""What a sentence calls a side."""
