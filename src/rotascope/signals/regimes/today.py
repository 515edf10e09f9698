"""Is today news? The last session's relative move against the year of sessions before it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rotascope.catalog import Pair
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import PairSeries, Vector
from rotascope.signals import pairs, words
from rotascope.signals.trace import Trace
from rotascope.terms import Null

__all__ = ["BEYOND", "today", "today_null"]

YEAR, BEYOND = 252, 3.0
THEORY = (
    "One session, however large, hardly says who leads from here: shown, never scored; a rotation is"
    " what many sessions add up to"
)


def today(panel: Panel, name: str) -> Trace:
    """The pair's last one-session relative log return over the sd of the 252 before it, in sd.

    Positive when small / the rest beat the others, total return; mean taken as 0. The state is
    `beyond` from 3 sd on, `usual` below. The session itself is not in its own yardstick.
    """
    pair = panel.pair(name)
    unanswered = pairs.unanswered(panel, pair, YEAR + 1)
    if unanswered is not None:
        return unanswered
    ratio, label = pairs.oriented(panel, pair)
    steps = np.diff(ratio)
    value = _scores(steps)
    return Trace(
        pair.days[1:],
        value,
        text=_text(panel, pair, label, steps, value),
        state=str(_words(value[-1:])[0]),
        marks=pair.marks,
        sources=pair.sources,
        reason=f"{label}: the ratio did not move in {YEAR} sessions",
        beside=((label, np.exp(ratio[1:])),),
        states=tuple(_words(value).tolist()),
    )


def _scores(steps: Vector) -> Vector:
    """Each step over the root mean square of the 252 steps before it, (n,)."""
    power = np.concatenate([[0.0], np.cumsum(steps * steps)])
    before = (power[YEAR:-1] - power[: -YEAR - 1]) / YEAR
    out = np.full(len(steps), np.nan)
    moved = before > 1e-20
    out[YEAR:][moved] = steps[YEAR:][moved] / np.sqrt(before[moved])
    return out


def _words(z: Vector) -> NDArray[np.str_]:
    """'beyond' from 3 sd on either side, 'usual' below, "" without an answer."""
    return np.where(np.isfinite(z), np.where(np.abs(z) >= BEYOND, "beyond", "usual"), "")


def _text(panel: Panel, pair: PairSeries, label: str, steps: Vector, value: Vector) -> str:
    if not np.isfinite(value[-1]):
        return ""
    move = float(np.expm1(pair.sign * steps[-1]))
    verdict = "more than a daily curiosity" if abs(value[-1]) >= BEYOND else "a usual session"
    return (
        f"{words.beat(panel, pair, move)} in the last session, {abs(value[-1]):.1f} sd of the year"
        f" before: {verdict} for {label}, total return"
    )


def today_null(panel: Panel, trace: Trace) -> Null | None:
    """How often the pair itself has moved as much in a session, on either side.

    Null hypothesis: today is drawn from the pair's own past sessions, each against the year before
    it; so its fat tails are in the count. p = share of them, this one included, at least as large.
    """
    known = np.abs(trace.value[np.isfinite(trace.value)])
    if not len(known) or not np.isfinite(trace.value[-1]):
        return None
    p = float(np.mean(known >= known[-1]))
    rate = float(np.mean(known >= BEYOND))
    said = f"a move this large or larger, on either side, came on {words.chance(p)} sessions so far"
    often = f"on {words.chance(rate)}" if rate else "never"
    return Null(f"{said}; {BEYOND:.0f} sd or more {often}", rate, p)


def _register(spec: Pair) -> None:
    def compute(panel: Panel) -> Trace:
        return today(panel, spec.name)

    compute.__doc__ = (
        f"The last session's relative move of {pairs.title_of(spec)} in sd of the year before it, with"
        " the share of earlier sessions that moved as much; says whether today is news, not what"
        " follows."
    )
    signal(
        f"today.{spec.name}",
        title=f"Today against its history, {pairs.title_of(spec)}",
        axis=spec.axis,
        family="price",
        unit="sd",
        sign=0,
        theory=THEORY,
        null=today_null,
        pair=spec.name,
    )(compute)


for _pair in pairs.DAILY:
    _register(_pair)
