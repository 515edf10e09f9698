"""Both axes on one map: the size pair upwards, a concentration pair across, with how sure it is.

A half-year's relative return is a fact; what its days would have given in another order of blocks, drawn
with replacement, says how much of it rests on a few of them.
"""

from __future__ import annotations

import numpy as np

from rotascope.evidence.primary import FRESH, NEEDED, is_proxy, longest, speaker
from rotascope.maths import bootstrap
from rotascope.maths.returns import change
from rotascope.maths.types import Matrix
from rotascope.panel import Panel
from rotascope.series import PairSeries, Vector
from rotascope.sessions import count
from rotascope.signals import words
from rotascope.terms import SIDE_NAMES, SIDES, Axis, Leader, Standing, TwoAxes

__all__ = ["SESSIONS", "two_axes"]

SESSIONS = 126
WEEKS, STEP = 13, 5  # of the tail: a quarter, weekly
DRAWS, SHOWN = 2000, 160
BLOCK, SEED = 10.0, 20260612  # sessions; the square root of the window, near enough
BY_CHANCE = (0.57, 0.34, 0.89)
"""Median and ends of nine tenths of the share of redraws that agree, of two independent walks without
drift: 12,000 half-years of normal sessions, redrawn as here. A coin's quarter would be wrong: a redraw
keeps the half-year's own mean, so that it agrees with itself."""
HOLDS = (
    0.85  # of those walks' clouds hold the truth between their fifth and 95th percentile, not 0.9
)
METHOD = (
    f"geometric relative returns over {SESSIONS} sessions, total return, one point a week for up to"
    f" {WEEKS} weeks; clouds: {SHOWN} of {DRAWS:,} half-years redrawn from the newest one's days in"
    f" blocks of {BLOCK:.0f} sessions on average, both pairs together; clouds are narrow: their middle"
    f" nine tenths hold the truth {words.chance(HOLDS)} times; two pairs without leadership: 12,000 of"
    " two independent walks, redrawn as here, nine tenths of them within the range"
)


def two_axes(panel: Panel) -> TwoAxes:
    """The size pair that speaks against every concentration pair that may and is long enough.

    The concentration pair that speaks in the verdict comes first, so that the map tells of the same one;
    where the size pair that speaks is too short, the longest stands for it.
    """
    spoken = speaker(panel, "size").pair
    size = spoken if spoken is not None and len(spoken) >= NEEDED else longest(panel, "size")
    others = _spoken_first(panel, "concentration")
    found = [one for pair in others if size and (one := _standing(panel, size, pair)) is not None]
    unique = tuple({(one.large_small, one.few_rest): one for one in found}.values())
    reason = "" if unique else f"no two pairs share {NEEDED} sessions up to {panel.as_of}"
    finding = unique[0].text if unique else reason
    return TwoAxes(panel.as_of, SESSIONS, unique, finding, METHOD, reason)


def _spoken_first(panel: Panel, axis: Axis) -> list[PairSeries]:
    """The pair that speaks for the axis, then the others as the catalog orders them."""
    pairs = [panel.pair(spec.name) for spec in panel.catalog.primary_pairs(axis)]
    spoken = speaker(panel, axis).pair
    return pairs if spoken is None else [spoken, *pairs]


def _called(pair: PairSeries) -> str:
    """'XMAG / MAGS'; a pair of stand-ins says so."""
    return f"{pair.label} by proxy" if is_proxy(pair) else pair.label


def _standing(panel: Panel, size: PairSeries, other: PairSeries) -> Standing | None:
    """Both pairs on their common days; None where they are too few or old."""
    days, mine, theirs = np.intersect1d(
        size.days, other.days, assume_unique=True, return_indices=True
    )
    if len(days) < NEEDED or count(days[-1].item(), panel.as_of) > FRESH:
        return None
    up, across = size.log_ratio[mine] * size.sign, other.log_ratio[theirs] * other.sign
    # A pair that has just begun to speak has fewer weeks behind it, and is on the map all the same.
    weeks = min(WEEKS, (len(days) - 1 - SESSIONS) // STEP + 1)
    at = np.arange(len(days) - 1, len(days) - 1 - weeks * STEP, -STEP)[::-1]
    tail = [np.expm1(change(level, SESSIONS)[at]) for level in (across, up)]
    cloud = _redrawn(across[-SESSIONS - 1 :], up[-SESSIONS - 1 :])
    here = (float(tail[0][-1]), float(tail[1][-1]))
    same = float(np.mean(((cloud > 0) == (np.array(here) > 0)).all(axis=1)))
    sides = _sides(here)
    names = _called(size), _called(other)
    return Standing(
        *names,
        tuple(day.item() for day in days[at]),
        tuple(tail[0].tolist()),
        tuple(tail[1].tolist()),
        tuple((float(x), float(y)) for x, y in cloud[:SHOWN]),
        DRAWS,
        same,
        sides,
        _text(*names, here, sides, same),
    )


def _redrawn(across: Vector, up: Vector) -> Matrix:
    """(draws, 2) half-years of both pairs; the same seed takes the same days of both."""
    drawn = [
        np.expm1(SESSIONS * bootstrap.stationary_means(np.diff(level), BLOCK, DRAWS, SEED))
        for level in (across, up)
    ]
    return np.column_stack(drawn)


def _sides(here: tuple[float, float]) -> tuple[Leader, Leader]:
    """Who is ahead on size, then on concentration."""
    return (
        SIDES["size"][0 if here[1] > 0 else 1],
        SIDES["concentration"][0 if here[0] > 0 else 1],
    )


def _text(
    size: str, other: str, here: tuple[float, float], sides: tuple[Leader, Leader], same: float
) -> str:
    """'small caps and the rest are ahead (IWM / SPY +6.5 %, XMAG / MAGS +14.7 %); ...'."""
    ahead = " and ".join(SIDE_NAMES[side] for side in sides)
    middle, low, high = (round(100 * share) for share in BY_CHANCE)
    return (
        f"{ahead} are ahead ({size} {words.signed(here[1])}, {other} {words.signed(here[0])} in"
        f" {SESSIONS} sessions); {words.percent(same, 0)} of redrawn half-years end in that quadrant"
        f" (two pairs without leadership: {middle} % in the median, {low} to {high} %)"
    )
