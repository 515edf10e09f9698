"""Two regimes of a pair's weeks: one in which small / the rest drift up, one in which they do not.

Fitted anew each New Year on the weeks before it, and filtered: what is said of a week uses that week
and those before it. Regimes of markets part by their volatility far more than by their drift.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rotascope.catalog import Pair
from rotascope.maths import markov
from rotascope.panel import Panel
from rotascope.recall import recall
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.signals import pairs, words
from rotascope.signals.regimes.weeks import MAIN, Weeks, grown, leader_word, weeks, year_ends
from rotascope.signals.trace import Trace
from rotascope.terms import Null

__all__ = ["apart", "regime", "regime_null"]

LEAST = 104
APART, LASTS, REAL = 2.0, 0.75, 0.05
WEIGHT, STILL = 0.25, 1e-10
SIMULATED = (
    3000  # histories of one regime: their share cannot be known to be smaller than one of them
)
SURE = 0.8
THEORY = (
    "In the regime of the higher drift small / the rest tend to lead on; regimes of drift are hard to"
    " tell from those of volatility, so that it leans by a quarter at most, and only if the drifts are"
    " two standard errors apart in regimes that last"
)


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """Per week so far: the chance of the higher drift, and of the larger variance.

    `apart` is 1 where the drifts of the fit of then could be leaned on; `newest` is the fit in
    force, `ratio` (1,) its likelihood ratio against one regime.
    """

    higher: Vector
    stormy: Vector
    apart: Vector
    newest: markov.Regimes | None
    ratio: Vector


NOTHING = _Told(np.empty(0), np.empty(0), np.empty(0), None, np.empty(0))


def regime(panel: Panel, name: str) -> Trace:
    """Filtered probability that a pair is in its regime of the higher weekly drift, a fraction.

    Two normal regimes (Hamilton 1989) of weekly log changes, total return, fitted each New Year by EM
    on all weeks before it (104 at least); beside it the probability of the regime with the larger
    variance. Lean: (2 probability - 1) / 4 where there are two regimes (p 5 %) that last 4 weeks, with
    drifts 2 standard errors apart; else none.
    """
    found = weeks(panel, name, LEAST)
    if isinstance(found, Trace):
        return found
    told = _told(found)
    higher = _padded(told.higher, len(found.changes))
    stormy = _padded(told.stormy, len(found.changes))
    sure = _padded(told.apart, len(higher)) == 1.0
    lean = np.where(sure, WEIGHT * (2.0 * higher - 1.0), np.nan)
    first = "" if told.newest is not None else "no New Year with 104 weeks of moves before it yet"
    return Trace(
        found.days[1:],
        higher,
        text=_text(panel, found, told),
        lean=lean,
        state=str(_words(higher[-1:])[0]),
        marks=found.pair.marks,
        sources=found.pair.sources,
        reason=f"{found.label}: {first}" if first else "",
        data=(told.ratio,),
        newest=words.day(found.pair.days[-1]),
        beside=((found.label, np.exp(found.ratio[1:])), ("stormy regime", stormy)),
        states=tuple(_words(higher).tolist()),
    )


def _padded(values: Vector, n: int) -> Vector:
    return np.concatenate([np.full(n - len(values), np.nan), values])


def _words(p: Vector) -> NDArray[np.str_]:
    """'rising', 'falling' or 'unclear': which regime holds with 80 %; "" without an answer."""
    word = np.where(p >= SURE, "rising", np.where(p <= 1.0 - SURE, "falling", "unclear"))
    return np.where(np.isfinite(p), word, "")


def _told(found: Weeks) -> _Told:
    """The answers of every week, from the first New Year with 104 weeks before it on."""
    x = found.changes
    # A ratio that never moved has no regimes to fit.
    starts = [i for i in year_ends(found.days[1:]) if i >= LEAST and np.std(x[:i]) > STILL]
    if not starts:
        return NOTHING

    def step(before: _Told, low: int, high: int) -> _Told:
        return _year(x, before, low, high) if low else before

    done = grown("markov-years", x, starts, NOTHING, step)
    return _year(x, done, starts[-1], len(x))


def _year(x: Vector, before: _Told, low: int, high: int) -> _Told:
    """The weeks [low, high) under the fit of those before `low`, after all that was told before."""
    regimes = _fit(x[:low])
    higher = markov.filtered(x[:high], regimes)[low:]
    stormy = higher if regimes.stormy == 1 else 1.0 - higher
    ratio = markov.likelihood_ratio(x[:low], regimes)
    leaned = np.full(high - low, float(apart(regimes, ratio)))
    return _Told(
        np.concatenate([before.higher, higher]),
        np.concatenate([before.stormy, stormy]),
        np.concatenate([before.apart, leaned]),
        regimes,
        np.array([ratio]),
    )


def apart(regimes: markov.Regimes, ratio: float) -> bool:
    """Whether the drifts may be leaned on.

    EM finds two drifts in any noise (2 errors apart in 58 % of simulated histories of one law): so
    there must be two regimes (p 5 %), that last 4 weeks on average, and 2 errors between them.
    """
    real = markov.ratio_p(ratio) <= REAL and min(regimes.stay) >= LASTS
    return real and markov.separation(regimes) >= APART


def _fit(x: Vector) -> markov.Regimes:
    return recall("markov-fit", (x,), "", lambda: markov.fit(x))


def _text(panel: Panel, found: Weeks, told: _Told) -> str:
    if told.newest is None:
        return ""
    regimes, p = told.newest, float(told.higher[-1])
    up, down = (words.signed(regimes.means[i], 2) for i in (1, 0))
    gap = markov.separation(regimes)
    clear = "" if told.apart[-1] else ": too little to lean on"
    return (
        f"{words.percent(p, 0)} that {found.label} is in the regime better for"
        f" {leader_word(panel, found.pair, 1)} ({up} a week against {down}, {gap:.1f} standard errors"
        f" apart{clear}), {words.percent(told.stormy[-1], 0)} that it is in the stormier one,"
        " total return"
    )


def regime_null(panel: Panel, trace: Trace) -> Null | None:
    """How much better two regimes fit than one when there is one.

    Null hypothesis: independent normal weeks. rate is the median likelihood ratio of such histories,
    p the share with at least the ratio of the fit in force (3,000 simulated, so never less than one in
    as many). It says that there is more than one law, stormy years included, not that drifts differ.
    """
    del panel
    if not len(trace.data[0]):
        return None
    seen = float(trace.data[0][0])
    p = max(markov.ratio_p(seen), 1.0 / SIMULATED)
    said = f"one regime alone shows a likelihood ratio above {markov.MEDIAN_RATIO:.1f} half of the time"
    return Null(f"{said}, of {seen:.0f} in {words.chance(p)}", markov.MEDIAN_RATIO, p)


def _register(spec: Pair) -> None:
    def compute(panel: Panel) -> Trace:
        return regime(panel, spec.name)

    compute.__doc__ = (
        f"Filtered probability that {pairs.title_of(spec)} is in the regime of the higher weekly drift"
        " of two (Markov switching in mean and variance), fitted each New Year on what was known; it"
        " says which law the last weeks look like, not how long it will hold."
    )
    signal(
        f"markov.{spec.name}",
        title=f"Markov-switching regime, {pairs.title_of(spec)}",
        axis=spec.axis,
        family="price",
        unit="fraction",
        sign=pairs.score_sign(spec, 1),
        theory=pairs.theory_of(spec, THEORY),
        null=regime_null,
        lean="value",
        pair=spec.name,
    )(compute)


for _pair in MAIN:
    _register(_pair)
