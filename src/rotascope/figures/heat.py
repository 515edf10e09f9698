"""Heat maps whose cells say their number: conditional returns by horizon, betas by driver and regime.

A cell is coloured by its side and printed with its number, so that colour is never alone; what cannot
be told from nothing stays pale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rotascope.errors import WrongUse
from rotascope.figures.frame import Picture, axis, base, label, scaled
from rotascope.figures.rows import named
from rotascope.figures.said import MINUS, percent, signed, wrapped
from rotascope.terms import BaseRate, Outcome, YieldBeta, YieldSigns
from rotascope.terms.rates import SURE
from rotascope.terms.yields import WHENS

__all__ = ["base_rates", "yield_heat"]

Spec = dict[str, Any]
RISING, FALLING, OPEN = "▲", "▼", "○"


@dataclass(frozen=True, slots=True)
class Spot:
    """One cell: where it stands, its number, what is printed in it, its tip, and whether it is clear."""

    row: int
    column: int
    value: float
    told: str
    hover: str
    clear: bool


def base_rates(told: BaseRate) -> Picture:
    """Medians after the condition less those of all days, a row a line and a column a horizon.

    Raises WrongUse where nothing followed that is known.
    """
    lines = list(dict.fromkeys(one.line for one in told.outcomes))
    months = sorted({one.months for one in told.outcomes})
    spots = [
        Spot(lines.index(one.line), months.index(one.months), (one.difference or 0.0) * 100.0,
             _worded(one), _tip(one), one.clear)
        for one in told.outcomes if one.median is not None
    ]  # fmt: skip
    if not spots:
        raise WrongUse(f"nothing is known to follow {told.condition}", "", told.reason)
    return Picture(
        name=f"base-rate-{told.axis}",
        title=told.finding,
        note="Median after it, in brackets less that of all days; share above zero; n independent"
        f" cases; framed: p < {SURE:g} for all tried; total return; as known on {told.as_of}",
        alt=f"Heat map of {len(lines)} lines by {len(months)} horizons after {told.condition}",
        traces=_cells(spots),
        layout=_layout(lines, [f"{m} month{'s' if m > 1 else ''}" for m in months], spots),
        height=50 + 106 * len(lines),
    )


def _worded(one: Outcome) -> str:
    won = (
        f"{one.won} of {one.n} won" if one.hit is None else f"{percent(one.hit)} won<br>n = {one.n}"
    )
    return f"{signed(one.median)}<br>({signed(one.difference)})<br>{won}"


def _tip(one: Outcome) -> str:
    usual = f"all {one.n_base:,} days {signed(one.base_median)}, {percent(one.base_hit)} won"
    p = f"p {one.p_adjusted:.2f} for all tried" if one.p_adjusted is not None else "too few for p"
    return f"{one.line}, {one.sessions} sessions: {signed(one.median)}; {usual}; {p}"


def yield_heat(told: YieldSigns) -> Picture:
    """Betas of the first pair's siblings at a glance: a row a driver and pair, a column a regime.

    Raises WrongUse without a beta.
    """
    whens = [w for w in WHENS if any(a.when == w for a in told.answers)]
    rows = list(dict.fromkeys((a.pair, a.driver) for a in told.answers if a.beta is not None))
    spots = [
        Spot(rows.index((a.pair, a.driver)), whens.index(a.when), a.beta,
             _signed_beta(a), _beta_tip(a), a.sign in ("rises", "falls"))
        for a in told.answers if a.beta is not None and a.when in whens
    ]  # fmt: skip
    if not spots:
        raise WrongUse("there is no beta to draw", "", "rotascope history yields")
    clear = sum(spot.clear for spot in spots)
    return Picture(
        name="yield-heat",
        title=f"{clear} of {len(spots)} betas to rates have a clear sign; {told.headline}",
        note=f"% of relative return for a rise of one pp, weekly; {RISING} rises, {FALLING} falls,"
        f" {OPEN} open at 90 %; framed: clear; as known on {told.as_of}",
        alt=f"Heat map of {len(rows)} betas by {len(whens)} windows and regimes",
        traces=_cells(spots),
        layout=_layout([f"{pair}: {driver}" for pair, driver in rows],
                       [WHENS[w][0] for w in whens], spots),
        height=58 + 50 * len(rows),
    )  # fmt: skip


def _signed_beta(one: YieldBeta) -> str:
    glyph = {"rises": RISING, "falls": FALLING}.get(one.sign, OPEN)
    return f"{glyph} {one.beta:+.1f}".replace("-", MINUS)


def _beta_tip(one: YieldBeta) -> str:
    held = f" ({one.interval.low:+.1f} to {one.interval.high:+.1f})" if one.interval else ""
    text = f"{one.pair} on {one.driver}, {one.when}: {one.beta:+.1f}{held}, {one.n} weeks"
    return text.replace("-", MINUS)


def _cells(spots: Sequence[Spot]) -> list[Spec]:
    """The tips of the cells; their colours are shapes and their numbers labels of the layout."""
    return [{
        "type": "scatter", "mode": "markers", "name": "cells",
        "x": [spot.column for spot in spots], "y": [-spot.row for spot in spots],
        "text": [label(spot.hover) for spot in spots],
        "marker": {"size": 26, "opacity": 0, "color": "@muted", "symbol": "square"},
        "hovertemplate": "%{text}<extra></extra>",
    }]  # fmt: skip


def _layout(rows: Sequence[str], columns: Sequence[str], spots: Sequence[Spot]) -> Spec:
    most = max(abs(spot.value) for spot in spots) or 1.0
    return base(
        hovermode="closest", showlegend=False,
        xaxis=axis("", side="top", tickvals=list(range(len(columns))), ticktext=list(columns),
                   range=[-0.5, len(columns) - 0.5], showgrid=False, zeroline=False,
                   fixedrange=True),
        yaxis={"visible": False, "fixedrange": True, "range": [0.5 - len(rows), 0.62]},
        shapes=[*(_shape(spot, most) for spot in spots), *(_frame(s) for s in spots if s.clear)],
        annotations=[*(_number(spot) for spot in spots),
                     *(named(wrapped(name, 48, 1), 0.19 - i) for i, name in enumerate(rows))],
    )  # fmt: skip


def _shape(spot: Spot, most: float) -> Spec:
    """The colour of the side, the fuller the larger the number."""
    (strength,) = scaled((0.06 + 0.34 * min(abs(spot.value) / most, 1.0),))
    return _box(spot) | {"fillcolor": _side(spot), "opacity": strength, "line": {"width": 0}}


def _frame(spot: Spot) -> Spec:
    """What is clear has a frame."""
    return _box(spot) | {"line": {"width": 1.8, "color": _side(spot)}}


def _side(spot: Spot) -> str:
    return "@broad" if spot.value > 0 else "@narrow"


def _box(spot: Spot) -> Spec:
    return {
        "type": "rect", "layer": "below", "x0": spot.column - 0.47, "x1": spot.column + 0.47,
        "y0": -spot.row - 0.46, "y1": -spot.row + 0.18,
    }  # fmt: skip


def _number(spot: Spot) -> Spec:
    return {
        "x": spot.column, "y": -spot.row - 0.14, "showarrow": False, "text": spot.told,
        "font": {"color": "@text", "size": 11}, "align": "center",
    }  # fmt: skip
