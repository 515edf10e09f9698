"""Earlier false starts: of the breaks of its downtrend line a pair has had, how many fell back."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rotascope.catalog import Pair
from rotascope.maths import stats, trend
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.sessions import Days
from rotascope.signals import pairs, words
from rotascope.signals.regimes.weeks import weeks
from rotascope.signals.trace import Trace
from rotascope.signals.trend_break import STATES, WEEKS, break_rates, line_path
from rotascope.terms import Interval, Mark, Null

__all__ = ["false_start_null", "false_starts"]

HOLDS, LEVEL = 26, 0.9
THEORY = (
    "How many earlier breaks failed says how much to trust the next one, not which way it goes:"
    " shown, never scored"
)


def false_starts(panel: Panel, name: str) -> Trace:
    """Share of the pair's breaks of its three-year downtrend line that fell back within 26 weeks.

    A break is the first weekly close above the line (the rule of `trend_break`); it fails with a
    close back on or under it within 26 weeks and holds after that. Only breaks settled by the week
    count; 90 % Wilson interval. The state is the rule's own.
    """
    found = weeks(panel, name, WEEKS.least)
    if isinstance(found, Trace):
        return found
    path = line_path(panel, found.pair, found.ratio, WEEKS)
    state, broke = path["state"].astype(np.int64), path["broke"].astype(np.int64)
    failed, held = _settled(state, broke)
    breaks, bad = np.cumsum(failed + held), np.cumsum(failed)
    share = np.where(breaks > 0, bad / np.maximum(breaks, 1), np.nan)
    n, k = int(breaks[-1]), int(bad[-1])
    rule = tuple(STATES[int(s)] for s in state)
    return Trace(
        found.days,
        share,
        text=_text(found.label, k, n, rule[-1]) if n else "",
        state=rule[-1],
        interval=Interval(*stats.wilson(k, n, LEVEL), LEVEL, "Wilson") if n else None,
        marks=(
            *found.pair.marks,
            *_marks(found.days, failed, f"a break failed within {HOLDS} weeks"),
            *_marks(found.days, held, f"a break has held for {HOLDS} weeks"),
        ),
        sources=found.pair.sources,
        reason=f"{found.label} has broken no {WEEKS.window}-week downtrend line since {found.days[0]}",
        data=(found.changes,),
        newest=words.day(found.pair.days[-1]),
        beside=(("breaks so far", breaks.astype(np.float64)),),
        states=("",) * WEEKS.least + rule[WEEKS.least :],  # no word where it could not yet answer
    )


def _settled(
    state: NDArray[np.int64], broke: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(1 on the week a break failed, 1 on the week a break had held for 26), (n,) each."""
    failed = (state == trend.FAILED).astype(np.int64)
    age = np.arange(len(state)) - broke
    held = (broke >= 0) & (age == HOLDS) & (state != trend.FAILED)
    return failed, held.astype(np.int64)


def _marks(days: Days, when: NDArray[np.int64], label: str) -> tuple[Mark, ...]:
    return tuple(Mark(words.day(days[i]), label) for i in np.flatnonzero(when))


def _text(label: str, k: int, n: int, state: str) -> str:
    return (
        f"{k} of {n} earlier breaks of the {WEEKS.window}-week downtrend line of {label} fell back"
        f" within {HOLDS} weeks; the rule now says '{state}' (total return)"
    )


def false_start_null(panel: Panel, trace: Trace, name: str) -> Null | None:
    """How many breaks of such lines fall back when there is nothing but noise.

    Null hypothesis: a random walk of blocks of this pair's own changes, mean zero, that sits in a
    downtrend; the same rule, 400 paths, fixed seed (40 on frames in memory). No p: the breaks are few
    and the simulated share is itself an estimate.
    """
    _, rate, _ = break_rates(panel, trace.data[0], WEEKS, name)
    if not np.isfinite(rate):
        return None
    often = words.percent(rate, 0)
    return Null(
        f"noise alone falls back under such a line after {often} of its breaks", rate, draws="level"
    )


def _register(spec: Pair) -> None:
    def compute(panel: Panel) -> Trace:
        return false_starts(panel, spec.name)

    def null(panel: Panel, trace: Trace) -> Null | None:
        return false_start_null(panel, trace, spec.name)

    null.__doc__ = false_start_null.__doc__

    compute.__doc__ = (
        f"Share of the breaks of its downtrend line by {pairs.title_of(spec)} (turned so that up is"
        " small / the rest) that fell back within 26 weeks, with how many there were; a base rate"
        " beside what noise does."
    )
    signal(
        f"false_starts.{spec.name}",
        title=f"Earlier false starts, {pairs.title_of(spec)}",
        axis=spec.axis,
        family="price",
        unit="fraction",
        sign=0,
        theory=THEORY,
        null=null,
        pair=spec.name,
    )(compute)


for _pair in pairs.DAILY:
    _register(_pair)
