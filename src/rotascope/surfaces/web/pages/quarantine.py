"""Quarantine: rows that were held back, by check and file, each with its reason and the way out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, get_args

from rotascope.desk.quarantine import matching
from rotascope.errors import BadArgument
from rotascope.store.quarantine import Held, Standing
from rotascope.surfaces.web.page import Asked, Page
from rotascope.surfaces.web.pages.rows import number

if TYPE_CHECKING:
    from rotascope.desk import Desk

__all__ = ["PAGE"]

A_PAGE = 100


def build(desk: Desk, asked: Asked) -> Mapping[str, Any]:
    """Rows of one standing, of a check or a file where they are named, a page of them."""
    state = _standing(asked.query.get("state") or "open")
    check, file = (asked.query.get(name, "") for name in ("check", "file"))
    held = desk.quarantine(state)
    told = matching(held, check, file)
    offset = min(number(asked, "offset"), len(told))
    return {
        "state": state,
        "states": get_args(Standing),
        "check": check,
        "file": file,
        "groups": _groups(held),
        "count": len(told),
        "whole": len(held),
        "shown": told[offset : offset + A_PAGE],
        "offset": offset,
        "before": _at_row(asked, max(0, offset - A_PAGE)) if offset else None,
        "after": _at_row(asked, offset + A_PAGE) if offset + A_PAGE < len(told) else None,
    }


def _at_row(asked: Asked, offset: int) -> str:
    """The address of the rows from `offset` on, of the same check, file and standing."""
    kept = {name: asked.query.get(name) for name in ("check", "file", "state")}
    return asked.url("/quarantine", **kept, offset=offset or None)


def _standing(text: str) -> Standing:
    found = next((one for one in get_args(Standing) if one == text), None)
    if found is None:
        raise BadArgument(f"no standing '{text}'", "one of " + ", ".join(get_args(Standing)))
    standing: Standing = found
    return standing


def _groups(held: Sequence[Held]) -> list[tuple[str, str, str, int, str]]:
    """(check, file, table, rows, what most of them lacked), the most rows first."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for one in held:
        groups.setdefault((one.check, one.source, one.table), []).append(one.expected)
    ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
    return [(*key, len(all_), Counter(all_).most_common(1)[0][0]) for key, all_ in ordered]


PAGE = Page("quarantine", "Quarantine", "/quarantine", "quarantine.html.j2", build, dated="today")
