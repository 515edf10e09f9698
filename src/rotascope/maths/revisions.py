"""Breadth of judgements on companies: how many rise less how many fall, one group against another."""

from __future__ import annotations

import numpy as np

from rotascope.maths.types import Flags, Ints, Vector

__all__ = ["clear_upturn", "net_breadth", "relative_error", "symmetric_growth"]

LEAST = 0.5  # of a window: estimates of one quarter lapse with each report


def net_breadth(
    place: Ints, sign: Vector, group: Flags, days: int, window: int
) -> tuple[Vector, Vector, Vector]:
    """Rolling (up - down) / total of one group's events: (breadth, total, variance), (days,) each.

    place (n,) is each event's day, sign (n,) is -1, 0 or 1; `group` picks events. Day t counts
    events of days t - window + 1 .. t. Without events: NaN, 0, NaN. variance is of one event,
    E[s^2] - E[s]^2.
    """
    chosen, signs = place[group], sign[group]
    rolled = []
    for weight in (np.ones(len(signs)), signs, signs * signs):
        total = np.cumsum(np.bincount(chosen, weights=weight, minlength=days)[:days])
        total[window:] = total[window:] - total[:-window].copy()
        rolled.append(np.rint(total))
    count, net, moved = rolled
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(count > 0, net / count, np.nan)
        return mean, count, np.where(count > 0, moved / count, np.nan) - mean * mean


def relative_error(variance: tuple[Vector, Vector], count: tuple[Vector, Vector]) -> Vector:
    """Standard error of the difference of two breadths, companies taken as independent."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.sqrt(variance[0] / count[0] + variance[1] / count[1]))


def symmetric_growth(now: Vector, before: Vector) -> Vector:
    """(now - before) over the mean of their absolute values, in [-2, 2]; 0 where both are nil.

    Defined for losses too, where a growth rate is not; near small changes equal to the growth rate.
    """
    size = (np.abs(now) + np.abs(before)) / 2.0
    return np.asarray(np.where(size > 0.0, (now - before) / np.where(size > 0.0, size, 1.0), 0.0))


def clear_upturn(x: Vector, month: int = 21) -> Flags:
    """Per day: the 3-month mean rose for two months and stands above the 12-month mean, (n,).

    Means of the last 3 and 12 `month`s of days, half of which must be finite; else False.
    """
    short, long = _trailing(x, 3 * month), _trailing(x, 12 * month)
    up = np.zeros(len(x), dtype=bool)
    lag, twice = month, 2 * month
    if len(x) > twice:
        rising = (short[twice:] > short[lag:-lag]) & (short[lag:-lag] > short[:-twice])
        up[twice:] = rising & (short[twice:] > long[twice:])
    return up


def _trailing(x: Vector, window: int) -> Vector:
    """Means of the last `window` values, NaN where fewer than half are finite."""
    known = np.isfinite(x)
    out = np.full(len(x), np.nan)
    if len(x) >= window:
        total = np.concatenate([[0.0], np.cumsum(np.where(known, x, 0.0))])
        count = np.concatenate([[0], np.cumsum(known)])
        held = count[window:] - count[:-window]
        mean = (total[window:] - total[:-window]) / np.maximum(held, 1)
        out[window - 1 :] = np.where(held >= LEAST * window, mean, np.nan)
    return out
