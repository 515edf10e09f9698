"""Money said to move, which prices do not show."""

from __future__ import annotations

import re

from rotascope.articles.measures.moves import NO_FLOWS
from rotascope.articles.remarks.registry import remark
from rotascope.articles.remarks.scene import Scene
from rotascope.terms.articles import Remark

__all__ = ["shift"]

MOVES = re.compile(
    r"\b(?:investors|capital|money|funds|allocators|managers|the market)\b[^.;:]{0,60}?"
    r"\b(?:shift(?:ing|ed)?|rotat(?:ing|ed)|pour(?:ing|ed)|flow(?:ing|ed|s)|pil(?:ing|ed)|mov(?:ing|ed)"
    r"|ditch(?:ing|ed)|doubled down|more discerning|forced to allocate|reallocat(?:ing|ed))\b",
    re.I,
)
QUOTED = 80


@remark("shift", row="045")
def shift(scene: Scene) -> tuple[Remark, ...]:
    """Sentences that say investors move money: a claim about flows, never settled by prices."""
    said = [(s, found) for _, s, found in scene.saying(MOVES) if s.kind not in ("title", "heading")]
    if not said:
        return ()
    on_file = scene.panel.ids("funds")
    first, found = said[0]
    many = f"{len(said)} sentences say" if len(said) > 1 else "one sentence says"
    text = f'{many} that money moves ("{found[0][:QUOTED]}"): {NO_FLOWS}'
    needs = ("shares outstanding of the funds on both sides, by day. More: rotascope"
             " signals structure.flow_size structure.flow_concentration",)  # fmt: skip
    key = ""
    if {"IWM", "SPY"} <= set(on_file):
        text = f"{many} that money moves: see the flows of the funds on file"
        key = f"signal/structure.flow_size@{scene.panel.as_of}"
    return (Remark("", "not_checkable", text, (), needs, key, "", first.start, first.end),)
