"""History: what happened before. Chapters, hypotheses, how good forecasts were, recorded against now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rotascope.errors import BadArgument
from rotascope.figures.draw import picture
from rotascope.figures.frame import Picture
from rotascope.surfaces import cells
from rotascope.surfaces.hypotheses import registered
from rotascope.surfaces.web.page import Asked, Page
from rotascope.terms import AXES, Axis, Chapter, Hypothesis

if TYPE_CHECKING:
    from rotascope.desk import Desk

__all__ = ["PAGE", "side"]

DRAWN = ("parallels",)
FEW, MOST = 5, 14
"""Rows of a small table, and those beyond which a table is folded."""


def side(asked: Asked, default: Axis | None) -> Axis | None:
    """The axis in the address. Raises BadArgument for what is none."""
    said = asked.query.get("axis", "")
    for one in AXES:
        if said == one:
            return one
    if said:
        raise BadArgument(f"no axis '{said}'", f"one of {', '.join(AXES)}")
    return default


def build(desk: Desk, asked: Asked) -> Mapping[str, Any]:
    """Every chapter on one axis, every hypothesis, the reliability of both axes, recorded against now."""
    axis = side(asked, "size") or "size"
    verdict = desk.brief(asked.as_of).verdict
    graded = verdict.axes
    chapters = desk.history(None, axis, asked.as_of)
    drift, claims = desk.drift(asked.as_of), desk.hypotheses(as_of=asked.as_of)
    return {
        "c": cells,
        "axis": axis,
        "chapters": [(one, _look(one)) for one in chapters],
        "drawn_chapters": _drawn(chapters),
        "hypotheses": claims,
        "claims_say": _say(claims),
        "registered": registered,
        "claims_scale": cells.scale_of(
            [one.interval for one in claims], [one.difference for one in claims]
        ),
        "graded": [(one, picture(one.reliability) if one.reliability else None) for one in graded],
        "drift": drift,
        "drifted": [one for one in drift.signals if one.differ or one.lost],
    }


def _look(told: Chapter) -> Mapping[str, Any]:
    """How wide its card is, whether its rows are folded, and the scales of their ranges.

    A few rows, or rows that are folded, fit half a page unless sentences stand beside them.
    """
    n, folded = len(told.rows), len(told.rows) > MOST
    half = (n <= FEW or folded) and not any(row.text for row in told.rows)
    return {"span": 6 if half else 12, "folded": folded, "scales": cells.ends_of(told.rows)}


def _drawn(chapters: Sequence[Chapter]) -> Mapping[str, Picture]:
    """The parallels as a picture; where rows have intervals the table draws them."""
    told = (one for one in chapters if one.name in DRAWN and any(row.value for row in one.rows))
    return {one.name: replace(picture(one), title=one.title) for one in told}


def _say(claims: Sequence[Hypothesis]) -> str:
    """'0 of 7 claims supported, 6 not shown, 1 too few cases'."""
    verdicts = Counter(one.verdict or one.status.replace("_", " ") for one in claims)
    told = verdicts.pop("supported", 0)
    rest = "".join(f", {count} {name}" for name, count in verdicts.most_common())
    return f"Of {len(claims)} claims {told} {'is' if told == 1 else 'are'} supported{rest}"


PAGE = Page("history", "History", "/history", "history.html.j2", build, place=5)
