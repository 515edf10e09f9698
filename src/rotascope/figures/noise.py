"""What noise does, drawn on a ratio: the band around its trend line and the cone of a pair nobody leads.

Both use only what the reading says: its distance in standard deviations, and its null's rate.
"""

from __future__ import annotations

from itertools import pairwise
from math import exp, log, log1p, sqrt
from typing import Any

from rotascope.figures.frame import scaled
from rotascope.terms import History, Reading

__all__ = ["MONTHS", "WINDOW", "cone", "line_band"]

Spec = dict[str, Any]
WINDOW, MONTHS = 126, 6
"""Sessions of a relative return (`rs.*`), whose null gives the cone its width; months if monthly."""
REACH = 2.0  # weekly or monthly sd on either side of a trend line
MONTHLY = 20  # calendar days between two points of a pair that is known once a month


def line_band(reading: Reading, ratio: History, trend: History) -> Spec | None:
    """Two sd of its steps on both sides of the trend line, where the reading tells its distance in sd."""
    if reading.unit != "sd" or reading.history is None:
        return None
    level = dict(zip(ratio.dates, ratio.values, strict=True))
    told = dict(zip(reading.history.dates, reading.history.values, strict=True))
    days, low, high = [], [], []
    for day, line in zip(trend.dates, trend.values, strict=True):
        distance = told.get(day)
        if distance and day in level:
            sd = abs(log(level[day] / line) / distance)
            days.append(day)
            low.append(line * exp(-REACH * sd))
            high.append(line * exp(REACH * sd))
    step = "monthly" if _monthly(ratio) else "weekly"
    return _filled(days, low, high, f"±{REACH:g} {step} sd of the line") if len(days) > 1 else None


def cone(reading: Reading, ratio: History) -> Spec | None:
    """Where half of all windows end if nobody leads, from the close the reading's return begins at.

    Geometric, as the null is: a ratio that doubles and one that halves have gone as far.
    """
    rate = reading.null.rate if reading.null else None
    window = MONTHS if _monthly(ratio) else WINDOW
    if not reading.signal.startswith("rs.") or rate is None or len(ratio.dates) <= window:
        return None
    days = ratio.dates[-window - 1 :]
    start = ratio.values[-window - 1]
    reach = [log1p(rate) * sqrt(i / window) for i in range(window + 1)]
    low, high = [start * exp(-r) for r in reach], [start * exp(r) for r in reach]
    return _filled(list(days), low, high, "half of noise ends here")


def _monthly(ratio: History) -> bool:
    """Whether the ratio is known once a month, by its usual step of late."""
    steps = sorted((b - a).days for a, b in pairwise(ratio.dates[-MONTHS * 2 - 1 :]))
    return bool(steps) and steps[len(steps) // 2] >= MONTHLY


def _filled(days: list[Any], low: list[float], high: list[float], name: str) -> Spec:
    """A closed shape between two lines; a hole of a month ends it and begins another."""
    x: list[str | None] = []
    y: list[float | None] = []
    for first, last in _stretches(days):
        span = [day.isoformat() for day in days[first:last]]
        x += [*span, *reversed(span), None]
        y += [*scaled(high[first:last]), *reversed(scaled(low[first:last])), None]
    return {
        "type": "scatter", "mode": "lines", "name": name, "x": x[:-1], "y": y[:-1],
        "fill": "toself", "fillcolor": "@band", "line": {"width": 0, "color": "@control"},
        "hoverinfo": "skip",
    }  # fmt: skip


def _stretches(days: list[Any]) -> list[tuple[int, int]]:
    breaks = [i for i in range(1, len(days)) if (days[i] - days[i - 1]).days > 31]
    edges = [0, *breaks, len(days)]
    return list(pairwise(edges))
