"""Data: every dataset with its age, what of it is late, and what was held back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rotascope.figures.draw import picture
from rotascope.store.tables import TABLES
from rotascope.surfaces import numbers
from rotascope.surfaces.web.page import Asked, Page
from rotascope.terms import OnFile

if TYPE_CHECKING:
    from rotascope.desk import Desk

__all__ = ["PAGE"]

OLD = 63
"""Sessions: a quarter. Older than that is marked where no schedule says what is late."""


def build(desk: Desk, asked: Asked) -> Mapping[str, Any]:
    """What is on file, by table."""
    told = desk.data(as_of=asked.as_of)
    return {
        "told": told,
        "tables": [
            (name, table.doc, [one for one in told.on_file if one.table == name])
            for name, table in TABLES.items()
        ],
        "finding": _finding(told.on_file),
        "state": _state,
        "picture": picture(told) if told.on_file else None,
    }


def _state(one: OnFile, since: int = 0) -> tuple[str, str, str]:
    """(glyph, word, colour) of a dataset: late beats old, old beats current.

    `since` are the sessions after the day shown, where the reader asks for today.
    """
    if one.late:
        return "▲", "late", "warn"
    if one.age_sessions + since > OLD:
        return "■", "old", "flat"
    return "●", "current", "broad"


def _finding(found: Sequence[OnFile]) -> str:
    """'31 datasets hold 15,800,000 rows; 3 are late: ...'."""
    if not found:
        return "Nothing is on file"
    rows = sum(one.rows for one in found)
    names = list(dict.fromkeys(one.dataset for one in found if one.late))
    held = sum(one.held or 0 for one in found)
    parts = [f"{numbers.plural(len({o.dataset for o in found}), 'dataset')} hold {rows:,} rows"]
    parts.append(f"late: {', '.join(names)}" if names else "nothing is late")
    return "; ".join(parts + ([f"{numbers.plural(held, 'row')} held back"] if held else []))


PAGE = Page("data", "Data", "/data", "data.html.j2", build, place=8)
