"""More than a head fake? How often relative moves of this size and side went on over the next month.

Every count uses moves whose outcome was known by its day, 21 sessions or more apart: the hit rate is
out of sample by construction.
"""

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
from rotascope.signals.regimes.weeks import MAIN
from rotascope.signals.trace import Trace
from rotascope.terms import Interval, Null

__all__ = ["persistence", "persistence_null"]

MOVE, AHEAD, YEAR, LEAST, LEVEL = 5, 21, 252, 8, 0.9
EDGES = (1.0, 2.0)  # sd of five-session moves
SIZES = ("of less than 1 sd", "of 1 to 2 sd", "of 2 sd or more")
THEORY = (
    "Whether short relative moves go on or turn back differs by pair, size and decade: the record is"
    " shown, never scored"
)


@dataclass(frozen=True, slots=True, eq=False)
class _Record:
    """Per session: the kind of its move (0-2 down, 3-5 up, -1 none) and what is known of that kind.

    `hit` is the share of `count` earlier ones that went on, `base` that of all months that way.
    """

    kind: NDArray[np.int64]
    hit: Vector
    count: NDArray[np.int64]
    base: Vector


def persistence(panel: Panel, name: str) -> Trace:
    """Share of earlier moves like the last week's that went on for another 21 sessions, a fraction.

    Alike: the same side and the same size class of the five-session relative log return, in sd of
    the year (below 1, 1 to 2, above). Only outcomes known by the day count, moves 21 sessions or more
    apart, 8 at least. 90 % Wilson interval on those. Total return.
    """
    pair = panel.pair(name)
    unanswered = pairs.unanswered(panel, pair, YEAR + MOVE + AHEAD)
    if unanswered is not None:
        return unanswered
    ratio, label = pairs.oriented(panel, pair)
    record = _record(ratio)
    value = np.where((record.count >= LEAST) & (record.kind >= 0), record.hit, np.nan)
    n, share = int(record.count[-1]), float(value[-1])
    interval = None
    if np.isfinite(share):
        interval = Interval(
            *stats.wilson(round(share * n), n, LEVEL), LEVEL, "Wilson, moves 21 apart"
        )
    return Trace(
        pair.days,
        value,
        text=_text(panel, pair, record, share) if interval else "",
        interval=interval,
        marks=pair.marks,
        sources=pair.sources,
        reason=f"{label}: {n} of {LEAST} earlier moves like the last week's have a known outcome",
        data=(record.base, record.count.astype(np.float64)),
        beside=(("share of all months", record.base),),
    )


def _kinds(ratio: Vector) -> NDArray[np.int64]:
    """0, 1, 2 for a fall of below 1, 1 to 2, above 2 sd; 3 to 5 for a rise; -1 without a year."""
    steps = np.diff(ratio)
    power = np.concatenate([[0.0], np.cumsum(steps * steps)])
    kind = np.full(len(ratio), -1, dtype=np.int64)
    sd = np.sqrt(np.maximum(power[YEAR:] - power[:-YEAR], 0.0) / YEAR * MOVE)
    move = ratio[YEAR:] - ratio[YEAR - MOVE : -MOVE]
    size = np.searchsorted(EDGES, np.abs(move) / np.where(sd > 1e-10, sd, np.inf), side="right")
    kind[YEAR:] = np.where(sd > 1e-10, np.where(move > 0.0, 3, 0) + size, -1)
    return kind


def _record(ratio: Vector) -> _Record:
    n = len(ratio)
    kind = _kinds(ratio)
    rose = np.zeros(n)
    rose[:-AHEAD] = ratio[AHEAD:] > ratio[:-AHEAD]
    hit, count = np.full(n, np.nan), np.zeros(n, dtype=np.int64)
    everywhere = np.arange(YEAR, n)
    up, _ = events.expanding_means(everywhere, rose[YEAR:], AHEAD, n)
    for k in range(2 * len(SIZES)):
        at = decluster.decluster(np.flatnonzero(kind == k), AHEAD)
        outcome = rose[at] if k >= len(SIZES) else 1.0 - rose[at]
        mean, known = events.expanding_means(at, outcome, AHEAD, n)
        here = kind == k
        hit[here], count[here] = mean[here], known[here]
    base = np.where(kind >= len(SIZES), up, 1.0 - up)
    return _Record(kind, hit, count, base)


def _text(panel: Panel, pair: PairSeries, record: _Record, share: float) -> str:
    kind, n = int(record.kind[-1]), int(record.count[-1])
    label = pairs.oriented(panel, pair)[1]
    side = "rises" if kind >= len(SIZES) else "falls"
    return (
        f"{round(share * n)} of {n} earlier {side} of {label} {SIZES[kind % len(SIZES)]} in {MOVE}"
        f" sessions, like the last, went on over the next {AHEAD}"
        f" (all months: {words.percent(record.base[-1], 0)}), total return"
    )


def persistence_null(panel: Panel, trace: Trace) -> Null | None:
    """How often months go that way whatever came before.

    Null hypothesis: the move says nothing, so its month is like any other; exact two-sided binomial p
    of the count against the share of all months that went that way so far.
    """
    share, n, rate = float(trace.value[-1]), int(trace.data[1][-1]), float(trace.data[0][-1])
    if not (np.isfinite(share) and np.isfinite(rate)):
        return None
    p = stats.binomial_p(round(share * n), n, rate)
    said = f"{words.percent(rate, 0)} of all months went that way"
    return Null(
        f"{said}; a count as far from it in {words.chance(p)} by chance", rate, p, draws="level"
    )


def _register(spec: Pair) -> None:
    def compute(panel: Panel) -> Trace:
        return persistence(panel, spec.name)

    compute.__doc__ = (
        f"How often moves of {pairs.title_of(spec)} like the last week's went on over the following"
        " month, among those whose outcome was known, beside the share of all months; a record with"
        " its n, not a forecast."
    )
    signal(
        f"persistence.{spec.name}",
        title=f"Persistence of the last move, {pairs.title_of(spec)}",
        axis=spec.axis,
        family="price",
        unit="fraction",
        sign=0,
        theory=THEORY,
        null=persistence_null,
        pair=spec.name,
    )(compute)


for _pair in MAIN:
    _register(_pair)
