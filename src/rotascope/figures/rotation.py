"""The rotation map: where pairs stand and which way they move. Noise turns clockwise on it as well."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rotascope.figures.frame import Picture, axis, base, footer, label, scaled
from rotascope.terms import Reading

__all__ = ["MOMENTUM", "has_momentum", "name_of", "placed", "rotation_map", "tails"]

Spec = dict[str, Any]
MOMENTUM = "momentum"
WEEKS = 5
QUADRANTS = (
    ("leading", 1, 1, "@broad_bg"),
    ("weakening", 1, -1, "@raised"),
    ("lagging", -1, -1, "@narrow_bg"),
    ("improving", -1, 1, "@raised"),
)
SYMBOLS = ("circle", "diamond", "square", "triangle-up", "x", "cross")
WIDE, TALL = 0.5, 0.105  # of half the map: the room that a name takes on a phone
NEAR, FAR = 0.09, 0.24  # of half the map: from a point to the middle of its name
Place = tuple[float, float]
Tail = tuple[list[str], list[float], list[float]]


def has_momentum(reading: Reading) -> bool:
    """Whether it sets its momentum beside its value: the second coordinate of the map."""
    return any(part.name == MOMENTUM for part in reading.lines)


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
        max((abs(v - 100.0) for _, (_, x, y) in known for v in (*x, *y)), default=1.0) * 1.2 + 0.1
    )
    heads = [(tail[1][-1] - 100.0, tail[2][-1] - 100.0) for _, tail in known]
    names = placed(heads, reach)
    span = [100.0 - reach, 100.0 + reach]
    layout = base(
        hovermode="closest",
        showlegend=False,
        xaxis=axis("ratio, z-score around 100", range=span, zeroline=False, nticks=6),
        yaxis=axis("momentum, z-score around 100", range=span, zeroline=False, nticks=6),
        shapes=[shape for quadrant in QUADRANTS for shape in _quadrant(quadrant, reach)],
        annotations=[
            *(_word(quadrant, reach) for quadrant in QUADRANTS),
            *(_name(one, head, at) for (one, _), head, at in zip(known, heads, names, strict=True)),
        ],
    )
    ahead = sum(one.state == QUADRANTS[0][0] for one, _ in known)
    return Picture(
        name="rotation-map",
        title=f"{ahead} of {len(known)} pairs stand in the leading quadrant",
        note=(
            f"{footer(known[0][0]) if known else 'No pair has a standing'}; five weeks each, the newest"
            " largest; total return; noise alone turns clockwise on 67 % of steps: shown, never scored"
        ),
        alt="Scatter of ratio against momentum with a tail of five weeks a pair",
        traces=[_tail(one, tail, place) for place, (one, tail) in enumerate(known)],
        layout=layout,
        height=460,
    )


def name_of(reading: Reading) -> str:
    """What the map calls a reading: the pair that its sentence begins with, else its title's."""
    pair, found, _ = reading.text.partition(" is ")
    short = found and " / " in pair and len(pair) <= 24
    return pair.replace(" / ", "/") if short else reading.title.split(", ", 1)[-1]


def placed(points: Sequence[Place], reach: float) -> list[Place]:
    """Where each point's name stands: near it, inside the map, on no other name and no other point.

    Points and places are measured from the middle of the map, whose half is `reach`.
    """
    around = [(x * far, y * up) for far, up in ((NEAR + WIDE / 2, NEAR), (WIDE, FAR)) for x, y in
              ((1, 0), (-1, 0), (0, 1), (0, -1), (0.7, 1), (-0.7, 1), (0.7, -1), (-0.7, -1))]  # fmt: skip
    taken: list[Place] = []
    for x, y in points:
        spots = [(x + dx * reach, y + dy * reach) for dx, dy in around]
        taken.append(
            min(spots, key=lambda spot: (_cost(spot, taken, points, reach), spots.index(spot)))
        )
    return taken


def _cost(spot: Place, taken: Sequence[Place], points: Sequence[Place], reach: float) -> int:
    """How much a name there would cover: other names, points, the edge of the map."""
    x, y = spot
    names = sum(abs(x - a) < WIDE * reach and abs(y - b) < TALL * reach for a, b in taken)
    marks = sum(
        abs(x - a) < WIDE * reach / 2 and abs(y - b) < TALL * reach * 0.8 for a, b in points
    )
    outside = abs(x) > reach * (1 - WIDE / 2) or abs(y) > reach * (1 - TALL)
    return 4 * names + 2 * marks + 5 * outside


def _name(reading: Reading, head: Place, at: Place) -> Spec:
    """The name at its place, with a thread to its point."""
    return {
        "x": 100.0 + head[0], "y": 100.0 + head[1], "axref": "x", "ayref": "y",
        "ax": 100.0 + at[0], "ay": 100.0 + at[1], "text": label(name_of(reading)),
        "showarrow": True, "arrowhead": 0, "arrowwidth": 0.8, "arrowcolor": "@control",
        "standoff": 6, "font": {"color": "@text", "size": 12}, "bgcolor": "@clear", "borderpad": 0,
    }  # fmt: skip


def _tail(reading: Reading, tail: Tail, place: int) -> Spec:
    days, x, y = tail
    colour = f"@series{place % 6}"
    steps = max(len(days) - 1, 1)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": label(name_of(reading)),
        "x": x,
        "y": y,
        "customdata": days,
        "cliponaxis": False,
        "line": {"color": colour, "width": 1.6, "shape": "spline", "smoothing": 0.7},
        "marker": {"color": colour, "symbol": SYMBOLS[place % 6],
                   "size": [3 + 3 * i / steps for i in range(len(days) - 1)] + [12],
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
