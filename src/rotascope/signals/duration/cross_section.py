"""Do discount rates dominate? What stocks' own yield betas explain of next week's returns, and earn.

Betas are those of the weeks before, members those of the day, so that nothing is sorted by hindsight.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from rotascope.dense import Flags
from rotascope.maths import noise, rate_cross
from rotascope.maths.trailing import trailing_mean, trailing_sum
from rotascope.members import best_universe
from rotascope.memo import memo
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.sessions import Days
from rotascope.signals import words
from rotascope.signals.duration import drivers
from rotascope.signals.duration.drivers import DRIVERS, LEAST, WINDOW
from rotascope.signals.trace import Trace, missing
from rotascope.signals.universe import NAMES, group_of
from rotascope.terms import Null, Source

__all__ = [
    "HALF_YEAR",
    "Cross",
    "cross",
    "duration_spread",
    "explained_by_rates",
    "placebo",
    "spread_null",
]

HALF_YEAR, STOCKS, SHIFTS = 26, 20, 40
DRIVER = "ten_year"
DOMINANT = "How much rates dominate has no direction: long and short duration may each be winning"
FLIGHT = "Flight from duration is a fact of the weeks past; theory gives it neither end nor sequel"


@dataclass(frozen=True, slots=True, eq=False)
class Cross:
    """Weekly results (T,): adjusted R2, long-short return in per cent, its beta, the yield's move.

    `returns` (T, N) and `counts` (T, N) are what they were made of.
    """

    ends: Days
    days: Days
    r2: Vector
    spread: Vector
    gap: Vector
    move: Vector
    returns: NDArray[np.floating]
    counts: Flags
    note: str
    coverage: float = 0.0
    sources: tuple[Source, ...] = ()
    missing: str = ""


_MADE: WeakKeyDictionary[Panel, Cross] = WeakKeyDictionary()


def cross(panel: Panel) -> Cross:
    """The weekly cross-sections of the panel's best universe, made once a panel."""
    if panel not in _MADE:
        _MADE[panel] = _made(panel)
    return _MADE[panel]


def _made(panel: Panel) -> Cross:
    found = group_of(panel) if best_universe(panel) else None
    ends, move, days = drivers.driver_path(panel, DRIVER)
    none, no_one = np.empty(0), np.empty((0, 0), dtype=bool)
    if found is None or not len(found.days):
        why = found.missing if found else "no prices of stocks on file"
        empty = ends[:0], ends[:0], none, none, none, none, no_one.astype(float), no_one
        return Cross(*empty, "", missing=why)
    kept = (ends >= found.days[0]) & (days <= np.datetime64(panel.as_of))
    ends, move, days = ends[kept], move[kept], days[kept]
    at = np.minimum(np.searchsorted(found.days, ends), len(found.days) - 1)
    there = found.days[at] == ends
    levels = found.levels[at]
    levels[~there] = np.nan
    grown = np.full(levels.shape, np.nan, dtype=np.float32)
    grown[1:] = np.float32(100.0) * (levels[1:] / levels[:-1] - np.float32(1.0))
    counts = found.active[at] & there[:, None]
    parts = _fits(grown, move, counts)
    why = "" if np.isfinite(parts[0]).any() else f"{found.universe}: too few weeks or {DRIVER}"
    held = Source(
        "returns", f"total returns of {NAMES[found.universe]}", words.day(found.days[0]),
        words.day(found.days[-1]), len(found.days), found.note,
    )  # fmt: skip
    sources = (held, *drivers.sources_of(panel, (DRIVER,)))
    made = ends, days, *parts, move, grown, counts, found.note
    return Cross(*made, min(found.coverage, 1.0), sources, why)


def _fits(
    returns: NDArray[np.floating], move: Vector, counts: Flags
) -> tuple[Vector, Vector, Vector]:
    betas = rate_cross.rolling_betas(returns, move, WINDOW, LEAST)
    r2, spread, gap = rate_cross.cross_fits(returns, betas, counts, STOCKS)
    return r2, spread, gap


def _trace(found: Cross, value: Vector, text: str, beside: tuple[tuple[str, Vector], ...]) -> Trace:
    return Trace(
        found.days,
        value,
        text=text,
        coverage=found.coverage,
        sources=found.sources,
        newest=words.day(found.ends[-1]),
        patience=5 + DRIVERS[DRIVER].lag + 2,
        unranked=LEAST,
        beside=beside,
    )


def placebo(panel: Panel, trace: Trace) -> Null | None:
    """What the betas to a yield that moved at other times would explain.

    Null hypothesis: returns have nothing to do with the yield of their own weeks. The yield's moves are
    turned round in time 40 times; rate is the median half-year mean, p how often it is as large.
    """
    found = cross(panel)

    def turned(turn: int) -> Vector:
        return _fits(found.returns, np.roll(found.move, turn), found.counts)[0]

    def make() -> dict[str, Vector]:
        turns = np.linspace(60, len(found.move) - 60, SHIFTS).astype(int)
        shares = [trailing_mean(turned(turn), HALF_YEAR)[-1] for turn in turns.tolist()]
        return {"share": np.array(shares)}

    share = np.asarray(memo(panel, "rate-cross-null", "", make)["share"], dtype=np.float64)
    share = share[np.isfinite(share)]
    if not len(share):
        return None
    usual, p = noise.drawn(float(trace.value[-1]), share)
    part = words.percent(usual)
    said = f"betas to a yield that moved at other times explain {part} of half a year's weeks"
    return Null(f"{said}; this much or more in {words.chance(p)}", usual, p, draws="level")


@signal(
    "duration.rates_r2",
    title="Share of the cross-section that rates explain",
    axis="market",
    family="duration",
    unit="fraction",
    sign=0,
    theory=DOMINANT,
    null=placebo,
)
def explained_by_rates(panel: Panel) -> Trace:
    """Mean adjusted R2, over 26 weeks, of stocks' weekly returns on their own yield betas.

    Betas to the ten-year yield over the 104 weeks before. About 0 when rates say nothing of who wins;
    it does not say which side won, and a beta to yields may be a beta to something else.
    """
    found = cross(panel)
    if found.missing:
        return missing("not_measurable", found.missing)
    value = trailing_mean(found.r2, HALF_YEAR)
    said = f"Yield betas explain {words.percent(value[-1])} of how stocks' weeks differed"
    text = f"{said}, 26 weeks to {found.ends[-1]}; {found.note}"
    return _trace(found, value, text, (("week", found.r2),))


def spread_null(panel: Panel, trace: Trace) -> Null | None:
    """How far the two sides drift apart without any flight.

    Null hypothesis: weekly long-short returns are independent with mean zero and their own sd. rate is
    the median |26-week sum|, p the two-sided probability of one at least as large.
    """
    weekly = trace.data[0]
    spread = float(np.std(weekly[np.isfinite(weekly)])) / 100.0 * HALF_YEAR**0.5
    if not spread > 0.0:
        return None
    usual, p = noise.normal(float(trace.value[-1]), spread)
    said = f"without flight half of all half-years end more than {words.percent(usual)} apart"
    return Null(f"{said}; this much or more in {words.chance(p)}", usual, p, draws="spread")


@signal(
    "duration.spread",
    title="Long minus short duration stocks",
    axis="market",
    family="duration",
    unit="fraction",
    sign=0,
    theory=FLIGHT,
    null=spread_null,
)
def duration_spread(panel: Panel) -> Trace:
    """Sum of 26 weekly returns of stocks hurt by rising yields over stocks helped by them.

    Weights by distance from the mean yield beta of the 104 weeks before, each side one. Beside it what
    the yield's own moves times that beta gap account for, and the gap in years.
    """
    found = cross(panel)
    if found.missing:
        return missing("not_measurable", found.missing)
    value = trailing_sum(found.spread, HALF_YEAR) / 100.0
    by_rates = trailing_sum(np.append(np.nan, found.gap[1:] * found.move[1:]), HALF_YEAR) / 100.0
    led = "beat" if value[-1] >= 0 else "trailed"
    text = (
        f"Stocks hurt by rising yields {led} those helped by {words.percent(float(value[-1]))} over 26"
        f" weeks, {words.signed(float(by_rates[-1]))} of it by the yield's moves; {found.note}"
    )
    made = _trace(found, value, text, (("by_rates", by_rates), ("years", -found.gap)))
    return replace(made, data=(found.spread,))
