"""What the verdict of a day holds for or against an article: who led then, and which way it turned.

Facts of the primary pairs alone: a forecast of that day would have to be made from every signal, and
is no fact that an article could have known.
"""

from __future__ import annotations

from rotascope.articles.counter import Fact
from rotascope.evidence.facts import Facts, facts
from rotascope.evidence.primary import HORIZON, TURN, speaker
from rotascope.panel import Panel
from rotascope.signals.words import signed
from rotascope.terms import AXES, SIDE_NAMES, Axis
from rotascope.terms.words import OPPOSITE

__all__ = ["verdict_facts"]


def verdict_facts(panel: Panel) -> tuple[Fact, ...]:
    """Per axis who leads as known on the panel's date, with size and chance, and a turn against it.

    None for an axis on which no pair is fresh and long enough.
    """
    told: list[Fact] = []
    for axis in AXES:
        pair = speaker(panel, axis).pair
        if pair is not None:
            known = facts(panel, axis, pair)
            told += _led(panel, axis, pair.label, known)
    return tuple(told)


def _led(panel: Panel, axis: Axis, label: str, known: Facts) -> list[Fact]:
    if known.leader == "neither":
        return []
    day = panel.as_of
    chance = f"; by chance {known.chance * 100:.0f} in 100" if known.chance is not None else ""
    text = (
        f"{SIDE_NAMES[known.leader]} led on {day}: {label} {signed(known.relative_126)} over"
        f" {HORIZON} sessions{chance}, {known.direction}"
    )
    made = [Fact(axis, known.leader, text, f"verdict/{axis}/leader@{day}")]
    if known.direction == "weakening":
        other = OPPOSITE[known.leader]
        turned = f"{label} {signed(known.relative_21)} over {TURN} sessions, towards"
        made.append(
            Fact(axis, other, f"{turned} {SIDE_NAMES[other]}", f"verdict/{axis}/direction@{day}")
        )
    return made
