"""A market move that is said and never measured."""

from __future__ import annotations

import re

from rotascope.articles.remarks import figures as own
from rotascope.articles.remarks.registry import remark
from rotascope.articles.remarks.scene import Scene
from rotascope.terms.articles import Remark

__all__ = ["no_number"]

MOVES = re.compile(
    r"\b(?:divergence|diverg(?:e|ing)|out-?performance|out-?perform(?:ed|ing)?|conspicuous strength"
    r"|falter(?:ed|ing)?|wobbl(?:e|ing)|rotation|shift in leadership)\b",
    re.I,
)
PRESENT = ("", "ytd", "mtd", "1w", "1m", "3m", "6m", "1y")
"""Windows that measure a present move: what happened since 2015 does not."""


@remark("no_number", row="C21")
def no_number(scene: Scene) -> tuple[Remark, ...]:
    """Sides said to move apart in an article that prints no present return of either."""
    printed = {own.side_of(s, scene.catalog)
               for c in scene.of("return", "relative_return", "return_multiple", "group_floor")
               if c.digits is not None and c.window in PRESENT for s in c.subject}  # fmt: skip
    counted = {c.sentence for c in scene.claims if c.digits is not None}
    said = []
    for number, sentence, found in scene.saying(MOVES):
        named = [s for s in scene.symbols(number) if own.side_of(s, scene.catalog)]
        sides = {own.side_of(s, scene.catalog) for s in named}
        told = sentence.kind in ("title", "heading") or number in counted
        if sides and not told and not sides & printed:
            said.append((sentence, found[0].lower(), named))
    if not said:
        return ()
    first, word, named = said[0]
    more = f" ({len(said)} sentences of the kind)" if len(said) > 1 else ""
    text = (
        f'no checkable evidence: "{word}" is said of {own.listed([own.called(scene, s) for s in named])}'
        f" and no return of any is printed{more}"
    )
    needs = ("a return of each over one stated window",)
    return (Remark("", "not_checkable", text, (), needs, "", "", first.start, first.end),)
