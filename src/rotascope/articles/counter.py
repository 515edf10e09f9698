"""The strongest case against an article: what fails in it, what the market says, what usually follows.

Every point carries a number and, where there is one, the key that opens it and a base rate. There is
always a point: where nothing speaks against the view, the base rate of being wrong anyway does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rotascope.articles.remarks import figures as own
from rotascope.articles.remarks.registry import remarks
from rotascope.articles.remarks.scene import Scene
from rotascope.articles.sides import sides_taken
from rotascope.maths.stats import wilson
from rotascope.series import PairSeries
from rotascope.terms import Axis, Leader
from rotascope.terms.articles import Remark
from rotascope.terms.theses import CounterPoint
from rotascope.terms.words import OPPOSITE

__all__ = ["Fact", "counter_case"]

SPLIT = re.compile(r"; (?![^()]*\))")
"""Between half-sentences, and not inside a bracket."""
WINDOW, MOST, FEWEST, PARTS = 63, 6, 8, 3
LEVEL = 0.9
PAIRS: dict[Axis, str] = {"size": "small_large", "concentration": "rest_few"}
LONG: dict[Axis, tuple[str, ...]] = {
    "size": ("small_large",),
    "concentration": ("rest_few", "equal_cap"),
}
FIRST: dict[Axis, Leader] = {"size": "small", "concentration": "rest"}
WORDS: dict[Leader, str] = {"small": "small caps", "large": "large caps", "rest": "the rest",
                            "few": "the few"}  # fmt: skip
WEIGHTY = ("headline", "impact", "shock_type", "synchrony", "count_share", "permanent", "selective")


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the verdict of the day says on an axis, and which side it speaks for."""

    axis: Axis
    side: Leader
    text: str
    key: str = ""
    base_rate: str = ""


def counter_case(
    scene: Scene, verdict_facts: Sequence[Fact] = (), noticed: Sequence[Remark] | None = None
) -> tuple[CounterPoint, ...]:
    """At most six points against the article's view, the weightiest first; never none.

    `verdict_facts` are what the desk's verdict says that day: those for the other side are taken.
    `noticed`: the article's remarks, if they were made already.
    """
    taken = sides_taken(scene)
    made = remarks(scene) if noticed is None else noticed
    points = [*_failing(made, scene)]
    points += [p for axis, side in taken.items() if (p := _market(scene, axis, side)) is not None]
    points += [
        CounterPoint(fact.text, fact.key, fact.base_rate)
        for fact in verdict_facts
        if taken.get(fact.axis) == OPPOSITE.get(fact.side)
    ]
    chosen = _once(points)[: MOST - 1]
    last = [_usual(scene, axis, side) for axis, side in taken.items()]
    chosen += [point for point in last if point is not None][: MOST - len(chosen)]
    return tuple(chosen) or (_nothing(scene),)


def _failing(made: Sequence[Remark], scene: Scene) -> list[CounterPoint]:
    """What fails in the article itself: remarks first, then single claims that are contradicted."""
    ranked = sorted(
        (r for r in made if r.verdict in ("contradicted", "selective") and r.kind in WEIGHTY),
        key=lambda r: WEIGHTY.index(r.kind),
    )
    points = [
        CounterPoint(_sentence("; ".join(SPLIT.split(r.text)[:PARTS])), _key(r, scene))
        for r in ranked[:3]
    ]
    wrong = [f for f in scene.findings if f.verdict == "contradicted" and f.observed is not None]
    points += [
        CounterPoint(
            f'"{f.claim.quote[:80].strip()}" is not what is on file: {f.reason}',
            f.key or _of(scene, f.claim.id),
        )
        for f in wrong[:2]
    ]
    return points


def _key(one: Remark, scene: Scene) -> str:
    """What opens a remark: its own key, else that of the first claim behind it, else the article's."""
    behind = (f.key for f in scene.findings if f.claim.id in one.claims and f.key)
    return one.key or next(behind, "") or _of(scene, *one.claims[:1])


def _of(scene: Scene, claim: str = "") -> str:
    """The key of the article, or of a claim of it, on the day that it is read."""
    parts = ("article", scene.article.id[:12], claim)
    return f"{'/'.join(part for part in parts if part)}@{scene.panel.as_of}"


def _market(scene: Scene, axis: Axis, side: Leader) -> CounterPoint | None:
    """The pair's own last quarter, where it went against the side that the article takes."""
    pair = scene.panel.pair(PAIRS[axis])
    if len(pair) <= WINDOW:
        return None
    move = _oriented(pair, axis, side)
    if not move < 0.0:
        return None
    text = (
        f"{WORDS[side]} trailed {WORDS[OPPOSITE[side]]} by {own.points(float(np.expm1(move)))} over the"
        f" {WINDOW} sessions to {pair.days[-1]} ({pair.label}, total return)"
    )
    return CounterPoint(text, f"signal/rs.{PAIRS[axis]}@{scene.panel.as_of}")


def _oriented(pair: PairSeries, axis: Axis, side: Leader) -> float:
    sign = pair.sign * (1.0 if side == FIRST[axis] else -1.0)
    return sign * float(pair.log_ratio[-1] - pair.log_ratio[-1 - WINDOW])


def _usual(scene: Scene, axis: Axis, side: Leader) -> CounterPoint | None:
    """How often a side that led a quarter lost the lead in the next: quarters that do not overlap.

    On the first pair of the axis that has eight such quarters; where none has, their number is said.
    """
    sign = 1.0 if side == FIRST[axis] else -1.0
    for name in LONG[axis]:
        pair = scene.panel.pair(name)
        moves = sign * pair.sign * np.diff(pair.log_ratio[::-1][::WINDOW][::-1])
        led = moves[:-1] > 0.0
        n = int(led.sum())
        if n >= FEWEST:
            failed = int((moves[1:][led] <= 0.0).sum())
            text = (
                f"after a quarter in which {WORDS[side]} led, {WORDS[OPPOSITE[side]]} led the next in"
                f" {failed} of {n} cases since {pair.days[0]} ({pair.label}, total return, quarters of"
                f" {WINDOW} sessions)"
            )
            rate = f"{failed / n * 100:.0f} % of {n} independent cases{_coin(failed, n)}"
            return CounterPoint(text, f"signal/rs.{name}@{scene.panel.as_of}", rate)
    text = f"there are fewer than {FEWEST} quarters on file in which {WORDS[side]} led: no odds are given"
    return CounterPoint(text, "", f"n < {FEWEST}")


def _coin(failed: int, n: int) -> str:
    """That it is no better than a coin, where a half lies within the 90 % interval of the share."""
    low, high = wilson(failed, n, LEVEL)
    return ", no better than a coin" if low <= 0.5 <= high else ""


def _nothing(scene: Scene) -> CounterPoint:
    """Where the article takes no side and nothing in it fails, that is what is said, with counts."""
    looked = sum(f.verdict not in ("not_checkable", "check_failed") for f in scene.findings)
    text = (
        "no side of a rotation is taken and no figure fails, but"
        f" {looked} of {len(scene.findings)} claims could be looked up: the others may be wrong"
    )
    return CounterPoint(text)


def _once(points: Sequence[CounterPoint]) -> list[CounterPoint]:
    return list({point.text: point for point in points}.values())


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
