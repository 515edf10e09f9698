"""What became of a thesis: Brier's score of its stated probability beside that of the base rate.

The probability is the middle of the band that its hedging word is documented to mean; without such a
word it is said as a plain fact and stands at `PLAIN`. The base rate is the share of earlier spans of the
same length in which the same line rose, as known when the thesis was opened.
"""

from __future__ import annotations

from datetime import date

import numpy as np

from rotascope.articles.wording import PLAIN, middle_of
from rotascope.maths.events import forward
from rotascope.panel import Panel
from rotascope.terms import Hedge, Ruling, Thesis
from rotascope.theses.lines import Judge, judge_of

__all__ = ["OVER", "base_rate_before", "brier", "probability", "scored"]

OVER = ("right", "wrong")
FEWEST = 8


def probability(hedge: Hedge | None) -> tuple[float, str]:
    """(the probability that is scored, the sentence that says where it comes from)."""
    if hedge is None:
        return PLAIN, f"said without a word of doubt, scored as {PLAIN * 100:.0f} %"
    band = f"{hedge.low * 100:.0f} to {hedge.high * 100:.0f} %"
    return middle_of(hedge), f"'{hedge.word}' is read as {band}, scored as its middle"


def brier(p: float, came: bool) -> float:
    """(p - outcome)^2, 0 best and 1 worst, for one forecast (Brier 1950)."""
    return (p - float(came)) ** 2


def scored(panel: Panel, thesis: Thesis) -> Ruling:
    """What became of a thesis that `watched` has looked at, as of the panel's date.

    Only right and wrong are scored. One that was falsified by its own condition, or whose triggers
    never held, foretold nothing about what came: that is said, and is no success.
    """
    if thesis.status not in OVER or thesis.opened is None:
        reason = thesis.reason or "not over"
        return Ruling(thesis.id, panel.as_of, thesis.status, thesis.outcome, reason=reason)
    came = thesis.status == "right"
    p, said = probability(thesis.hedge)
    judge = judge_of(panel, thesis.axis, thesis.side, thesis.pair)
    base = base_rate_before(judge, thesis.opened, thesis.horizon_days)
    return Ruling(
        thesis.id,
        panel.as_of,
        thesis.status,
        thesis.outcome,
        brier(p, came),
        None if base is None else brier(base, came),
        f"{thesis.reason}; {said}" if thesis.reason else said,
    )


def base_rate_before(judge: Judge, opened: date, horizon: int) -> float | None:
    """Share of spans that ended by `opened` in which the line rose; None with fewer than eight.

    Spans overlap: eight that do not are asked for, so that a young line has no base rate.
    """
    before = judge.days <= np.datetime64(opened)
    moved = forward(judge.level[before], horizon, entry=0)
    known = moved[np.isfinite(moved)]
    if len(known) < FEWEST * horizon:
        return None
    return float(np.mean(known > 0.0))
