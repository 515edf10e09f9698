"""The spells during which a condition held, and what followed each: known then, never looked ahead.

A spell ends after five sessions without the condition, so that a spread which crosses its threshold
to and fro is one spell. What was true on the first session that could be judged began before it, and
is no spell: nobody saw it begin.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from rotascope import sessions
from rotascope.conditions import Truth
from rotascope.maths import decluster
from rotascope.maths.types import Ints
from rotascope.panel import Panel
from rotascope.series import Vector
from rotascope.terms import Axis, Episode, Leader, Tally
from rotascope.theses.lines import after, index_of, judge_of

__all__ = ["Judged", "episodes", "followed", "last_rows", "tally"]

Judged = tuple[Axis, Leader, str]
"""(axis, side, pair): what an outcome is measured on."""


def episodes(panel: Panel, truth: Truth, on: Judged, horizon: int) -> tuple[Episode, ...]:
    """Every spell of a condition, oldest first, with the pair's and the index's log outcome.

    Entered at the close after the first session of a spell, over `horizon` sessions; None while that
    is not over, or before the pair has prices. The pair's outcome is turned towards the side.
    """
    held = truth.true & truth.judged
    begun = decluster.firings(held, truth.judged)
    last = last_rows(np.flatnonzero(held), begun)
    days = truth.days[begun]
    axis, side, pair = on
    moved = after(judge_of(panel, axis, side, pair), days, horizon)
    index = after(index_of(panel), days, horizon)
    return tuple(
        Episode(day.item(), truth.days[end].item(), _known(moved[i]), _known(index[i]))
        for i, (day, end) in enumerate(zip(days, last, strict=True))
    )


def last_rows(held: Ints, begun: Ints) -> Ints:
    """The last row of each spell: of the rows on which it held, the last before the next begins."""
    if not len(begun):
        return begun
    ends = np.append(begun[1:], np.iinfo(np.int64).max)
    return np.asarray(held[np.searchsorted(held, ends, side="left") - 1])


def tally(found: Sequence[Episode], horizon: int) -> Tally:
    """The spells counted. Apart: a horizon or more after the last one so counted, no two share days."""
    outcomes = followed(tuple(found))
    last: date | None = None
    apart = 0
    for one in found:
        if one.outcome is None:
            continue
        if last is None or sessions.count(last, one.first) >= horizon:
            last, apart = one.first, apart + 1
    middle = float(np.median(outcomes)) if len(outcomes) else None
    return Tally(len(found), len(outcomes), apart, middle, int((outcomes > 0).sum()))


def followed(found: tuple[Episode, ...]) -> Vector:
    """The outcomes that are known, (n,), oldest first."""
    return np.array([one.outcome for one in found if one.outcome is not None], dtype=np.float64)


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
