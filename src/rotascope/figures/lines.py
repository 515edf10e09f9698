"""Pictures over time: a pair's ratio with its trend line and dates, any reading with its null band."""

from __future__ import annotations

from datetime import date, timedelta
from math import log10
from typing import Any

from rotascope.figures.frame import (
    DAILY_DAYS,
    Picture,
    axis,
    base,
    footer,
    line,
    marks,
    scaled,
    thin,
    unit_of,
)
from rotascope.figures.noise import cone, line_band
from rotascope.figures.said import capital, percent
from rotascope.figures.theme import lean_token
from rotascope.terms import AxisVerdict, History, Reading

__all__ = ["TREND_LINE", "has_line", "ratio", "series"]

TREND_LINE = "downtrend line"
CONFIRMED = "confirmed"  # the state of a reading whose line is broken, as its rule has it

Spec = dict[str, Any]
YEARS = {"1Y": 1, "3Y": 3, "5Y": 5, "10Y": 10}
SMALL_YEARS = 5
GRIDS = (
    (1, 2, 5),
    (1, 1.5, 2, 3, 5, 7),
    tuple(i / 10 for i in range(10, 100, 5)),
    tuple(i / 10 for i in range(10, 100, 2)),
    tuple(i / 100 for i in range(100, 1000, 10)),
)
"""Ticks of a decade of the log axis, from coarse to fine: the first with enough in view is taken."""
LEAST_TICKS = 4
FEWEST = 3
"""Values that make a line; fewer are told in a table."""


def has_line(reading: Reading) -> bool:
    """Whether there is a line to draw."""
    return reading.history is not None and len(reading.history.values) >= FEWEST


def ratio(reading: Reading, verdict: AxisVerdict | None = None) -> Picture:
    """The ratio behind a pair's reading, on a log axis, with its trend line, events and dated change.

    `reading` carries the ratio as its first line; further lines are drawn dashed. The shaded span is
    the 90 % interval of the change that `verdict` dates.
    """
    first, *others = reading.lines
    shown = thin(first.history)
    layout = base(
        xaxis=axis("", type="date", rangeselector=_ranges(), **_recent(shown)),
        yaxis=axis(
            f"{first.name}, ratio (log scale)",
            type="log",
            side="right",
            **_ticks(shown),
            **_heights(shown),
        ),
        shapes=_since(verdict),
        annotations=_since_label(verdict),
    )
    layout["legend"] |= {"y": -0.1, "yanchor": "top"}
    # The oriented ratio rises when small / the rest lead, whichever leg is printed first.
    return Picture(
        name=f"ratio-{reading.signal}".replace(".", "-"),
        title=(others and _break(reading)) or _standing(first.name, first.history),
        note=f"{_noise(reading)}{footer(reading, first.history)}; total return; every fifth point"
        f" before {_edge(shown)}",
        alt=f"Line of the ratio {first.name} from {shown.dates[0]} to {shown.dates[-1]}",
        traces=_on_ratio(reading, shown),
        layout=layout,
        height=380,
        rescale=True,
    )


def _on_ratio(reading: Reading, shown: History) -> list[Spec]:
    """What noise does, the ratio itself, further lines dashed, events if there are any."""
    first, *others = reading.lines
    bands = [cone(reading, first.history)]
    bands += [line_band(reading, first.history, other.history) for other in others]
    traces = [*(one for one in bands if one), line(shown, first.name, "@text")]
    for other, colour in zip(others, ("@muted", "@series2", "@series3"), strict=False):
        traces.append(line(thin(other.history), other.name, colour, dash="dash"))
    events = marks(first.history, reading.marks)
    return [*traces, events] if events["x"] else traces


def _break(reading: Reading) -> str:
    """Where the ratio stands to its line, and how often noise confirms such a break of it."""
    rate = None if reading.null is None else reading.null.rate
    if not reading.text or rate is None or reading.state != CONFIRMED:
        return reading.text
    return f"{reading.text}; noise confirms such a break {percent(rate)} of the time"


def _noise(reading: Reading) -> str:
    """What noise alone would show, as a sentence before the source."""
    if reading.null is None:
        return ""
    return f"{capital(reading.null.statement)}. "


def _first_shown(history: History) -> date | None:
    """Where the picture opens: five years back, if the history is clearly longer."""
    start = history.dates[-1] - timedelta(days=366 * SMALL_YEARS)
    return start if (start - history.dates[0]).days > 366 else None


def _recent(history: History) -> Spec:
    """The last five years first; the buttons show the rest."""
    start = _first_shown(history)
    if start is None:
        return {}
    end = history.dates[-1] + timedelta(days=30)
    return {"range": [start.isoformat(), end.isoformat()]}


def _heights(history: History) -> Spec:
    """The values of those years, on the log axis."""
    start = _first_shown(history)
    if start is None:
        return {}
    seen = [v for day, v in zip(history.dates, history.values, strict=True) if day >= start]
    low, high = log10(min(seen)), log10(max(seen))
    room = 0.06 * (high - low) or 0.01
    return {"range": scaled((low - room, high + room))}


def _standing(name: str, history: History) -> str:
    """'XMAG / MAGS stands 12.9 % below its high of 2025-04-21', within what is on file."""
    place = max(range(len(history.values)), key=history.values.__getitem__)
    below = 1.0 - history.values[-1] / history.values[place]
    if place == len(history.values) - 1:
        return f"{name} stands at its high since {history.dates[0]}"
    return f"{name} stands {below * 100:.1f} % below its high of {history.dates[place]}"


def _edge(history: History) -> date:
    return max(history.dates[0], history.dates[-1] - timedelta(days=DAILY_DAYS))


def _ranges() -> Spec:
    buttons: list[Spec] = [
        {"count": years, "step": "year", "stepmode": "backward", "label": name}
        for name, years in YEARS.items()
    ]
    return {
        "buttons": [*buttons, {"step": "all", "label": "All"}],
        "bgcolor": "@raised",
        "activecolor": "@broad_bg",
        "bordercolor": "@border",
        "borderwidth": 1,
        "font": {"color": "@text", "size": 12},
        "x": 0,
        "y": 1.02,
        "yanchor": "bottom",
    }


def _ticks(history: History) -> Spec:
    """Round ticks by hand: Plotly's own crowd or vanish on a short log axis."""
    low, high = min(history.values), max(history.values)
    start = _first_shown(history) or history.dates[0]
    seen = [v for day, v in zip(history.dates, history.values, strict=True) if day >= start]
    for grid in GRIDS:
        inside = [m * 10.0**k for k in range(-6, 7) for m in grid if low <= m * 10.0**k <= high]
        if sum(min(seen) <= step <= max(seen) for step in inside) >= LEAST_TICKS:
            break
    if len(inside) < 2:
        return {"nticks": 5, "tickformat": ".3~g"}
    return {"tickvals": inside, "ticktext": [f"{step:.4g}" for step in inside]}


def _since(verdict: AxisVerdict | None) -> list[Spec]:
    """The dated change as a line, its interval as a shaded span."""
    if verdict is None or verdict.since is None:
        return []
    found: list[Spec] = []
    if verdict.since_low is not None and verdict.since_high is not None:
        found.append(
            {"type": "rect", "xref": "x", "yref": "paper", "y0": 0, "y1": 1, "layer": "below",
             "x0": verdict.since_low.isoformat(), "x1": verdict.since_high.isoformat(),
             "fillcolor": "@band", "line": {"width": 0}}
        )  # fmt: skip
    at = verdict.since.isoformat()
    found.append(
        {"type": "line", "xref": "x", "yref": "paper", "y0": 0, "y1": 1, "x0": at, "x1": at,
         "line": {"color": "@muted", "dash": "dot", "width": 1.4}}
    )  # fmt: skip
    return found


def _since_label(verdict: AxisVerdict | None) -> list[Spec]:
    if verdict is None or verdict.since is None:
        return []
    return [
        {"x": verdict.since.isoformat(), "xref": "x", "y": 0.02, "yref": "paper", "showarrow": False,
         "xanchor": "right", "yanchor": "bottom", "text": f"since {verdict.since} ",
         "font": {"color": "@muted", "size": 11}}
    ]  # fmt: skip


def series(reading: Reading, small: bool = False) -> Picture:
    """Any reading over time in its unit, with what noise alone would show as a band or a line.

    Its null says whether that is drawn: a rate in another unit stands in the note alone.
    `small`: five years, for small multiples.
    """
    unit, factor = unit_of(reading)
    history = reading.history or History((), ())
    start = reading.as_of - timedelta(days=366 * SMALL_YEARS) if small else None
    shown = thin(history, start)
    around = bool(shown.values) and min(shown.values) < 0 < max(shown.values)
    traces = [line(shown, reading.title, f"@{lean_token(reading.lean)}", factor)]
    shapes, said = _null(reading, factor)
    if not small:
        traces.append(marks(history, reading.marks, factor))
    ticks = {"ticksuffix": " %"} if unit == "%" else {}
    layout = base(
        xaxis=axis("", type="date", **({"nticks": 4} if small else {"rangeselector": _ranges()})),
        yaxis=axis(
            "" if small or ticks else unit, side="right", zeroline=around, nticks=5, **ticks
        ),
        showlegend=False,
        shapes=shapes,
    )
    return Picture(
        name=f"series-{reading.signal}".replace(".", "-"),
        title=reading.text or reading.title,
        note="; ".join(text for text in (said, footer(reading)) if text),
        alt=f"Line of {reading.title} in {unit}"
        + (f" since {shown.dates[0]}" if shown.dates else ""),
        traces=traces,
        layout=layout,
        height=150 if small else 300,
        rescale=not small,
    )


def _null(reading: Reading, factor: float) -> tuple[list[Spec], str]:
    """What noise alone would show, drawn where its rate is in the value's unit, and in words."""
    null = reading.null
    if null is None or null.rate is None or reading.unit not in ("fraction", "sd"):
        return [], ""
    (rate,) = scaled((null.rate,), factor)
    place = {"xref": "paper", "x0": 0, "x1": 1, "yref": "y", "layer": "below"}
    if null.draws == "spread":
        band = {"type": "rect", "y0": -rate, "y1": rate, "fillcolor": "@band", "line": {"width": 0}}
        return [place | band], f"Shaded: {null.statement}"
    if null.draws == "level":
        dash = {"type": "line", "y0": rate, "y1": rate, "line": {"color": "@muted", "dash": "dash"}}
        return [place | dash], f"Dashed: {null.statement}"
    return [], capital(null.statement)
