"""Theses: the if-thens of articles as they are watched, the forecasts they made, and who was right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rotascope.surfaces import thesis_words
from rotascope.surfaces.web.page import Asked, Page

if TYPE_CHECKING:
    from rotascope.desk import Desk

__all__ = ["PAGE"]


def build(desk: Desk, asked: Asked) -> Mapping[str, Any]:
    """Everything registered by a day, and what became of it; nothing is ruled upon by looking."""
    told = desk.track(asked.as_of)
    counts = Counter(thesis_words.status(one.status) for one in told.theses)
    standing = ", ".join(f"{n} {word}" for word, n in counts.most_common())
    return {"told": told, "standing": standing, "tw": thesis_words}


PAGE = Page("theses", "Theses", "/theses", "theses.html.j2", build)
