"""Win streaks: how many sessions running one leg has beaten the other, and how often chance does that."""

from __future__ import annotations

import numpy as np

from rotascope.catalog import Pair
from rotascope.maths import streak as runs
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import PairSeries, Vector
from rotascope.signals import pairs, words
from rotascope.signals.trace import Trace
from rotascope.terms import Null

__all__ = ["streak", "streak_null"]

LEAST = 60
WEIGHT = 0.25
THEORY = (
    "A run is the tally of who has just been winning; beyond chance it hardly repeats, so that even a"
    " rare one leans by a quarter at most"
)


def streak(panel: Panel, name: str) -> Trace:
    """Sessions running in which the numerator beat (positive) or trailed (negative) the denominator.

    Total return, on the pair's common sessions; equal returns end a run. Lean: sign of the run x
    pair sign x (1 - 2 p^k) / 4, with p the share of such sessions so far; 0 for a run of one day.
    """
    pair = panel.pair(name)
    unanswered = pairs.unanswered(panel, pair, LEAST)
    if unanswered is not None:
        return unanswered
    steps = np.diff(pair.log_ratio)
    lengths = np.asarray(runs.lengths(steps), dtype=np.float64)
    up, down = _shares(steps)
    odds = np.power(np.where(lengths >= 0, up, down), np.abs(lengths))
    lengths[: LEAST - 1] = np.nan  # the share of wins is not known before
    lean = np.sign(lengths) * pair.sign * WEIGHT * np.maximum(1.0 - 2.0 * odds, 0.0)
    return Trace(
        pair.days[1:],
        lengths,
        text=_text(panel, pair, int(lengths[-1])),
        lean=lean + 0.0,  # no minus zero
        marks=pair.marks,
        sources=pair.sources,
        data=(up, down),
    )


def _shares(steps: Vector) -> tuple[Vector, Vector]:
    """Per session: the share of sessions so far that the numerator won, and lost."""
    n = np.arange(1, len(steps) + 1)
    return np.cumsum(steps > 0) / n, np.cumsum(steps < 0) / n


def _text(panel: Panel, pair: PairSeries, run: int) -> str:
    legs = words.leg(panel, pair.numerator), words.leg(panel, pair.denominator)
    if run == 0:
        return f"{legs[0]} and {legs[1]} returned the same on the last session"
    verb, length = ("beat" if run > 0 else "trailed"), abs(run)
    times = "in the last session" if length == 1 else f"{length} sessions running"
    return f"{legs[0]} {verb} {legs[1]} {times}, total return"


def streak_null(panel: Panel, trace: Trace) -> Null:
    """How often chance alone has such a run, on either side, on a given day.

    Null hypothesis: exchangeable sessions, so the last k all fall on one side with probability
    p^k, p the share of sessions on that side so far; both sides are counted.
    """
    length = int(abs(trace.value[-1]))
    p = min(float(trace.data[0][-1]) ** length + float(trace.data[1][-1]) ** length, 1.0)
    said = f"chance alone has a run of {length} or more, on either side, on {words.chance(p)} days"
    return Null(said, p, p)


def _register(spec: Pair) -> None:
    def compute(panel: Panel) -> Trace:
        return streak(panel, spec.name)

    compute.__doc__ = (
        f"Sessions running in which {pairs.title_of(spec)} rose (positive) or fell (negative), total"
        " return; printed with the chance p^k of such a run among exchangeable sessions."
    )
    signal(
        f"streak.{spec.name}",
        title=f"Win streak, {pairs.title_of(spec)}",
        axis=spec.axis,
        family="price",
        unit="sessions",
        sign=pairs.score_sign(spec),
        theory=pairs.theory_of(spec, THEORY),
        null=streak_null,
        lean="value",
        pair=spec.name,
    )(compute)


for _pair in pairs.DAILY:
    _register(_pair)
