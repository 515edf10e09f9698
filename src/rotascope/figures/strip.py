"""Where every reading of an axis stands in its own past, and to whom it leans: one strip a signal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rotascope.figures.frame import Picture, axis, base, label
from rotascope.figures.said import wrapped
from rotascope.figures.theme import lean_token
from rotascope.terms import SIDE_NAMES, SIDES, Reading

__all__ = ["strip"]

Spec = dict[str, Any]
ROW = 40
SYMBOLS = {"broad": "triangle-up", "narrow": "triangle-down", "flat": "square"}


def strip(readings: Iterable[Reading]) -> Picture:
    """Percentiles of the readings that have one, those that lean to small / the rest first.

    Triangles point up for small / the rest, down for large / the few; a square is not scored.
    """
    known = sorted((r for r in readings if r.percentile is not None), key=_order)
    rows = list(range(len(known), 0, -1))
    layout = base(
        hovermode="closest",
        showlegend=False,
        xaxis=axis("percentile in its own past", range=[-2, 102], tickvals=[0, 25, 50, 75, 100],
                   zeroline=False, side="bottom"),
        yaxis={"visible": False, "range": [0.45, len(known) + 0.8], "fixedrange": True},
        shapes=[_usual(len(known)), *(_track(row) for row in rows)],
        annotations=[_name(one, row) for one, row in zip(known, rows, strict=True)],
    )  # fmt: skip
    return Picture(
        name=f"strip-{known[0].axis if known else 'none'}",
        title=_finding(known),
        note=_note(known),
        alt="One row a signal with a mark at its percentile; the table below holds the numbers",
        traces=[_points(known, rows)],
        layout=layout,
        height=70 + ROW * max(len(known), 1),
    )


def _order(one: Reading) -> tuple[float, str]:
    return (-(one.lean if one.lean is not None else -2.0), one.signal)


def _sides(one: Reading) -> tuple[str, str]:
    """What the sides of a reading's axis are called; no strip is drawn of conditions of the market."""
    above, below = SIDES["concentration" if one.axis == "concentration" else "size"]
    return SIDE_NAMES[above], SIDE_NAMES[below]


def _finding(known: Sequence[Reading]) -> str:
    """'9 of 14 scored signals lean to small'."""
    leans = [one.lean for one in known if one.lean is not None]
    if not leans:
        return "No signal of this axis is scored today"
    broad, narrow = _sides(known[0])
    up, down = sum(lean > 0 for lean in leans), sum(lean < 0 for lean in leans)
    side, count = (broad, up) if up >= down else (narrow, down)
    word = "leans" if count == 1 else "lean"
    return f"{count} of {len(leans)} scored signals {word} to {side}"


def _note(known: Sequence[Reading]) -> str:
    if not known:
        return ""
    broad, narrow = _sides(known[0])
    return (
        f"▲ leans to {broad}, ▼ to {narrow}, ■ is not scored; shaded: the middle half of its own past;"
        f" as known on {known[0].as_of}"
    )


def _points(known: Sequence[Reading], rows: Sequence[int]) -> Spec:
    tokens = [lean_token(one.lean) for one in known]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round((one.percentile or 0.0) * 100, 1) for one in known],
        "y": [row - 0.12 for row in rows],
        "text": [label(one.text or one.title) for one in known],
        "marker": {"symbol": [SYMBOLS[t] for t in tokens], "color": [f"@{t}" for t in tokens],
                   "size": 13, "line": {"color": "@surface", "width": 1}},
        "hovertemplate": "%{text}<br>percentile %{x:.0f}<extra></extra>",
    }  # fmt: skip


def _usual(count: int) -> Spec:
    return {
        "type": "rect", "layer": "below", "x0": 25, "x1": 75, "y0": 0.45, "y1": count + 0.55,
        "fillcolor": "@band", "line": {"width": 0},
    }  # fmt: skip


def _track(row: int) -> Spec:
    return {
        "type": "line", "layer": "below", "x0": 0, "x1": 100, "y0": row - 0.12, "y1": row - 0.12,
        "line": {"color": "@border", "width": 2},
    }  # fmt: skip


def _name(one: Reading, row: int) -> Spec:
    return {
        "x": 0, "y": row + 0.12, "xanchor": "left", "yanchor": "bottom", "showarrow": False,
        "text": wrapped(one.title, 47, 1), "font": {"color": "@text", "size": 12}, "yshift": -2,
    }  # fmt: skip
