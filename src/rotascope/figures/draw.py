"""One entry: `draw(term)` is a Plotly figure, `picture(term)` the same as plain data for a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rotascope.errors import WrongUse
from rotascope.figures.frame import Picture, label
from rotascope.figures.lines import TREND_LINE, ratio, series
from rotascope.figures.reliability import reliability_diagram
from rotascope.figures.rotation import MOMENTUM, rotation_map
from rotascope.figures.strip import strip
from rotascope.figures.theme import Mode, dress
from rotascope.figures.yields import yields
from rotascope.terms import Brief, Reading, Reliability, YieldSigns

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

__all__ = ["draw", "picture"]

Drawable = Reading | Brief | Reliability | YieldSigns | tuple[Reading, ...]


def picture(term: Drawable) -> Picture:
    """The picture of an answer: a map for what has momentum, a ratio, a series, else a strip.

    Raises WrongUse for a reading without its history.
    """
    if isinstance(term, Brief):
        return strip(term.readings)
    if isinstance(term, Reliability):
        return reliability_diagram(term)
    if isinstance(term, YieldSigns):
        return yields(term)
    if isinstance(term, Reading):
        return _of_reading(term)
    if any(part.name == MOMENTUM for one in term for part in one.lines):
        return rotation_map(term)
    return strip(term)


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


def draw(term: Drawable, mode: Mode = "light") -> Figure:
    """A Plotly figure in one mode: the finding above, the unit on the axis, the source below."""
    from plotly.graph_objects import Figure  # 0.2 s: only a notebook or a test needs it

    made = picture(term)
    layout = dress(made.layout, mode)
    layout["title"] = {"text": label(made.title), "font": {"size": 15}, "x": 0, "xref": "paper"}
    layout["height"] = made.height + 90
    layout["margin"] = {"l": 8, "r": 8, "t": 70, "b": 60}
    source = {"text": label(made.note), "xref": "paper", "yref": "paper", "x": 0, "y": 0,
              "yshift": -52, "xanchor": "left", "yanchor": "bottom", "showarrow": False,
              "font": {"size": 11, "color": dress("@muted", mode)}}  # fmt: skip
    layout["annotations"] = [*layout.get("annotations", ()), source]
    return Figure(data=dress(made.traces, mode), layout=layout)
