"""The brief as one self-contained page: text and tables first, pictures by a script that is inside it.

Nothing is fetched when it is opened. Everything printed is escaped by the template; what is marked
safe is our own SVG, style, script and the figures' JSON.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rotascope.errors import NoAnswer
from rotascope.figures.frame import Picture
from rotascope.figures.lines import TREND_LINE, ratio, series
from rotascope.figures.reliability import reliability_diagram
from rotascope.figures.rotation import MOMENTUM, rotation_map
from rotascope.figures.strip import strip
from rotascope.figures.theme import TOKENS, css_tokens
from rotascope.plain import plain
from rotascope.surfaces import numbers, wording
from rotascope.surfaces.spark import bar, spark
from rotascope.terms import AXES, AxisVerdict, Brief, History, Reading

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

__all__ = ["AxisPage", "a_year", "page", "pictures_of", "prose", "script_json"]

UNBROKEN = re.compile(r"\d{4}-\d{2}-\d{2}|[+−]?\d[\d.,]* %")
SHOWN_FAMILIES = ("breadth", "concentration")


@dataclass(frozen=True, slots=True)
class AxisPage:
    """One axis of the page: its verdict, the pictures of its pair, its readings, how good it was."""

    verdict: AxisVerdict
    pictures: tuple[Picture, ...]
    strip: Picture | None
    readings: tuple[Reading, ...]
    reliability: Picture | None = None


def page(brief: Brief, readings: Sequence[Reading]) -> str:
    """brief.html. `readings` are the brief's with histories, which only the pictures need."""
    axes = [
        _axis_page(verdict, brief.readings, readings)
        for verdict in (brief.verdict.size, brief.verdict.concentration)
    ]
    maps = rotation_map(readings) if any(_momentum(one) for one in readings) else None
    multiples = [(one, series(one, small=True)) for one in readings if _is_multiple(one)]
    drawn = [(*one.pictures, one.strip, one.reliability) for one in axes]
    shown = [picture for pictures in drawn for picture in pictures if picture]
    shown += [maps] if maps else []
    shown += [picture for _, picture in multiples]
    made: str = _template().render(
        brief=brief,
        axes=axes,
        groups=_groups(brief.readings),
        map=maps,
        mapped=[one for one in readings if _momentum(one)],
        multiples=multiples,
        histories={one.signal: one.history for one in readings if one.history},
        figures=script_json(pictures_of(shown)),
        tokens=script_json(TOKENS),
        plotly=_plotly() if shown else "",
    )
    return made


def _groups(readings: Iterable[Reading]) -> list[tuple[str, list[Reading]]]:
    """What has an answer, by what it reads; what has none is listed below with its reasons."""
    told = [one for one in readings if one.status == "ok"]
    return [(name, [one for one in told if one.axis == name]) for name in (*AXES, "market")]


def _axis_page(
    verdict: AxisVerdict, plain: Iterable[Reading], readings: Sequence[Reading]
) -> AxisPage:
    own = tuple(one for one in plain if one.axis == verdict.axis)
    # What theory gives no sign stands in the table: a strip of a hundred marks shows nothing.
    placed = [one for one in own if one.percentile is not None and one.sign]
    graded = reliability_diagram(verdict.reliability) if verdict.reliability else None
    return AxisPage(
        verdict, _pair_pictures(verdict, readings), strip(placed) if placed else None, own, graded
    )


def _pair_pictures(verdict: AxisVerdict, readings: Sequence[Reading]) -> tuple[Picture, ...]:
    """The ratio of the pair that speaks, with a trend line where one stands, and its relative return."""
    from rotascope.registry import SIGNALS

    spoken = next((r for r in readings if _draws(r, verdict.pair)), None)
    if spoken is None:
        return ()
    pair = SIGNALS[spoken.signal].pair
    mates = [r for r in readings if SIGNALS[r.signal].pair == pair]
    # Other signals set levels, scores and medians beside the ratio: those are pictures of their own.
    relative = next((r for r in mates if r.signal == f"rs.{pair}"), spoken)
    lined = next((r for r in mates if _names(r) == {_ratio_of(r), TREND_LINE}), relative)
    return ratio(lined, verdict), series(relative)


def _names(reading: Reading) -> set[str]:
    return {part.name for part in reading.lines}


def _ratio_of(reading: Reading) -> str:
    """The ratio's own line: the first one a signal on a pair sets beside its value."""
    return reading.lines[0].name if reading.lines else ""


def _draws(reading: Reading, label: str) -> bool:
    return bool(label) and any(part.name == label for part in reading.lines)


def _momentum(reading: Reading) -> bool:
    return any(part.name == MOMENTUM for part in reading.lines)


def _is_multiple(reading: Reading) -> bool:
    """Scored signals of breadth and concentration, where there is a line to draw."""
    known = reading.history is not None and len(reading.history.values) > 1
    return known and bool(reading.sign) and reading.family in SHOWN_FAMILIES


def a_year(history: History) -> tuple[float, ...]:
    """The values of the last year of a history."""
    start = history.dates[-1] - timedelta(days=366)
    return history.values[bisect_left(history.dates, start) :]


def prose(text: str) -> Markup:
    """A sentence as a page prints it, escaped, its dates and numbers kept on one line."""
    from markupsafe import Markup, escape

    # A plain str: substituting in a Markup would escape our own tags as well.
    escaped = str(escape(plain(wording.sentence(text))))
    return Markup(UNBROKEN.sub(r'<span class="day">\g<0></span>', escaped))  # noqa: S704


def pictures_of(shown: Iterable[Picture]) -> list[dict[str, Any]]:
    """The figures as the page's script reads them."""
    return [
        {"name": one.name, "traces": one.traces, "layout": one.layout, "rescale": one.rescale}
        for one in shown
    ]


def script_json(value: Any) -> Markup:
    """JSON that may stand inside <script>: nothing in it can end the element."""
    from markupsafe import Markup

    text = json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    for sign, code in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(sign, code)
    return Markup(text)  # noqa: S704 - no markup is left in it


def _plotly() -> Markup:
    """plotly.js as the installed package ships it, found without importing that package."""
    from markupsafe import Markup

    found = find_spec("plotly")
    path = Path(found.origin or "").parent / "package_data" / "plotly.min.js" if found else Path()
    if not path.is_file():
        raise NoAnswer(
            "the plotly package does not hold plotly.js", "plotly 6 or newer", "pip install plotly"
        )
    return Markup(path.read_text("utf-8").replace("</script", "<\\/script"))  # noqa: S704


@cache
def _template() -> Any:
    return _environment().get_template("brief.html.j2")


def _environment() -> Environment:
    """Autoescape everywhere; a name the page does not know is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    web = files("rotascope.surfaces") / "web"
    made = Environment(
        loader=FileSystemLoader(str(web / "templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = css_tokens() + (web / "static" / "brief.css").read_text("utf-8")
    script = (web / "static" / "brief.js").read_text("utf-8")
    made.globals |= {
        "n": numbers,
        "w": wording,
        "spark": spark,
        "a_year": a_year,
        "prose": prose,
        "bar": bar,
        "style": Markup(style),  # noqa: S704 - our own file
        "script": Markup(script),  # noqa: S704 - our own file
    }
    return made
