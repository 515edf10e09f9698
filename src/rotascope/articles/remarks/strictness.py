"""One quantity said twice, once roughly and once strictly."""

from __future__ import annotations

from rotascope.articles.remarks import figures as own
from rotascope.articles.remarks.registry import remark
from rotascope.articles.remarks.scene import Scene
from rotascope.terms.articles import Claim, Remark

__all__ = ["strictness"]

ROUGH, SAME, MOST = ("~", "nearly"), 0.05, 100
SAID = {"~": "about", "nearly": "nearly", "<": "under", "<=": "at most", ">": "over", ">=": "at least",
        "=": "", "between": ""}  # fmt: skip
UNITS = {"fraction": (100.0, " %"), "count": (1.0, "")}
WORDS = {"largest_weight": "the largest weight", "holdings_count": "the number of holdings",
         "weight": "the weight"}  # fmt: skip


@remark("strictness", row="C19")
def strictness(scene: Scene) -> tuple[Remark, ...]:
    """Pairs of claims on one quantity that differ in how strictly it is said: both need a date."""
    levels = [c for c in scene.claims if c.measure in WORDS and c.value is not None][:MOST]
    made = []
    for at, first in enumerate(levels):
        for second in levels[at + 1 :]:
            if _same(first, second) and first.op != second.op:
                made.append(_told(scene, first, second))
    return tuple(made)


def _same(first: Claim, second: Claim) -> bool:
    """One quantity of one thing: the same measure, whom it is of, and numbers within a twentieth."""
    a, b = first.value or 0.0, second.value or 0.0
    near = abs(a - b) <= SAME * max(abs(a), abs(b))
    whom = (first.measure, first.subject, first.detail) == (
        second.measure, second.subject, second.detail)  # fmt: skip
    return near and whom and {first.op, second.op} & set(ROUGH) != set()


def _told(scene: Scene, first: Claim, second: Claim) -> Remark:
    strict = {first.op, second.op} & {"<", ">"}
    text = f"{WORDS[first.measure]} is {_said(first)} and again {_said(second)}: " + (
        "both hold only on one side of it" if strict else "the two need not be of one day"
    )
    needs = ["a date for each"]
    for claim in (first, second):
        found = scene.finding(claim)
        if found is not None and found.observed is not None and found.reading_used:
            scale, unit = UNITS.get(claim.unit, (1.0, ""))
            needs.append(f"on file {found.observed * scale:,.2f}{unit}, {found.reading_used}")
            break
    return Remark("", "approximate", text, own.ids((first, second)), tuple(needs), "", "",
                  second.start, second.end)  # fmt: skip


def _said(claim: Claim) -> str:
    scale, unit = UNITS.get(claim.unit, (1.0, ""))
    return f"{SAID[claim.op]} {(claim.value or 0.0) * scale:,.6g}{unit}".strip()
