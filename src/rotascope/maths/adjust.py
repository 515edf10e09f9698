"""Prices as traded, made comparable: splits taken out, dividends put back in.

Days are whole numbers that only have to be in order; an action counts on the first row on or after its
ex-date. Splits are new shares for one old (4.0 for 4:1, 0.1 for 1:10), dividends money for one share
as it was on the ex-date, that is after a split of the same day.
"""

from __future__ import annotations

import numpy as np

from rotascope.maths.types import Ints, Vector

__all__ = ["shares_held", "split_adjusted", "total_growth"]


def shares_held(days: Ints, ex_days: Ints, ratios: Vector) -> Vector:
    """Shares that one old share has become by the end of each of `days`: (n,), 1 before any split.

    ex_days (k,) ascending, ratios (k,) positive. The product of the ratios with ex-date <= day.
    """
    held = np.concatenate([[1.0], np.cumprod(ratios)])
    return np.asarray(held[np.searchsorted(ex_days, days, side="right")])


def split_adjusted(days: Ints, close: Vector, ex_days: Ints, ratios: Vector) -> Vector:
    """Closes in the share units of the newest row: (n,), the last one as it was traded.

    close (n,) as traded, days (n,) ascending. Splits after the last row change nothing. The ratio of
    two days is the price return between them; the levels themselves move with every later split.
    """
    held = shares_held(days, ex_days, ratios)
    return np.asarray(close * held / held[-1]) if len(close) else close


def total_growth(
    days: Ints, close: Vector, splits: tuple[Ints, Vector], dividends: tuple[Ints, Vector]
) -> Vector:
    """What one unit of money became from each row to the next: (n,), the first 1.

    growth_t = (R_t close_t + sum of D_s R_s) / close_(t-1), R the shares one share became since the row
    before: dividends are reinvested at the close of their ex-date (CRSP), of the first row after it
    where that day has none. Actions on or before the first row, or after the last, change nothing.
    """
    growth = np.ones(len(close))
    if len(close) < 2:
        return growth
    held = shares_held(days, *splits)
    paid = np.zeros(len(close))
    ex_days, amounts = dividends
    at = np.searchsorted(days, ex_days, side="left")
    inside = (at > 0) & (at < len(days))
    at, ex_days, amounts = at[inside], ex_days[inside], amounts[inside]
    np.add.at(paid, at, amounts * shares_held(ex_days, *splits) / held[at - 1])
    growth[1:] = (close[1:] * (held[1:] / held[:-1]) + paid[1:]) / close[:-1]
    return growth
