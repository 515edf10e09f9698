"""Concentration as the files tell it: top-ten weight, the seven, HHI and effective number over time.

A file is a point on its date; between two files nothing was measured, so that no line is drawn unless
they are near one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rotascope.errors import WrongUse
from rotascope.figures.frame import UNITS, Picture, axis, base, footer, label, line
from rotascope.figures.said import amount
from rotascope.terms import Reading

__all__ = ["concentration"]

Spec = dict[str, Any]
FAMILY = "concentration."
PANEL, GAP = 150, 0.11
SYMBOLS = ("circle", "diamond", "square", "triangle-up")


def concentration(readings: Iterable[Reading]) -> Picture:
    """One small panel for each measure, a colour and a symbol for each segment, a point for each file.

    `readings` are those of the family concentration with histories. Raises WrongUse without any.
    """
    known = [one for one in readings if one.signal.startswith(FAMILY) and one.history]
    known = [one for one in known if one.history and one.history.values]
    if not known:
        raise WrongUse("no file of holdings is known", "", "rotascope import FILE")
    panels: dict[str, list[Reading]] = {}
    for one in known:
        panels.setdefault(_measure(one), []).append(one)
    layout = base(hovermode="closest", annotations=[], shapes=[])
    layout["legend"] |= {"y": 1.0 + 24 / (PANEL * len(panels)), "yanchor": "bottom"}
    traces: list[Spec] = []
    for place, (name, mates) in enumerate(panels.items()):
        traces += _panel(place, len(panels), name, mates, layout)
    return Picture(
        name="concentration",
        title=_finding(known),
        note=f"A point a file, dated when it was known; as printed; {footer(known[0])}",
        alt=f"{len(panels)} panels: {', '.join(panels)}; a point a file",
        traces=traces,
        layout=layout,
        height=60 + PANEL * len(panels),
    )


def _measure(one: Reading) -> str:
    """'Top-10 weight' of 'Top-10 weight, large caps'."""
    return one.title.rpartition(", ")[0] or one.title


def _segment(one: Reading) -> str:
    return one.title.rpartition(", ")[2]


def _panel(place: int, count: int, name: str, mates: Sequence[Reading], layout: Spec) -> list[Spec]:
    """One panel: its axes in the layout, its traces returned."""
    number = place + 1 if place else ""
    x, y = f"x{number}", f"y{number}"
    top = 1.0 - place / count
    bottom = 1.0 - (place + 1) / count + GAP / count * 2.6
    unit, factor = UNITS[mates[0].unit]
    suffix = {"ticksuffix": " %"} if unit == "%" else {}
    layout[f"xaxis{number}"] = axis(
        "", type="date", anchor=y, nticks=6, matches="x" if place else None
    )
    if not place:
        layout["xaxis"].pop("matches")
    layout[f"yaxis{number}"] = axis(
        "", anchor=x, side="right", domain=[bottom, top - 0.13 / count], nticks=4,
        rangemode="tozero", zeroline=False, **suffix,
    )  # fmt: skip
    layout["annotations"].append({
        "xref": "paper", "yref": "paper", "x": 0, "y": top - 0.11 / count, "xanchor": "left",
        "yanchor": "bottom", "showarrow": False, "text": f"{label(name)}"
        + ("" if unit == "%" else f", {unit}"), "font": {"color": "@text", "size": 12},
    })  # fmt: skip
    return [_trace(one, x, y, factor, place == 0) for one in mates]


def _trace(one: Reading, x: str, y: str, factor: float, first: bool) -> Spec:
    segment = _segment(one)
    place = 0 if "large" in segment else 1
    history = one.history
    made = line(history, segment, f"@series{place}", factor) if history else {}
    made["marker"] |= {"symbol": SYMBOLS[place]}
    return made | {
        "xaxis": x, "yaxis": y, "legendgroup": segment, "showlegend": first,
        "hovertemplate": f"{label(segment)}, known %{{x}}: %{{y}}<extra></extra>",
    }  # fmt: skip


def _finding(known: Sequence[Reading]) -> str:
    """The newest file's top-ten weight, in words; else of whatever is measured first."""
    order = ("concentration.top10_large_cap", "concentration.top10_small_cap")
    names = {one.signal: one for one in known}
    told = [names[name] for name in order if name in names] or [known[0]]
    said = []
    for one in told:
        history = one.history
        if history and history.values:
            last = amount(history.values[-1], one.unit)
            said.append(f"{_segment(one)} {last} (file known {history.dates[-1]})")
    return f"{_measure(told[0])}: {'; '.join(said)}"
