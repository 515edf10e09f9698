"""Are the words stronger than the figures behind them?"""

from __future__ import annotations

from collections.abc import Sequence

from rotascope.articles.remarks.registry import remark
from rotascope.articles.remarks.scene import Scene
from rotascope.articles.wording import Strong, unbacked
from rotascope.terms.articles import Remark

__all__ = ["strong_words"]

SAYS = {
    "proof": "speaks of proof",
    "absolute": "allows no exception",
    "cause": "names a cause",
    "size": "speaks of great size",
}
SHOWN = 5


@remark("strong_words", row="173")
def strong_words(scene: Scene) -> tuple[Remark, ...]:
    """Words of proof, cause, no exception or great size where no figure of their sentence holds.

    One remark a kind, so that a loud article does not drown the rest. It says nothing of whether the
    statement is true: only that the article does not show it.
    """
    found = unbacked(scene.article, scene.findings)
    return tuple(
        _told(SAYS[kind], [one for one in found if one.kind == kind])
        for kind in SAYS
        if any(one.kind == kind for one in found)
    )


def _told(says: str, found: Sequence[Strong]) -> Remark:
    words = list(dict.fromkeys(one.words.lower() for one in found))
    shown = ", ".join(f'"{word}"' for word in words[:SHOWN])
    more = f" and {len(words) - SHOWN} more" if len(words) > SHOWN else ""
    sentences = len({one.sentence for one in found})
    number = "1 sentence" if sentences == 1 else f"{sentences} sentences"
    return Remark(
        "strong_words",
        "not_checkable",
        f"the article {says} in {number} without a figure of theirs that holds: {shown}{more}",
        needs=(f"a figure in the same sentence, or weaker words: {found[0].weaker}",),
        start=found[0].start,
        end=found[0].end,
    )
