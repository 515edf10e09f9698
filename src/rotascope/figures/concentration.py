"""Concentration as the files tell it: top-ten weight, the seven, effective number and HHI over time.

A file is a point on its date with its number; between two files nothing was measured and no line is
drawn, but for what prices alone made of the newest file's weights since.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rotascope.errors import WrongUse
from rotascope.figures.frame import UNITS, Picture, axis, base, footer, label, scaled
from rotascope.figures.said import amount
from rotascope.terms import Reading

__all__ = ["concentration"]

Spec = dict[str, Any]
FAMILY = "concentration."
PANELS = (
    ("top10", "Weight of the ten largest issuers"),
    ("seven", "Weight of the seven"),
    ("effective_n", "Effective number of issuers"),
    ("hhi", "HHI by issuer, points"),
)
DRIFT = "drift"
SIDES = ("@narrow", "@broad")  # of the segments: the house's colours of large and of small
SEGMENTS = (("large_cap", "large-cap fund", "circle"), ("small_cap", "small-cap fund", "diamond"))
PANEL = 118


def concentration(readings: Iterable[Reading]) -> Picture:
    """One small panel for each measure, a colour and a symbol for each fund, a point for each file.

    `readings`: any, of which those of the family concentration with histories are drawn. Raises
    WrongUse without any.
    """
    named = {one.signal.removeprefix(FAMILY): one for one in readings if _drawn(one)}
    shown = [
        (key, title) for key, title in PANELS if any(_of(key, s[0]) in named for s in SEGMENTS)
    ]
    if not shown:
        raise WrongUse("no file of holdings is known", "", "rotascope import FILE")
    layout = base(hovermode="closest", annotations=[], shapes=[])
    layout["legend"] |= {"y": 1.0, "yanchor": "bottom"}
    traces: list[Spec] = []
    for place, (key, title) in enumerate(shown):
        traces += _panel(place, len(shown), key, title, named, layout)
    first = next(iter(named.values()))
    return Picture(
        name="concentration",
        title=_finding(named),
        note=f"A point a file, on the day it was known; line: what prices alone made of it;"
        f" {footer(first)}",
        alt=f"{len(shown)} panels, a point a file: {', '.join(title for _, title in shown)}",
        traces=traces,
        layout=layout,
        height=60 + PANEL * len(shown),
    )


def _drawn(one: Reading) -> bool:
    return one.signal.startswith(FAMILY) and bool(one.history and one.history.values)


def _of(key: str, segment: str) -> str:
    return f"{key}_{segment}"


def _panel(
    place: int, count: int, key: str, title: str, named: Mapping[str, Reading], layout: Spec
) -> list[Spec]:
    """One panel: its axes go into the layout, its traces are returned."""
    number = place + 1 if place else ""
    x, y = f"x{number}", f"y{number}"
    top, step = 1.0 - place / count, 1.0 / count
    mates = [
        (place, named[_of(key, s[0])])
        for place, s in enumerate(SEGMENTS)
        if _of(key, s[0]) in named
    ]
    suffix = {"ticksuffix": " %"} if mates[0][1].unit == "fraction" else {}
    last = place == count - 1
    shared = {"matches": "x"} if place else {}
    layout[f"xaxis{number}"] = axis(
        "", type="date", anchor=y, nticks=5, showticklabels=last, **shared
    )
    layout[f"yaxis{number}"] = axis(
        "", anchor=x, side="right", domain=[top - 0.9 * step, top - 0.3 * step], nticks=3,
        range=_range([one for _, one in mates]), zeroline=False, **suffix,
    )  # fmt: skip
    layout["annotations"].append({
        "xref": "paper", "yref": "paper", "x": 0, "y": top - 0.17 * step, "xanchor": "left",
        "yanchor": "bottom", "showarrow": False, "text": label(title),
        "font": {"color": "@text", "size": 12},
    })  # fmt: skip
    made = [_points(one, segment, x, y, not place) for segment, one in mates]
    if key == "top10":
        made += [_drift(named[name], i, x, y) for i, s in enumerate(SEGMENTS)
                 if (name := _of(DRIFT, s[0])) in named]  # fmt: skip
    return made


def _values(one: Reading) -> list[float]:
    return scaled(one.history.values if one.history else (), UNITS[one.unit][1])


def _range(mates: Sequence[Reading]) -> list[float]:
    """From nothing to a third more than the largest: a number stands above each point."""
    return [0.0, 1.35 * max(max(_values(one)) for one in mates)]


def _points(one: Reading, segment: int, x: str, y: str, first: bool) -> Spec:
    days = [day.isoformat() for day in one.history.dates] if one.history else []
    told = [amount(value, one.unit) for value in (one.history.values if one.history else ())]
    _, name, symbol = SEGMENTS[segment]
    return {
        "type": "scatter", "mode": "markers+text", "name": name, "x": days, "y": _values(one),
        "xaxis": x, "yaxis": y, "legendgroup": name, "showlegend": first,
        "text": told, "textposition": _sides(len(told)),
        "textfont": {"color": "@text", "size": 11}, "cliponaxis": False,
        "marker": {"symbol": symbol, "size": 9, "color": SIDES[segment]},
        "hovertemplate": f"{name}, known %{{x}}: %{{text}}<extra></extra>",
    }  # fmt: skip


def _sides(count: int) -> list[str]:
    """Numbers of the first and the last point stand inside the picture."""
    return ["top right", *["top center"] * (count - 2), "top left"][:count]


def _drift(one: Reading, segment: int, x: str, y: str) -> Spec:
    """The newest file's weights moved by prices alone, with a hole wherever it was too old."""
    days: list[str | None] = []
    values: list[float | None] = []
    dates = one.history.dates if one.history else ()
    for i, (day, value) in enumerate(zip(dates, _values(one), strict=True)):
        if i and (day - dates[i - 1]).days > 10:
            days.append(None)
            values.append(None)
        days.append(day.isoformat())
        values.append(value)
    return {
        "type": "scatter", "mode": "lines", "name": "by prices since", "x": days, "y": values,
        "xaxis": x, "yaxis": y, "showlegend": False, "connectgaps": False,
        "line": {"color": SIDES[segment], "width": 1.6},
        "hovertemplate": "by prices since, %{x}: %{y:.1f} %<extra></extra>",
    }  # fmt: skip


def _finding(named: Mapping[str, Reading]) -> str:
    """'The ten largest issuers are 39.8 % of the large-cap fund (file known 2025-09-08), ...'."""
    said = []
    for segment, name, _ in SEGMENTS:
        one = named.get(_of("top10", segment))
        if one is not None and one.history is not None:
            share = amount(one.history.values[-1], one.unit)
            said.append(f"{share} of the {name} (file known {one.history.dates[-1]})")
    if not said:
        return "How concentrated the funds are, by the files on file"
    return f"The ten largest issuers are {' and '.join(said)}"
