"""Rows: what one source of a printed figure holds, as known on its day, and the files it came in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rotascope.errors import BadArgument
from rotascope.surfaces import rows_table
from rotascope.surfaces.web.page import Asked, Page

if TYPE_CHECKING:
    from rotascope.desk import Desk

__all__ = ["PAGE", "number"]

A_PAGE = 100
LINKED = {"symbol": "/series", "series": "/series", "underlying": "/series"}


def number(asked: Asked, name: str, usual: int = 0) -> int:
    """A whole number of the query; raises BadArgument for what is none."""
    text = asked.query.get(name, "")
    if not text:
        return usual
    if not text.isdecimal() or len(text) > 9:
        raise BadArgument(f"{name} is '{text}'", "a whole number of 0 or more")
    return int(text)


def build(desk: Desk, asked: Asked) -> Mapping[str, Any]:
    """A page of the rows; the whole of a short source."""
    key, source = asked.path["key"], number(asked, "source")
    offset, limit = number(asked, "offset"), number(asked, "limit", A_PAGE)
    told = desk.rows(key, source, offset, limit)
    later = offset + len(told.rows)
    return {
        "told": told,
        "r": rows_table,
        "numeric": [
            any(rows_table.is_number(row[i]) for row in told.rows) for i in _at(told.columns)
        ],
        "units": dict(told.units),
        "linked": LINKED,
        "before": _at_row(asked, source, max(0, offset - limit)) if offset else None,
        "after": _at_row(asked, source, later) if told.rows and later < told.count else None,
    }


def _at_row(asked: Asked, source: int, offset: int) -> str:
    """The address of the rows from `offset` on."""
    return asked.url(f"/rows/{asked.path['key']}", source=source, offset=offset or None)


def _at(columns: tuple[str, ...]) -> range:
    return range(len(columns))


PAGE = Page("rows", "Source rows", "/rows/{key:path}", "rows.html.j2", build, dated="key")
