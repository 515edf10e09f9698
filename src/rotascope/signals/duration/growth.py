"""The real economy: is growth rewarded, and who moves with domestic activity?"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rotascope.maths import noise, regression, stats
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.signals import words
from rotascope.signals.duration import betas, drivers, wander
from rotascope.signals.duration.drivers import LEAST, WINDOW, Target, Weeks
from rotascope.signals.duration.yields import PAIRS
from rotascope.signals.trace import Trace, missing
from rotascope.terms import Interval, Null

__all__ = ["CYCLICALS", "DEFENSIVES", "activity_beta", "clipped", "growth_factor", "reward_null"]

CYCLICALS, DEFENSIVES = ("XLI", "XLB", "XLF"), ("XLP", "XLU", "XLV")
MOST = 20.0  # per cent: 2020's weeks of claims would otherwise be the whole estimate
REWARD = (
    "A past reward of growth says what led, not what will; the small may or may not have shared it"
)
DOMESTIC = (
    "Small firms sell at home, so that good news of jobs should lift them; a sensitivity only"
)


def _factor(panel: Panel) -> Weeks:
    """Weekly returns of cyclicals less defensives beside the breakeven's moves."""
    legs = [drivers.weeks(panel, Target(s, s), ("breakeven",)) for s in (*CYCLICALS, *DEFENSIVES)]
    first = next((leg for leg in legs if leg.missing), legs[0])
    if first.missing:
        return first
    common = legs[0].days
    for leg in legs[1:]:
        common = np.intersect1d(common, leg.days)
    moves = np.column_stack([leg.y[np.searchsorted(leg.days, common)] for leg in legs])
    up, down = moves[:, : len(CYCLICALS)], moves[:, len(CYCLICALS) :]
    at = np.searchsorted(legs[0].days, common)
    return replace(
        legs[0],
        label="Cyclicals less defensives",
        ends=legs[0].ends[at],
        days=common,
        y=up.mean(axis=1) - down.mean(axis=1),
        x=legs[0].x[at],
        sources=tuple(source for leg in legs for source in leg.sources[:1]),
    )


def reward_null(panel: Panel, trace: Trace) -> Null:
    """How large a mean comes about in two years of a factor that earns nothing.

    Null hypothesis: mean zero. rate is the median |annualised mean| then by its Newey-West error, p the
    two-sided probability of one at least as large.
    """
    mean, error, freedom = (float(part) for part in trace.data[0])
    usual, p = noise.student(mean, error, freedom)
    said = f"a factor that earns nothing shows {words.percent(usual)} a year or more in half of all spans"
    return Null(f"{said}; this much or more in {words.chance(p)}", usual, p, draws="spread")


@signal(
    "duration.growth",
    title="Reward of nominal growth",
    axis="market",
    family="duration",
    unit="fraction",
    sign=0,
    theory=REWARD,
    null=reward_null,
)
def growth_factor(panel: Panel) -> Trace:
    """Annualised mean of cyclical less defensive sectors' weekly returns, 104 weeks.

    XLI, XLB, XLF less XLP, XLU, XLV, equal weights, 52 x the mean week; Newey-West interval. Beside it
    its beta to the breakeven, which says how far it is about nominal growth at all.
    """
    found = _factor(panel)
    if found.missing:
        short = found.missing.startswith(f"{found.label}:")
        return missing("short_history" if short else "not_measurable", found.missing)
    ones = np.ones((len(found), 1))
    fit = regression.least_squares(found.y[-WINDOW:], ones[-WINDOW:])
    likely = betas.noise(fit, 0) * (0.52, 0.52, 1.0)
    mean, error = float(likely[0]), float(likely[1])
    path = wander.rolling_beta(found.y, ones, found.days, WINDOW, LEAST)[:, 0]
    half = stats.student_reach(betas.LEVEL, float(likely[2])) * error
    held = Interval(mean - half, mean + half, betas.LEVEL, "Newey-West")
    text = (
        f"{found.label} earned {words.signed(mean)} a year (t {mean / error:+.1f}), {betas.span(found)};"
        f" its beta to the breakeven is {betas.number(float(betas.last_fit(found).beta[1]))}"
    )
    return Trace(
        found.days,
        0.52 * path,
        text=text.replace("t -", "t \N{MINUS SIGN}"),
        interval=held,
        sources=found.sources,
        data=(likely,),
        newest=drivers.newest(found),
        patience=drivers.patience(found),
        unranked=LEAST,
        beside=(("breakeven", betas.rolled(found)),),
    )


def clipped(moves: Vector) -> Vector:
    """Moves no larger than 20 per cent a week: an estimator's rule, nothing reported is changed."""
    return np.clip(moves, -MOST, MOST)


@signal(
    "duration.activity.small_large",
    title="Domestic-activity beta, small caps / large caps",
    axis="size",
    family="duration",
    unit="ratio",
    sign=0,
    theory=DOMESTIC,
    null=betas.no_link,
)
def activity_beta(panel: Panel) -> Trace:
    """Per cent by which small against large moved in weeks whose claims came in 10 % lower, 104 weeks.

    Weekly change of the newest initial claims known at the week's end, clipped at 20 %; Newey-West
    interval. A stand-in: no surprise index is on file, and a change is only partly a surprise.
    """
    found = drivers.weeks(panel, PAIRS["small_large"], ("claims",))
    unanswered = drivers.answer(found)
    if unanswered is not None:
        return unanswered
    better = replace(found, x=-clipped(found.x) / 10.0)
    trace = betas.beta_trace(better, "claims")
    fit = betas.last_fit(better)
    held = betas.interval(fit)
    sure = "" if held.low > 0 or held.high < 0 else ", so its sign is open"
    text = (
        f"{found.label} moved {betas.number(float(fit.beta[1]))} % in weeks whose jobless claims came"
        f" in 10 % lower (90 %: {betas.number(held.low)} to {betas.number(held.high)}{sure}),"
        f" {betas.span(found)}"
    )
    return replace(trace, text=text)
