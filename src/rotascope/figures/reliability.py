"""The reliability diagram: what was said against what happened, with bars as wide as the counts allow."""

from __future__ import annotations

from typing import Any

from rotascope.figures.frame import Picture, axis, base, scaled
from rotascope.terms import Reliability

__all__ = ["reliability_diagram"]

Spec = dict[str, Any]
PERCENT = 100.0


def reliability_diagram(told: Reliability) -> Picture:
    """Tenths as points with Wilson bars, the isotonic curve, and the line of who is always right."""
    ece, n = told.grades[2], told.independent
    where = "inside" if told.inside else "outside"
    return Picture(
        name=f"reliability-{told.axis}",
        title=(
            f"Forecasts were off by {ece.value * PERCENT:.1f} points on average, {where} the"
            f" {ece.low * PERCENT:.1f}-{ece.high * PERCENT:.1f} of a perfectly calibrated forecaster"
        ),
        note=(
            f"Recorded readings, {told.first} to {told.last}: {told.dates:,} forecasts, {n:.0f}"
            f" independent outcomes; bars: 90 %, Wilson; no view on {told.abstained * PERCENT:.0f} %"
        ),
        alt="Scatter of the share that happened against the probability that was said",
        traces=[_perfect(), _curve(told), _bins(told)],
        layout=base(
            hovermode="closest",
            xaxis=axis("said, %", range=_said(told), nticks=6),
            yaxis=axis("happened, %", range=[-8, 100], tickvals=[0, 20, 40, 60, 80, 100]),
            annotations=_counts(told),
        ),
        height=320,
    )


def _said(told: Reliability) -> list[float]:
    """From a tenth below the lowest forecasts to a tenth above the highest."""
    low, high = min(one.low for one in told.bins), max(one.high for one in told.bins)
    return [max(low * PERCENT - 10.0, 0.0), min(high * PERCENT + 10.0, 100.0)]


def _counts(told: Reliability) -> list[Spec]:
    """Below each point how many independent outcomes it stands on."""
    plain = {"showarrow": False, "y": -4, "yanchor": "middle", "bgcolor": "@surface"}
    ink = {"font": {"color": "@muted", "size": 11}}
    head = {"xref": "paper", "x": 0.01, "xanchor": "left", "text": "n ="}
    return [
        plain | ink | head,
        *(plain | ink | {"x": one.said * PERCENT, "text": f"{one.independent:.0f}"}
          for one in told.bins),
    ]  # fmt: skip


def _perfect() -> Spec:
    return {
        "type": "scatter", "mode": "lines", "name": "always right", "x": [0, 100], "y": [0, 100],
        "line": {"color": "@control", "width": 1, "dash": "dot"}, "hoverinfo": "skip",
    }  # fmt: skip


def _curve(told: Reliability) -> Spec:
    return {
        "type": "scatter", "mode": "lines", "name": "isotonic fit",
        "x": scaled((said for said, _ in told.curve), PERCENT),
        "y": scaled((share for _, share in told.curve), PERCENT),
        "line": {"color": "@series1", "width": 1.6},
        "hovertemplate": "said %{x:.0f} %, happened %{y:.0f} %<extra></extra>",
    }  # fmt: skip


def _bins(told: Reliability) -> Spec:
    happened = [one.happened for one in told.bins]
    up = (max(one.interval.high - one.happened, 0.0) for one in told.bins)
    down = (max(one.happened - one.interval.low, 0.0) for one in told.bins)
    return {
        "type": "scatter", "mode": "markers", "name": "forecasts by tenth",
        "x": scaled((one.said for one in told.bins), PERCENT), "y": scaled(happened, PERCENT),
        "text": [f"{one.n:,} forecasts, {one.independent:.1f} independent" for one in told.bins],
        "error_y": {"type": "data", "symmetric": False, "array": scaled(up, PERCENT),
                    "arrayminus": scaled(down, PERCENT), "color": "@muted", "thickness": 1.2},
        "marker": {"color": "@series0", "size": 9},
        "hovertemplate": "said %{x:.0f} %, happened %{y:.0f} %: %{text}<extra></extra>",
    }  # fmt: skip
