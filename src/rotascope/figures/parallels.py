"""Drawdown parallels: the index around months like this one, all set to nothing on their own day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rotascope.errors import WrongUse
from rotascope.figures.frame import Picture, axis, base, label, scaled
from rotascope.figures.said import signed
from rotascope.terms import Chapter, Line

__all__ = ["parallels"]

Spec = dict[str, Any]
NOW, NEAREST = "now", "nearest: "
STEP = 5  # sessions between two points of a path
DASHES = ("solid", "dash", "dot", "dashdot")


def parallels(told: Chapter) -> Picture:
    """Paths of the index before and after each month. Raises WrongUse for a chapter without paths."""
    if not told.lines:
        raise WrongUse(f"the chapter {told.name} holds no paths", "", "rotascope history parallels")
    named = [one for one in told.lines if one.name != NOW and not one.name.startswith(NEAREST)]
    near = [one for one in told.lines if one.name.startswith(NEAREST)]
    now = [one for one in told.lines if one.name == NOW]
    layout = base(
        hovermode="closest",
        xaxis=axis("sessions from that month's end", nticks=8, zeroline=True),
        yaxis=axis("index, % of that day's close", side="right", zeroline=True, nticks=6),
    )
    layout["legend"] |= {"y": -0.22, "yanchor": "top"}
    return Picture(
        name=f"parallels-{told.axis}",
        title=_finding(named, near),
        note=f"Index, total return, weekly and the deepest close; thin: the nearest months"
        f" ({_months(near)}); {told.finding};"
        f" as known on {told.as_of}",
        alt=f"Paths of the index around {len(named) + len(near)} months and now",
        traces=[
            *(_thin(one, i) for i, one in enumerate(near)),
            *(_named(one, i) for i, one in enumerate(named)),
            *(_now(one) for one in now),
        ],
        layout=layout,
        height=400,
    )


def _months(near: Sequence[Line]) -> str:
    return ", ".join(one.name.removeprefix(NEAREST) for one in near) or "none"


def _after(one: Line) -> list[float]:
    """Values from day 0 on: the day itself is the one at which the path is nothing."""
    return list(one.history.values[one.history.values.index(0.0) :])


def _finding(named: Sequence[Line], near: Sequence[Line]) -> str:
    """'Within a year of 2000-03 the index stood -25.9 %, ...': paths hold their deepest close."""
    falls = [(min(_after(one)), one.name) for one in named if len(_after(one)) > 1]
    ends = sorted(_after(one)[-1] for one in near if len(_after(one)) > 1)
    if not falls:
        return "No month that articles name is on file with what followed"
    worst, name = min(falls)
    told = f"Within a year of {name} the index stood {signed(worst)}, the deepest of {len(falls)} peaks"
    if not ends:
        return told
    return f"{told}; a year after the {len(ends)} nearest months {signed(ends[0])} to {signed(ends[-1])}"


def _path(one: Line) -> Spec:
    zero = one.history.values.index(0.0)
    return {
        "type": "scatter", "mode": "lines",
        "x": [STEP * (i - zero) for i in range(len(one.history.values))],
        "y": scaled(one.history.values, 100.0),
        "customdata": [day.isoformat() for day in one.history.dates],
        "hovertemplate": f"{label(one.name)}, %{{customdata}}: %{{y:.1f}} %<extra></extra>",
    }  # fmt: skip


def _thin(one: Line, place: int) -> Spec:
    return _path(one) | {
        "name": "the nearest months", "legendgroup": NEAREST, "showlegend": place == 0,
        "line": {"color": "@control", "width": 1.0},
    }  # fmt: skip


def _named(one: Line, place: int) -> Spec:
    return _path(one) | {
        "name": label(one.name),
        "line": {"color": f"@series{place % 6}", "width": 1.8, "dash": DASHES[place % 4]},
    }


def _now(one: Line) -> Spec:
    return _path(one) | {"name": "now", "line": {"color": "@text", "width": 3.0}}
