"""One series, wherever it is on file: its line, each dataset's card, the versions of its values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rotascope.errors import UnknownName
from rotascope.figures.values import values
from rotascope.surfaces import series_card
from rotascope.surfaces.web.page import Asked, Page
from rotascope.terms import History

if TYPE_CHECKING:
    from rotascope.desk import Desk
    from rotascope.figures.frame import Picture

__all__ = ["PAGE"]

TABLES = ("macro", "returns", "bars", "holdings", "funds", "options", "implied")
MOST = 800


def build(desk: Desk, asked: Asked) -> Mapping[str, Any]:
    """The series named in the address; without a name, what there is to choose from."""
    name = asked.query.get("name", "").strip()
    if not name:
        return {"name": "", "choice": _choice(desk, asked), "told": None, "picture": None}
    period = asked.query.get("period", "").strip()
    told = desk.data(name, asked.as_of, vintages=True, period=period)
    return {
        "name": name,
        "choice": [],
        "told": told,
        "picture": _picture(desk, name, asked),
        "card": series_card,
        "period": period,
    }


def _choice(desk: Desk, asked: Asked) -> list[tuple[str, list[str]]]:
    """Names by table, where they are few enough to be read; of the others those in the catalogue."""
    panel = desk.panel(asked.as_of)
    made = []
    for table in TABLES:
        ids = panel.ids(table)
        listed = [one.id for one in panel.catalog.instruments if one.id in set(ids)]
        names = [panel.catalog.symbol_of(one) for one in listed] or list(ids[:MOST])
        if names:
            made.append((table, sorted(set(names))))
    return made


def _picture(desk: Desk, name: str, asked: Asked) -> Picture | None:
    """The line of what is a series of numbers; None for a list or a file."""
    for basis in ("tr", "pr"):
        try:
            frame = desk.frame(name, asked.as_of, basis="tr" if basis == "tr" else "pr")
        except UnknownName:
            continue
        known = frame.drop_nulls("value")
        if known.is_empty():
            continue
        history = History(tuple(known["date"].to_list()), tuple(known["value"].to_list()))
        unit = str(known["unit"][0])
        words = {"tr": "total-return level", "pr": "price level"}
        said = words[str(known["basis"][0])] if known["basis"][0] else unit
        return values(name, history, said, f"Source: {known['source'][0]}")
    return None


PAGE = Page("series", "Series", "/series", "series.html.j2", build)
