"""A picture as SVG in pure Python: for a page without scripts, for paper, a notebook and a README.

It paints what our pictures hold (lines, marks, bars, labels, several axes), not all that Plotly can.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from html import escape
from typing import Any
from zlib import crc32

from rotascope.figures.frame import Picture
from rotascope.figures.marks import path, plain, rect, symbol, text
from rotascope.figures.painted import Pen, painted
from rotascope.figures.scales import Scale, scale, ticks
from rotascope.figures.theme import FONT, TOKENS, Mode

__all__ = ["svg"]

Spec = dict[str, Any]
WIDTH, LETTER, TICK = 640, 6.6, 11.0
LEGEND = 22.0  # pixels of a line of the legend
Scales = dict[str, Scale]


def svg(picture: Picture, mode: Mode | None = None, width: int = WIDTH) -> str:
    """The picture without title and note; without a `mode` in the page's own colours (`var(--x)`)."""
    ink = partial(_ink, mode)
    layout = picture.layout
    legend = _legend(picture, width)
    scales = _scales(picture, width, LEGEND * (max((row for row, _, _ in legend), default=-1) + 1))
    parts = [
        *_grids(layout, scales, ink),
        *_shapes(layout, scales, ink),
        *_traces(picture, scales, ink),
        *_annotations(layout, scales, ink),
        *(_key(trace, row, x, ink) for row, x, trace in legend),
    ]
    return (
        f'<svg class="figure" xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width}'
        f' {picture.height}" font-family="{escape(FONT)}" aria-label="{escape(picture.alt)}">'
        + "".join(parts)
        + "</svg>"
    )


def _ink(mode: Mode | None, colour: Any) -> str:
    """A colour of one mode, or the page's own."""
    name = str(colour)
    if not name.startswith("@"):
        return escape(name)
    return TOKENS[mode][name[1:]] if mode else f"var(--{name[1:].replace('_', '-')})"


def _axes(layout: Spec, letter: str) -> list[tuple[str, Spec]]:
    """('x', 'x2', ...) with their specs; the first is there even if the layout is silent."""
    found = {name: spec for name, spec in layout.items() if name.startswith(f"{letter}axis")}
    found.setdefault(f"{letter}axis", {})
    return [(name.replace("axis", ""), spec) for name, spec in sorted(found.items())]


def _room(spec: Spec, values: list[Any]) -> float:
    """Pixels beside a y axis for its numbers and its title."""
    if spec.get("visible") is False:
        return 4.0
    on = scale(spec, values, 100.0, 0.0)
    widest = max((len(word) for _, word in ticks(spec, on)), default=0)
    return 8.0 + widest * LETTER + (18.0 if spec.get("title") else 0.0)


def _values(picture: Picture, axis: str) -> list[Any]:
    """What the traces on an axis hold, error bars among it; bars begin at zero."""
    letter = axis[0]
    found: list[Any] = []
    for trace in picture.traces:
        if trace.get(f"{letter}axis", letter) == axis:
            own = [value for value in trace.get(letter, ()) if value is not None]
            found += own
            if trace.get("type") == "bar" and (trace.get("orientation") == "h") == (letter == "x"):
                found.append(0.0)
    return found


def _scales(picture: Picture, width: float, above: float) -> Scales:
    """Every axis on paper, and the paper itself as 'paper x' and 'paper y'."""
    layout = picture.layout
    margins = {"left": 4.0, "right": 4.0}
    for name, spec in _axes(layout, "y"):
        side = str(spec.get("side", "left"))
        margins[side] = max(margins[side], _room(spec, _values(picture, name)))
    below = 34.0 if any(spec.get("title") for _, spec in _axes(layout, "x")) else 20.0
    top = any(spec.get("side") == "top" for _, spec in _axes(layout, "x"))
    left, right = margins["left"] + 2.0, width - margins["right"] - 4.0
    high, low = above + (22.0 if top else 8.0), picture.height - (6.0 if top else below)
    made = {"paper x": Scale("linear", 0.0, 1.0, left, right)}
    made["paper y"] = Scale("linear", 0.0, 1.0, low, high)
    for letter in "xy":
        paper = made[f"paper {letter}"]
        for name, spec in _axes(layout, letter):
            first, last = spec.get("domain", (0.0, 1.0))
            same = spec.get("matches")
            values = _values(picture, same or name)
            made[name] = scale(spec, values, paper.at(first), paper.at(last))
    return _matched(layout, picture, made)


def _matched(layout: Spec, picture: Picture, made: Scales) -> Scales:
    """Axes that show the same span show what all of them hold."""
    mates = [n for n, spec in _axes(layout, "x") if n == "x" or spec.get("matches")]
    if len(mates) > 1:
        values = [value for mate in mates for value in _values(picture, mate)]
        for mate in mates:
            made[mate] = scale(layout["xaxis"], values, made[mate].start, made[mate].end)
    return made


def _grids(layout: Spec, scales: Scales, ink: Any) -> Iterator[str]:
    for letter, other in (("x", "y"), ("y", "x")):
        for name, spec in _axes(layout, letter):
            if spec.get("visible") is not False:
                across = scales.get(str(spec.get("anchor", other)), scales[f"paper {other}"])
                yield from _one_axis(letter, spec, scales[name], across, ink)


def _one_axis(letter: str, spec: Spec, on: Scale, across: Scale, ink: Any) -> Iterator[str]:
    """Grid, zero line, numbers and title of one axis."""
    flat = letter == "x"
    edges = (across.start, across.end)
    if spec.get("zeroline") and on.low < 0 < on.high and on.kind == "linear":
        yield _across(flat, on.at(0), edges, ink("@control"), 1.2)
    far = max(edges) if spec.get("side") in ("right", None, "bottom") else min(edges)
    near = far if flat or spec.get("side") == "right" else min(edges)
    lines = ticks({**spec, "showticklabels": True}, on) if spec.get("showgrid", True) else []
    for at, _ in lines:
        yield _across(flat, at, edges, ink("@grid"), 1.0)
    for at, word in ticks(spec, on):
        if flat:
            top = spec.get("side") == "top"
            place = (at, near - 5 if top else near + 4)
            yield text(
                plain(word), place, ink("@muted"), TICK, "center", "bottom" if top else "top"
            )
        else:
            right = spec.get("side") == "right"
            place = (near + 5 if right else near - 5, at)
            yield text(plain(word), place, ink("@muted"), TICK, "left" if right else "right")
    title = spec.get("title", {}).get("text", "")
    if title and flat:
        middle = (on.start + on.end) / 2.0
        yield text(plain(title), (middle, near + 19), ink("@muted"), TICK, "center", "top")
    elif title:
        yield _upright(plain(title)[0], spec.get("side") == "right", on, edges, ink)


def _upright(title: str, right: bool, on: Scale, edges: tuple[float, float], ink: Any) -> str:
    middle, x = (on.start + on.end) / 2.0, max(edges) + 46.0 if right else min(edges) - 38.0
    turn = 90 if right else -90
    return (
        f'<g transform="translate({x:.1f} {middle:.1f}) rotate({turn})">'
        + text([title], (0, 0), ink("@muted"), TICK, "center")
        + "</g>"
    )


def _across(flat: bool, at: float, edges: tuple[float, float], colour: str, width: float) -> str:
    ends = [(at, edges[0]), (at, edges[1])] if flat else [(edges[0], at), (edges[1], at)]
    return path(ends, colour, width)


def _on(ref: Any, letter: str, scales: Scales) -> Scale:
    """The scale that a reference names: an axis, an axis' domain, or the paper."""
    name = str(ref or letter)
    if name == "paper":
        return scales[f"paper {letter}"]
    if name.endswith(" domain"):
        own = scales[name.removesuffix(" domain")]
        return Scale("linear", 0.0, 1.0, own.start, own.end)
    return scales[name]


def _shapes(layout: Spec, scales: Scales, ink: Any) -> Iterator[str]:
    for shape in layout.get("shapes", ()):
        x, y = _on(shape.get("xref"), "x", scales), _on(shape.get("yref"), "y", scales)
        (left, right), (low, high) = sorted((x.start, x.end)), sorted((y.start, y.end))
        one, other = (
            (min(max(x.at(shape[f"x{i}"]), left), right), min(max(y.at(shape[f"y{i}"]), low), high))
            for i in "01"
        )
        line = shape.get("line", {})
        colour, width = ink(line.get("color", "@muted")), float(line.get("width", 1.5))
        if shape["type"] == "line":
            yield path([one, other], colour, width, str(line.get("dash", "")))
        elif shape["type"] == "rect":
            fill = ink(shape["fillcolor"]) if "fillcolor" in shape else "none"
            yield rect(one, other, fill, float(shape.get("opacity", 1.0)), colour, width)


def _traces(picture: Picture, scales: Scales, ink: Any) -> Iterator[str]:
    """Traces, each cut off at the edges of its axes; the cut's id is this picture's own on a page."""
    own = crc32(repr((picture, sorted(scales.items()))).encode())
    cuts: dict[tuple[str, str], str] = {}
    for trace in picture.traces:
        names = (str(trace.get("xaxis", "x")), str(trace.get("yaxis", "y")))
        x, y = scales[names[0]], scales[names[1]]
        if names not in cuts:
            cuts[names] = f"cut{own:08x}-{len(cuts)}"
            box = rect((x.start - 7, y.start + 7), (x.end + 60, y.end - 7), "")
            yield f'<clipPath id="{cuts[names]}">{box}</clipPath>'
        yield f'<g clip-path="url(#{cuts[names]})">{painted(trace, Pen(x, y, ink))}</g>'


def _annotations(layout: Spec, scales: Scales, ink: Any) -> Iterator[str]:
    for note in layout.get("annotations", ()):
        x, y = _on(note.get("xref"), "x", scales), _on(note.get("yref"), "y", scales)
        at, font = (x.at(note["x"]), y.at(note["y"])), note.get("font", {})
        arrow = note.get("showarrow", True) and "ax" in note
        if arrow:
            tail = (x.at(note["ax"]), y.at(note["ay"]))
            yield path([at, tail], ink(note.get("arrowcolor", "@control")), 0.8)
            at = tail
        at = (at[0], at[1] - float(note.get("yshift", 0)))
        yield text(
            plain(str(note["text"])), at, ink(font.get("color", "@text")), float(font.get("size", 12)),
            str(note.get("xanchor", "center")), str(note.get("yanchor", "middle")),
            ink("@surface") if arrow or "bgcolor" in note else "",
        )  # fmt: skip


def _legend(picture: Picture, width: float) -> list[tuple[int, float, Spec]]:
    """(line, x, trace) of every name in the legend; none where the layout wants none."""
    named = [t for t in picture.traces if t.get("showlegend", True) and t.get("name")]
    if picture.layout.get("showlegend") is False or len(named) < 2:
        return []
    found, row, x = [], 0, 4.0
    for trace in named:
        wide = 34.0 + LETTER * len(plain(str(trace["name"]))[0])
        if x + wide > width and x > 4.0:
            row, x = row + 1, 4.0
        found.append((row, x, trace))
        x += wide + 10.0
    return found


def _key(trace: Spec, row: int, x: float, ink: Any) -> str:
    """A sample of the trace and its name."""
    y = LEGEND * row + LEGEND / 2.0
    line, marker = trace.get("line", {}), trace.get("marker", {})
    parts = []
    if trace.get("fill") == "toself":
        parts.append(rect((x, y - 5), (x + 18, y + 5), ink(trace["fillcolor"])))
    elif "lines" in str(trace.get("mode", "lines")):
        ends = [(x, y), (x + 18, y)]
        parts.append(path(ends, ink(line.get("color", "@text")), 1.8, str(line.get("dash", ""))))
    if "markers" in str(trace.get("mode", "")):
        shape, colour = (marker.get(name) for name in ("symbol", "color"))
        plainly = [one[0] if isinstance(one, list) and one else one for one in (shape, colour)]
        edge = ink(marker.get("line", {}).get("color", "@surface"))
        parts.append(
            symbol(str(plainly[0] or "circle"), (x + 9, y), 8.0, ink(plainly[1] or "@text"), edge)
        )
    parts.append(text(plain(str(trace["name"])), (x + 24, y), ink("@muted"), TICK))
    return "".join(parts)
