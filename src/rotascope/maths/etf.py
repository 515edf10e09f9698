"""Arithmetic of funds: drag, tracking, premium, liquidity, flows, closing trades, closure points.

Fractions and USD; windows trail and never look ahead. A fund's facts come in as arrays by day.
"""

from __future__ import annotations

import math

import numpy as np

from rotascope.maths.trailing import trailing_sum
from rotascope.maths.types import Flags, Vector

__all__ = [
    "amihud",
    "closure_points",
    "days_to_exit",
    "event_move",
    "flows",
    "premium",
    "rebalance_trades",
    "rotation_share",
    "swap_drag",
    "tracking_difference",
    "tracking_error",
    "turnover",
]


def swap_drag(notional_share: Vector | float, rate: Vector | float) -> Vector | float:
    """Financing a year, fraction of net assets: swap notional / net assets x (rate + spread)."""
    return notional_share * rate


def tracking_difference(
    fund: Vector | float, index: Vector | float, years: float
) -> Vector | float:
    """Annualised geometric: fund^(1/years) - index^(1/years), both growth factors on one basis."""
    return fund ** (1.0 / years) - index ** (1.0 / years)


def tracking_error(fund: Vector, index: Vector) -> float:
    """Sd (n - 1) of daily return differences x sqrt(252); a year's, a fraction."""
    return float(np.std(fund - index, ddof=1)) * math.sqrt(252.0)


def premium(price: Vector, nav: Vector) -> Vector:
    """Price / NAV - 1: positive where buyers pay more than the basket is worth."""
    return np.asarray(price / nav - 1.0)


def amihud(returns: Vector, traded_usd: Vector, window: int) -> Vector:
    """Amihud (2002) over the last `window` sessions: mean of |return| / USD traded, x 1e6, (n,).

    Sessions without volume or return are left out; NaN if none is left or the window is not full.
    What a million USD moves the price by; for a fund it is silent on its basket, which its makers
    trade instead.
    """
    busy = (traded_usd > 0.0) & np.isfinite(returns)
    each = np.where(busy, np.abs(returns) / np.where(busy, traded_usd, 1.0), 0.0)
    count = trailing_sum(busy.astype(np.float64), window)
    total = trailing_sum(each, window)
    return np.asarray(np.where(count > 0.0, total / np.maximum(count, 1.0) * 1e6, np.nan))


def days_to_exit(
    position_usd: Vector | float, adv_usd: Vector | float, share: float
) -> Vector | float:
    """Sessions to sell a position at `share` of the average USD traded a session; linear in position."""
    return position_usd / (share * adv_usd)


def flows(shares: Vector, nav: Vector) -> Vector:
    """Creations less redemptions, USD a session: change of shares outstanding x NAV; NaN on the first.

    With performance, shares the day before x change of NAV, they add up to the change of net assets.
    """
    return np.concatenate([[np.nan], np.diff(shares) * nav[1:]])


def rotation_share(moves: Vector) -> Vector:
    """Per row of (T, N) flows or returns: 1 - |sum| / sum of |.|: what moved among, not in or out.

    1 = as much out of some as into others, 0 = all one way; NaN in a row without any move. gross >=
    |net| always.
    """
    gross = np.abs(moves).sum(axis=1)
    net = np.abs(moves.sum(axis=1))
    return np.asarray(np.where(gross > 0.0, 1.0 - net / np.where(gross > 0.0, gross, 1.0), np.nan))


def rebalance_trades(before: Vector, target: Vector, assets_usd: float) -> Vector:
    """USD to trade at the close per line: (target - drifted weight) x assets. Buys equal sells."""
    return np.asarray((target - before) * assets_usd)


def turnover(before: Vector, target: Vector) -> Vector:
    """One-way turnover of a rebalance per row: half the sum of |target - weight|."""
    return np.asarray(0.5 * np.abs(target - before).sum(axis=-1))


def closure_points(assets_usd: Vector, age_years: Vector, flow_year: Vector) -> Vector:
    """0 to 3 points: net assets under 50 m USD, younger than three years, outflow over a year.

    A scorecard, no probability: no fitted coefficients are published (Akhigbe, Balasubramnian and Newman
    2020 name the first three years, size and growth). It never rises with net assets. NaN where the
    assets are not known; an unknown flow gives no point.
    """
    flags: tuple[Flags, ...] = (assets_usd < 50e6, age_years < 3.0, flow_year < 0.0)
    points = np.sum([flag.astype(np.float64) for flag in flags], axis=0)
    return np.asarray(np.where(np.isfinite(assets_usd), points, np.nan))


def event_move(near_iv: float, near_years: float, next_iv: float, next_years: float) -> float:
    """E|move| that two expiries after an event imply: sqrt(2 / pi) s, with s^2 the event's variance.

    IV^2 T = base^2 (T - 1/252) + s^2 at both expiries, so base^2 is the slope of total variance. NaN
    where either variance comes out negative: then the chain implies no event.
    """
    total, later = near_iv * near_iv * near_years, next_iv * next_iv * next_years
    base = (later - total) / (next_years - near_years)
    event = total - base * (near_years - 1.0 / 252.0)
    return math.sqrt(2.0 / math.pi * event) if base >= 0.0 and event >= 0.0 else math.nan
