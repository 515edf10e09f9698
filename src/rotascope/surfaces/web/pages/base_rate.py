"""Base rate: when a condition was true before, and what followed. Asked by a form that is an address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rotascope.errors import WrongUse
from rotascope.figures.draw import picture
from rotascope.figures.frame import Picture
from rotascope.surfaces import cells
from rotascope.surfaces.base_rate import METHOD, counted
from rotascope.surfaces.web.page import Asked, Page
from rotascope.surfaces.web.pages.history import side
from rotascope.terms import BaseRate

if TYPE_CHECKING:
    from rotascope.desk import Desk

__all__ = ["PAGE"]


def build(desk: Desk, asked: Asked) -> Mapping[str, Any]:
    """The answer, or what is wrong with the question beside the form that still holds it."""
    text = " ".join(asked.query.get("condition", "").split())
    horizon = asked.query.get("horizon", "3m")
    told, wrong = _answered(desk, asked, text, horizon)
    return {
        "c": cells,
        "text": text,
        "horizon": horizon,
        "axis": asked.query.get("axis", ""),
        "told": told,
        "heat": _heat(told) if told is not None else None,
        "wrong": wrong,
        "counted": counted(told) if told is not None and told.first is not None else "",
        "scale": cells.moves_of(told.outcomes) if told is not None else (0.0, 0.0),
        "method": METHOD,
    }


def _heat(told: BaseRate) -> Picture | None:
    """The medians as a heat map; the finding stands above it already."""
    if all(one.median is None for one in told.outcomes):
        return None
    return replace(picture(told), title="What followed, in brackets less what all days saw")


def _answered(
    desk: Desk, asked: Asked, text: str, horizon: str
) -> tuple[BaseRate | None, WrongUse | None]:
    if not text:
        return None, None
    try:
        return desk.base_rate(text, horizon, side(asked, None), asked.as_of), None
    except WrongUse as wrong:
        return None, wrong


PAGE = Page("base_rate", "Base rate", "/base-rate", "base_rate.html.j2", build)
