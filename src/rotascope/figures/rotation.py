"""The rotation map: where pairs stand and which way they move. Noise turns clockwise on it as well."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rotascope.figures.frame import Picture, axis, base, footer, label, scaled
from rotascope.terms import Reading

__all__ = ["MOMENTUM", "rotation_map", "tails"]

Spec = dict[str, Any]
MOMENTUM = "momentum"
WEEKS = 5
QUADRANTS = (
    ("leading", 1, 1, "@broad_bg"),
    ("weakening", 1, -1, "@raised"),
    ("lagging", -1, -1, "@narrow_bg"),
    ("improving", -1, 1, "@raised"),
)
Place = tuple[str, float, float]
PLACES: tuple[Place, ...] = (
    ("middle left", -0.27, 0.0),
    ("top center", 0.0, 0.1),
    ("bottom center", 0.0, -0.1),
    ("middle right", 0.27, 0.0),
)
Tail = tuple[list[str], list[float], list[float]]


def tails(readings: Iterable[Reading]) -> list[tuple[Reading, Tail]]:
    """Readings that have both coordinates, each with the days, ratios and momenta of five weeks."""
    found = []
    for reading in readings:
        other = next((part.history for part in reading.lines if part.name == MOMENTUM), None)
        if other is None or reading.history is None:
            continue
        up = dict(zip(other.dates, other.values, strict=True))
        points = [
            (day.isoformat(), value, up[day])
            for day, value in zip(reading.history.dates, reading.history.values, strict=True)
            if day in up
        ][-WEEKS:]
        days, ratio, momentum = ([p[i] for p in points] for i in range(3))
        if points:
            found.append((reading, ([str(d) for d in days], _floats(ratio), _floats(momentum))))
    return found


def _floats(values: Iterable[Any]) -> list[float]:
    return scaled(tuple(float(value) for value in values))


def rotation_map(readings: Iterable[Reading]) -> Picture:
    """Tails of five weeks of every pair on one map, the newest point the largest and named."""
    known = tails(readings)
    reach = (
        max((abs(v - 100.0) for _, (_, x, y) in known for v in (*x, *y)), default=1.0) * 1.35 + 0.1
    )
    where = _placed([(tail[1][-1], tail[2][-1]) for _, tail in known], reach)
    traces = [
        _tail(reading, tail, place, where[place]) for place, (reading, tail) in enumerate(known)
    ]
    span = [100.0 - reach, 100.0 + reach]
    layout = base(
        hovermode="closest",
        showlegend=False,
        xaxis=axis("ratio, z-score around 100", range=span, zeroline=False, nticks=6),
        yaxis=axis("momentum, z-score around 100", range=span, zeroline=False, nticks=6),
        shapes=[shape for quadrant in QUADRANTS for shape in _quadrant(quadrant, reach)],
        annotations=[_word(quadrant, reach) for quadrant in QUADRANTS],
    )
    ahead = sum(one.state == QUADRANTS[0][0] for one, _ in known)
    return Picture(
        name="rotation-map",
        title=f"{ahead} of {len(known)} pairs stand in the leading quadrant",
        note=(
            f"{footer(known[0][0]) if known else 'No pair has a standing'}; five weeks each; total"
            " return; noise alone turns clockwise on 67 % of steps: shown, never scored"
        ),
        alt="Scatter of ratio against momentum with a tail of five weeks a pair",
        traces=traces,
        layout=layout,
        height=520,
    )


def name_of(reading: Reading) -> str:
    """What the map calls a reading: its title without the map's own name."""
    return reading.title.split(", ", 1)[-1]


def _placed(points: Sequence[tuple[float, float]], reach: float) -> list[str]:
    """Where each name stands: inside the map if it can, and never on another name."""
    taken: list[tuple[float, float]] = []
    found = []
    for x, y in points:
        spots = [(name, x + right * reach, y + up * reach) for name, right, up in PLACES]
        free = [spot for spot in spots if _apart(spot, taken, reach)] or spots
        inside = [
            s for s in free if abs(s[1] - 100) < reach * 0.72 and abs(s[2] - 100) < reach * 0.95
        ]
        name, *at = (inside or free)[0]
        found.append(name)
        taken.append((at[0], at[1]))
    return found


def _apart(spot: Place, taken: Sequence[tuple[float, float]], reach: float) -> bool:
    """A name is on a phone about as wide as half of the map's half, in two lines."""
    _, x, y = spot
    return all(abs(x - a) > reach * 0.5 or abs(y - b) > reach * 0.13 for a, b in taken)


def _tail(reading: Reading, tail: Tail, place: int, position: str) -> Spec:
    days, x, y = tail
    colour = f"@series{place % 6}"
    steps = max(len(days) - 1, 1)
    return {
        "type": "scatter",
        "mode": "lines+markers+text",
        "name": label(name_of(reading)),
        "x": x,
        "y": y,
        "customdata": days,
        "text": [""] * (len(days) - 1) + [label(name_of(reading)).replace(" / ", " /<br>")],
        "textposition": position,
        "textfont": {"color": "@text", "size": 12},
        "cliponaxis": False,
        "line": {"color": colour, "width": 1.6},
        "marker": {"color": colour, "size": [3 + 3 * i / steps for i in range(len(days) - 1)] + [11],
                   "line": {"color": "@surface", "width": 1}},
        "hovertemplate": f"{label(name_of(reading))}<br>%{{customdata}}: ratio %{{x:.2f}}, momentum"
                         " %{y:.2f}<extra></extra>",
    }  # fmt: skip


def _quadrant(quadrant: tuple[str, int, int, str], reach: float) -> list[Spec]:
    _, right, up, colour = quadrant
    return [
        {"type": "rect", "layer": "below", "x0": 100, "y0": 100, "x1": 100 + right * reach,
         "y1": 100 + up * reach, "fillcolor": colour, "opacity": 0.55, "line": {"width": 0}}
    ]  # fmt: skip


def _word(quadrant: tuple[str, int, int, str], reach: float) -> Spec:
    name, right, up, _ = quadrant
    return {
        "x": 100 + right * reach * 0.98, "y": 100 + up * reach * 0.98, "text": name,
        "showarrow": False, "xanchor": "right" if right > 0 else "left",
        "yanchor": "top" if up > 0 else "bottom", "font": {"color": "@muted", "size": 12},
    }  # fmt: skip
