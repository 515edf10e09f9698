"""Today: who leads on both axes, how it is turning, how sure, what changed, what speaks against it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rotascope.surfaces.web.page import Asked, Page

if TYPE_CHECKING:
    from rotascope.desk import Desk

__all__ = ["PAGE"]


def build(desk: Desk, asked: Asked) -> Mapping[str, Any]:
    """The brief of the day."""
    return {"brief": desk.brief(asked.as_of)}


PAGE = Page("today", "Today", "/", "today.html.j2", build, place=1)
