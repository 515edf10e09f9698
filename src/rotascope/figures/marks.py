"""Marks of a picture as SVG: symbols, paths with their dashes, text in lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape, unescape

__all__ = ["path", "plain", "rect", "symbol", "text"]

BREAK = re.compile(r"<br\s*/?>")
DASHES = {"dash": "6 4", "dot": "2 3", "dashdot": "6 3 2 3"}
ANCHORS = {"left": "start", "center": "middle", "right": "end"}
LINE = 1.22
Point = tuple[float, float]
SHAPES: dict[str, tuple[Point, ...]] = {
    "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "diamond": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    "triangle-up": ((0, -1.15), (1.1, 0.8), (-1.1, 0.8)),
    "triangle-down": ((0, 1.15), (1.1, -0.8), (-1.1, -0.8)),
    "triangle-right": ((1.15, 0), (-0.8, 1.1), (-0.8, -1.1)),
    "triangle-left": ((-1.15, 0), (0.8, 1.1), (0.8, -1.1)),
    "x": ((-1, -0.6), (-0.6, -1), (0, -0.4), (0.6, -1), (1, -0.6), (0.4, 0), (1, 0.6), (0.6, 1),
          (0, 0.4), (-0.6, 1), (-1, 0.6), (-0.4, 0)),
    "cross": ((-0.35, -1.1), (0.35, -1.1), (0.35, -0.35), (1.1, -0.35), (1.1, 0.35), (0.35, 0.35),
              (0.35, 1.1), (-0.35, 1.1), (-0.35, 0.35), (-1.1, 0.35), (-1.1, -0.35), (-0.35, -0.35)),
}  # fmt: skip


def plain(markup: str) -> list[str]:
    """Lines of a label of ours, which knows entities and line breaks and no other markup."""
    return [unescape(line) for line in BREAK.split(markup)]


def text(
    lines: Sequence[str], at: Point, colour: str, size: float = 12.0, across: str = "left",
    down: str = "middle", ground: str = "",
) -> str:  # fmt: skip
    """Text at a point; `across` and `down` say which part of it stands there."""
    if not any(line.strip() for line in lines):
        return ""
    x, y = at
    tall = size * LINE * len(lines)
    top = {"top": y, "middle": y - tall / 2, "bottom": y - tall}[down]
    spans = "".join(
        f'<tspan x="{x:.1f}" y="{top + size * LINE * i + size * 0.95:.1f}">{escape(line)}</tspan>'
        for i, line in enumerate(lines)
    )
    halo = f' paint-order="stroke" stroke="{ground}" stroke-width="3"' if ground else ""
    style = f'font-size="{size:g}" fill="{colour}" text-anchor="{ANCHORS[across]}"{halo}'
    return f"<text {style}>{spans}</text>"


def path(
    points: Iterable[Point | None],
    colour: str,
    width: float = 1.5,
    dash: str = "",
    fill: str = "none",
) -> str:
    """A line through points; None breaks it. Filled, if `fill` names a colour."""
    steps, pen = [], "M"
    for point in points:
        if point is None:
            pen = "M"
            continue
        steps.append(f"{pen}{point[0]:.1f} {point[1]:.1f}")
        pen = "L"
    if not steps:
        return ""
    dashed = f' stroke-dasharray="{DASHES[dash]}"' if dash in DASHES else ""
    stroke = f'stroke="{colour}" stroke-width="{width:g}"' if width else 'stroke="none"'
    return f'<path d="{"".join(steps)}" fill="{fill}" {stroke}{dashed}/>'


def rect(
    one: Point, other: Point, fill: str, opacity: float = 1.0, line: str = "", width: float = 0.0
) -> str:
    """A rectangle between two corners."""
    (x0, x1), (y0, y1) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    stroke = f' stroke="{line}" stroke-width="{width:g}"' if line and width else ""
    return (
        f'<rect x="{x0:.1f}" y="{y0:.1f}" width="{x1 - x0:.1f}" height="{y1 - y0:.1f}"'
        f' fill="{fill or "none"}" opacity="{opacity:g}"{stroke}/>'
    )


def symbol(name: str, at: Point, size: float, colour: str, ground: str) -> str:
    """A mark `size` pixels wide; names that end in -open are rings of their colour."""
    x, y = at
    half = size / 2.0
    shape, hollow = name.removesuffix("-open"), name.endswith("-open")
    inked = f'fill="none" stroke="{colour}" stroke-width="1.6"' if hollow else (
        f'fill="{colour}" stroke="{ground}" stroke-width="1"')  # fmt: skip
    if shape == "line-ns":
        return path([(x, y - half), (x, y + half)], colour, 2.0)
    if shape not in SHAPES:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half:.1f}" {inked}/>'
    corners = " ".join(f"{x + dx * half:.1f},{y + dy * half:.1f}" for dx, dy in SHAPES[shape])
    return f'<polygon points="{corners}" {inked} stroke-linejoin="round"/>'
