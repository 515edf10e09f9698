"""Did valuation ever predict? Regressions told with their bias and their honest error.

A ratio that moves slowly and shares its shocks with prices looks like a forecaster when it is none.
"""

from __future__ import annotations

from dataclasses import astuple, replace

import numpy as np

from rotascope.maths import predictive, valuation
from rotascope.memo import memo
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.sessions import Days
from rotascope.signals import words
from rotascope.signals.trace import Trace, missing
from rotascope.signals.valuation.ratios import newest_of_day, printed, yields
from rotascope.terms import Null, Source
from rotascope.vintages import first_releases, versions

__all__ = ["cape_predicts", "predicts_null", "spread_predicts"]

HORIZON, LEAST = 12, 120
PATIENCE = 66
DRAWS, FEW_DRAWS = 400, 60


def _trace(
    panel: Panel, days: Days, x: Vector, r: Vector, what: str, sources: tuple[Source, ...]
) -> Trace:
    """Of x (n,), the predictor known on `days`, r (n,) the monthly return that ended by then; finite."""
    if len(x) < LEAST + 2 * HORIZON + 2:
        return missing("short_history", f"{len(x)} of {LEAST + 2 * HORIZON + 2} months of {what}")
    value = predictive.out_of_sample(x, r, HORIZON, LEAST)
    slope, naive, newey, t = _t_ratios(panel, x, r, what)
    _, p = predictive.clark_west(x, r, HORIZON, LEAST)
    better = "better" if value[-1] > 0.0 else "worse"
    text = (
        f"{what} foretold the next 12 months {words.percent(float(value[-1]))} {better} than the mean"
        f" of the past did, at the time (squared error; Clark-West: {words.chance(p)} nominally); slope"
        f" {_signed(slope, 2)}, t {_signed(t, 1)} by Hodrick 1B, {_signed(naive, 1)} naively,"
        f" {_signed(newey, 1)} by Newey-West"
    )
    return Trace(
        days,
        value,
        text=text,
        sources=sources,
        data=(x, r),
        patience=PATIENCE,
        beside=(("predictor", x),),
    )


def _t_ratios(panel: Panel, x: Vector, r: Vector, what: str) -> tuple[float, ...]:
    """Slope and its t-ratios, kept beside the store: a warm brief then needs no compiled loop."""

    def make() -> dict[str, Vector]:
        from rotascope.maths.predictive_kernels import t_ratios

        return {"t": t_ratios(x, r, HORIZON)}

    return tuple(float(k) for k in memo(panel, "predictive-t", f"{what}|{HORIZON}", make)["t"])


def _told(panel: Panel, x: Vector, r: Vector, name: str) -> predictive.Forecasting:
    """The regression told honestly; simulated once and kept beside the store."""
    draws = DRAWS if panel.backend.cache_folder else FEW_DRAWS

    def make() -> dict[str, Vector]:
        return {"told": np.array(astuple(predictive.forecasting(x, r, HORIZON, draws)))}

    kept = memo(panel, "forecasting", f"{name}|{HORIZON}|{draws}", make)["told"]
    slope, corrected, t, p, naive, rho, correlation, n = (float(k) for k in kept)
    return predictive.Forecasting(slope, corrected, t, p, naive, rho, correlation, int(n))


def predicts_null(panel: Panel, trace: Trace) -> Null | None:
    """How often a ratio that predicts nothing has as large a t-ratio in as many months.

    Null hypothesis: returns are white noise, the ratio an AR(1) with its own slope whose shocks
    share its own correlation with returns. p from 400 such samples by Hodrick 1B (60 on frames in
    memory); rate is the bias.
    """
    if len(trace.data) != 2:
        return None
    x, r = trace.data
    found = _told(panel, x, r, trace.sources[0].what)
    bias = found.slope - found.corrected
    return Null(
        f"a ratio that predicts nothing has a slope of {_signed(bias, 2)} on average (Stambaugh);"
        f" {_signed(found.corrected, 2)}"
        f" is left, a t as large comes by chance in {words.chance(found.p)}",
        bias,
        found.p,
    )


def _signed(value: float, digits: int) -> str:
    return f"{value:+.{digits}f}".replace("-", "\N{MINUS SIGN}")


@signal(
    "valuation.cape_predicts",
    title="Did the index's valuation foretell its next year?",
    axis="market",
    family="valuation",
    unit="fraction",
    sign=0,
    theory="How well a ratio forecast is a record, not a lean: shown, scored on neither axis",
    null=predicts_null,
)
def cape_predicts(panel: Panel) -> Trace:
    """Out-of-sample R2 of the next 12 months' log return of the index on ln CAPE, against the past mean.

    Forecasts made with what was over by then, judged when their year was over, from ten years on
    (Campbell and Thompson 2008). SHILLER monthly means, first prints: averaged prices overstate
    persistence a little. Nominal.
    """
    ratio = printed(panel, "SHILLER.cape")
    lines = [first_releases(versions(panel, n)) for n in ("SHILLER.sp500", "SHILLER.dividend")]
    months, a, b = np.intersect1d(lines[0].days, lines[1].days, return_indices=True)
    shared, c, d = np.intersect1d(ratio.days, months, return_indices=True)
    if len(shared) < 2:
        why = "series SHILLER.cape, .sp500 and .dividend are needed (table macro)"
        return missing("not_measurable", why)
    total = np.log(valuation.reinvested(lines[0].values[a], lines[1].values[b]))
    r = np.concatenate([[0.0], np.diff(total)])[d]
    known = np.maximum.accumulate(
        np.maximum(ratio.known_at[c], np.maximum(lines[0].known_at[a][d], lines[1].known_at[b][d]))
    )
    sources = tuple(f.source for f in (ratio, *lines) if f.source)
    last = newest_of_day(known)
    made = _trace(panel, known, np.log(ratio.values[c]), r, "valuation", sources)
    return made if not len(made.days) else _last_of_day(made, last)


def _last_of_day(trace: Trace, last: np.ndarray) -> Trace:
    """The same trace without months that became known on a day that a later month shares."""
    beside = tuple((name, series[last]) for name, series in trace.beside)
    return replace(trace, days=trace.days[last], value=trace.value[last], beside=beside)


@signal(
    "valuation.spread_predicts",
    title="Did the valuation gap foretell small caps against large ones?",
    axis="size",
    family="valuation",
    unit="fraction",
    sign=0,
    theory="How well a gap forecast is a record, not a lean: shown, never scored",
    null=predicts_null,
)
def spread_predicts(panel: Panel) -> Trace:
    """Out-of-sample R2 of the size pair's next 12 months on the log spread of earnings yields.

    Needs twelve years of EP.small_cap and EP.large_cap and of the pair. Returns run from one
    publication day to the next; the forecast of each is judged a year later against the mean of
    the past.
    """
    found = yields(panel)
    pair = panel.pair("small_large")
    if not found.monthly or not len(pair):
        why = (
            pair.missing or "monthly series EP.small_cap and EP.large_cap are needed (table macro)"
        )
        return missing("not_measurable", why)
    x, _ = valuation.yield_spread(found.small, found.large)
    at = np.searchsorted(pair.days, found.days, side="right") - 1
    kept = (at >= 0) & np.isfinite(x)
    days, x, q = found.days[kept], x[kept], pair.log_ratio[at[kept]]
    if len(x) < 2:
        return missing("short_history", "the pair and the spread have no two months in common")
    r = np.concatenate([[0.0], np.diff(q)])
    return _trace(
        panel, days, x, r, f"the valuation gap of {pair.label}", (*found.sources, *pair.sources)
    )
