"""The lean of a history: what each day's reading would have leaned to, from the trace alone."""

from __future__ import annotations

import numpy as np

from rotascope.maths import rank
from rotascope.series import Vector
from rotascope.signals.reading import Measured


def lean_history(one: Measured) -> Vector:
    """The lean on every day of the trace, NaN without one: sign x (2 x expanding percentile - 1).

    Recomputed, never recorded: it tests that a history leans as its readings did, and nothing rests
    on it.
    """
    if one.spec.lean == "value":
        own = one.trace.lean
        return np.full(len(one.trace.days), np.nan) if own is None else np.clip(own, -1.0, 1.0)
    lean = np.asarray(one.spec.sign * (2.0 * rank.expanding_percentile(one.trace.value) - 1.0))
    lean[: one.trace.unranked] = np.nan
    return lean
