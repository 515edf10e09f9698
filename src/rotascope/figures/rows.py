"""Rows of a picture: a name above a track, on it the interval, what is usual, and the point.

Names stand above their tracks and not beside them, so that a phone shows them whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rotascope.figures.frame import axis, base, label, scaled
from rotascope.figures.said import lines_of, wrapped

__all__ = ["GROUND", "Row", "height_of", "layout_of", "named", "stems", "traces_of"]

Spec = dict[str, Any]
Place = tuple[float | str, float]
WIDE = 50  # characters of a name that fit above a track on a phone
TRACK, LINE = 34, 15  # pixels of a row with one line of name, and of each line more
ROOM = 62  # below: ticks and the axis' title
GROUND: Spec = {"bgcolor": "@surface", "borderpad": 0}  # under a name that a line would cross
SHARE = 0.8  # of the width that tracks take; at the right of them stand the numbers


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `value` with its interval `low`..`high`, `usual` what chance or all days show.

    All in the unit of the axis. `told` stands at the right of the track, `hover` in the tip.
    """

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    usual: float | None = None
    told: str = ""
    hover: str = ""
    ink: str = "series0"
    symbol: str = "circle"


def named(text: str, y: float) -> Spec:
    """The name of a row as a label at the left edge, its feet at `y`; `text` is escaped already."""
    return {
        "xref": "paper", "x": 0, "yref": "y", "y": y, "xanchor": "left", "yanchor": "bottom",
        "showarrow": False, "text": text, "font": {"color": "@text", "size": 12},
    }  # fmt: skip


def stems(ends: Iterable[tuple[Place, Place]], name: str, width: int) -> Spec:
    """A straight line from each place (x, y) to its other, so that length carries a size."""
    x: list[float | str | None] = []
    y: list[float | str | None] = []
    for (left, low), (right, high) in ends:
        x += [left, right, None]
        y += [low, high, None]
    return {"type": "scatter", "mode": "lines", "name": name, "x": x, "y": y, "hoverinfo": "skip",
            "line": {"color": "@control", "width": width}}  # fmt: skip


def _tall(row: Row) -> int:
    return TRACK + LINE * (len(lines_of(row.name, WIDE, 2)) - 1)


def height_of(rows: Sequence[Row], least: int = 150) -> int:
    """Pixels that a picture of these rows needs."""
    return max(least, ROOM + sum(_tall(row) for row in rows))


def _places(rows: Sequence[Row]) -> list[float]:
    """Where the tracks lie, in pixels above the axis, the first row at the top."""
    places, left = [], float(sum(_tall(row) for row in rows))
    for row in rows:
        left -= _tall(row)
        places.append(left + 7.0)
    return places


def traces_of(rows: Sequence[Row], usual: str = "what is usual") -> list[Spec]:
    """Ticks for what is usual, then points with their intervals."""
    places = _places(rows)
    known = [(row, y) for row, y in zip(rows, places, strict=True) if row.value is not None]
    ticks = [(row.usual, y) for row, y in known if row.usual is not None]
    traces: list[Spec] = []
    if ticks:
        traces.append({
            "type": "scatter", "mode": "markers", "name": usual,
            "x": scaled(x for x, _ in ticks), "y": [y for _, y in ticks],
            "marker": {"symbol": "line-ns", "size": 15,
                       "line": {"color": "@muted", "width": 2}, "color": "@muted"},
            "hovertemplate": f"{label(usual)}: %{{x}}<extra></extra>",
        })  # fmt: skip
    return [*traces, _points(known)]


def _points(known: Sequence[tuple[Row, float]]) -> Spec:
    values = [row.value or 0.0 for row, _ in known]
    up = [(row.high - row.value) if row.high is not None and row.value is not None else 0.0
          for row, _ in known]  # fmt: skip
    down = [(row.value - row.low) if row.low is not None and row.value is not None else 0.0
            for row, _ in known]  # fmt: skip
    return {
        "type": "scatter", "mode": "markers", "name": "measured",
        "x": scaled(values), "y": [y for _, y in known],
        "text": [label(row.hover or f"{row.name}: {row.told}") for row, _ in known],
        "error_x": {"type": "data", "symmetric": False, "array": scaled(max(v, 0.0) for v in up),
                    "arrayminus": scaled(max(v, 0.0) for v in down),
                    "color": "@control", "thickness": 3, "width": 0},
        "marker": {"symbol": [row.symbol for row, _ in known], "size": 11,
                   "color": [f"@{row.ink}" for row, _ in known],
                   "line": {"color": "@surface", "width": 1}},
        "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip


def layout_of(rows: Sequence[Row], title: str, **more: Any) -> Spec:
    """The layout of the rows: one axis below, names and numbers as labels; `more` is the axis'."""
    top = float(sum(_tall(row) for row in rows))
    places = _places(rows)
    return base(
        hovermode="closest",
        showlegend=False,
        xaxis=axis(title, **{"domain": [0.0, SHARE], "nticks": 5, "zeroline": True,
                             "range": _range(rows), **more}),
        yaxis={"visible": False, "range": [-8.0, max(top, 1.0)], "fixedrange": True},
        shapes=[_track(y) for y in places],
        annotations=[note for row, y in zip(rows, places, strict=True) for note in _names(row, y)],
    )  # fmt: skip


def _range(rows: Sequence[Row]) -> list[float]:
    """From the lowest to the highest of all that is drawn, zero among it, with some air."""
    drawn = [x for row in rows for x in (row.value, row.low, row.high, row.usual) if x is not None]
    low, high = min([0.0, *drawn]), max([0.0, *drawn])
    room = 0.05 * (high - low) or 1.0
    return scaled((low - room, high + room))


def _track(y: float) -> Spec:
    return {
        "type": "line", "xref": "paper", "layer": "below", "x0": 0, "x1": SHARE, "y0": y, "y1": y,
        "line": {"color": "@grid", "width": 1.5},
    }  # fmt: skip


def _names(row: Row, y: float) -> list[Spec]:
    name = named(wrapped(row.name, WIDE, 2), y + 7) | GROUND | {"align": "left"}
    told = named(label(row.told), y) | {
        "x": 1, "xanchor": "right", "yanchor": "middle",
        "font": {"color": "@text" if row.value is not None else "@muted", "size": 12},
    }  # fmt: skip
    return [name, told]
