"""What the regime signals share: completed weeks of a pair, and answers that grow week by week."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from rotascope.catalog import Pair
from rotascope.panel import Panel
from rotascope.recall import recall
from rotascope.series import PairSeries, Vector
from rotascope.sessions import Days
from rotascope.signals import pairs, words
from rotascope.signals.trace import Trace, missing
from rotascope.signals.weekly import week_ends

__all__ = ["MAIN", "Weeks", "grown", "leader_word", "weeks", "year_ends"]

MAIN: tuple[Pair, ...] = tuple(pair for pair in pairs.DAILY if pair.primary)
"""The pairs a verdict is about: regimes of other pairs would only say the same again."""
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True, eq=False)
class Weeks:
    """Completed weeks of a pair, turned so that up is small / the rest.

    `days` (n + 1,) are the weeks' last sessions, `at` their places in the pair, `ratio` (n + 1,) the
    log ratio on them, `changes` (n,) its weekly changes, total return.
    """

    pair: PairSeries
    label: str
    days: Days
    at: NDArray[np.intp]
    ratio: Vector
    changes: Vector


def weeks(panel: Panel, name: str, least: int) -> Weeks | Trace:
    """The completed weeks of pair `name`, or the trace that says why there are too few."""
    pair = panel.pair(name)
    unanswered = pairs.unanswered(panel, pair, 1)
    if unanswered is not None:
        return unanswered
    at = week_ends(pair.days)
    if len(at) <= least:
        why = f"{pair.label}: {len(at)} of {least + 1} completed weeks"
        return missing("short_history", why)
    oriented, label = pairs.oriented(panel, pair)
    ratio = oriented[at]
    return Weeks(pair, label, pair.days[at], at, ratio, np.diff(ratio))


def year_ends(days: Days) -> list[int]:
    """Positions of the first week of each calendar year but the first: where a year's fit begins."""
    years = days.astype("datetime64[Y]")
    found: list[int] = (np.flatnonzero(years[1:] != years[:-1]) + 1).tolist()
    return found


def grown(
    name: str, x: Vector, ends: list[int], start: Answer, step: Callable[[Answer, int, int], Answer]
) -> Answer:
    """`step(answer, low, high)` over the stretches that end at each of `ends`, begun with `start`.

    The answer up to an end is kept by the content of x up to there, so that the panel of another
    week, which shares that past, steps over its own stretch only. `step` may use x up to `high`.
    """
    if not ends:
        return start
    *before, end = ends

    def make() -> Answer:
        return step(grown(name, x, before, start, step), before[-1] if before else 0, end)

    return recall(name, (x[:end],), str(ends), make)


def leader_word(panel: Panel, pair: PairSeries, side: int) -> str:
    """What a reader calls the side: the leg that leads on +1 (small / the rest) or on -1."""
    upper = pair.numerator if side * pair.sign > 0 else pair.denominator
    return words.leg(panel, upper)
