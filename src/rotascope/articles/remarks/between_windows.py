"""Two windows with one end: what they imply happened between their bases."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np

from rotascope.articles.measures.spans import closed, spans
from rotascope.articles.remarks import figures as own
from rotascope.articles.remarks.registry import remark
from rotascope.articles.remarks.scene import Scene
from rotascope.maths import what_must_be as solve
from rotascope.terms.articles import Claim, FindingVerdict, Remark

__all__ = ["between_windows"]

LEAST, FAR, POINTS = 4, 3.0 * 1.4826, 0.05
"""Names needed; median absolute deviations of an outlier; and how many points at the least."""
FITS = 0.02


@remark("between_windows", row="C07")
def between_windows(scene: Scene) -> tuple[Remark, ...]:
    """The move between the bases of two columns that share an end, by name, and who stands out."""
    for first, second in pairwise(_columns(scene)):
        made = _compared(scene, own.printed(scene, first), own.printed(scene, second))
        if made is not None:
            return (made,)
    return ()


def _columns(scene: Scene) -> list[str]:
    """Windows that end on the article's day, the latest base first: a year gone by ends elsewhere."""
    day = scene.day or scene.panel.as_of
    bases = {w: found[0].base for w in own.windows(scene)
             if not closed(w, day) and (found := spans(w, day, back=0))}  # fmt: skip
    return sorted(bases, key=lambda window: bases[window], reverse=True)


def _compared(scene: Scene, short: dict[str, Claim], long: dict[str, Claim]) -> Remark | None:
    """One pair of columns: the implied moves, and the tape's where one stands out."""
    names = [s for s in short if s in long and short[s].group.startswith("table")]
    if len(names) < LEAST:
        return None
    moves = {s: solve.window_move(long[s].value or 0.0, short[s].value or 0.0) for s in names}
    values = np.array(list(moves.values()))
    middle = float(np.median(values))
    spread = float(np.median(np.abs(values - middle)))
    out = [s for s, m in moves.items() if abs(m - middle) > max(FAR * spread, POINTS)]
    told = ", ".join(f"{s} {own.percent(m, 1)}" for s, m in moves.items())
    used = own.ids([*(short[s] for s in names), *(long[s] for s in names)])
    text = f"the two columns share an end, so that between their bases they imply: {told}"
    if not out:
        return Remark("", "supported", f"{text}; no name stands out", used)
    tested = [_on_tape(scene, s, moves[s], short[s], long[s]) for s in out]
    verdict: FindingVerdict = "supported" if all(ok for ok, _ in tested) else "not_checkable"
    said = "; ".join(f"{s} stands out: {why}" for s, (_, why) in zip(out, tested, strict=True))
    at = short[out[0]]
    return Remark("", verdict, f"{text}; {said}", used, start=at.start, end=at.end)


def _on_tape(
    scene: Scene, symbol: str, implied: float, short: Claim, long: Claim
) -> tuple[bool, str]:
    """Whether the tape moved like that between some admissible bases of the two windows."""
    series = scene.panel.series(symbol)
    day = scene.day or scene.panel.as_of
    tried = []
    for first in _bases(scene, long, day):
        for second in _bases(scene, short, day):
            rows = [int(np.searchsorted(series.days, np.datetime64(d), side="right")) - 1
                    for d in (first, second)]  # fmt: skip
            if min(rows) >= 0 and rows[0] < rows[1]:
                move = float(series.levels[rows[1]] / series.levels[rows[0]] - 1.0)
                tried.append((abs(move - implied), move, first, second))
    if not tried:
        return False, "no closes on file to test it on"
    off, move, first, second = min(tried)
    told = f"the tape moved {own.percent(move, 1)} from {first} to {second}"
    return off <= FITS, told + (
        ", so the figures are real" if off <= FITS else ", which is not that"
    )


def _bases(scene: Scene, claim: Claim, day: date) -> tuple[date, ...]:
    """The base that was found for the claim, else every admissible one of its window."""
    found = scene.finding(claim)
    if found is not None and found.base_date is not None:
        return (found.base_date,)
    return tuple(dict.fromkeys(span.base for span in spans(claim.window, day, back=0)))
