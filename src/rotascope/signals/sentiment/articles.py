"""Judged articles, surveys and calls as known, each told once, by the side they speak of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rotascope.panel import Panel
from rotascope.series import Vector
from rotascope.sessions import Days, as_days
from rotascope.terms import Source

__all__ = ["ENTITIES", "Scores", "scores"]

# Names under which a side is spoken of, beside the lines of the seven.
ENTITIES: dict[str, tuple[str, ...]] = {
    "small_cap": ("IWM", "IJR", "SPSM", "^RUT", "small caps", "PW:SMALL"),
    "large_cap": ("SPY", "IVV", "OEF", "^GSPC", "large caps", "PW:LARGE"),
    "few": ("MAGS", "mega caps", "PW:FEW"),
    "rest": ("XMAG", "RSP", "the rest", "PW:REST"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Scores in [-1, 1] by the day each became known, ascending; what was repeated counts once."""

    known_at: Days
    values: Vector
    sources: tuple[Source, ...]


def scores(panel: Panel, side: str, kinds: tuple[str, ...]) -> Scores:
    """Scores of `kinds` that speak of a side, or of anything for side ""; the first of a title stands.

    A title repeated by a second feed, on whatever day, is the same article. Scores outside [-1, 1] are
    not scores and left out.
    """
    wanted = _entities(panel, side)
    told: dict[tuple[str, str], tuple[np.datetime64, float]] = {}
    sources = []
    for entity in wanted:
        rows = panel.dated("sentiment", entity)
        kept = [
            row for row in range(len(rows["date"])) if str(rows["kind"][row] or "article") in kinds
        ]
        kept = [row for row in kept if abs(float(rows["score"][row])) <= 1.0]
        if not kept:
            continue
        for row in kept:
            title = str(rows["title"][row] or rows["item"][row]).casefold().strip()
            found = (rows["known_at"][row], float(rows["score"][row]))
            if (entity, title) not in told or found[0] < told[entity, title][0]:
                told[entity, title] = found
        days = as_days(rows["date"][kept])
        name = str(rows["dataset"][kept[0]])
        what = f"what is said of {entity}"
        sources.append(Source(name, what, days.min().item(), days.max().item(), len(kept)))
    order = sorted(told.values(), key=lambda pair: pair[0])
    known = as_days([day for day, _ in order])
    return Scores(known, np.array([score for _, score in order]), tuple(sources))


def _entities(panel: Panel, side: str) -> tuple[str, ...]:
    on_file = panel.ids("sentiment")
    if not side:
        return on_file
    names = set(ENTITIES[side])
    if side == "few":
        issuers = {panel.catalog.issuer(symbol) for symbol in panel.catalog.baskets["MAG7"].symbols}
        names |= {entity for entity in on_file if panel.catalog.issuer(entity) in issuers}
    return tuple(entity for entity in on_file if entity in names)
