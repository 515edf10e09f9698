"""Both axes on one map: the size pair upwards, a concentration pair across, with how sure it is.

A half-year's relative return is a fact; what its days would have given in another order of blocks, drawn
with replacement, says how much of it rests on a few of them.
"""

from __future__ import annotations

import numpy as np

from rotascope.evidence.primary import FRESH, longest
from rotascope.maths import bootstrap
from rotascope.maths.returns import change
from rotascope.maths.types import Matrix
from rotascope.panel import Panel
from rotascope.series import PairSeries, Vector
from rotascope.sessions import count
from rotascope.signals import words
from rotascope.terms import SIDE_NAMES, SIDES, Leader, Standing, TwoAxes

__all__ = ["SESSIONS", "two_axes"]

SESSIONS = 126
WEEKS, STEP = 13, 5  # of the tail: a quarter, weekly
DRAWS, SHOWN = 2000, 160
BLOCK, SEED = 10.0, 20260612  # sessions; the square root of the window, near enough
NEEDED = SESSIONS + WEEKS * STEP + 1
METHOD = (
    f"geometric relative returns over {SESSIONS} sessions, total return, one point a week for"
    f" {WEEKS} weeks; clouds: {SHOWN} of {DRAWS:,} half-years redrawn from the newest one's days in"
    f" blocks of {BLOCK:.0f} sessions on average, both pairs together"
)


def two_axes(panel: Panel) -> TwoAxes:
    """The longest size pair against every concentration pair that may speak and is long enough."""
    size = longest(panel, "size")
    others = [panel.pair(spec.name) for spec in panel.catalog.primary_pairs("concentration")]
    found = [one for pair in others if size and (one := _standing(panel, size, pair)) is not None]
    unique = tuple({(one.large_small, one.few_rest): one for one in found}.values())
    reason = "" if unique else f"no two pairs share {NEEDED} sessions up to {panel.as_of}"
    finding = unique[0].text if unique else reason
    return TwoAxes(panel.as_of, SESSIONS, unique, finding, METHOD, reason)


def _standing(panel: Panel, size: PairSeries, other: PairSeries) -> Standing | None:
    """Both pairs on their common days; None where they are too few or old."""
    days, mine, theirs = np.intersect1d(
        size.days, other.days, assume_unique=True, return_indices=True
    )
    if len(days) < NEEDED or count(days[-1].item(), panel.as_of) > FRESH:
        return None
    up, across = size.log_ratio[mine] * size.sign, other.log_ratio[theirs] * other.sign
    at = np.arange(len(days) - 1, len(days) - 1 - WEEKS * STEP, -STEP)[::-1]
    tail = [np.expm1(change(level, SESSIONS)[at]) for level in (across, up)]
    cloud = _redrawn(across[-SESSIONS - 1 :], up[-SESSIONS - 1 :])
    here = (float(tail[0][-1]), float(tail[1][-1]))
    same = float(np.mean(((cloud > 0) == (np.array(here) > 0)).all(axis=1)))
    sides = _sides(here)
    return Standing(
        size.label,
        other.label,
        tuple(day.item() for day in days[at]),
        tuple(tail[0].tolist()),
        tuple(tail[1].tolist()),
        tuple((float(x), float(y)) for x, y in cloud[:SHOWN]),
        DRAWS,
        same,
        sides,
        _text(size.label, other.label, here, sides, same),
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
    return (
        f"{ahead} are ahead ({size} {words.signed(here[1])}, {other} {words.signed(here[0])} in"
        f" {SESSIONS} sessions); {words.percent(same, 0)} of redrawn half-years end in that quarter"
    )
