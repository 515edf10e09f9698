"""One entry: `draw(term)` is a Plotly figure, `picture(term)` the same as plain data for a page.

`pictures(term)` is every picture of an answer that has several. What has no picture is refused with the
reason; a page that knows which picture it wants calls that function itself (`figures.ratio`, ...).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rotascope.errors import WrongUse
from rotascope.figures.bars import performance, tone
from rotascope.figures.chapters import chapter, hypotheses
from rotascope.figures.claims import printed_and_found, verdicts
from rotascope.figures.concentration import concentration
from rotascope.figures.events import agenda, reaction
from rotascope.figures.evidence import evidence
from rotascope.figures.frame import Picture
from rotascope.figures.heat import base_rates, yield_heat
from rotascope.figures.lines import TREND_LINE, ratio, series
from rotascope.figures.parallels import parallels
from rotascope.figures.reliability import reliability_diagram
from rotascope.figures.rotation import MOMENTUM, rotation_map
from rotascope.figures.said import wrapped
from rotascope.figures.spans import data
from rotascope.figures.strip import strip
from rotascope.figures.theme import Mode, dress
from rotascope.figures.tracks import drift, thesis, track
from rotascope.figures.two_axes import two_axes
from rotascope.figures.yields import yields
from rotascope.terms import (
    Agenda,
    Axis,
    AxisVerdict,
    BaseRate,
    Brief,
    Chapter,
    Checked,
    Data,
    Drift,
    Hypothesis,
    Performance,
    Reaction,
    Reading,
    Reliability,
    Sentiment,
    Thesis,
    Track,
    TwoAxes,
    Verdict,
    YieldSigns,
)

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

__all__ = ["draw", "picture", "pictures"]

TITLE_WIDE, NOTE_WIDE = 84, 112  # characters of a line at 15 and at 11 px in a notebook's cell
Maker = Callable[[Any], Picture]


def picture(term: object) -> Picture:
    """The picture of an answer, or of a tuple of answers of one kind; the first of several.

    Raises WrongUse for what has no picture, such as a reading without its history.
    """
    return pictures(term)[0]


def pictures(term: object) -> tuple[Picture, ...]:
    """Every picture of an answer. Raises WrongUse where there is none."""
    makers = _makers(term)
    if not makers:
        raise _without(term)
    made, refused = [], []
    for make in makers:
        try:
            made.append(make(term))
        except WrongUse as trouble:
            refused.append(trouble)
    if not made:
        raise refused[0]
    return tuple(made)


def _makers(term: object) -> tuple[Maker, ...]:
    if isinstance(term, tuple | list):
        kinds = {type(one) for one in term}
        return MANY.get(kinds.pop(), ()) if len(kinds) == 1 else ()
    return ONE.get(type(term), ())


def _without(term: object) -> WrongUse:
    """What was handed over and what could be."""
    many = isinstance(term, tuple | list)
    kinds = sorted({type(one).__name__ for one in term}) if isinstance(term, tuple | list) else []
    what = f"a tuple of {', '.join(kinds) or 'nothing'}" if many else f"a {type(term).__name__}"
    able = ", ".join(sorted(kind.__name__ for kind in ONE))
    return WrongUse(f"{what} has no picture", f"one of {able}", "rotascope.draw(desk.brief())")


def _of_reading(one: Reading) -> Picture:
    if one.history is None:
        what = f"{one.signal} came without its history"
        raise WrongUse(what, "", "ask for it with history=True")
    names = [part.name for part in one.lines]
    if MOMENTUM in names:
        return rotation_map((one,))
    # Levels of the ratio are drawn on it; other lines beside a value have units of their own.
    on_ratio = any(name.endswith(TREND_LINE) for name in names)
    return ratio(one) if on_ratio else series(one)


def _of_readings(term: Sequence[Reading]) -> Picture:
    if any(part.name == MOMENTUM for one in term for part in one.lines):
        return rotation_map(term)
    if all(one.signal.startswith("concentration.") and one.history for one in term):
        return concentration(term)
    return strip(term)


def _of_axis(axis: Axis) -> tuple[Maker, Maker]:
    """What speaks for and against the leader of an axis of a brief, and where its readings stand."""

    def sides(term: Brief) -> Picture:
        verdict: AxisVerdict = getattr(term.verdict, axis)
        if not (verdict.evidence_for or verdict.evidence_against):
            raise WrongUse(f"no scored signal of {axis} stands out", "", "rotascope signals")
        return evidence(verdict)

    def standing(term: Brief) -> Picture:
        own = [one for one in term.readings if one.axis == axis and one.sign]
        if not any(one.percentile is not None for one in own):
            raise WrongUse(f"no scored signal of {axis} has a percentile", "", "rotascope signals")
        return strip(own)

    return sides, standing


ONE: dict[type, tuple[Maker, ...]] = {
    Agenda: (agenda,),
    AxisVerdict: (evidence,),
    BaseRate: (base_rates,),
    Brief: (*_of_axis("size"), *_of_axis("concentration")),
    Chapter: (parallels, chapter),
    Checked: (verdicts, printed_and_found, lambda term: tone(term.sentiment, as_of=term.as_of)),
    Data: (data,),
    Drift: (drift,),
    Hypothesis: (lambda term: hypotheses((term,)),),
    Performance: (lambda term: performance((term,)),),
    Reaction: (reaction,),
    Reading: (_of_reading,),
    Reliability: (reliability_diagram,),
    Sentiment: (tone,),
    Thesis: (thesis,),
    Track: (track,),
    TwoAxes: (two_axes,),
    Verdict: (lambda term: evidence(term.size), lambda term: evidence(term.concentration)),
    YieldSigns: (yield_heat, yields),
}
"""The pictures of a term, the one that stands for it first."""
MANY: dict[type, tuple[Maker, ...]] = {
    Chapter: (lambda term: picture(term[0]),),
    Hypothesis: (hypotheses,),
    Performance: (performance,),
    Reading: (_of_readings,),
}
"""The pictures of a tuple of terms of one kind."""


def draw(term: object, mode: Mode = "light") -> Figure:
    """A Plotly figure in one mode: the finding above, the unit on the axis, the source below."""
    from plotly.graph_objects import Figure  # 0.2 s: only a notebook or a test needs it

    made = term if isinstance(term, Picture) else picture(term)
    layout = dress(made.layout, mode)
    title, note = wrapped(made.title, TITLE_WIDE), wrapped(made.note, NOTE_WIDE)
    above, below = _above(layout), _below(made)
    # Plotly sets a title's first line at its place, the others below.
    more = 19 * title.count("<br>")
    margin = {"l": 12, "r": 12, "t": above + 40 + more,
              "b": below + 30 + 15 * note.count("<br>")}  # fmt: skip
    layout["title"] = {"text": title, "font": {"size": 15}, "x": 0, "xref": "paper", "y": 1,
                       "yref": "paper", "yanchor": "bottom", "pad": {"b": above + 8 + more}}  # fmt: skip
    layout["height"] = made.height + margin["t"] + margin["b"]
    layout["margin"] = margin
    source = {"text": note, "xref": "paper", "yref": "paper", "x": 0, "y": 0, "align": "left",
              "yshift": -below, "xanchor": "left", "yanchor": "top", "showarrow": False,
              "font": {"size": 11, "color": dress("@muted", mode)}}  # fmt: skip
    layout["annotations"] = [*layout.get("annotations", ()), source]
    return Figure(data=dress(made.traces, mode), layout=layout)


def _above(layout: Mapping[str, Any]) -> int:
    """Pixels above the plot for what stands there: buttons, an axis, a legend."""
    x = layout.get("xaxis", {})
    shown = layout.get("showlegend") is not False and layout["legend"]["y"] > 0
    return 34 if "rangeselector" in x or x.get("side") == "top" or shown else 0


def _below(made: Picture) -> int:
    """Pixels between the plot and the note: ticks, the axis' title, a legend."""
    legend = made.layout["legend"]
    x = made.layout.get("xaxis", {})
    axis = (8 if x.get("side") == "top" else 26) + (24 if x.get("title") else 0)
    if made.layout.get("showlegend") is False or legend["y"] > 0:
        return axis
    named = sum(1 for one in made.traces if one.get("showlegend", True))
    lines = named if legend.get("orientation") == "v" else 1 + named // 6
    return max(axis, int(-legend["y"] * made.height)) + 22 * lines + 8
