"""Today: who leads on both axes, how it is turning, how sure, what changed, what speaks against it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rotascope.desk.windows import WINDOWS
from rotascope.errors import WrongUse
from rotascope.figures.bars import performance
from rotascope.figures.frame import Picture
from rotascope.figures.two_axes import two_axes
from rotascope.surfaces.web.page import Asked, Page
from rotascope.surfaces.web.pairs import pair_pages, speaks, year_of
from rotascope.terms import Performance, TwoAxes

if TYPE_CHECKING:
    from rotascope.desk import Desk

__all__ = ["PAGE"]

LINES = ("IWM", "SPSM", "SPY", "RSP", "OEF", "XMAG", "MAGS", "QQQ")
"""Small caps, the market, the rest, the few: what both axes are made of, side by side."""
USUAL = "6m"


def build(desk: Desk, asked: Asked) -> Mapping[str, Any]:
    """The brief of the day, the ratio behind each axis, the map of both, returns side by side."""
    brief = desk.brief(asked.as_of)
    verdicts = brief.verdict.axes
    pairs = pair_pages(desk, asked.as_of, verdicts)
    told = [(one, speaks(pairs, one)) for one in verdicts]
    chosen = asked.query.get("window", USUAL).strip().lower()
    shown = _windows(chosen)
    returns = [desk.performance(LINES, one, as_of=asked.as_of) for one in shown]
    both = desk.axes(asked.as_of)
    return {
        "brief": brief,
        "axes": [(verdict, page, year_of(page)) for verdict, page in told],
        "map": _map(both),
        "both": both,
        "windows": WINDOWS,
        "shown": shown,
        "chosen": chosen,
        "returns": list(zip(*returns, strict=True)),
        "bars": _bars(returns[shown.index(chosen)]),
    }


def _windows(chosen: str) -> tuple[str, ...]:
    """The usual windows, and the one that was asked for."""
    return WINDOWS if chosen in WINDOWS else (*WINDOWS, chosen)


def _map(both: TwoAxes) -> Picture | None:
    return two_axes(both) if both.standings else None


def _bars(told: tuple[Performance, ...]) -> Picture | None:
    """Bars of one window; none where no line has a return over it."""
    try:
        return performance(told)
    except WrongUse:
        return None


PAGE = Page("today", "Today", "/", "today.html.j2", build, place=1)
