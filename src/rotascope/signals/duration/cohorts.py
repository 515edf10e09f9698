"""Equity duration as the market shows it: how far each cohort fell for each point of yield."""

from __future__ import annotations

from dataclasses import replace

from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.signals.aligned import on_days
from rotascope.signals.duration import betas, drivers, wander
from rotascope.signals.duration.betas import interval, number, span
from rotascope.signals.duration.drivers import Target
from rotascope.signals.trace import Trace
from rotascope.signals.words import day

__all__ = ["COHORTS", "cohort_duration"]

COHORTS: dict[str, tuple[Target, str]] = {
    "small": (Target("small", "small_cap"), "small caps"),
    "large": (Target("large", "large_cap"), "large caps"),
    "few": (Target("few", "few"), "the few"),
    "rest": (Target("rest", "rest"), "the rest"),
    "equal": (Target("equal", "equal_weight"), "equal weight"),
    "nasdaq": (Target("nasdaq", "QQQ"), "the Nasdaq-100"),
}
THEORY = (
    "A sensitivity of one cohort, whose sign changes with the news that moves yields: not scored"
)


def cohort_duration(panel: Panel, name: str) -> Trace:
    """Years by which a cohort behaved like a bond: minus its beta to the ten-year real yield.

    Weekly simple total return in per cent on the change in pp, the last 104 weeks (52 at least),
    Newey-West interval. Beside it: to the nominal yield, and filtered. Growth news raises yields and
    prices alike, so that it can be negative; it is no cash-flow duration.
    """
    target, _ = COHORTS[name]
    found = drivers.weeks(panel, target, ("real",))
    unanswered = drivers.answer(found)
    if unanswered is not None:
        return unanswered
    nominal = drivers.weeks(panel, target, ("ten_year",))
    followed = wander.filtered_path(found.y, found.design, found.days)[0][:, 1]
    fit = betas.last_fit(found)
    held = interval(fit, sign=-1.0)
    trace = betas.beta_trace(found, "real")
    years = -float(fit.beta[1])
    bounds = f"90 %: {number(held.low)} to {number(held.high)}"
    return replace(
        trace,
        value=-trace.value,
        text=f"{found.label} behaved like {number(years)} years of duration to the real yield ({bounds}),"
        f" {span(found)}",
        interval=held,
        beside=(
            ("nominal", -on_days(found.days, nominal.days, betas.rolled(nominal))),
            ("filtered", -followed),
        ),
        newest=day(found.ends[-1]),
        data=(betas.noise(fit) * (-1.0, 1.0, 1.0),),
    )


def _register(name: str) -> None:
    title = COHORTS[name][1]

    def compute(panel: Panel) -> Trace:
        return cohort_duration(panel, name)

    compute.__doc__ = (
        f"Empirical duration of {title}: minus the beta to the ten-year real yield over 104 weeks, in"
        " years; a sensitivity, no cash-flow duration."
    )
    signal(
        f"duration.cohort.{name}",
        title=f"Empirical duration, {title}",
        axis="market",
        family="duration",
        unit="years",
        sign=0,
        theory=THEORY,
        null=betas.no_link,
    )(compute)


for _name in COHORTS:
    _register(_name)
