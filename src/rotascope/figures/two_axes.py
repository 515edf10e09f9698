"""Both axes on one map: small caps upwards, the rest to the right, with tails and clouds.

A cloud is what the newest half-year's days give when they are redrawn: where it spreads over more than
one quarter, so does what is known.
"""

from __future__ import annotations

from typing import Any

from rotascope.errors import WrongUse
from rotascope.figures.frame import Picture, axis, base, label, scaled
from rotascope.figures.said import capital, percent, signed
from rotascope.terms import Standing, TwoAxes

__all__ = ["two_axes"]

Spec = dict[str, Any]
QUARTERS = (
    ("small caps,<br>the rest", 1, 1, "@broad_bg"),
    ("large caps,<br>the rest", 1, -1, "@raised"),
    ("large caps,<br>the few", -1, -1, "@narrow_bg"),
    ("small caps,<br>the few", -1, 1, "@raised"),
)
SYMBOLS = ("circle", "diamond", "square", "triangle-up")
CENTRAL = 0.95  # of each cloud's coordinates: the map reaches to these


def two_axes(told: TwoAxes) -> Picture:
    """Every standing with its tail of weeks and its cloud. Raises WrongUse where there is none."""
    if not told.standings:
        raise WrongUse("the two axes cannot be set beside one another", "", told.reason)
    right, up = (_reach(told.standings, place) for place in (0, 1))
    layout = base(
        hovermode="closest",
        xaxis=axis(f"◀ the few    %, {told.sessions} sessions    the rest ▶", range=[-right, right],
                   zeroline=True, nticks=6),
        yaxis=axis("◀ large caps    %    small caps ▶", range=[-up, up], zeroline=True, nticks=6),
        shapes=[_quarter(one, right, up) for one in QUARTERS],
        annotations=[_word(one, right, up) for one in QUARTERS],
    )  # fmt: skip
    layout["legend"] |= {"y": -0.17, "yanchor": "top", "orientation": "v"}
    return Picture(
        name="two-axes",
        title=capital(told.finding),
        note=f"{capital(told.method)}; last number: redraws in the same quadrant;"
        f" as known on {told.as_of}",
        alt="Map of the concentration pair against the size pair with tails and clouds: "
        + "; ".join(one.text for one in told.standings),
        traces=[
            *(_cloud(one, i) for i, one in enumerate(told.standings)),
            *(_tail(one, i) for i, one in enumerate(told.standings)),
        ],
        layout=layout,
        height=480,
    )


def _reach(standings: tuple[Standing, ...], place: int) -> float:
    """Half of one axis, in per cent: all tails, and nearly all of every cloud."""
    far = [abs(x) for one in standings for x in ((one.across, one.up)[place])]
    for one in standings:
        ranked = sorted(abs(point[place]) for point in one.cloud)
        far.append(ranked[int(CENTRAL * (len(ranked) - 1))])
    return max(far, default=0.01) * 112.0


def _cloud(one: Standing, place: int) -> Spec:
    return {
        "type": "scatter", "mode": "markers", "name": f"redrawn, {label(one.few_rest)}",
        "x": scaled((x for x, _ in one.cloud), 100.0), "y": scaled((y for _, y in one.cloud), 100.0),
        "marker": {"symbol": SYMBOLS[place % 4], "size": 5, "opacity": 0.22,
                   "color": f"@series{place % 6}"},
        "hoverinfo": "skip", "showlegend": False,
    }  # fmt: skip


def _tail(one: Standing, place: int) -> Spec:
    colour, steps = f"@series{place % 6}", max(len(one.dates) - 1, 1)
    sizes = [3 + 4 * i / steps for i in range(len(one.dates) - 1)]
    return {
        "type": "scatter", "mode": "lines+markers", "name": _called(one),
        "x": scaled(one.across, 100.0), "y": scaled(one.up, 100.0),
        "customdata": [day.isoformat() for day in one.dates],
        "line": {"color": colour, "width": 2.0, "shape": "spline", "smoothing": 0.6},
        "marker": {"color": colour, "symbol": SYMBOLS[place % 4], "size": [*sizes, 14],
                   "line": {"color": "@surface", "width": 1.5}},
        "hovertemplate": f"%{{customdata}}: {label(one.few_rest)} %{{x:.1f}} %, "
                         f"{label(one.large_small)} %{{y:.1f}} %<extra></extra>",
    }  # fmt: skip


def _called(one: Standing) -> str:
    """What the point is, where it stands, and how much of its cloud stands with it."""
    pairs = ((one.few_rest, one.across[-1]), (one.large_small, one.up[-1]))
    stands = ", ".join(f"{name.replace(' / ', '/')} {signed(value)}" for name, value in pairs)
    return label(f"{stands}: {percent(one.same)}")


def _quarter(quarter: tuple[str, int, int, str], across: float, tall: float) -> Spec:
    _, right, up, colour = quarter
    return {
        "type": "rect", "layer": "below", "x0": 0, "y0": 0, "x1": right * across, "y1": up * tall,
        "fillcolor": colour, "opacity": 0.55, "line": {"width": 0},
    }  # fmt: skip


def _word(quarter: tuple[str, int, int, str], across: float, tall: float) -> Spec:
    name, right, up, _ = quarter
    return {
        "x": right * across * 0.98, "y": up * tall * 0.98, "text": name, "showarrow": False,
        "xanchor": "right" if right > 0 else "left", "yanchor": "top" if up > 0 else "bottom",
        "align": "right" if right > 0 else "left", "font": {"color": "@muted", "size": 12},
    }  # fmt: skip
