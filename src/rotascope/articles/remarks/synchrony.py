"""Siblings said to move as one whose own figures are far apart."""

from __future__ import annotations

import re

from rotascope.articles.measures.agreement import APART
from rotascope.articles.measures.extremes import record_of
from rotascope.articles.remarks import figures as own
from rotascope.articles.remarks.registry import remark
from rotascope.articles.remarks.scene import Scene
from rotascope.terms.articles import Claim, FindingVerdict, Remark

__all__ = ["synchrony"]

AS_ONE = re.compile(
    r"\b(?:synchroni[sz]ed|in unison|in lockstep|in tandem|across the board)\b", re.I
)


@remark("synchrony", row="C17")
def synchrony(scene: Scene) -> tuple[Remark, ...]:
    """Small-cap indices said to move together, against the returns printed for each of them."""
    for _, sentence, said in scene.saying(AS_ONE):
        for window in own.windows(scene):
            figures = own.printed(scene, window)
            small = {s: c for s, c in figures.items()
                     if own.side_of(s, scene.catalog) == "small" and s.startswith("^")}  # fmt: skip
            if len(small) > 1:
                return (_told(scene, said[0], small, window, sentence.start, sentence.end),)
    return ()


def _told(
    scene: Scene, word: str, small: dict[str, Claim], window: str, start: int, end: int
) -> Remark:
    values = {s: c.value or 0.0 for s, c in small.items()}
    gap = max(values.values()) - min(values.values())
    told = " and ".join(f"{own.called(scene, s)} {own.percent(v)}" for s, v in values.items())
    held = gap <= APART
    text = (
        f'"{word.lower()}" {"holds" if held else "does not hold"} {own.worded(window)}: {told} are'
        f" {own.points(gap)} apart"
    )
    records = [told for s in values if (told := _record(scene, s))]
    text = "; ".join((text, *records))
    needs = () if held else ("siblings within five points of one another",)
    verdict: FindingVerdict = "supported" if held else "contradicted"
    return Remark("", verdict, text, own.ids(small.values()), needs, "", "", start, end)


def _record(scene: Scene, symbol: str) -> str:
    """How far a sibling is from its own record, where the store knows."""
    found = record_of(scene.panel, symbol, scene.day or scene.panel.as_of)
    if found is None:
        return ""
    who = found.symbol if found.own else f"{found.symbol} ({found.basis})"
    return f"{who} {own.percent(found.distance, 1)} from its record of {found.day}"
