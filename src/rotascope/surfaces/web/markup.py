"""What pages and the report mark as safe: prose, pictures and JSON, escaped here before it is marked.

Nobody's text becomes markup: what is marked is our own SVG, our own tags and JSON that cannot end its
element.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rotascope.figures.frame import Picture
from rotascope.plain import plain
from rotascope.surfaces import wording

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["drawn", "pictures_of", "prose", "script_json"]

UNBROKEN = re.compile(r"\d{4}-\d{2}-\d{2}|[+−]?\d[\d.,]* %")


def drawn(picture: Picture, width: int = 720) -> Markup:
    """The picture as SVG in the page's own colours: there at once, without a script, on paper."""
    from markupsafe import Markup

    from rotascope.figures.static import svg

    return Markup(svg(picture, None, width))  # noqa: S704 - escaped where it is painted


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
