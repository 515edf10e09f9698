"""The sign question of one pair: a row a driver; its beta over time, and regime by regime.

Left in each row the rolling beta with its 90 % band, shaded where yields had risen for half a year;
right of it the beta of every regime with its interval. Above zero the ratio rose with the driver.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rotascope.errors import UnknownName, WrongUse
from rotascope.figures.frame import Picture, axis, base, label, scaled
from rotascope.terms import BetaPath, YieldBeta, YieldSigns
from rotascope.terms.yields import RECENT, WHENS

__all__ = ["LETTERS", "Cell", "yields"]

Spec = dict[str, Any]
LETTERS = {when: letter for when, (_, letter) in WHENS.items() if when != RECENT}
"""The right halves: the line at the left ends in the newest weeks already."""
SYMBOLS = {"rises": "triangle-up", "falls": "triangle-down", "open": "circle-open"}
COLOURS = {"rises": "@broad", "falls": "@narrow", "open": "@muted"}
GAP, SHARE = 0.05, 0.6  # between time and regimes; of the width that time takes
ROW = 124


def yields(term: YieldSigns, pair: str = "") -> Picture:
    """One pair, the first if none is named, against every driver.

    Triangles are clear at 90 %, open circles hold zero. Raises UnknownName for a pair without betas.
    """
    pairs = list(dict.fromkeys(a.pair for a in term.answers))
    if not pairs:
        raise WrongUse("there is no beta to draw", "", "rotascope history yields")
    if pair and pair not in pairs:
        raise UnknownName.among("pair", pair, pairs, "rotascope history yields")
    shown = pair or pairs[0]
    names = list(dict.fromkeys(a.driver for a in term.answers if a.pair == shown))
    layout = base(showlegend=False, hovermode="closest", shapes=[], annotations=[])
    traces: list[Spec] = []
    for row, driver in enumerate(names):
        cell = _place(row, len(names))
        traces += _cell(term, shown, driver, cell, layout, row == len(names) - 1)
        layout["annotations"].append(_title(driver, cell))
    return Picture(
        name=f"yield-signs-{shown}".replace(" / ", "-").lower(),
        title=_finding(term, shown),
        note=f"% for each pp, weekly, 90 %; shaded: yields had risen for half a year; right: {_key()};"
        f" as known on {term.as_of}",
        alt=f"Rolling betas of {shown} to {', '.join(names)} with intervals, by regime",
        traces=traces,
        layout=layout,
        height=50 + ROW * len(names),
    )


def _finding(term: YieldSigns, pair: str) -> str:
    """'IWM / SPY: over the last 104 weeks 2 of 5 rate and credit drivers have a clear sign'."""
    last = [a for a in term.answers if a.pair == pair and a.when == RECENT and a.beta is not None]
    clear = sum(a.sign in ("rises", "falls") for a in last)
    if not last:
        return f"{pair}: {term.headline}"
    return f"{pair}: over the {RECENT} {clear} of {len(last)} rate and credit drivers have a clear sign"


def _key() -> str:
    """What the letters of the right halves mean."""
    return ", ".join(f"{letter} = {when}" for when, letter in LETTERS.items() if letter != "all")


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a cell lies on the paper (fractions), and the number of its first axis.

    `split` is where time ends and regimes begin.
    """

    left: float
    split: float
    right: float
    bottom: float
    top: float
    number: int


def _place(row: int, rows: int) -> Cell:
    height = 1.0 / rows
    top, bottom = 1.0 - row * height - 0.17 * height, 1.0 - (row + 1) * height + 0.12 * height
    return Cell(0.0, SHARE, 1.0, bottom, top, 2 * row + 1)


def _cell(
    term: YieldSigns, pair: str, driver: str, cell: Cell, layout: Spec, last: bool
) -> list[Spec]:
    one = cell.number if cell.number > 1 else ""  # Plotly's first axis has no number
    time, regimes, height = f"x{one}", f"x{cell.number + 1}", f"y{one}"
    told = [a for a in term.answers if (a.pair, a.driver) == (pair, driver) and a.when in LETTERS]
    path = next((p for p in term.paths if (p.pair, p.driver) == (pair, driver)), None)
    layout[f"xaxis{one}"] = axis(
        "", type="date", domain=[cell.left, cell.split], anchor=height, nticks=4,
        tickangle=0, showticklabels=last,
    )  # fmt: skip
    layout[f"xaxis{cell.number + 1}"] = axis(
        "", domain=[cell.split + GAP, cell.right], anchor=height, showgrid=False,
        zeroline=False, showticklabels=last,
        tickvals=list(range(len(LETTERS))), ticktext=list(LETTERS.values()),
        range=[-0.7, len(LETTERS) - 0.3], tickangle=-90,
    )  # fmt: skip
    layout[f"yaxis{one}"] = axis(
        "", domain=[cell.bottom, cell.top], anchor=time, zeroline=True,
        range=_range(path, told), nticks=4, showgrid=True,
    )  # fmt: skip
    layout["shapes"] += _shaded(term, path, time, height)
    drawn = _line(path, time, height) if path else []
    return [*drawn, _points(told, regimes, height)]


def _range(path: BetaPath | None, told: Sequence[YieldBeta]) -> list[float]:
    """Values shown: all of the line, and bands as far as twice its reach (a crisis week's is wider)."""
    ends = [0.0, *(path.beta if path else ())]
    ends += [edge for a in told if a.interval for edge in (a.interval.low, a.interval.high)]
    low, high = min(ends), max(ends)
    room = 0.12 * (high - low) or 1.0
    return scaled((low - room, high + room))


def _line(path: BetaPath, time: str, height: str) -> list[Spec]:
    """The band as one closed shape and the rolling beta on it."""
    days = [day.isoformat() for day in path.dates]
    place = {"xaxis": time, "yaxis": height, "type": "scatter", "mode": "lines"}
    band = {
        "x": [*days, *reversed(days)], "y": scaled((*path.high, *reversed(path.low))),
        "fill": "toself", "fillcolor": "@band", "line": {"width": 0}, "hoverinfo": "skip",
        "name": "90 % interval",
    }  # fmt: skip
    hover = f"%{{x}}: %{{y:.1f}} % for each {path.unit}<extra></extra>"
    beta = {
        "x": days, "y": scaled(path.beta), "line": {"color": "@text", "width": 1.3},
        "name": label(f"{path.pair}, {path.driver}"), "hovertemplate": hover,
    }  # fmt: skip
    return [place | band, place | beta]


def _points(told: Sequence[YieldBeta], regimes: str, height: str) -> Spec:
    known = [a for a in told if a.beta is not None and a.interval is not None]
    order = list(LETTERS)
    half = [(a.interval.high - a.interval.low) / 2.0 for a in known if a.interval]
    colours = [COLOURS[a.sign] for a in known]
    return {
        "type": "scatter", "mode": "markers", "xaxis": regimes, "yaxis": height,
        "x": [order.index(a.when) for a in known],
        "y": scaled(a.beta for a in known if a.beta is not None),
        "marker": {"symbol": [SYMBOLS[a.sign] for a in known], "color": colours, "size": 8},
        "error_y": {"type": "data", "array": scaled(half), "color": "@muted", "thickness": 1.2,
                    "width": 2},
        "text": [label(f"{a.when}, {a.n} weeks") for a in known],
        "hovertemplate": "%{text}: %{y:.1f} %<extra></extra>", "name": "regimes",
    }  # fmt: skip


def _shaded(term: YieldSigns, path: BetaPath | None, time: str, height: str) -> list[Spec]:
    """Spans in which yields had risen, within what the cell's line covers."""
    if path is None:
        return []
    found = []
    for start, end in term.rising:
        low = max(start.date, path.dates[0])
        if low < end.date:
            found.append({
                "type": "rect", "xref": time, "yref": f"{height} domain", "x0": low.isoformat(),
                "x1": end.date.isoformat(), "y0": 0, "y1": 1, "layer": "below",
                "fillcolor": "@narrow_bg", "line": {"width": 0},
            })  # fmt: skip
    return found


def _title(driver: str, cell: Cell) -> Spec:
    return {
        "x": cell.left, "y": cell.top, "xref": "paper", "yref": "paper", "xanchor": "left",
        "yanchor": "bottom", "showarrow": False, "text": label(driver),
        "font": {"color": "@text", "size": 12},
    }  # fmt: skip
