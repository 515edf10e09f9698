"""Why: how one printed figure came to be, down to its sources; in the side panel the same, bare."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rotascope.surfaces import why_words
from rotascope.surfaces.web.page import Asked, Page

if TYPE_CHECKING:
    from rotascope.desk import Desk

__all__ = ["PAGE"]


def build(desk: Desk, asked: Asked) -> Mapping[str, Any]:
    """The Why of the key in the address."""
    told = desk.why(asked.path["key"])
    return {
        "told": told,
        "words": why_words,
        "layout": "bare.html.j2" if asked.query.get("panel") else "base.html.j2",
    }


PAGE = Page("why", "Why", "/why/{key:path}", "why.html.j2", build, dated="key")
