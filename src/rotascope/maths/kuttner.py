"""What a policy meeting changed in the price of fed funds futures (Kuttner 2001)."""

from __future__ import annotations

__all__ = ["LAST_DAYS", "surprise"]

LAST_DAYS = 7
"""Days at a month's end in which the next month's contract is read instead, unscaled."""


def surprise(change: float, next_change: float, day: int, month_days: int) -> float:
    """The surprise of a decision, in the unit of `change`: positive = tighter than expected.

    A contract settles on the month's average rate, so that a decision of day d moves it by the part
    (D - d) / D of the month that follows it: change x D / (D - d). In the last seven days that factor
    explodes with the noise: there it is the change of the next month's contract. NaN stays NaN.
    """
    left = month_days - day
    if left < LAST_DAYS:
        return next_change
    return change * month_days / left
