"""Equity duration from cash flows: how far away the payments are that today's price stands for."""

from __future__ import annotations

import numpy as np

from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.sessions import Days, all_sessions, as_days
from rotascope.signals import words
from rotascope.signals.trace import Trace, missing
from rotascope.vintages import Versions, first_releases, versions

__all__ = ["growing", "implied_duration", "perpetuity"]

PRICE, PAID, EARNED = "SHILLER.sp500", "SHILLER.dividend", "SHILLER.earnings"
PATIENCE = 170  # sessions: a quarter's accounts come out months after it, and the table after them
THEORY = "How far away cash flows are has no direction, and it moves with price more than with them"


def perpetuity(earnings_yield: Vector) -> Vector:
    """Years: a perpetuity that pays all its earnings, without growth, has duration 1 / yield.

    P = E / y, hence -dP/dy / P = 1 / y (modified, yearly payments). NaN where the yield is not positive.
    """
    yields = np.asarray(earnings_yield, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(yields > 0.0, 1.0 / yields, np.nan)


def growing(dividend_yield: Vector) -> Vector:
    """Years: payments growing at g for ever have duration 1 / (r - g) = price / next dividend.

    Gordon (1959): P = D / (r - g). NaN where the yield is not positive.
    """
    return perpetuity(dividend_yield)


def _aligned(found: list[Versions]) -> tuple[Days, Days, list[Vector]]:
    """(periods, sessions on which all was known, first-release values), newest periods only."""
    firsts = [first_releases(one) for one in found]
    periods = firsts[0].days
    for one in firsts[1:]:
        periods = np.intersect1d(periods, one.days)
    periods = np.sort(periods)
    values, known = [], np.full(len(periods), np.datetime64("1800-01-01"), dtype="datetime64[D]")
    for one in firsts:
        order = np.argsort(one.days)
        at = order[np.searchsorted(one.days[order], periods)]
        values.append(one.values[at])
        known = np.maximum(known, one.known_at[at])
    every = all_sessions()
    days = every[np.minimum(np.searchsorted(every, known), len(every) - 1)]
    # Of periods known on one day the newest speaks; a period known after a newer one never does.
    backwards = np.minimum.accumulate(days[::-1].astype(np.int64))[::-1]
    kept = days.astype(np.int64) == backwards
    kept[:-1] &= days[:-1] != days[1:]
    return periods[kept], as_days(days[kept]), [value[kept] for value in values]


@signal(
    "duration.implied",
    title="Cash-flow duration, S&P 500",
    axis="market",
    family="duration",
    unit="years",
    sign=0,
    theory=THEORY,
)
def implied_duration(panel: Panel) -> Trace:
    """Years of a stream of dividends that grows for ever: price over dividend (Shiller's tables).

    Beside it price over earnings: the duration if all earnings were paid out and none grew. Monthly,
    dated when published. No cohort's cash flows but the index's are on file; a yield beta is neither.
    """
    found = [versions(panel, name) for name in (PRICE, PAID, EARNED)]
    none = [one.name for one in found if not len(one)]
    if none:
        return missing("not_measurable", f"no {', '.join(none)} in the table macro")
    periods, days, (price, paid, earned) = _aligned(found)
    known = days <= np.datetime64(panel.as_of)
    periods, days = periods[known], days[known]
    price, paid, earned = price[known], paid[known], earned[known]
    if not len(days):
        return missing("short_history", "no month with price, dividend and earnings by then")
    years, flat = growing(paid / price), perpetuity(earned / price)
    text = (
        f"The S&P 500's payments are {years[-1]:.0f} years away if dividends grow for ever (price /"
        f" dividend), {flat[-1]:.0f} if earnings are paid out and never grow (price / earnings);"
        f" {str(periods[-1])[:7]}"
    )
    return Trace(
        days,
        years,
        text=text,
        sources=tuple(one.source for one in found if one.source is not None),
        newest=words.day(days[-1]),
        patience=PATIENCE,
        beside=(("zero_growth", flat),),
    )
