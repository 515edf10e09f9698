"""A line of values as inline SVG: the picture that is there without a script, on paper and in mail."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

__all__ = ["bar", "spark"]

ENDS = ((0, "start", "0 %"), (200, "middle", "50 %"), (400, "end", "100 %"))


def spark(
    line: Sequence[float | None], words: str, width: int = 96, height: int = 24, most: int = 80
) -> Markup:
    """The shape of a line, its last point marked; nothing for fewer than two. `words` describe it."""
    values = [value for value in line if value is not None]
    if len(values) < 2:
        return Markup("")
    step = max(len(values) // most, 1)
    shown = [*values[:-1:step], values[-1]]
    low, high = min(shown), max(shown)
    reach = (high - low) or 1.0
    across, up = (width - 6) / (len(shown) - 1), height - 6
    points = [(3 + i * across, height - 3 - (v - low) / reach * up) for i, v in enumerate(shown)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    x, y = points[-1]
    return Markup(
        '<svg class="spark" role="img" aria-label="{}" viewBox="0 0 {} {}" preserveAspectRatio="none">'
        '<polyline points="{}" fill="none" stroke="currentColor" stroke-width="1.5"'
        ' vector-effect="non-scaling-stroke"/><circle cx="{:.1f}" cy="{:.1f}" r="2.4"'
        ' fill="currentColor"/></svg>'
    ).format(escape(words), width, height, path, x, y)


def bar(
    low: float, high: float, tick: float | None, words: str, point: float | None = None
) -> Markup:
    """Probabilities on a track from 0 to 1, its ends named: a band, the base rate's tick, the point."""
    parts = [
        '<rect x="0" y="9" width="400" height="6" rx="3" class="track"/>',
        f'<rect x="{low * 400:.1f}" y="6" width="{max(high - low, 0.01) * 400:.1f}" height="12" rx="3"'
        ' class="range"/>',
    ]
    if tick is not None:
        parts.append(
            f'<line x1="{tick * 400:.1f}" x2="{tick * 400:.1f}" y1="2" y2="22" class="tick"/>'
        )
    if point is not None:
        parts.append(f'<circle cx="{point * 400:.1f}" cy="12" r="4.5" class="point"/>')
    parts += [
        f'<text x="{x}" y="34" font-size="11" fill="currentColor" text-anchor="{at}">{name}</text>'
        for x, at, name in ENDS
    ]
    head = Markup('<svg class="bar" role="img" aria-label="{}" viewBox="0 0 400 37">').format(
        escape(words)
    )
    # Only numbers of ours were put into the parts above.
    return head + Markup("".join(parts)) + Markup("</svg>")  # noqa: S704
