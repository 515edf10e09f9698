"""Relative strength: what one leg of a pair returned over the other in half a year."""

from __future__ import annotations

import numpy as np

from rotascope import sessions
from rotascope.catalog import Pair
from rotascope.maths import noise, returns
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import PairSeries, Vector
from rotascope.signals import pairs, words
from rotascope.signals.trace import Trace
from rotascope.terms import Null

__all__ = ["RANKED_AFTER", "relative_null", "relative_strength"]

WINDOW, MONTHS = 126, 6
RANKED_AFTER = 6  # windows: five apart from one another, before one more can be ranked among them
LEAST_COVERAGE = 0.8
THEORY = (
    "Relative total return of the past half year tends to persist for months (momentum between"
    " segments), weakly and with sharp reversals"
)


def relative_strength(panel: Panel, name: str) -> Trace:
    """Geometric relative total return of pair `name` over 126 sessions (6 months if monthly).

    exp(q_t - q_{t-126}) - 1 with q the log ratio of total-return indices, a fraction, on the days
    both legs have. A window that spans more than 126/0.8 sessions has no value that day. Daily values
    share nearly all of their windows: before five windows apart there is no percentile, hence no lean.
    """
    pair = pairs.dated(panel, name)
    steps = MONTHS if pair.monthly else WINDOW
    unanswered = pairs.unanswered(panel, pair, steps, "months" if pair.monthly else "sessions")
    if unanswered is not None:
        return unanswered
    value = returns.log_relative(pair.log_ratio, steps)
    cover = _coverage(pair, steps)
    value = np.where(cover < LEAST_COVERAGE, np.nan, value)
    return Trace(
        pair.days,
        value,
        text=_text(panel, pair, float(value[-1]), steps),
        coverage=float(cover[-1]),
        marks=pair.marks,
        sources=pair.sources,
        reason=f"{pair.label}: {cover[-1]:.0%} of the last {steps} sessions are on file",
        data=(np.diff(pair.log_ratio),),
        unranked=RANKED_AFTER * steps,
        patience=pairs.patience(pair),
        beside=((pair.label, np.exp(pair.log_ratio)),),
    )


def _coverage(pair: PairSeries, steps: int) -> Vector:
    """Per day: `steps` over the sessions its window spans, at most 1; 1 for monthly pairs."""
    cover = np.ones(len(pair))
    if not pair.monthly:
        place = np.searchsorted(sessions.all_sessions(), pair.days)
        span = np.maximum(place[steps:] - place[:-steps], 1)
        cover[steps:] = np.minimum(steps / span, 1.0)
    return cover


def _text(panel: Panel, pair: PairSeries, relative: float, steps: int) -> str:
    if not np.isfinite(relative):
        return ""
    unit = "months" if pair.monthly else "sessions"
    stand_in = ", by proxy" if pair.numerator.proxy or pair.denominator.proxy else ""
    return f"{words.beat(panel, pair, relative)} in {steps} {unit}, total return{stand_in}"


def relative_null(panel: Panel, trace: Trace, steps: int) -> Null | None:
    """How far a pair of this volatility drifts apart without any leadership.

    Null hypothesis: independent steps with mean zero and the pair's own sd of all its history. rate
    is the median |relative return|, p the two-sided probability of one at least as large.
    """
    spread = float(np.std(trace.data[0])) * steps**0.5
    if not spread > 0.0:
        return None
    log_usual, p = noise.normal(float(np.log1p(trace.value[-1])), spread)
    usual = float(np.expm1(log_usual))
    said = f"without leadership half of all such windows end more than {words.percent(usual)} apart"
    return Null(f"{said}; this much or more in {words.chance(p)}", usual, p, draws="spread")


def _register(spec: Pair) -> None:
    steps = MONTHS if spec.monthly else WINDOW
    unit = "months" if spec.monthly else "sessions"

    def compute(panel: Panel) -> Trace:
        return relative_strength(panel, spec.name)

    def null(panel: Panel, trace: Trace) -> Null | None:
        return relative_null(panel, trace, steps)

    null.__doc__ = relative_null.__doc__

    compute.__doc__ = (
        f"Relative total return of {pairs.title_of(spec)} over {steps} {unit}: geometric,"
        " (1 + numerator) / (1 + denominator) - 1, a fraction; it says who led, not who will."
    )
    signal(
        f"rs.{spec.name}",
        title=f"Relative strength, {pairs.title_of(spec)}",
        axis=spec.axis,
        family="price",
        unit="fraction",
        sign=pairs.score_sign(spec),
        theory=pairs.theory_of(spec, THEORY),
        null=null,
        pair=spec.name,
    )(compute)


for _pair in pairs.EVERY:
    _register(_pair)
