"""Structure: how concentrated the funds are, how many take part, how far members lie apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rotascope.figures.concentration import concentration
from rotascope.surfaces import cells
from rotascope.surfaces.web.multiples import answered_first, drawn, multiples
from rotascope.surfaces.web.page import Asked, Page
from rotascope.terms import Reading

if TYPE_CHECKING:
    from rotascope.desk import Desk

__all__ = ["PAGE"]

TILES = (
    "concentration.top10_large_cap", "concentration.effective_n_large_cap", "breadth.beat_share",
    "breadth.equal_cap", "small_breadth.above_200", "dispersion.correlation",
)  # fmt: skip
BREADTH = (
    "breadth.beat_share", "breadth.above_200", "breadth.advance_decline", "breadth.new_highs",
    "small_breadth.above_200", "small_breadth.beat_median",
)  # fmt: skip
APART = (
    "dispersion.correlation", "dispersion.cross_section", "dispersion.absorption",
    "structure.rotation_share",
)  # fmt: skip
FILES = tuple(f"concentration.{name}_" for name in ("top10", "hhi", "drift"))
FAMILIES = ("concentration", "breadth", "dispersion", "structure")
FUNDS = {"large_cap": "narrow", "small_cap": "broad"}
"""The colour of each fund's side."""


def build(desk: Desk, asked: Asked) -> Mapping[str, Any]:
    """The largest of both funds, and every reading of the families that say how a market is built."""
    families = [
        (name, desk.signals(family=name, as_of=asked.as_of, history=True)) for name in FAMILIES
    ]
    known = {one.signal: one for _, group in families for one in group}
    dated = [one for one in known.values() if one.signal.startswith(FILES) and drawn(one)]
    return {
        "c": cells,
        "tiles": answered_first(_named(known, TILES)),
        "funds": [(one, FUNDS[one.role]) for one in desk.holders(asked.as_of)],
        "concentration": concentration(dated) if dated else None,
        "breadth": multiples(_named(known, BREADTH)),
        "breadth_says": _says(_named(known, BREADTH), "Breadth has no answer on this store"),
        "apart": multiples(_named(known, APART)),
        "apart_says": _says(_named(known, APART), "Dispersion has no answer on this store"),
        "families": families,
    }


def _says(readings: Sequence[Reading], otherwise: str) -> str:
    """The finding of the first that has an answer."""
    return next((one.text for one in readings if one.status == "ok" and one.text), otherwise)


def _named(known: Mapping[str, Reading], names: Sequence[str]) -> list[Reading]:
    return [known[name] for name in names if name in known]


PAGE = Page("structure", "Structure", "/structure", "structure.html.j2", build, place=3)
