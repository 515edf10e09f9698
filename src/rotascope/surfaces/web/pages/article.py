"""An article: its tone, its names, its claims against the tape, and the strongest case against it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rotascope.errors import BadArgument
from rotascope.surfaces import check_words, claim_words, thesis_words
from rotascope.surfaces.web.page import Asked, Page
from rotascope.surfaces.web.reading import blocks, counted, rows

if TYPE_CHECKING:
    from rotascope.desk import Desk

__all__ = ["PAGE"]


def build(desk: Desk, asked: Asked) -> Mapping[str, Any]:
    """Everything that is to be said of an article on file; `verdict` shows the claims of one alone."""
    told = desk.article(asked.path["article"], asked.as_of)
    only = asked.query.get("verdict", "")
    if only and only not in claim_words.ORDER:
        raise BadArgument(f"no verdict '{only[:40]}'", ", ".join(claim_words.ORDER))
    order = claim_words.ORDER
    return {
        "told": told,
        "only": only,
        "finding": check_words.finding(told),
        "whole": check_words.failed(told),
        "looked": sum(one.verdict != "not_checkable" for one in told.findings),
        "shown": {one.claim.id for one in told.findings},
        "related": sorted(told.related, key=lambda one: one.stance != "disagrees"),
        "counts": counted(told),
        "rows": rows(told, only),
        "blocks": blocks(told),
        "remarks": sorted(told.remarks, key=lambda one: order[one.verdict]),
        "against": check_words.against(told),
        "cw": claim_words,
        "words": check_words,
        "tw": thesis_words,
    }


PAGE = Page("article", "Article", "/research/{article}", "article.html.j2", build)
