"""What every picture has: a finding as its title, a unit on its axis, a footer with source and date.

A Picture is plain data with colour names (`@broad`), so that a page can draw it in either mode without
Plotly's Python half; `draw` makes a Plotly figure of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from html import escape
from itertools import pairwise
from typing import Any

from rotascope.figures.theme import FONT
from rotascope.terms import History, Mark, Reading

__all__ = [
    "DAILY_DAYS",
    "UNITS",
    "Picture",
    "a_year",
    "axis",
    "base",
    "footer",
    "label",
    "line",
    "marks",
    "scaled",
    "thin",
    "unit_of",
]

Spec = dict[str, Any]
FEW = 12  # values: a line through two dated files would draw a year nobody measured
HOLE_DAYS, HOLE_STEPS = 31, 8
WEEKLY = 60  # points a year, at most: those are all shown
DAILY_DAYS = 550  # calendar days shown in full; a picture of decades needs no more
UNITS = {
    "fraction": ("%", 100.0),
    "index": ("index", 1.0),
    "count": ("count", 1.0),
    "sessions": ("sessions", 1.0),
    "sd": ("sd", 1.0),
    "points": ("points", 1.0),
    "state": ("state", 1.0),
    "pp": ("percentage points", 1.0),
    "bp": ("basis points", 1.0),
    "ratio": ("ratio", 1.0),
    "years": ("years", 1.0),
    "months": ("months", 1.0),
    "days": ("days", 1.0),
    "usd": ("USD", 1.0),
}


@dataclass(frozen=True, slots=True)
class Picture:
    """One figure: `title` states the finding, `note` the source, basis and date, `alt` what is drawn.

    `traces` and `layout` are Plotly's, with '@token' for colours.
    """

    name: str
    title: str
    note: str
    alt: str
    traces: list[Spec]
    layout: Spec
    height: int
    rescale: bool = field(default=False)


def label(text: str) -> str:
    """Text for a Plotly label, which would otherwise read it as markup."""
    return escape(text, quote=False)


def unit_of(reading: Reading) -> tuple[str, float]:
    """(unit as printed on the axis, factor from the term's unit)."""
    return UNITS[reading.unit]


def thin(history: History, since: date | None = None) -> History:
    """Every point of the last 18 months, every fifth before of what is daily; `since` cuts older ones."""
    if not history.dates:
        return history
    edge = history.dates[-1] - timedelta(days=DAILY_DAYS)
    last = len(history.dates) - 1
    years = max((history.dates[-1] - history.dates[0]).days / 365.25, 0.1)
    every = 5 if len(history.dates) / years > WEEKLY else 1
    kept = [
        i
        for i, day in enumerate(history.dates)
        if (since is None or day >= since) and (day >= edge or (last - i) % every == 0)
    ]
    return History(tuple(history.dates[i] for i in kept), tuple(history.values[i] for i in kept))


def scaled(values: Iterable[float], factor: float = 1.0) -> list[float]:
    """Values for a picture: six significant digits are more than a screen shows."""
    return [float(f"{value * factor:.6g}") for value in values]


def _holes(history: History) -> list[int]:
    """Places after which more than a month and eight usual steps are missing: no line crosses them."""
    steps = [(b - a).days for a, b in pairwise(history.dates)]
    usual = sorted(steps)[len(steps) // 2] if steps else 0
    return [i for i, step in enumerate(steps) if step > max(HOLE_DAYS, HOLE_STEPS * usual)]


def _broken(history: History, factor: float) -> tuple[list[str], list[float | None]]:
    """Dates and values with an empty point in every hole."""
    days = [day.isoformat() for day in history.dates]
    values: list[float | None] = list(scaled(history.values, factor))
    for place in reversed(_holes(history)):
        days.insert(place + 1, days[place])
        values.insert(place + 1, None)
    return days, values


def line(history: History, name: str, colour: str, factor: float = 1.0, **style: Any) -> Spec:
    """Dated values as a line that ends at holes; as points where they are a handful."""
    days, values = _broken(history, factor)
    few = len(history.values) < FEW
    return {
        "type": "scatter",
        "mode": "markers" if few else "lines",
        "name": label(name),
        "x": days,
        "y": values,
        "marker": {"size": 8 if few else 4, "color": colour},
        "line": {"color": colour, "width": 1.7, **style},
        "hovertemplate": f"{label(name)} %{{y}}<extra></extra>",
    }


def marks(history: History, events: tuple[Mark, ...], factor: float = 1.0) -> Spec:
    """Events as diamonds on the line, each with its words when pointed at."""
    known = dict(zip(history.dates, history.values, strict=True))
    shown = [(event, known[event.date]) for event in events if event.date in known]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "events",
        "x": [event.date.isoformat() for event, _ in shown],
        "y": scaled(tuple(value for _, value in shown), factor),
        "text": [label(event.label) for event, _ in shown],
        "marker": {"symbol": "diamond", "size": 8, "color": "@surface",
                   "line": {"color": "@text", "width": 1.4}},
        "hovertemplate": "%{x}: %{text}<extra></extra>",
    }  # fmt: skip


def axis(title: str, **more: Any) -> Spec:
    """An axis in the house style; without a title no room is kept for one."""
    named = {"title": {"text": label(title), "font": {"color": "@muted", "size": 12}}}
    named = named if title else {}
    return {
        **named,
        "gridcolor": "@grid",
        "linecolor": "@border",
        "zerolinecolor": "@control",
        "tickfont": {"color": "@muted", "size": 11},
        "automargin": True,
        **more,
    }


def base(**more: Any) -> Spec:
    """A layout in the house style."""
    return {
        "font": {"family": FONT, "size": 12, "color": "@text"},
        "paper_bgcolor": "@surface",
        "plot_bgcolor": "@surface",
        "margin": {"l": 8, "r": 8, "t": 10, "b": 8},
        "hovermode": "x unified",
        "hoverlabel": {"bgcolor": "@raised", "bordercolor": "@control",
                       "font": {"color": "@text", "family": FONT}},
        "legend": {"orientation": "h", "y": 1.01, "yanchor": "bottom", "x": 0,
                   "font": {"color": "@muted"}, "bgcolor": "@clear"},
        "separators": ".,",
        "dragmode": "pan",
        **more,
    }  # fmt: skip


def footer(reading: Reading, history: History | None = None) -> str:
    """Datasets, span and date of what a picture shows; of `history` instead of the reading's own."""
    names = dict.fromkeys(source.dataset for source in reading.sources)
    source = ", ".join(names) or "no source"
    span = f"{reading.first} to {reading.known_at}" if reading.first else "no history"
    if history is not None and history.dates:
        span = f"{history.dates[0]} to {history.dates[-1]}"
    return f"Source: {source}; {span}; as known on {reading.as_of}"


def a_year(history: History) -> tuple[float, ...]:
    """The values of the last year of a history."""
    start = history.dates[-1] - timedelta(days=366)
    return history.values[bisect_left(history.dates, start) :]
