"""A count that is told as many and is few of all."""

from __future__ import annotations

import re

from rotascope.articles.remarks.registry import remark
from rotascope.articles.remarks.scene import Scene
from rotascope.terms.articles import Claim, Remark

__all__ = ["count_share"]

TOLD_AS_MANY = re.compile(
    r"\b(?:contrary to|significant (?:portion|share|number)|many|broad(?:ly|er|ening)?|most|plenty"
    r"|more attainable)\b",
    re.I,
)
COUNT = re.compile(r"(?<![\d.,$])(\d{2,4})(?![\d.,]*[\d%])")
SIZES = {"^GSPC": 500, "^RUT": 2000, "^SP600": 600, "OEX": 100}
BEAT = re.compile(r"\b(?:out-?perform\w*|beat(?:s|en|ing)?)\b", re.I)


@remark("count_share", row="C11")
def count_share(scene: Scene) -> tuple[Remark, ...]:
    """A number of members said to beat their index, as a share of all: under half is no breadth."""
    made = []
    for number, sentence, told in scene.saying(TOLD_AS_MANY):
        found = _count(scene, number, sentence.text)
        if found is None:
            continue
        n, of, claims = found
        share = n / of
        if share >= 0.5:
            continue
        text = (
            f"{n} of {of} is {share * 100:.1f} %: {(1 - share) * 100:.1f} % did not beat the index, which"
            f' speaks for a few that drive it and not, as "{told[0].lower()}" has it, against'
        )
        needs = ("more than half of the members ahead of the index, and the year it is of",)
        made.append(Remark("", "contradicted", text, claims, needs, "", "",
                           sentence.start, sentence.end))  # fmt: skip
    return tuple(made)


def _count(scene: Scene, number: int, text: str) -> tuple[int, int, tuple[str, ...]] | None:
    """(how many, of how many, claims) of a sentence that counts who beat an index."""
    mine: list[Claim] = [c for c in scene.of("beat_count") if c.sentence == number]
    for claim in mine:
        of = dict(claim.detail).get("of", "")
        if claim.value is not None and claim.unit == "count" and of.isdigit() and int(of):
            return int(claim.value), int(of), (claim.id,)
    sizes = [SIZES[s] for s in scene.symbols(number) if s in SIZES]
    counts = [int(n) for n in COUNT.findall(text)] if BEAT.search(text) else []
    fitting = [n for n in counts if sizes and 1 < n < sizes[0]]
    return (fitting[0], sizes[0], ()) if fitting else None
