"""How far returns lie apart, and how much the parts of an index move as one.

Weights w (n,) are fractions summing to 1; volatilities s (n,) and the index's are in one unit. What is
implied and what is realised obey one identity: index variance = part that is shared + part that is not.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rotascope.maths.types import Flags, Matrix, Vector

__all__ = [
    "active_sd",
    "average_correlation",
    "cross_section",
    "member_correlation",
    "row_spreads",
    "weighted_dispersion",
]


def cross_section(weights: Vector, returns: Vector) -> float:
    """sqrt(sum w (r - r_m)^2), r_m = sum w r: dispersion of one period's returns, a fraction."""
    gaps = returns - weights @ returns
    return float(np.sqrt(weights @ gaps**2))


def average_correlation(weights: Vector, vols: Vector, index_vol: float) -> float:
    """(s_m^2 - sum w^2 s^2) / ((sum w s)^2 - sum w^2 s^2), realised or implied; NaN out of bounds.

    Recovers a constant correlation exactly (Skintzi and Refenes 2005). Outside [-1/(n-1), 1] the
    inputs do not belong together (stale volatilities) and there is no answer.
    """
    alone = float((weights * vols) @ (weights * vols))
    room = float(weights @ vols) ** 2 - alone
    if len(weights) < 2 or not room > 0.0:
        return float("nan")
    found = (index_vol**2 - alone) / room
    return found if -1.0 / (len(weights) - 1) <= found <= 1.0 else float("nan")


def weighted_dispersion(weights: Vector, vols: Vector, index_vol: float) -> float:
    """sqrt(sum w s^2 - s_m^2): the dispersion that volatilities imply, with fixed w and zero means.

    NaN where the index is the more volatile: then they do not belong together.
    """
    squared = float(weights @ vols**2) - index_vol**2
    return squared**0.5 if squared >= 0.0 else float("nan")


def active_sd(spread: float, held: int, members: int) -> float:
    """Spread (sd) between returns of equal-weight books of `held` of `members` names drawn at random.

    spread * sqrt(1/k - 1/N), spread the members' own sd with ddof 1: sampling without replacement.
    What skill adds or costs is not in it.
    """
    return spread * float(np.sqrt(1.0 / held - 1.0 / members))


def row_spreads(levels: Matrix, active: Flags, h: int, start: int = 0) -> tuple[Vector, Vector]:
    """(sd with ddof 1 of the h-row simple returns of the members active at the window's start, count).

    levels, active (T, N); outputs (T - start,), NaN with fewer than two. Equal weights, causal.
    """
    days = len(levels) - start
    spread, count = np.full(days, np.nan), np.zeros(days)
    first = max(start, h)
    if first >= len(levels):
        return spread, count
    began = slice(first - h, len(levels) - h)
    with np.errstate(divide="ignore", invalid="ignore"):
        moves = levels[first:].astype(np.float64) / levels[began] - 1.0
    there = active[began] & np.isfinite(moves)
    n = there.sum(axis=1)
    moves = np.where(there, moves, 0.0)
    total = moves.sum(axis=1)
    gaps = np.where(there, moves - (total / np.maximum(n, 1))[:, None], 0.0)
    count[first - start :] = n
    enough = n >= 2
    spread[first - start :][enough] = np.sqrt((gaps**2).sum(axis=1)[enough] / (n[enough] - 1))
    return spread, count


def member_correlation(
    levels: Matrix, active: Flags, n: int, start: int = 0
) -> NDArray[np.float64]:
    """Per row from `start` on, members active with n returns in a row, equal weights, (T - start, 4):

    average correlation as `average_correlation`, mean variance of a member, variance of their mean (both
    a row, ddof 1), members counted. NaN with fewer than two members.
    """
    from rotascope.maths.comovement import window_variances

    with np.errstate(divide="ignore", invalid="ignore"):
        moves = levels[1:].astype(np.float64) / levels[:-1] - 1.0
    moves = np.vstack([np.full((1, levels.shape[1]), np.nan), moves])
    found = window_variances(np.where(np.isfinite(moves), moves, np.nan), active, n, start)
    count, squares, sds, whole = found.T
    m = np.maximum(count, 1.0)
    alone, room = squares / m**2, (sds / m) ** 2 - squares / m**2
    good = (count >= 2) & (room > 0.0)
    shared = np.full(len(count), np.nan)
    np.divide(whole - alone, room, out=shared, where=good)
    blank = np.where(good, 1.0, np.nan)
    return np.asarray(np.column_stack([shared, blank * squares / m, blank * whole, count]))
