"""Prices against earnings: aggregates under three conventions, spreads, what a return was made of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rotascope.maths.types import Vector

__all__ = [
    "Multiples",
    "Split",
    "aggregate",
    "earnings_shares",
    "quantile_gap",
    "reinvested",
    "return_split",
    "yield_spread",
]


@dataclass(frozen=True, slots=True)
class Multiples:
    """Three price-earnings ratios of one group and its earnings yield; None where undefined.

    `every` counts losses, `positive` leaves loss-makers out of both sides, `zeroed` keeps their
    value and sets their loss to nil. `yield_` is earnings over value, always signed. `losing` is
    the share of value in companies that lose money.
    """

    every: float | None
    positive: float | None
    zeroed: float | None
    yield_: float | None
    losing: float


def aggregate(caps: Vector, earnings: Vector) -> Multiples:
    """Sum of market values over sum of earnings, (n,) each, in one currency.

    A company without finite earnings (or value) is left out of both sides. A sum of earnings at or
    below nil has no ratio. Methods handbook section 9.
    """
    there = np.isfinite(caps) & np.isfinite(earnings)
    caps, earnings = caps[there], earnings[there]
    gains = earnings > 0.0
    value, total = float(caps.sum()), float(earnings.sum())
    positive = float(earnings[gains].sum())
    return Multiples(
        value / total if total > 0.0 else None,
        float(caps[gains].sum()) / positive if positive > 0.0 else None,
        value / positive if positive > 0.0 else None,
        total / value if value > 0.0 else None,
        float(caps[~gains].sum()) / value if value > 0.0 else 0.0,
    )


def yield_spread(first: Vector, second: Vector) -> tuple[Vector, Vector]:
    """(ln first - ln second, first - second) of two earnings yields, elementwise.

    The log spread is NaN where either yield is not positive; the difference is always defined.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        both = (first > 0.0) & (second > 0.0)
        logs = np.log(np.where(both, first, np.nan)) - np.log(np.where(both, second, np.nan))
    return logs, first - second


def quantile_gap(x: Vector, low: float = 0.2, high: float = 0.8) -> float:
    """Distance between two quantiles of the finite values; NaN with fewer than five."""
    kept = x[np.isfinite(x)]
    if len(kept) < 5:
        return float("nan")
    bounds = np.quantile(kept, [low, high])
    return float(bounds[1] - bounds[0])


def earnings_shares(earnings: Vector) -> Vector:
    """Each company's part of the group's earnings, (n,), summing to 1; NaN where the sum is not positive.

    A loss is a negative part: the parts of the others then add up to more than 1.
    """
    total = float(np.sum(earnings))
    return np.asarray(earnings / total if total > 0.0 else np.full(len(earnings), np.nan))


@dataclass(frozen=True, slots=True)
class Split:
    """A log return and its three parts, arrays of one shape: growth + rerating + income = total."""

    growth: Vector
    rerating: Vector
    income: Vector
    total: Vector


def return_split(price: Vector, earnings: Vector, wealth: Vector, steps: int) -> Split:
    """The identity: log return = log earnings growth + log change of the multiple + income.

    price, earnings and wealth (a total-return index) (n,); the first `steps` points are NaN, as
    are those where earnings were not positive at either end. An identity: it explains nothing by
    itself.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        p, w = np.log(price), np.log(wealth)
        e = np.log(np.where(earnings > 0.0, earnings, np.nan))
    out = [np.full(len(x), np.nan) for x in (p, e, w)]
    for made, x in zip(out, (p, e, w), strict=True):
        made[steps:] = x[steps:] - x[:-steps]
    change, growth, total = out
    return Split(growth, change - growth, total - change, total)


def reinvested(price: Vector, dividend: Vector) -> Vector:
    """Total-return index (n,) of monthly prices and yearly dividend rates, 1 in the first month.

    A twelfth of the rate is paid and reinvested each month.
    """
    grown = (price[1:] + dividend[1:] / 12.0) / price[:-1]
    return np.concatenate([[1.0], np.cumprod(grown)])
