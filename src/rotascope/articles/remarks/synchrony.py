"""Siblings said to move as one whose own figures are far apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rotascope.articles.measures.agreement import APART
from rotascope.articles.measures.extremes import record_of
from rotascope.articles.remarks import figures as own
from rotascope.articles.remarks.registry import remark
from rotascope.articles.remarks.scene import Scene
from rotascope.terms.articles import Claim, Finding, FindingVerdict, Remark

__all__ = ["settled", "synchrony"]

AS_ONE = re.compile(
    r"\b(?:synchroni[sz]ed|in unison|in lockstep|in tandem|across the board)\b", re.I
)

OWN = "the article's own figures"


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


def settled(findings: Sequence[Finding], noticed: Sequence[Remark]) -> tuple[Finding, ...]:
    """The findings, a claim of agreement that funds leave open judged by the article's own figures.

    Where no synchrony remark was made the article prints none, and the finding stays as it was.
    """
    told = next((one for one in noticed if one.kind == "synchrony"), None)
    if told is None:
        return tuple(findings)
    values = [f.claim.value for f in findings
              if f.claim.id in told.claims and f.claim.value is not None]  # fmt: skip
    gap = max(values, default=0.0) - min(values, default=0.0)
    return tuple(
        replace(one, verdict=told.verdict, needs=told.needs, observed=gap, reading_used=OWN,
                reason=f"{told.text.split('; ')[0]}; {one.reason}")
        if one.claim.measure == "agreement" and one.verdict == "not_checkable"
        and one.claim.start < told.end and told.start < one.claim.end
        else one
        for one in findings
    )  # fmt: skip


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
