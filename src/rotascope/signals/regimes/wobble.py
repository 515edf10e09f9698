"""After a leadership wobble: what the challenger did once the leader had lost a bad month."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rotascope.catalog import Pair
from rotascope.maths import decluster, events, stats
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import PairSeries, Vector
from rotascope.signals import pairs, words
from rotascope.signals.regimes.weeks import MAIN, leader_word
from rotascope.signals.trace import Trace
from rotascope.terms import Interval, Null

__all__ = ["wobble", "wobble_null"]

LEAD, MONTH, YEAR, AHEAD = 126, 21, 252, (21, 63, 126)
MAIN_AHEAD = 63
LEAST, LEVEL = 8, 0.9
THEORY = (
    "A wobble of the leader may be a turn or a chance to buy it: the record of what followed is shown,"
    " never scored"
)


@dataclass(frozen=True, slots=True, eq=False)
class _Wobbles:
    """`leader` (n,) +1, -1 or 0; `bad` (n,) a wobble that day; `at` those 63 sessions or more apart."""

    leader: Vector
    bad: NDArray[np.bool_]
    at: NDArray[np.int64]


def wobble(panel: Panel, name: str) -> Trace:
    """Mean relative log return of the challenger over the 63 sessions after past wobbles, a fraction.

    The leader is who won the last 126 sessions; it wobbles once it has lost a sd of 21-session moves
    (of the year) in 21 sessions. Wobbles 63 sessions or more apart; outcomes known by the day; 8 at
    least. The state is `wobble` within 21 sessions of one. Total return.
    """
    pair = panel.pair(name)
    needed = YEAR + MAIN_AHEAD
    unanswered = pairs.unanswered(panel, pair, needed)
    if unanswered is not None:
        return unanswered
    ratio, label = pairs.oriented(panel, pair)
    found = _wobbles(ratio)
    means = {h: _after(ratio, found, h) for h in AHEAD}
    mean, count = means[MAIN_AHEAD]
    value = np.where(count >= LEAST, mean, np.nan)
    recent = _recent(found.bad)
    n = int(count[-1])
    return Trace(
        pair.days,
        value,
        text=_text(panel, pair, found, means) if n >= LEAST else "",
        state="wobble" if recent[-1] else "steady",
        interval=_interval(ratio, found) if n >= LEAST else None,
        marks=pair.marks,
        sources=pair.sources,
        reason=f"{label}: {n} of {LEAST} earlier wobbles have a known outcome",
        data=(ratio, found.leader, found.at.astype(np.float64)),
        beside=tuple((f"after {h} sessions", means[h][0]) for h in AHEAD),
        # No word where a panel of that day could not yet answer.
        states=("",) * needed + tuple(np.where(recent, "wobble", "steady").tolist()[needed:]),
    )


def _wobbles(ratio: Vector) -> _Wobbles:
    n = len(ratio)
    power = np.concatenate([[0.0], np.cumsum(np.diff(ratio) ** 2)])
    leader, bad = np.zeros(n), np.zeros(n, dtype=bool)
    leader[LEAD:] = np.sign(ratio[LEAD:] - ratio[:-LEAD])
    sd = np.sqrt(np.maximum(power[YEAR:] - power[:-YEAR], 0.0) / YEAR * MONTH)
    lost = (ratio[YEAR:] - ratio[YEAR - MONTH : -MONTH]) * leader[YEAR:]
    bad[YEAR:] = (lost <= -sd) & (sd > 1e-10) & (leader[YEAR:] != 0.0)
    at = decluster.decluster(np.flatnonzero(bad), MAIN_AHEAD)
    return _Wobbles(leader, bad, np.asarray(at, dtype=np.int64))


def _moves(ratio: Vector, leader: Vector, at: NDArray[np.int64], ahead: int) -> Vector:
    """The challenger's relative log return over `ahead` sessions from each of `at` that has them."""
    kept = at[at + ahead < len(ratio)]
    return np.asarray(-leader[kept] * (ratio[kept + ahead] - ratio[kept]))


def _after(ratio: Vector, found: _Wobbles, ahead: int) -> tuple[Vector, NDArray[np.int64]]:
    """Per session: the mean outcome known by then, and of how many wobbles.

    Longer horizons than 63 sessions overlap a little: their mean holds, their spread does not.
    """
    moves = _moves(ratio, found.leader, found.at, ahead)
    mean, count = events.expanding_means(found.at[: len(moves)], moves, ahead, len(ratio))
    return mean, np.asarray(count, dtype=np.int64)


def _recent(bad: NDArray[np.bool_]) -> NDArray[np.bool_]:
    at = np.arange(len(bad))
    last = np.maximum.accumulate(np.where(bad, at, -MONTH - 1))
    return np.asarray(at - last <= MONTH)


def _interval(ratio: Vector, found: _Wobbles) -> Interval:
    """90 % interval of the mean, Student's t on wobbles whose outcomes do not overlap."""
    moves = _moves(ratio, found.leader, found.at, MAIN_AHEAD)
    reach = stats.student_reach(LEVEL, len(moves) - 1) * moves.std(ddof=1) / len(moves) ** 0.5
    middle, reach = float(moves.mean()), float(reach)
    return Interval(middle - reach, middle + reach, LEVEL, "Student's t, wobbles 63 sessions apart")


def _text(
    panel: Panel,
    pair: PairSeries,
    found: _Wobbles,
    means: dict[int, tuple[Vector, NDArray[np.int64]]],
) -> str:
    said = ", ".join(f"{words.signed(float(means[h][0][-1]))} after {h}" for h in AHEAD)
    n = int(means[MAIN_AHEAD][1][-1])
    leader = leader_word(panel, pair, int(found.leader[-1] or 1))
    last = str(pair.days[found.at[-1]])
    return (
        f"after {n} wobbles of the leader the challenger's mean relative return was {said} sessions,"
        f" total return; {leader} leads now, the newest counted wobble began on {last}"
    )


def wobble_null(panel: Panel, trace: Trace) -> Null | None:
    """What the challenger did after random days.

    Null hypothesis: a wobble says nothing; as many days with a leader, as far apart as the wobbles are,
    put elsewhere. rate is the challenger's mean over all days, p two-sided.
    """
    if not np.isfinite(trace.value[-1]):
        return None
    ratio, leader, at = trace.data
    start = int(np.argmax(leader != 0.0))
    days = np.arange(max(start, YEAR), len(ratio) - MAIN_AHEAD)
    everywhere = _moves(ratio, leader, days, MAIN_AHEAD)
    places = at[at + MAIN_AHEAD < len(ratio)].astype(np.int64) - days[0]
    rate, p = float(everywhere.mean()), events.shift_p(everywhere, places, mean=True)
    said = f"after random days the challenger's mean was {words.signed(rate)}"
    return Null(
        f"{said}; one as far from it in {words.chance(p)} of random dates", rate, p, draws="level"
    )


def _register(spec: Pair) -> None:
    def compute(panel: Panel) -> Trace:
        return wobble(panel, spec.name)

    compute.__doc__ = (
        f"What the challenger of {pairs.title_of(spec)} earned over the 63 sessions after the leader"
        " had lost a bad month, mean over past wobbles with known outcome, beside 21 and 126 sessions;"
        " a record with its n, not a forecast."
    )
    signal(
        f"wobble.{spec.name}",
        title=f"After a wobble of the leader, {pairs.title_of(spec)}",
        axis=spec.axis,
        family="price",
        unit="fraction",
        sign=0,
        theory=THEORY,
        null=wobble_null,
        pair=spec.name,
    )(compute)


for _pair in MAIN:
    _register(_pair)
