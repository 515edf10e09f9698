"""What became of a prediction: the side it named, over the span it named, on the line of its axis."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from rotascope import sessions
from rotascope.articles.theses.predictions import NO_SPAN
from rotascope.panel import Panel
from rotascope.terms import Prediction, Ruling
from rotascope.theses.lines import after, judge_of
from rotascope.theses.score import base_rate_before, brier

__all__ = ["ruled"]

A_WEEK = timedelta(days=7)
NO_SIDE = "it names no side that a line could show"
NO_DAY = "undated: no day is known from which it counts"


def ruled(panel: Panel, foretold: Prediction) -> Ruling:
    """Waiting until it is due, then right or wrong by the sign of the log return towards its side.

    Entered at the close after its opening. not_measurable for one without a side, a span or a day: it
    stays on record and is never counted as right. The score is Brier's, of its stated probability.
    """
    why = _unscorable(foretold)
    if why or foretold.opened is None or foretold.due is None:
        return Ruling(foretold.id, panel.as_of, "not_measurable", reason=why)
    judge = judge_of(panel, foretold.axis or "size", foretold.side or "small")
    # "in 2023" is measured from that year on, from the close before its first session.
    first = sessions.last_session(foretold.begins or foretold.opened)
    horizon = sessions.count(first, foretold.due)
    when = np.array([first], dtype="datetime64[D]")
    outcome = float(after(judge, when, horizon)[0]) if len(judge.days) else float("nan")
    if not np.isfinite(outcome):
        waiting = panel.as_of <= foretold.due + A_WEEK  # entered a close later than its opening
        why = f"due {foretold.due}" if waiting else judge.missing or "no prices over its span"
        return Ruling(
            foretold.id, panel.as_of, "waiting" if waiting else "not_measurable", reason=why
        )
    came = outcome > 0.0
    base = base_rate_before(judge, foretold.opened, horizon)
    p = foretold.probability
    return Ruling(
        foretold.id,
        panel.as_of,
        "right" if came else "wrong",
        outcome,
        None if p is None else brier(p, came),
        None if base is None else brier(base, came),
        f"{judge.label} over {horizon} sessions from {first}",
    )


def _unscorable(foretold: Prediction) -> str:
    if foretold.axis is None or foretold.side is None:
        return NO_SIDE
    if foretold.opened is None:
        return NO_DAY
    return NO_SPAN if foretold.due is None else ""
