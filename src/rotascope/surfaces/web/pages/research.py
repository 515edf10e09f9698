"""Research: an article dropped or pasted in, the shelf of those on file, what they cannot agree on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rotascope.surfaces import claim_words
from rotascope.surfaces.web.page import Asked, Page

if TYPE_CHECKING:
    from rotascope.desk import Desk

__all__ = ["PAGE"]


def build(desk: Desk, asked: Asked) -> Mapping[str, Any]:
    """The library, searched where there is a query."""
    query = asked.query.get("q", "").strip()
    told = desk.library(query, asked.as_of)
    return {
        "told": told,
        "cw": claim_words,
        "titles": {one.article: one.title for one in told.articles},
        "trouble": None,
        "pasted": "",
    }


PAGE = Page("research", "Research", "/research", "research.html.j2", build, place=7)
