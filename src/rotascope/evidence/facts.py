"""Leadership as a fact: who leads on an axis, which way it is turning, since when.

None of these is an estimate of the future and none abstains while prices are fresh.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from rotascope.evidence.primary import HORIZON, TURN
from rotascope.maths import change, rank, returns, stats
from rotascope.memo import memo
from rotascope.panel import Panel
from rotascope.series import PairSeries, Vector
from rotascope.signals import since as signal
from rotascope.signals.weekly import week_ends
from rotascope.terms import SIDES, Axis, Leader

__all__ = ["Facts", "Since", "facts", "leader_word", "since"]

FLAT = 0.0005  # prints as 0.0 %
Direction = Literal["strengthening", "weakening", "flat"]
DRAWS, SEED = 500, 20260612


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
    chance: float | None
    percentile_since: date
    since: Since


def leader_word(axis: Axis, lead: float) -> Leader:
    """The leader's word for a sign: positive = small / the rest."""
    if lead == 0:
        return "neither"
    return SIDES[axis][0 if lead > 0 else 1]


def facts(panel: Panel, axis: Axis, pair: PairSeries) -> Facts:
    """The facts of `axis` as `pair` tells them at its newest day; needs 148 common sessions.

    Leader: sign of the 126-session relative total return, exp(q_t - q_(t-126)) - 1. Direction:
    sign of the 21-session relative return in the leader's favour. Percentile: expanding midrank of
    the 126-session relative return in its own past; None before it spans four separate windows.
    Chance: two-sided normal probability of one at least as large when the pair's own daily changes
    have mean zero.
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
        percentile if np.isfinite(percentile) and len(pair) > 4 * HORIZON else None,
        _chance(pair, relative),
        pair.days[known][0].item(),
        since(panel, pair, lead),
    )


def _chance(pair: PairSeries, relative: float) -> float | None:
    spread = float(np.std(np.diff(pair.log_ratio))) * HORIZON**0.5
    if not spread > 0.0:
        return None
    return 2.0 * (1.0 - stats.normal_cdf(abs(float(np.log1p(relative))) / spread))


def _direction(favour: float) -> Direction:
    if abs(favour) < FLAT:
        return "flat"
    return "strengthening" if favour > 0 else "weakening"


def since(panel: Panel, pair: PairSeries, lead: int) -> Since:
    """When the drift last turned to today's leader, as the signal `since.<pair>` dates it.

    `lead`: +1 small / the rest, -1 large / the few. A change that turned the drift to the other side
    does not date this leader: the note then names it beside the plain fact of the 126-session sign.
    Null: one constant drift since the change before. What is found was found looking back; it was
    not known on that date. Interval: 500 bootstrap draws within the stretches before and after.
    """
    dated = signal.since(panel, pair.name)
    if not len(dated.days) or not np.isfinite(dated.value[-1]):
        short = f" ({dated.reason})" if dated.status == "short_history" else ""
        return Since(None, None, None, f"no dated change of drift{short}; {_held(pair)}")
    weeks = week_ends(pair.days)
    days, changes = pair.days[weeks][1:], np.diff(pair.log_ratio[weeks])
    start, k = _stretch(weeks[1:], dated.value)
    key = f"{pair.name}|{pair.label}|{start}|{k}|{DRAWS}|{SEED}"
    low, high = memo(panel, "since", key, lambda: _interval(signal.scaled(changes), start, k))["at"]
    before, after = (float(np.mean(part)) * 100 for part in (changes[start:k], changes[k:]))
    if after * pair.sign * lead <= 0:
        turned = f"the last dated change ({days[k]}) turned the drift the other way"
        return Since(None, None, None, f"{turned}, {_percent(after)} a week since; {_held(pair)}")
    note = (
        f"{pair.label} drifted {_percent(before)} a week before, {_percent(after)} since; "
        "found looking back, not known then"
    )
    last = len(days) - 1
    first, final = (days[min(int(at), last)].item() for at in (low, high))
    return Since(days[k].item(), first, final, note)


def _stretch(rows: NDArray[np.intp], ages: Vector) -> tuple[int, int]:
    """(first week of the regime before, first week of the newest one) from ages in sessions."""
    k = int(np.searchsorted(rows, rows[-1] - ages[-1])) + 1
    age = ages[k - 1]
    start = int(np.searchsorted(rows, rows[k - 1] - age)) + 1 if np.isfinite(age) else 0
    return start, k


def _interval(changes: Vector, start: int, k: int) -> dict[str, NDArray[np.int64]]:
    low, high = change.since_interval(changes[start:], k - start, DRAWS, SEED)
    return {"at": np.array([low + start, high + start])}


def _percent(value: float) -> str:
    mark = "\N{MINUS SIGN}" if round(value, 2) < 0 else "+"
    return f"{mark}{abs(value):.2f} %"


def _held(pair: PairSeries) -> str:
    """Since when the 126-session relative return has had today's sign: a plain fact."""
    signs = np.sign(returns.log_relative(pair.log_ratio, HORIZON))
    other = np.flatnonzero(signs != signs[-1])
    first = int(other[-1]) + 1
    return f"ahead by the sign of 126 sessions since {pair.days[first]}"
