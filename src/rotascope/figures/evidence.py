"""What speaks for the leader of an axis and what against: a bar a signal, as long as it leans."""

from __future__ import annotations

from typing import Any

from rotascope.figures.frame import Picture
from rotascope.figures.rows import Row, height_of, layout_of, traces_of
from rotascope.figures.said import times
from rotascope.figures.theme import lean_token
from rotascope.terms import SIDE_NAMES, SIDES, AxisVerdict, Evidence

__all__ = ["evidence"]

Spec = dict[str, Any]
SYMBOLS = {"broad": "triangle-right", "narrow": "triangle-left", "flat": "square"}
GLYPHS = {"broad": "▶", "narrow": "◀", "flat": "■"}


def evidence(verdict: AxisVerdict) -> Picture:
    """Every line for and against, by how strongly it leans and to whom.

    Bars to the right lean to small / the rest, to the left to large / the few, whoever leads.
    """
    told = [*verdict.evidence_for, *verdict.evidence_against]
    rows = [_row(one) for one in sorted(told, key=lambda one: -one.lean)]
    above, below = (SIDE_NAMES[side] for side in SIDES[verdict.axis])
    layout = layout_of(
        rows, f"◀ {below}      lean      {above} ▶", range=[-1.04, 1.04],
        tickvals=[-1, -0.5, 0, 0.5, 1], zerolinewidth=1.5,
    )  # fmt: skip
    layout["bargap"] = 0
    return Picture(
        name=f"evidence-{verdict.axis}",
        title=_finding(verdict),
        note=f"Lean: 2 x percentile − 1 with the theory's sign; {_worth(told)};"
        f" as known on {verdict.forecast.key.rpartition('@')[2]}",
        alt=f"A row a signal: {len(verdict.evidence_for)} for and"
        f" {len(verdict.evidence_against)} against the leader",
        traces=[_stems(rows, layout), *traces_of(rows)],
        layout=layout,
        height=height_of(rows),
    )


def _row(one: Evidence) -> Row:
    token = lean_token(one.lean)
    worth = f"{times(one.likelihood.ratio)} as often before its side won" if one.likelihood else ""
    return Row(
        one.text,
        one.lean,
        told=f"{GLYPHS[token]} {abs(one.lean):.2f}",
        hover="; ".join(part for part in (one.signal, one.chance, worth) if part),
        ink=token,
        symbol=SYMBOLS[token],
    )


def _finding(verdict: AxisVerdict) -> str:
    """'5 lines for small caps, none against'."""
    side = SIDE_NAMES[verdict.leader]
    ahead, against = len(verdict.evidence_for), len(verdict.evidence_against)
    if verdict.leader == "neither":
        return f"Nobody leads: {ahead + against} lines stand out, none carries the axis"
    if not ahead + against:
        return f"No scored signal stands out for {side} or against"
    lines = "line" if ahead == 1 else "lines"
    return f"{ahead or 'No'} {lines} for {side}, {against or 'none'} against"


def _worth(told: list[Evidence]) -> str:
    """Whether leaning so has been worth anything: how many intervals of likelihood ratios hold 1."""
    known = [one.likelihood for one in told if one.likelihood is not None]
    if not known:
        return "what leaning so has been worth is not recorded yet"
    open_ = sum(one.low <= 1.0 <= one.high for one in known)
    return f"of {len(known)} recorded likelihood ratios {open_} cannot be told from 1 at 90 %"


def _stems(rows: list[Row], layout: Spec) -> Spec:
    """Lines from zero to each mark, so that length carries the strength."""
    places = [note["y"] for note in layout["annotations"][1::2]]
    x: list[float | None] = []
    y: list[float | None] = []
    for row, place in zip(rows, places, strict=True):
        x += [0.0, row.value, None]
        y += [place, place, None]
    return {
        "type": "scatter", "mode": "lines", "name": "lean", "x": x, "y": y, "hoverinfo": "skip",
        "line": {"color": "@control", "width": 4},
    }  # fmt: skip
