"""A sheet as one self-contained page: text, tables and pictures in SVG, for a screen and for paper.

Nothing is fetched when it is opened and nothing runs. Everything printed is escaped by the template; what
is marked safe is our own SVG, style and the JSON of figures.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from rotascope.figures.theme import TOKENS, css_tokens
from rotascope.surfaces import report_words
from rotascope.surfaces.report_sheet import Sheet
from rotascope.surfaces.web.markup import drawn
from rotascope.surfaces.web.render import environment

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["PAPERS", "Paper", "page"]

Paper = Literal["a4", "letter"]
PAPERS: dict[Paper, str] = {"a4": "A4", "letter": "letter"}


def page(sheet: Sheet, paper: Paper = "a4", record: str = "") -> str:
    """The report. `record` is the digest under which the sheet is kept, printed at its end."""
    made: str = (
        environment()
        .get_template("report.html.j2")
        .render(
            sheet=sheet,
            brief=sheet.brief,
            s=report_words,
            style=_style(paper),
            picture=drawn,
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
