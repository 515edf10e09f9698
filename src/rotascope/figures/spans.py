"""What is on file, over time: a bar a dataset from its first to its last row, and how old it is."""

from __future__ import annotations

from typing import Any

from rotascope.errors import WrongUse
from rotascope.figures.frame import Picture, axis, base, label
from rotascope.figures.rows import named, stems
from rotascope.figures.said import lines_of
from rotascope.terms import Data, OnFile

__all__ = ["data", "vintages"]

Spec = dict[str, Any]
ROW, ROOM = 30, 50
FRESH, WEEKS = 5, 63  # sessions


def data(told: Data) -> Picture:
    """The span of every dataset; of one series the value of each vintage, if they were asked for."""
    if told.series and any(one.vintages for one in told.on_file):
        return vintages(told)
    rows = sorted(told.on_file, key=lambda one: (one.age_sessions, one.dataset, one.table))
    if not rows:
        raise WrongUse("nothing is on file", "", "rotascope import FILE")
    fresh = sum(one.age_sessions <= FRESH for one in rows)
    places = list(range(len(rows), 0, -1))
    what = told.series or "datasets"
    return Picture(
        name="data-spans",
        title=f"{fresh} of {len(rows)} {what} reach the last {FRESH} sessions",
        note=f"From first to last row; ● within {FRESH} sessions, ◆ within {WEEKS}, ○ older, in"
        f" sessions; store {told.store}; as known on {told.as_of}",
        alt=f"Spans of {len(rows)} datasets over time",
        traces=[_spans(rows, places), _ends(rows, places)],
        layout=base(
            hovermode="closest", showlegend=False,
            xaxis=axis("", type="date", nticks=6, domain=[0, 0.86]),
            yaxis={"visible": False, "range": [0.3, len(rows) + 0.85], "fixedrange": True},
            annotations=[note for one, p in zip(rows, places, strict=True) for note in _named(one, p)],
        ),
        height=ROOM + ROW * len(rows),
    )  # fmt: skip


def _token(one: OnFile) -> tuple[str, str]:
    if one.age_sessions <= FRESH:
        return "@series0", "circle"
    return ("@series4", "diamond") if one.age_sessions <= WEEKS else ("@control", "circle-open")


def _spans(rows: list[OnFile], places: list[int]) -> Spec:
    ends = (
        ((one.first.isoformat(), place - 0.2), (one.last.isoformat(), place - 0.2))
        for one, place in zip(rows, places, strict=True)
    )
    return stems(ends, "span", 4)


def _ends(rows: list[OnFile], places: list[int]) -> Spec:
    marks = [_token(one) for one in rows]
    return {
        "type": "scatter", "mode": "markers", "name": "last",
        "x": [one.last.isoformat() for one in rows], "y": [p - 0.2 for p in places],
        "text": [label(_tip(one)) for one in rows],
        "marker": {"color": [c for c, _ in marks], "symbol": [s for _, s in marks], "size": 9},
        "hovertemplate": "%{text}<extra></extra>",
    }  # fmt: skip


def _tip(one: OnFile) -> str:
    name = one.series or one.dataset
    return f"{one.table} {name}: {one.rows:,} rows, {one.first} to {one.last}"


def _named(one: OnFile, row: int) -> list[Spec]:
    name = f"{one.dataset}  {one.table}"
    age = "today" if one.age_sessions == 0 else f"{one.age_sessions:,}"
    return [
        named(label(lines_of(name, 44, 1)[0]), row),
        named(age, row - 0.2) | {"x": 1, "xanchor": "right", "yanchor": "middle",
                                 "font": {"color": "@muted", "size": 11}},
    ]  # fmt: skip


def vintages(told: Data) -> Picture:
    """Every known version of a series' newest values, by the day each became known."""
    versions = [v for one in told.on_file for v in one.vintages if v.value is not None]
    if not versions:
        raise WrongUse(f"no vintage of {told.series} has a value", "", "rotascope data --vintages")
    periods = sorted({v.period for v in versions})
    traces = []
    for place, period in enumerate(periods[-6:]):
        own = sorted((v for v in versions if v.period == period), key=lambda v: v.known_at)
        traces.append({
            "type": "scatter", "mode": "lines+markers", "name": period.isoformat(),
            "x": [v.known_at.isoformat() for v in own], "y": [v.value for v in own],
            "line": {"color": f"@series{place}", "shape": "hv", "width": 1.7},
            "marker": {"color": f"@series{place}", "size": 7},
            "hovertemplate": f"{period}: %{{y}} known %{{x}}<extra></extra>",
        })  # fmt: skip
    unit = next((one.unit for one in told.on_file if one.unit), "")
    return Picture(
        name="data-vintages",
        title=f"{told.series}: {len(versions)} versions of {len(periods)} values",
        note=f"A step a version, at the day it was known; a colour a period; as known on {told.as_of}",
        alt=f"Steps of the versions of {told.series}",
        traces=traces,
        layout=base(xaxis=axis("known on", type="date", nticks=6),
                    yaxis=axis(unit or "value", side="right", nticks=5), hovermode="closest"),
        height=320,
    )  # fmt: skip
