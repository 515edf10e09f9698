"""Recorded pasts by simulation: markets with planted rotations, and markets without any."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rotascope.evidence.composite import Composite, composite
from rotascope.evidence.forecast import Walked, walk
from rotascope.evidence.recorded import Past, Recorded, past
from rotascope.maths import rank
from rotascope.series import PairSeries, Series
from rotascope.sessions import all_sessions

YEAR = 252
# Four families of two readings each: momenta of the ratio itself, and of what moves with it.
FAMILIES = ("price", "breadth", "concentration", "duration")
WINDOWS = (63, 126)


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """A pair, the weekly leans recorded of it, and what the forecast makes of them."""

    pair: PairSeries
    told: Recorded
    score: Composite
    past: Past
    walked: Walked


def pair_of(q: np.ndarray, sign: int = 1) -> PairSeries:
    """A pair with these log ratios, on the sessions that end 2026-06-12."""
    days = all_sessions()
    end = int(np.searchsorted(days, np.datetime64("2026-06-12"), side="right"))
    leg = Series("A", "tr", days[end - len(q) : end], np.exp(q), ())
    return PairSeries("a_b", "A / B", leg.days, q, leg, leg, sign, False, "", "")


def walk_of(q: np.ndarray, seed: int) -> World:
    """Weekly leans of eight signals: the ratio's momenta, and those of three noisy companions."""
    draw, sd = np.random.default_rng(seed), float(np.std(np.diff(q)))
    weeks = np.arange(4, len(q), 5)
    leans, families = [], []
    for family in FAMILIES:
        beside = 0.0 if family == "price" else np.cumsum(draw.normal(0.0, sd, len(q)))
        for window in WINDOWS:
            moved = np.full(len(q), np.nan)
            line = q + beside
            moved[window:] = line[window:] - line[:-window]
            leans.append(2.0 * rank.expanding_percentile(moved[weeks]) - 1.0)
            families.append(family)
    pair = pair_of(q)
    names = tuple(f"{family}.{i}" for i, family in enumerate(families))
    told = Recorded(pair.days[weeks], names, tuple(families), np.column_stack(leans))
    score, followed = composite(told), past(pair, told.days)
    return World(pair, told, score, followed, walk(score, followed))


def without_rotation(years: float, seed: int) -> World:
    """A ratio that walks at random: nothing that was said foretells anything."""
    steps = np.random.default_rng(seed).normal(0.0, 0.005, int(years * YEAR))
    return walk_of(np.cumsum(steps), seed + 100_000)


def with_rotations(years: float, seed: int) -> World:
    """Leadership that turns about every two years, by 28 % a year, as in the planted market."""
    draw = np.random.default_rng(seed)
    n, side, moved = int(years * YEAR), 1.0, []
    while len(moved) < n:
        life = int(draw.integers(250, 750))
        moved += (side * 0.0011 + draw.normal(0.0, 0.004, life)).tolist()
        side = -side
    return walk_of(np.cumsum(moved[:n]), seed + 200_000)
