"""Traces of a picture as SVG: lines, closed shapes, marks with error bars, bars and their numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from math import ceil
from typing import Any

from rotascope.figures.marks import path, plain, rect, symbol, text
from rotascope.figures.scales import Scale

__all__ = ["Pen", "painted"]

Spec = dict[str, Any]
Point = tuple[float, float]
MOST = 420  # points of a line: more than a picture of this size can show
BESIDE = 60.0  # pixels beyond the edge up to which points still shape a line
SIDES = {"left": (-1, "right"), "center": (0, "center"), "right": (1, "left")}


@dataclass(frozen=True, slots=True)
class Pen:
    """Where and with what a trace is painted: its two scales and the colour of a token."""

    x: Scale
    y: Scale
    ink: Callable[[Any], str]


def painted(trace: Spec, pen: Pen) -> str:
    """One trace. Kinds other than scatter and bar have no picture here."""
    if trace.get("type") == "bar":
        return "".join(_bars(trace, pen))
    mode = str(trace.get("mode", "lines"))
    parts = []
    if "lines" in mode:
        parts.append(_line(trace, pen))
    if "markers" in mode:
        parts += [*_errors(trace, pen), _faded(trace, "".join(_marks(trace, pen)))]
    if "text" in mode:
        parts += _words(trace, pen)
    return "".join(parts)


def _points(trace: Spec, pen: Pen) -> list[Point | None]:
    pairs = zip(trace.get("x", ()), trace.get("y", ()), strict=True)
    return [None if x is None or y is None else (pen.x.at(x), pen.y.at(y)) for x, y in pairs]


def _line(trace: Spec, pen: Pen) -> str:
    """The line, or the shape it closes, without what lies far outside and thinned to what shows."""
    style = trace.get("line", {})
    filled = trace.get("fill") == "toself"
    points = _points(trace, pen)
    if len(points) > MOST:
        points = list(_thinned(points if filled else list(_near(points, pen.x))))
    if style.get("shape") == "hv":
        points = list(_steps(points))
    return path(
        points,
        pen.ink(style.get("color", "@text")),
        float(style.get("width", 1.5)),
        str(style.get("dash", "")),
        pen.ink(trace["fillcolor"]) if filled else "none",
    )


def _near(points: Sequence[Point | None], x: Scale) -> Iterator[Point | None]:
    low, high = min(x.start, x.end) - BESIDE, max(x.start, x.end) + BESIDE
    return (one for one in points if one is None or low <= one[0] <= high)


def _thinned(points: Sequence[Point | None]) -> Iterator[Point | None]:
    """Every so many points, every break, and the last."""
    step = max(ceil(len(points) / MOST), 1)
    last = len(points) - 1
    return (one for i, one in enumerate(points) if one is None or i % step == 0 or i == last)


def _steps(points: Sequence[Point | None]) -> Iterator[Point | None]:
    before: Point | None = None
    for one in points:
        if one and before:
            yield (one[0], before[1])
        yield one
        before = one


def _each(value: Any, count: int, default: Any) -> list[Any]:
    """One value for each point, however it was given."""
    if isinstance(value, list | tuple):
        return list(value)
    return [default if value is None else value] * count


def _marks(trace: Spec, pen: Pen) -> Iterator[str]:
    marker, points = trace.get("marker", {}), _points(trace, pen)
    many = len(points)
    kinds = (
        _each(marker.get("symbol"), many, "circle"),
        _each(marker.get("size"), many, 6),
        _each(marker.get("color"), many, "@text"),
    )
    if marker.get("opacity") == 0:
        return
    edge = marker.get("line", {}).get("color", "@surface")
    for point, shape, size, colour in zip(points, *kinds, strict=True):
        if point is not None and _inside(point, pen):
            own = edge if shape == "line-ns" or colour == "@surface" else colour
            ground = pen.ink(edge)
            yield symbol(
                shape, point, float(size), pen.ink(own if shape == "line-ns" else colour), ground
            )


def _faded(trace: Spec, marks: str) -> str:
    """All marks of a trace as pale as it says."""
    opacity = trace.get("marker", {}).get("opacity", 1)
    pale = marks and not isinstance(opacity, list) and opacity < 1
    return f'<g opacity="{opacity:g}">{marks}</g>' if pale else marks


def _inside(point: Point, pen: Pen) -> bool:
    (left, right), (top, bottom) = (
        sorted((pen.x.start, pen.x.end)),
        sorted((pen.y.start, pen.y.end)),
    )
    return left - 1 <= point[0] <= right + 1 and top - 1 <= point[1] <= bottom + 1


def _errors(trace: Spec, pen: Pen) -> Iterator[str]:
    """Bars from value - arrayminus to value + array, along either axis."""
    for name in ("error_x", "error_y"):
        bars = trace.get(name)
        if not bars:
            continue
        up, down = bars["array"], bars.get("arrayminus", bars["array"])
        colour, width = pen.ink(bars.get("color", "@muted")), float(bars.get("thickness", 1.5))
        for x, y, more, less in zip(trace["x"], trace["y"], up, down, strict=True):
            ends = (
                [(pen.x.at(x - less), pen.y.at(y)), (pen.x.at(x + more), pen.y.at(y))]
                if name == "error_x"
                else [(pen.x.at(x), pen.y.at(y - less)), (pen.x.at(x), pen.y.at(y + more))]
            )
            yield path(ends, colour, width)


def _words(trace: Spec, pen: Pen) -> Iterator[str]:
    points = _points(trace, pen)
    where = _each(trace.get("textposition"), len(points), "middle center")
    font = trace.get("textfont", {})
    ink, size = pen.ink(font.get("color", "@text")), float(font.get("size", 12))
    for point, said, place in zip_longest(points, trace.get("text", ()), where):
        if point is None or not said:
            continue
        down, across = str(place).split(" ")
        side, anchor = SIDES[across]
        rise = {"top": -6.0, "bottom": 6.0}.get(down, 0.0)
        stands = {"top": "bottom", "bottom": "top"}.get(down, "middle")
        at = (point[0] + 6.0 * side, point[1] + rise)
        yield text(plain(str(said)), at, ink, size, anchor, stands)


def _bars(trace: Spec, pen: Pen) -> Iterator[str]:
    """Bars from zero with their numbers at their ends."""
    lying = trace.get("orientation") == "h"
    lengths, places = (trace["x"], trace["y"]) if lying else (trace["y"], trace["x"])
    marker, half = trace.get("marker", {}), float(trace.get("width", 0.6)) / 2.0
    colours = _each(marker.get("color"), len(lengths), "@series0")
    fades = _each(marker.get("opacity"), len(lengths), 1.0)
    font = trace.get("textfont", {})
    for value, place, colour, fade, said in zip_longest(
        lengths, places, colours, fades, trace.get("text", ())
    ):
        ends = (
            ((pen.x.at(0), pen.y.at(place - half)), (pen.x.at(value), pen.y.at(place + half)))
            if lying
            else ((pen.x.at(place), pen.y.at(0)), (pen.x.at(place), pen.y.at(value)))
        )
        yield rect(*ends, pen.ink(colour), float(fade))
        if said and lying:
            side = -1 if value < 0 else 1
            at = (pen.x.at(value) + 5.0 * side, pen.y.at(place))
            ink, size = pen.ink(font.get("color", "@text")), float(font.get("size", 12))
            yield text(plain(str(said)), at, ink, size, "left" if side > 0 else "right")
