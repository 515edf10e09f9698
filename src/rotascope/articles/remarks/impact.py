"""What a claim of impact would need, and what happened when a name did fall."""

from __future__ import annotations

import numpy as np

from rotascope.articles.measures.impact import Shock, needs_of, shock_of
from rotascope.articles.remarks import figures as own
from rotascope.articles.remarks.registry import remark
from rotascope.articles.remarks.scene import Scene
from rotascope.terms.articles import FindingVerdict, Remark

__all__ = ["impact", "precedents"]

FELL, YEARS, MOST = -0.10, 5, 3
MOST_CLAIMS = 5


@remark("impact", row="C01")
def impact(scene: Scene) -> tuple[Remark, ...]:
    """A fall of a few names said to cost the index more than they weigh: weight, multiplier, days."""
    made = []
    for claim in scene.of("impact")[:MOST_CLAIMS]:
        shock = shock_of(scene.panel, claim, scene.day or scene.panel.as_of)
        if shock is None:
            continue
        low, high = shock.direct
        reached = high >= shock.hit[1] * 0.975
        verdict: FindingVerdict = "supported" if reached else "contradicted"
        if not reached and high >= shock.hit[0]:
            verdict = "partial"
        said = {"supported": "follows from", "partial": "follows only in part from",
                "contradicted": "does not follow from"}[verdict]  # fmt: skip
        text = (
            f"a loss of {_range(shock.hit)} {said} the weights: a fall of {_range(shock.fall)} in"
            f" {own.listed(shock.names)} takes {_range((low, high))} off ({shock.file.fund}'s file of"
            f" {shock.file.day})"
        )
        text = "; ".join((text, *(() if reached else precedents(scene, shock))))
        needs = () if reached else needs_of(shock)
        made.append(Remark("", verdict, text, (claim.id,), needs, "", "", claim.start, claim.end))
    return tuple(made)


def precedents(scene: Scene, shock: Shock) -> tuple[str, ...]:
    """Days of five years on which the largest name fell by a tenth: its part and the index.

    Today's weight is used for all: what the index lost beyond it is the multiplier of that day.
    """
    name = shock.names[0]
    pair = scene.panel.ratio(name, shock.file.fund)
    if len(pair) < 2:
        return ()
    series, fund = pair.numerator, pair.denominator
    days = pair.days[pair.days > pair.days[-1] - np.timedelta64(366 * YEARS, "D")]
    moves = [np.diff(s.levels[at]) / s.levels[at][:-1]
             for s in (series, fund) for at in (np.searchsorted(s.days, days),)]  # fmt: skip
    fallen = np.flatnonzero(moves[0] <= FELL)
    if not len(fallen):
        return (f"no day since {days[0]} on which {name} fell by a tenth",)
    weight = shock.weights[1] if len(shock.names) == 1 else _alone(shock)
    told = [
        f"{days[i + 1]} {name} {own.percent(float(moves[0][i]), 1)}, {shock.file.fund}"
        f" {own.percent(float(moves[1][i]), 1)} ({_times(moves, weight, int(i)):.1f} times its weight)"
        for i in sorted(fallen, key=lambda i: moves[0][i])[:MOST]
    ]  # fmt: skip
    every = moves[1][fallen] / (weight * moves[0][fallen])
    return (
        f"on {len(fallen)} {'day' if len(fallen) == 1 else 'days'} since {days[0]} {name} fell by a tenth"
        f" or more and the index lost"
        f" {float(np.median(every)):.1f} times its present weight in the middle case: {'; '.join(told)}",
    )


def _times(moves: list[np.ndarray], weight: float, at: int) -> float:
    """The index's loss over what the name's weight alone gives."""
    return float(moves[1][at] / (weight * moves[0][at]))


def _alone(shock: Shock) -> float:
    """The first name's weight where several are meant: the fewest that the claim means."""
    return max(shock.weights[0], shock.weights[1] - shock.weights[0])


def _range(ends: tuple[float, float]) -> str:
    low, high = (end * 100 for end in ends)
    return f"{low:.1f} %" if abs(high - low) < 0.05 else f"{low:.1f} to {high:.1f} %"
