"""Leadership as a fact: who leads on an axis, which way it is turning, since when.

None of these is an estimate of the future and none abstains while prices are fresh.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from rotascope.maths import change, rank, returns
from rotascope.memo import memo
from rotascope.panel import Panel
from rotascope.series import PairSeries, Vector
from rotascope.sessions import Days
from rotascope.signals.weekly import week_ends
from rotascope.terms import Axis, Leader

__all__ = ["Facts", "Since", "facts", "leader_word", "since"]

HORIZON, TURN = 126, 21
FLAT = 0.0005  # prints as 0.0 %
LEADERS: dict[Axis, tuple[Leader, Leader]] = {
    "size": ("small", "large"),
    "concentration": ("rest", "few"),
}
Direction = Literal["strengthening", "weakening", "flat"]
# Sup-F with 15 % trimming, one mean: the 10 % point under no change. Andrews (1993; 2003) prints
# 7.12; our simulation of this very statistic gives 7.17.
SUP_F_TEN_PERCENT = 7.17
DRAWS, SEED, MIN_WEEKS = 500, 20260612, 13


@dataclass(frozen=True, slots=True)
class Since:
    """The newest dated change of a ratio's weekly drift, or None and the plain fact instead.

    `low`..`high` is the 90 % bootstrap interval; `note` the sentence either way.
    """

    day: date | None
    low: date | None
    high: date | None
    note: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Leader, direction and since of one axis from its primary pair; returns are fractions.

    `lead` is +1 if small / the rest lead, -1 if large / the few do, 0 if neither.
    """

    leader: Leader
    lead: int
    direction: Direction
    relative_126: float
    relative_21: float
    percentile: float | None
    percentile_since: date
    since: Since


def leader_word(axis: Axis, lead: float) -> Leader:
    """The leader's word for a sign: positive = small / the rest."""
    if lead == 0:
        return "neither"
    return LEADERS[axis][0 if lead > 0 else 1]


def facts(panel: Panel, axis: Axis, pair: PairSeries) -> Facts:
    """The facts of `axis` as `pair` tells them at its newest day; needs 148 common sessions.

    Leader: sign of the 126-session relative total return, exp(q_t - q_(t-126)) - 1. Direction:
    sign of the 21-session relative return in the leader's favour. Percentile: expanding midrank of
    the 126-session relative return in its own past.
    """
    long = returns.log_relative(pair.log_ratio, HORIZON)
    known = np.isfinite(long)
    short = float(returns.log_relative(pair.log_ratio, TURN)[-1])
    relative = float(long[-1])
    lead = int(np.sign(relative)) * pair.sign
    percentile = float(rank.last_percentile(long[known]))
    return Facts(
        leader_word(axis, lead),
        lead,
        _direction(short * pair.sign * lead),
        relative,
        short,
        percentile if np.isfinite(percentile) else None,
        pair.days[known][0].item(),
        since(panel, pair),
    )


def _direction(favour: float) -> Direction:
    if abs(favour) < FLAT:
        return "flat"
    return "strengthening" if favour > 0 else "weakening"


def since(panel: Panel, pair: PairSeries) -> Since:
    """When the drift of the pair last changed: PELT on weekly changes, kept only if sup-F p <= 0.10.

    Null: one constant drift since the change before. What is found was found looking back; it was
    not known on that date.
    """
    weeks = week_ends(pair.days)
    days, changes = pair.days[weeks][1:], np.diff(pair.log_ratio[weeks])
    if len(changes) < 2 * MIN_WEEKS:
        held = _held(pair)
        return Since(None, None, None, f"no dated change: {len(changes)} weeks on file; {held}")
    key = f"{pair.name}|{pair.label}|{DRAWS}|{SEED}"
    found = memo(panel, "since", key, lambda: _dated(changes))
    at, statistic = (np.asarray(found[name], dtype=np.float64) for name in ("at", "f"))
    return _told(pair, days, changes, at, float(statistic[0]))


def _dated(changes: Vector) -> dict[str, Vector]:
    """`at`: start of the stretch, change, interval low and high (empty: none found); `f`: its sup-F.

    Methods 1.6: penalty 2 ln n in units of a robust variance, 13 weeks at least on either side. The
    stretch runs from the change before the newest one to today.
    """
    breaks = [int(b) for b in change.pelt(changes, 2.0 * np.log(len(changes)), MIN_WEEKS)]
    if not breaks:
        return {"at": np.empty(0), "f": np.zeros(1)}
    start = breaks[-2] if len(breaks) > 1 else 0
    stretch, at = changes[start:], breaks[-1] - start
    statistic, _ = change.sup_f(stretch, 0.15)
    low, high = change.since_interval(stretch, at, DRAWS, SEED)
    rows = np.array([0, at, low, high], dtype=np.float64) + start
    return {"at": rows, "f": np.array([statistic])}


def _told(pair: PairSeries, days: Days, changes: Vector, at: Vector, statistic: float) -> Since:
    if not len(at):
        return Since(None, None, None, f"no dated change; {_held(pair)}")
    if not statistic >= SUP_F_TEN_PERCENT:  # NaN is no date
        return Since(None, None, None, f"no dated change (sup-F p > 0.10); {_held(pair)}")
    start, k, low, high = (int(x) for x in at)
    before, after = (float(np.mean(part)) * 100 for part in (changes[start:k], changes[k:]))
    note = (
        f"{pair.label} drifted {_percent(before)} a week before, {_percent(after)} since; "
        "found looking back, not known then"
    )
    last = len(days) - 1
    low_day, high_day = days[min(low, last)].item(), days[min(high, last)].item()
    return Since(days[k].item(), low_day, high_day, note)


def _percent(value: float) -> str:
    mark = "\N{MINUS SIGN}" if round(value, 2) < 0 else "+"
    return f"{mark}{abs(value):.2f} %"


def _held(pair: PairSeries) -> str:
    """Since when the 126-session relative return has had today's sign: a plain fact."""
    signs = np.sign(returns.log_relative(pair.log_ratio, HORIZON))
    other = np.flatnonzero(signs != signs[-1])
    first = int(other[-1]) + 1
    return f"the 126-session relative return has had its sign since {pair.days[first]}"
