"""Is the present law of a pair's weeks a young one? Told week by week, never looking back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rotascope.catalog import Pair
from rotascope.maths import bocpd
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.signals import pairs, words
from rotascope.signals.regimes.weeks import MAIN, Weeks, grown, weeks, year_ends
from rotascope.signals.since import scaled
from rotascope.signals.trace import Trace
from rotascope.terms import Mark, Null

__all__ = ["known_after", "run_length", "run_length_null"]

WARM_UP, EVEN_ODDS = 52, 0.5
THEORY = (
    "A new law of the weeks says that something changed, in drift or in size of the moves, not who"
    " leads from here: shown, never scored"
)


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """P(run < 13 weeks) of each week so far, and the runs after the last of them."""

    young: Vector
    runs: bocpd.Runs


def run_length(panel: Panel, name: str) -> Trace:
    """Probability that the pair's weeks have obeyed their present law for fewer than 13, a fraction.

    Bayesian online change-point detection (Adams-MacKay 2007) on weekly log changes over their own
    recent volatility, a change expected every 104 weeks: without news it stands at 11.8 %. The
    marks are the weeks on which it first passed even odds: that is when a change was known.
    """
    found = weeks(panel, name, WARM_UP)
    if isinstance(found, Trace):
        return found
    even = scaled(found.changes)
    told = _told(even, found)
    value = told.young.copy()
    value[: WARM_UP - 1] = np.nan
    word = np.where(value >= EVEN_ODDS, "young", "settled")
    return Trace(
        found.days[1:],
        value,
        text=_text(found, value, told.runs),
        state=str(word[-1]),
        marks=(
            *found.pair.marks,
            *(
                Mark(words.day(found.days[1 + i]), "a new law is likelier than not")
                for i in _crossings(value)
            ),
        ),
        sources=found.pair.sources,
        newest=words.day(found.pair.days[-1]),
        beside=((found.label, np.exp(found.ratio[1:])),),
        states=tuple(np.where(np.isfinite(value), word, "").tolist()),
    )


def _told(even: Vector, found: Weeks) -> _Told:
    def step(before: _Told, low: int, high: int) -> _Told:
        del low
        young, runs = bocpd.go_on(even[:high], before.runs)
        return _Told(np.concatenate([before.young, young]), runs)

    start = _Told(np.empty(0), bocpd.begin())
    done = grown("run-length", even, year_ends(found.days[1:]), start, step)
    return step(done, done.runs.done, len(even))


def _crossings(value: Vector) -> list[int]:
    """The weeks on which even odds were first passed after a quarter below them, as places."""
    above = np.nan_to_num(value) >= EVEN_ODDS
    at = np.flatnonzero(above).tolist()
    return [i for i in at if not above[max(i - bocpd.YOUNG, 0) : i].any()]


def known_after(found: Weeks, even: Vector, place: int) -> np.datetime64 | None:
    """The first week from `place` on which a new law was likelier than not; None if there was none.

    `even` are the weeks' changes over their recent volatility: a dated change was not known before.
    """
    young = _told(even, found).young
    later = [i for i in _crossings(young) if i >= max(place, WARM_UP - 1)]
    return found.days[1 + later[0]] if later else None


def _text(found: Weeks, value: Vector, runs: bocpd.Runs) -> str:
    past = np.flatnonzero(np.nan_to_num(value) >= EVEN_ODDS)
    last = f"even odds were last passed on {found.days[1 + past[-1]]}" if len(past) else ""
    never = f"even odds were never passed since {found.days[WARM_UP]}"
    began = found.days[max(len(found.days) - 1 - bocpd.newest_run(runs), 0)]
    return (
        f"{words.percent(value[-1], 0)} that drift or spread of {found.label}'s weeks changed in the last"
        f" 13 ({words.percent(bocpd.BASE, 0)} without news); as they are, likeliest since the week to"
        f" {began}; {last or never}, total return"
    )


def run_length_null(panel: Panel, trace: Trace) -> Null:
    """What the detector says when nothing is known: the prior's own share.

    Null hypothesis: a change every 104 weeks on average and weeks that say nothing, so that 1 -
    (1 - 1/104)^13 of all weeks lie within 13 of one. p is the share of the pair's own weeks so far
    on which it said at least as much (no independence is claimed).
    """
    known = trace.value[np.isfinite(trace.value)]
    p = float(np.mean(known >= known[-1]))
    said = f"it stands at {words.percent(bocpd.BASE, 0)} when the weeks say nothing"
    return Null(
        f"{said}; as high or higher on {words.chance(p)} weeks so far", bocpd.BASE, p, draws="level"
    )


def _register(spec: Pair) -> None:
    def compute(panel: Panel) -> Trace:
        return run_length(panel, spec.name)

    compute.__doc__ = (
        f"Probability that the weekly changes of {pairs.title_of(spec)} have obeyed their present law"
        " for fewer than 13 weeks (online change-point detection), as it was told on each week; it"
        " says that something changed, not what."
    )
    signal(
        f"run_length.{spec.name}",
        title=f"Young regime, {pairs.title_of(spec)}",
        axis=spec.axis,
        family="price",
        unit="fraction",
        sign=0,
        theory=THEORY,
        null=run_length_null,
        pair=spec.name,
    )(compute)


for _pair in MAIN:
    _register(_pair)
