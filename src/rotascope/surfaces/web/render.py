"""Templates to text: autoescape everywhere, one set of words, a name nobody gave is an error."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from rotascope.figures.frame import a_year
from rotascope.plain import plain
from rotascope.surfaces import numbers, wording
from rotascope.surfaces.spark import bar, spark
from rotascope.surfaces.web.markup import drawn, pictures_of, prose, script_json
from rotascope.surfaces.web.page import Asked, Page, pages
from rotascope.terms import AXES

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["environment", "rendered"]


@cache
def environment() -> Environment:
    """The environment of every page and of the report."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from rotascope.surfaces.base_rate import HORIZONS

    made = Environment(
        loader=FileSystemLoader(str(files("rotascope.surfaces") / "web" / "templates")),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "AXES": AXES,
        "HORIZONS": HORIZONS,
        "n": numbers,
        "w": wording,
        "spark": spark,
        "bar": bar,
        "prose": prose,
        "a_year": a_year,
        "pictures_of": pictures_of,
        "script_json": script_json,
        "drawn": drawn,
    }
    return made


def _shown(value: object) -> object:
    """Text of others without what hides in it: nothing turns around, nothing cannot be encoded."""
    return plain(value) if type(value) is str else value


def rendered(page: Page, asked: Asked, told: Mapping[str, Any], shell: Mapping[str, Any]) -> str:
    """The whole page. `shell` is what every page shows: store, day, versions (`server.shell`)."""
    names = {"page": page, "pages": pages(), "asked": asked, "url": asked.url, **shell, **told}
    return environment().get_template(page.template).render(names)
