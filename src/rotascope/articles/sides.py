"""On which side of each rotation an article stands, from what it says of who leads and what to own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from rotascope.articles.remarks import figures as own
from rotascope.articles.remarks.headline import stance
from rotascope.articles.remarks.scene import CHARACTERS, SENTENCES, Scene
from rotascope.terms import Axis, Leader
from rotascope.terms.articles import Sentence
from rotascope.terms.words import OPPOSITE

__all__ = ["sides_taken"]

AFTER = re.compile(
    r"\b(?:over-?weight(?: to| in)?|prefer(?:s|red|ring)?|(?<!in )favou?r(?:s|ed|ing)?|upgraded"
    r"|tilt(?:ing)? to|rotat(?:e|ing) into)\b|\blong (?=\$?[A-Z]{2,5}\b)"
)
BEFORE = re.compile(
    r"\b(?:prudent allocation|benefits? from|prime beneficiar(?:y|ies)|the place to be)\b"
)
STRONG, WEAK = 2, 1
NOW = ("", "ytd", "mtd", "1w", "1m", "3m")
"""Windows that speak of the present: what led for ten years is history."""


def sides_taken(scene: Scene) -> dict[Axis, Leader]:
    """The side that the article argues for on each axis; an axis it is silent or even on is absent.

    A headline counts twice; directions and comparisons without a number, and what it would own, once.
    """
    votes: Counter[tuple[Axis, Leader]] = Counter()
    for leads, lags, weight in (*_claimed(scene), *_written(scene)):
        axis = _axis(leads, lags)
        if axis is not None:
            votes[axis] += weight
    taken: dict[Axis, Leader] = {}
    for (on, side), count in votes.items():
        if count > votes[on, OPPOSITE[side]]:
            taken[on] = side
    return taken


def _axis(leads: own.Side, lags: own.Side) -> tuple[Axis, Leader] | None:
    """Which axis two sides stand on, and its leader: small against anything large is size."""
    if leads == lags:
        return None
    if "small" in (leads, lags):
        return ("size", "small" if leads == "small" else "large")
    if "rest" in (leads, lags) or "few" in (leads, lags):
        return ("concentration", "few" if leads == "few" or lags == "rest" else "rest")
    return None


Vote = tuple[own.Side, own.Side, int]


def _claimed(scene: Scene) -> list[Vote]:
    """Comparisons, and directions of one side, that the article states as facts."""
    votes: list[Vote] = []
    for claim in scene.of("return", "relative_return")[:200]:
        mine, other = (_side(scene, names) for names in (claim.subject, claim.against))
        now = claim.window in NOW and claim.op in (">", "<") and claim.value == 0.0
        if not mine or not now:
            continue
        other = other or _opposite(mine)
        votes.append((mine, other, WEAK) if claim.op == ">" else (other, mine, WEAK))
    figures = own.printed(scene, "ytd")
    rest, few = (
        next((c.value or 0.0 for s, c in figures.items() if _side(scene, (s,)) == side), None)
        for side in ("rest", "few")
    )
    if rest is not None and few is not None:
        votes.append(("rest", "few", STRONG) if rest > few else ("few", "rest", STRONG))
    return votes


def _side(scene: Scene, names: Sequence[str]) -> own.Side:
    """The side of an index, a fund or a group; a single company speaks for none."""
    if not names or scene.catalog.belongs(names[0], "MAG7"):
        return ""
    return own.side_of(names[0], scene.catalog)


def _opposite(side: own.Side) -> own.Side:
    """Whom a side is set against where the article does not say."""
    against: dict[own.Side, own.Side] = {
        "small": "large", "large": "small", "few": "rest", "rest": "few",
    }  # fmt: skip
    return against.get(side, "")


def _written(scene: Scene) -> list[Vote]:
    """Headlines, and sentences that say what to own."""
    votes: list[Vote] = []
    for number, sentence in enumerate(scene.article.sentences[:SENTENCES]):
        if sentence.kind == "table" or not scene.named(number):
            continue
        said = stance(scene, number, sentence)
        if said is not None:
            votes.append((said.leads, said.lags, STRONG if sentence.kind == "title" else WEAK))
            continue
        first = _wanted(scene, number, sentence)
        if first:
            votes.append((first, _opposite(first), WEAK))
    return votes


def _wanted(scene: Scene, number: int, sentence: Sentence) -> own.Side:
    """The side that a sentence would own: the first named after the words, or the last before them."""
    text = sentence.text[:CHARACTERS]
    named = [(m.start - sentence.start, _side(scene, (m.symbol,))) for m in scene.named(number)]
    after, before = AFTER.search(text), BEFORE.search(text)
    if after is not None:
        return next((side for at, side in named if at >= after.start() and side), "")
    if before is not None:
        return next((side for at, side in reversed(named) if at < before.start() and side), "")
    return ""
