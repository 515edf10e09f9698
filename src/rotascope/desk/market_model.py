"""The market model of a line about one session, and its sums of abnormal returns around it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from rotascope import sessions
from rotascope.maths import event_study as study
from rotascope.maths.types import Vector
from rotascope.series import Series
from rotascope.signals.aligned import aligned
from rotascope.terms import CaseTest

__all__ = ["FIRST", "LAST", "LEAST", "MAIN", "Fitted", "case_test", "correlation", "fitted"]

FIRST, LAST, LEAST = -250, -30, 177  # 80 % of 221 sessions
MAIN = (-1, 1)
FEW = 100


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """A line's returns beside the market's by session number, and the model of sessions -250 to -30.

    `zero` is the row of the event's session, `before` marks the rows the model was fitted on.
    """

    symbol: str
    place: NDArray[np.int32]
    own: Vector
    market: Vector
    zero: int
    before: NDArray[np.bool_]
    model: study.MarketModel

    def window(self, low: int, high: int) -> tuple[float, float] | None:
        """(cumulative abnormal return, its sd) of sessions low..high; None where not all are on file."""
        rows = slice(max(self.zero + low, 0), self.zero + high + 1)
        whole = self.place[rows]
        if not np.array_equal(whole, self.place[self.zero] + np.arange(low, high + 1)):
            return None
        total = float(study.abnormal(self.model, self.own[rows], self.market[rows]).sum())
        return total, study.car_sd(self.model, self.market[rows])

    def residuals(self) -> tuple[NDArray[np.int32], Vector]:
        """(session numbers, residuals) of the rows the model was fitted on."""
        rows = self.before
        return self.place[rows], study.abnormal(self.model, self.own[rows], self.market[rows])


def fitted(line: Series, market: Series, zero: date) -> Fitted | None:
    """The model about session `zero`; None with fewer than 177 of 221 sessions before, or none on it.

    Least squares of the line's total returns on the market's; a line that is the market has no residual
    and no model.
    """
    days, levels = aligned([line, market])
    if len(days) < LEAST:
        return None
    moves = levels[1:] / levels[:-1] - 1.0
    place = sessions.numbers(days[1:])
    number = int(sessions.numbers(np.array([zero], dtype="datetime64[D]"))[0])
    before = (place >= number + FIRST) & (place <= number + LAST)
    at = int(np.searchsorted(place, number))
    if before.sum() < LEAST or at >= len(place) or place[at] != number:
        return None
    model = study.market_model(moves[before, 0], moves[before, 1])
    if not model.sd > 1e-9:
        return None
    return Fitted(line.symbol, place, moves[:, 0], moves[:, 1], at, before, model)


def correlation(one: Fitted, other: Fitted) -> float:
    """Of two lines' residuals before the event, on their common sessions; 0 with fewer than 100."""
    (place, a), (places, b) = one.residuals(), other.residuals()
    _, i, j = np.intersect1d(place, places, assume_unique=True, return_indices=True)
    if len(i) < FEW:
        return 0.0
    found = float(np.corrcoef(a[i], b[j])[0, 1])
    return found if math.isfinite(found) else 0.0


def case_test(name: str, made: study.Tested) -> CaseTest:
    """A test as an answer: what is not finite is None."""
    mean, t, p = (x if math.isfinite(x) else None for x in (made.mean, made.t, made.p))
    return CaseTest(name, made.n, mean, t, p)
