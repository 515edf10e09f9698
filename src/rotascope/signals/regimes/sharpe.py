"""Return for risk: whose last three years paid more for their swings, and is the difference sure?"""

from __future__ import annotations

import math

import numpy as np

from rotascope.catalog import Pair
from rotascope.maths import noise, stats
from rotascope.maths import sharpe as ratios
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import PairSeries, Series, Vector
from rotascope.sessions import Days
from rotascope.signals import pairs, words
from rotascope.signals.regimes.weeks import MAIN
from rotascope.signals.trace import Trace, missing
from rotascope.signals.weekly import week_ends
from rotascope.terms import Interval, Null

__all__ = ["risk_adjusted", "sharpe_null"]

WINDOW, YEAR, LEVEL = 156, 52.0, 0.9
THEORY = (
    "Return for risk repeats what relative strength says and divides it by swings: shown, so that one"
    " fact is not scored twice"
)


def risk_adjusted(panel: Panel, name: str) -> Trace:
    """Sharpe ratio of small / the rest less that of the others over 156 weeks, a year's (x sqrt 52).

    Weekly log total returns of completed weeks on common sessions; no cash rate is taken off, which
    moves both alike. The interval is 1.645 Ledoit-Wolf (2008) errors; each line's own is told with
    Lo's (2002).
    """
    pair = panel.pair(name)
    unanswered = pairs.unanswered(panel, pair, 1)
    if unanswered is not None:
        return unanswered
    at = week_ends(pair.days)
    if len(at) <= WINDOW:
        return missing("short_history", f"{pair.label}: {len(at)} of {WINDOW + 1} completed weeks")
    days = pair.days[at]
    one, other = (_weekly(series, days) for series in _legs(pair))
    each = tuple(ratios.rolling_ratio(leg, WINDOW) * math.sqrt(YEAR) for leg in (one, other))
    value = each[0] - each[1]
    error = math.nan
    if np.isfinite(value[-1]):
        error = ratios.difference_error(one[-WINDOW:], other[-WINDOW:]) * math.sqrt(YEAR)
    names = tuple(words.leg(panel, series) for series in _legs(pair))
    reach = stats.normal_ppf(0.5 + LEVEL / 2.0) * error
    middle = float(value[-1])
    sure = math.isfinite(error)
    return Trace(
        days[1:],
        value,
        text=_text(names, tuple(float(line[-1]) for line in each), error) if sure else "",
        interval=Interval(middle - reach, middle + reach, LEVEL, "Ledoit-Wolf") if sure else None,
        marks=pair.marks,
        sources=pair.sources,
        reason=f"{pair.label}: a leg did not move in {WINDOW} weeks",
        data=(np.array([error]),),
        newest=words.day(pair.days[-1]),
        beside=tuple(zip(names, each, strict=True)),
    )


def _legs(pair: PairSeries) -> tuple[Series, Series]:
    """Small / the rest first."""
    legs = pair.numerator, pair.denominator
    return legs if pair.sign > 0 else (legs[1], legs[0])


def _weekly(line: Series, ends: Days) -> Vector:
    return np.asarray(np.diff(np.log(line.levels[np.searchsorted(line.days, ends)])))


def _text(names: tuple[str, ...], each: tuple[float, ...], error: float) -> str:
    weekly = tuple(ratio / math.sqrt(YEAR) for ratio in each)
    own = tuple(ratios.lo_error(ratio, WINDOW) * math.sqrt(YEAR) for ratio in weekly)
    one, other = (
        f"{name} {ratio:.2f} (\N{PLUS-MINUS SIGN}{e:.2f})"
        for name, ratio, e in zip(names, each, own, strict=True)
    )
    return (
        f"Sharpe ratios of {WINDOW} weeks, a year's: {one}, {other}; their difference has a"
        f" standard error of {error:.2f}, total return, no cash rate taken off"
    )


def sharpe_null(panel: Panel, trace: Trace) -> Null | None:
    """How often two lines of equal Sharpe ratio differ as much over three years.

    Null hypothesis: equal ratios; normal p of the difference over its Ledoit-Wolf error, which allows
    fat tails, autocorrelation and the lines' correlation. rate is the median |difference|.
    """
    del panel
    error, seen = float(trace.data[0][0]), float(trace.value[-1])
    if not (error > 0.0 and math.isfinite(seen)):
        return None
    usual, p = noise.normal(seen, error)
    said = f"equal ratios differ by more than {usual:.2f} half of the time over three years"
    return Null(f"{said}, by this much in {words.chance(p)}", usual, p)


def _register(spec: Pair) -> None:
    def compute(panel: Panel) -> Trace:
        return risk_adjusted(panel, spec.name)

    compute.__doc__ = (
        f"Sharpe ratio over three years of weeks of one side of {pairs.title_of(spec)} less the"
        " other's (small / the rest first), a year's, with its standard error; what was paid for"
        " risk, not what will be."
    )
    signal(
        f"sharpe.{spec.name}",
        title=f"Return for risk, {pairs.title_of(spec)}",
        axis=spec.axis,
        family="price",
        unit="ratio",
        sign=0,
        theory=THEORY,
        null=sharpe_null,
        pair=spec.name,
    )(compute)


for _pair in MAIN:
    _register(_pair)
