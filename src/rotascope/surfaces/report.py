"""A sheet as one self-contained page: text, tables and pictures in SVG, for a screen and for paper.

Nothing is fetched when it is opened and nothing runs. Everything printed is escaped by the template; what
is marked safe is our own SVG, style and the JSON of figures.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from rotascope.figures.frame import Picture
from rotascope.figures.static import svg
from rotascope.figures.theme import TOKENS, css_tokens
from rotascope.plain import plain
from rotascope.surfaces import report_words, wording
from rotascope.surfaces.report_sheet import Sheet, a_year

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["PAPERS", "Paper", "a_year", "page", "pictures_of", "prose", "script_json"]

Paper = Literal["a4", "letter"]
PAPERS: dict[Paper, str] = {"a4": "A4", "letter": "letter"}
UNBROKEN = re.compile(r"\d{4}-\d{2}-\d{2}|[+−]?\d[\d.,]* %")


def page(sheet: Sheet, paper: Paper = "a4", record: str = "") -> str:
    """The report. `record` is the digest under which the sheet is kept, printed at its end."""
    from rotascope.surfaces.web.render import environment

    made: str = (
        environment()
        .get_template("report.html.j2")
        .render(
            sheet=sheet,
            brief=sheet.brief,
            s=report_words,
            style=_style(paper),
            picture=_picture,
            record=record,
            years={one.signal: one.values for one in sheet.years},
        )
    )
    return made


def _style(paper: Paper) -> Markup:
    """Our colours and our style sheet, with the paper's own size."""
    from markupsafe import Markup

    sheet = files("rotascope.surfaces") / "web" / "static" / "report.css"
    # A page's margin boxes know no custom properties: the light theme's colour is put in.
    own = sheet.read_text("utf-8").replace("@muted@", TOKENS["light"]["muted"])
    text = css_tokens() + own.replace("@paper@", PAPERS[paper])
    return Markup(text)  # noqa: S704 - our own file


def _picture(picture: Picture, width: int) -> Markup:
    """A picture in the page's own colours; every word in it is escaped where it is drawn."""
    from markupsafe import Markup

    return Markup(svg(picture, None, width))  # noqa: S704


def prose(text: str) -> Markup:
    """A sentence as a page prints it, escaped, its dates and numbers kept on one line."""
    from markupsafe import Markup, escape

    # A plain str: substituting in a Markup would escape our own tags as well.
    escaped = str(escape(plain(wording.sentence(text))))
    return Markup(UNBROKEN.sub(r'<span class="day">\g<0></span>', escaped))  # noqa: S704


def pictures_of(shown: Iterable[Picture]) -> list[dict[str, Any]]:
    """The figures as a page's script reads them."""
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
