"""One thesis: what it hangs on, every earlier time its keys held, and what followed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rotascope.surfaces import thesis_words
from rotascope.surfaces.web.page import Asked, Page

if TYPE_CHECKING:
    from rotascope.desk import Desk

__all__ = ["PAGE"]


def build(desk: Desk, asked: Asked) -> Mapping[str, Any]:
    """The thesis as watched on a day."""
    (told,) = desk.theses(asked.path["thesis"], asked.as_of)
    return {
        "told": told,
        "keys": thesis_words.triggers(told),
        "tw": thesis_words,
    }


PAGE = Page("thesis", "Thesis", "/theses/{thesis}", "thesis.html.j2", build)
