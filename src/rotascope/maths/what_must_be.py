"""What would have to be true: a claim turned round and solved for what it does not state.

All fractions; falls and losses are given as positive sizes. Arithmetic only: that a weight or a
multiplier is needed says nothing on whether it is likely.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from rotascope.maths.types import Vector

__all__ = [
    "Needed",
    "annual_rate",
    "bisect",
    "direct_loss",
    "index_beta",
    "names_needed",
    "needed_multiplier",
    "needed_weight",
    "rest_return",
    "sessions_to_recover",
    "window_move",
]

STEPS, LEAST = 200, 26


@dataclass(frozen=True, slots=True)
class Needed:
    """The range of a quantity that a range of claims needs, its least first."""

    low: float
    high: float


def _ordered(first: float, second: float) -> Needed:
    return Needed(min(first, second), max(first, second))


def direct_loss(weight: float, shock: float) -> float:
    """What an index loses when names of this summed weight fall by `shock`: weight x shock. Exact."""
    return weight * shock


def index_beta(index: Vector, name: Vector) -> float | None:
    """Slope of the index's returns on a name's own, (n,) each: Cov(index, name) / Var(name).

    What the index did when the name moved, its own weight in it. None below 26 pairs or without any
    move. Co-movement: it does not say that the name moved the rest.
    """
    if len(name) < LEAST or not float(np.var(name)) > 0.0:
        return None
    return float(np.cov(index, name)[0, 1] / np.var(name, ddof=1))


def needed_weight(hit: tuple[float, float], shock: tuple[float, float]) -> Needed:
    """Weight at which a fall of `shock` is a loss of `hit`: hit / shock, least by least, most by most.

    Both are (least, most), positive. 3-8 % from falls of 10-25 % needs 30-32 %. Above 1 cannot be.
    """
    return _ordered(hit[0] / shock[0], hit[1] / shock[1])


def needed_multiplier(
    hit: tuple[float, float], shock: tuple[float, float], weight: float
) -> Needed:
    """How many times its direct loss the index must lose: hit / (weight x shock), ends as above.

    1 is the name's own weight and nothing else; weight > 0.
    """
    return _ordered(hit[0] / (weight * shock[0]), hit[1] / (weight * shock[1]))


def names_needed(weights: Vector, shock: float, hit: float) -> int | None:
    """How many of the largest names must fall by `shock` together to cost `hit`; None if all do not.

    weights (n,), any order.
    """
    largest = np.cumsum(np.sort(weights)[::-1]) * shock
    enough = np.flatnonzero(largest >= hit - 1e-12)
    return int(enough[0]) + 1 if len(enough) else None


def rest_return(whole: float, weight: float, part: float) -> float:
    """What is left of an index earned (whole - weight x part) / (1 - weight), weight at the start."""
    return (whole - weight * part) / (1.0 - weight)


def annual_rate(total: float, years: float) -> float:
    """Return a year that compounds to `total`: (1 + total)^(1 / years) - 1, total > -1."""
    return float((1.0 + total) ** (1.0 / years) - 1.0)


def window_move(longer: float, shorter: float) -> float:
    """Move between the bases of two windows with one end: (1 + longer) / (1 + shorter) - 1.

    From the base of the longer to that of the shorter; two returns of one line, `shorter` > -1.
    """
    return (1.0 + longer) / (1.0 + shorter) - 1.0


def sessions_to_recover(levels: Vector, peak: int) -> int | None:
    """Steps from `peak` to the first level at or above it after a fall; None while there is none.

    levels (n,) finite. 0: the line has not been below its peak since.
    """
    after = levels[peak + 1 :]
    fallen = np.flatnonzero(after < levels[peak])
    if not len(fallen):
        return 0
    back = np.flatnonzero(after[fallen[0] :] >= levels[peak])
    return int(fallen[0] + back[0]) + 1 if len(back) else None


def bisect(
    of: Callable[[float], float], target: float, low: float, high: float, tolerance: float = 1e-10
) -> float | None:
    """The x in [low, high] with of(x) = target, `of` continuous and monotone; None if not between.

    Halves the interval until it is shorter than `tolerance`, 200 times at most.
    """
    first, last = of(low) - target, of(high) - target
    if not np.isfinite([first, last]).all() or first * last > 0.0:
        return None
    for _ in range(STEPS):
        middle = 0.5 * (low + high)
        if high - low <= tolerance:
            break
        if (of(middle) - target) * first > 0.0:
            low = middle
        else:
            high = middle
    return 0.5 * (low + high)
