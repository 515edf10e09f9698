"""The HTTP interface on a page: every question with its address, what it takes and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, get_args
from urllib.parse import urlencode

from rotascope.surfaces.api.describe import STATUSES, UPLOADS
from rotascope.surfaces.nouns import Noun, Parameter, nouns
from rotascope.surfaces.web.page import Asked, Page

if TYPE_CHECKING:
    from rotascope.desk import Desk

__all__ = ["PAGE"]

# What each question that wants something is tried with.
TRIED: Mapping[str, Mapping[str, str]] = {
    "base-rate": {"condition": "vix.percentile < 0.2"},
    "performance": {"symbol": "IWM"},
    "reaction": {"symbol": "AAPL", "date": "{day}"},
    "rows": {"key": "signal/rs.small_large@{day}", "limit": "20"},
    "why": {"key": "signal/rs.small_large@{day}"},
}


def build(desk: Desk, asked: Asked) -> Mapping[str, Any]:
    """The table of questions, with addresses of the day that is asked about."""
    day = str(asked.as_of or desk.span()[1])
    return {
        "questions": [(one, _answer(one.answer), _tried(one, asked, day)) for one in nouns()],
        "uploads": [(one, _answer(one.answer)) for one in UPLOADS],
        "takes": _takes,
        "statuses": sorted(STATUSES.items()),
    }


def _answer(kind: Any) -> str:
    """'Brief', or 'list of Reading'."""
    parts = get_args(kind)
    return f"list of {parts[0].__name__}" if parts else str(kind.__name__)


def _tried(one: Noun, asked: Asked, day: str) -> str:
    """An address that can be opened as it stands; "" where only the reader has what it wants."""
    if one.name not in TRIED and any(item.required for item in one.parameters):
        return ""
    given = {name: value.format(day=day) for name, value in TRIED.get(one.name, {}).items()}
    dated = asked.as_of and any(item.name == "as_of" for item in one.parameters)
    query = {**given, **({"as_of": day} if dated else {})}
    return one.path + (f"?{urlencode(query)}" if query else "")


def _takes(one: Parameter) -> str:
    """What a value may be, in words."""
    if one.choices:
        return ", ".join(one.choices)
    told = {
        "flag": "true or false",
        "day": "YYYY-MM-DD",
        "whole": f"{one.least:,} to {one.most:,}",
        "text": f"text, at most {one.most} characters",
    }[one.kind]
    return f"{told}, once or more" if one.many else told


PAGE = Page("interface", "Interface", "/api/docs", "interface.html.j2", build)
