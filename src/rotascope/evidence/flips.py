"""What would change the forecast: the smallest move of each family that gives it a view, or takes it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rotascope.evidence.chapters import FEWEST
from rotascope.evidence.composite import CLIP, Composite
from rotascope.evidence.forecast import FAMILIES_NEEDED, Fitted, undecided
from rotascope.maths import stats
from rotascope.terms import SIDE_NAMES, SIDES, Axis

__all__ = ["Flip", "flip_lines", "flips", "turning_scores"]

MOST = 2
REACH = 4.0  # deviations of the score: farther it has never been


@dataclass(frozen=True, slots=True)
class Flip:
    """If the family's mean normal score went from `now` to `then`, the forecast would be `becomes`.

    `becomes`: +1 small / the rest, -1 large / the few, 0 no view.
    """

    family: str
    now: float
    then: float
    becomes: int


def view(fitted: Fitted, x: float) -> int:
    """The forecast's side at score x: +1, -1, or 0 for none."""
    p, worth = fitted.at(x)
    return 0 if undecided(p, worth, fitted.base) else int(np.sign(p - fitted.base))


def turning_scores(fitted: Fitted, x: float) -> tuple[tuple[float, int], ...]:
    """(score, view beyond it) of the nearest change of the view below x and above it, where there are.

    The score is walked in steps of 0.02 deviations up to four from zero, then halved to 1e-6.
    """
    reach = max(REACH, abs(x))
    now, found = view(fitted, x), []
    for step in (-0.02, 0.02):
        at = x
        while abs(at + step) <= reach:
            if view(fitted, at + step) != now:
                found.append(_halved(fitted, at, at + step, now))
                break
            at += step
    return tuple(found)


def _halved(fitted: Fitted, inside: float, outside: float, now: int) -> tuple[float, int]:
    for _ in range(15):
        middle = 0.5 * (inside + outside)
        if view(fitted, middle) == now:
            inside = middle
        else:
            outside = middle
    return outside, view(fitted, outside)


def flips(score: Composite, fitted: Fitted) -> tuple[Flip, ...]:
    """The smallest move of one family alone that changes the view, nearest first; today is the last row.

    x = sum of the families' means / (how many x sd): a change of x by d takes one of F families d F sd.
    A mean can only lie where clipped percentiles let it. Empty where there can be no view at all.
    """
    z = score.z[-1]
    spoke = np.flatnonzero(np.isfinite(z))
    if len(spoke) < FAMILIES_NEEDED or not fitted.row[6] >= FEWEST:
        return ()
    most = stats.normal_ppf(1.0 - CLIP)
    x, found = float(score.x[-1]), []
    for wanted, becomes in turning_scores(fitted, x):
        move = (wanted - x) * len(spoke) * float(score.sd[-1])
        for at in spoke:
            then = float(z[at]) + move
            if abs(then) <= most:
                found.append((abs(move), Flip(score.names[at], float(z[at]), then, becomes)))
    return tuple(flip for _, flip in sorted(found, key=lambda one: (one[0], one[1].family)))


def flip_lines(axis: Axis, score: Composite, fitted: Fitted) -> tuple[str, ...]:
    """At most two sentences: a family, where it stands, and from where on the forecast would turn."""
    found = flips(score, fitted)
    if not found:
        spoke = int(np.isfinite(score.z[-1]).sum())
        able = spoke >= FAMILIES_NEEDED and fitted.row[6] >= FEWEST
        return (f"{axis}: no one family's move would change the forecast",) if able else ()
    return tuple(_line(axis, flip) for flip in found[:MOST])


def _line(axis: Axis, flip: Flip) -> str:
    now, then = (stats.normal_cdf(z) * 100.0 for z in (flip.now, flip.then))
    named = dict(zip((1, -1), (SIDE_NAMES[side] for side in SIDES[axis]), strict=True))
    becomes = f"would favour {named[flip.becomes]}" if flip.becomes else "would have no view"
    return f"{flip.family} signals at {then:.0f} of 100 (now {now:.0f}) instead: the forecast {becomes}"
