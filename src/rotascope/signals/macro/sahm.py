"""Sahm's rule: has unemployment begun to rise?"""

from __future__ import annotations

import numpy as np

from rotascope.maths import recession as maths
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.sessions import as_days
from rotascope.signals import words
from rotascope.signals.macro import known
from rotascope.signals.trace import Trace
from rotascope.terms import Null
from rotascope.vintages import trail, versions

__all__ = ["sahm", "sahm_null"]

TRIGGER = 0.5
A_MONTH = 45  # sessions a month's number speaks for
THEORY = (
    "Small caps fall more into a recession and rise more out of it, and the rule is late by design:"
    " shown, never scored"
)


def sahm_null(panel: Panel, trace: Trace) -> Null:
    """How often the rule has been triggered.

    Null hypothesis: the newest month is any month of the history.
    """
    seen = trace.value[np.isfinite(trace.value)]
    share = float(np.mean(seen >= TRIGGER))
    said = f"the rule was triggered in {words.percent(share, 0)} of the {len(seen)} months on file"
    return Null(said, share)


@signal(
    "macro.sahm",
    title="Sahm's rule",
    axis="market",
    family="macro",
    unit="pp",
    sign=0,
    theory=THEORY,
    null=sahm_null,
)
def sahm(panel: Panel) -> Trace:
    """Three-month mean of unemployment less its lowest of the twelve months before, points.

    Triggered from 0.50. Each month from the fifteen months as known on the day of its first print; a
    month that was never surveyed leaves it undefined until it has left the window.
    """
    found = versions(panel, "UNRATE")
    if not len(found):
        return known.no_series("UNRATE")
    seen = trail(found, 15)
    _, first = np.unique(seen.periods, return_index=True)
    first = first[np.argsort(seen.known_at[first], kind="stable")]
    # Published rates have one decimal: a mean of three must not miss 0.50 by a rounding of the last bit.
    value = np.round(maths.sahm(seen.values[first]), 10)
    states = np.where(value >= TRIGGER, "triggered", np.where(np.isfinite(value), "quiet", ""))
    newest = words.day(seen.periods[first][-1])
    said = (
        f"Sahm's indicator of {newest:%Y-%m} is {known.moved(float(value[-1]))} points"
        if states[-1]
        else ""
    )
    holes = np.count_nonzero(~np.isfinite(seen.values[first][-1]))
    return Trace(
        as_days(seen.known_at[first]), value, text=f"{said}: {states[-1]}" if said else "",
        state=str(states[-1]), states=tuple(states.tolist()), patience=A_MONTH,
        reason=f"{newest:%Y-%m}: {holes} of the 15 months it needs are not on file",
        sources=(found.source,) if found.source else (),
    )  # fmt: skip
