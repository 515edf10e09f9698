"""The questions to history, each a chapter with its finding, its rows and what chance would show."""

from __future__ import annotations

from collections.abc import Callable

from rotascope.errors import UnknownName
from rotascope.evidence import ablation, analogues, eras, horizons, snapbacks, survival, two_by_two
from rotascope.panel import Panel
from rotascope.terms import Axis, Chapter

__all__ = ["CHAPTERS", "history"]

CHAPTERS: dict[str, Callable[[Panel, Axis], Chapter]] = {
    "spells": survival.spells,
    "breaks": survival.breaks,
    "regimes": two_by_two.regimes,
    "parallels": analogues.parallels,
    "eras": eras.eras,
    "snapbacks": snapbacks.snapbacks,
    "horizons": horizons.horizons,
    "ablation": ablation.ablation,
}


def history(panel: Panel, name: str | None, axis: Axis) -> tuple[Chapter, ...]:
    """One chapter, or all of them. Raises UnknownName with the nearest."""
    if name is None:
        return tuple(chapter(panel, axis) for chapter in CHAPTERS.values())
    if name not in CHAPTERS:
        raise UnknownName.among("chapter", name, CHAPTERS, "rotascope history")
    return (CHAPTERS[name](panel, axis),)
