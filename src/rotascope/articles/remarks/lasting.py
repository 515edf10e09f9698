"""A move said to be no blip: how often such moves went on."""

from __future__ import annotations

import re

import numpy as np

from rotascope.articles.remarks import figures as own
from rotascope.articles.remarks.registry import remark
from rotascope.articles.remarks.scene import Scene
from rotascope.maths.stats import wilson
from rotascope.series import Vector
from rotascope.terms.articles import Remark

__all__ = ["lasting"]

NO_BLIP = re.compile(
    r"\b(?:one-day (?:blip|wonder)|head[- ]?fake|flash in the pan|more than (?:just )?a (?:daily|one-day)"
    r"|false starts?|(?:has|have) legs|this time (?:is|may be|could be)? ?different)\b",
    re.I,
)
WINDOW, FEWEST, LEVEL = 21, 8, 0.9
PAIR = "small_large"


@remark("lasting", row="023")
def lasting(scene: Scene) -> tuple[Remark, ...]:
    """Whether a move lasts, as it is said to: months that began like this one, and how they went on."""
    first = next(((s, w) for _, s, w in scene.saying(NO_BLIP)), None)
    pair = scene.panel.pair(PAIR)
    if first is None or len(pair) <= WINDOW * FEWEST:
        return ()
    sentence, word = first
    moves = np.diff(pair.log_ratio[::-1][::WINDOW][::-1])
    now = float(moves[-1])
    key = f"signal/persistence.{PAIR}@{scene.panel.as_of}"
    text = (
        f'"{word[0].lower()}" is a matter of odds: {pair.label} moved'
        f" {own.percent(float(np.expm1(now)), 1)} in the {WINDOW} sessions to {pair.days[-1]};"
        f" {_odds(moves, now)}"
    )
    needs = (
        f"a figure of what lasted. More: rotascope signals persistence.{PAIR} false_starts.{PAIR}",
    )
    return (Remark("", "not_checkable", text, (), needs, key, "", sentence.start, sentence.end),)


def _odds(moves: Vector, now: float) -> str:
    """Of earlier months, without overlap, that moved at least as far the same way: how many went on."""
    side = 1.0 if now >= 0.0 else -1.0
    alike = np.flatnonzero(side * moves[:-1] >= abs(now))
    if len(alike) < FEWEST:
        return f"only {len(alike)} earlier months moved as far, too few for odds"
    went_on = int((side * moves[alike + 1] > 0.0).sum())
    low, high = wilson(went_on, len(alike), LEVEL)
    return (
        f"after {len(alike)} earlier months that moved as far, the next went the same way in {went_on}"
        f" ({went_on / len(alike) * 100:.0f} %, 90 %: {low * 100:.0f} to {high * 100:.0f})"
    )
