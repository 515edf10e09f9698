"""Breadth: how many members take part. An issuer counts once; members are those of each day.

What a share of members says about who leads depends on the market's own direction, except where it
is measured against the index: only those two are scored.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from rotascope.maths import breadth as counts
from rotascope.maths import concentration, stats
from rotascope.members import Members, best_universe
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Series, Vector
from rotascope.sessions import Days
from rotascope.signals import words
from rotascope.signals.files import current, fund_on_file
from rotascope.signals.trace import Trace
from rotascope.signals.universe import Breadth, breadth_trace, history
from rotascope.terms import Interval, Null

__all__ = [
    "advance_decline",
    "beat_share",
    "chance_beat_share",
    "difference_null",
    "equal_cap",
    "half_null",
    "level_null",
    "mcclellan",
    "new_highs",
]

WINDOW, YEAR, MONTH, WARM_UP = 126, 252, 21, 100
ASSUMED_HHI = 0.02
SURVIVORS = ("all", "sample20")  # universes picked by who is still there
LEVEL = 0.9
AMBIGUOUS = (
    "it rises and falls with the whole market, so by itself it does not say who leads: shown, never"
    " scored"
)


def _index(panel: Panel, days: Days) -> tuple[Series, Vector]:
    """(the index fund, its total-return levels on `days`, NaN where it has none)."""
    series = panel.role("large_cap")
    levels = np.full(len(days), np.nan)
    _, here, there = np.intersect1d(days, series.days, assume_unique=True, return_indices=True)
    levels[here] = series.levels[there]
    return series, levels


# ------------------------------------------------------------------ against the index


def chance_beat_share(panel: Panel, trace: Trace) -> Null | None:
    """The share that chance alone gives, Phi(-s/2), and how rare the observed one would be.

    Null hypothesis: independent lognormal members with the observed spread, against an index whose
    own weights leave it noise of s sqrt(HHI); two-sided normal p of variance rate (1 - rate) / n +
    phi(s/2)^2 HHI, HHI by issuer from the fund's file in force, else 0.02 (assumed). Common factors
    widen the true band. Names that survived beat an index by selection: they get no p.
    """
    spread, n = float(trace.data[0][-1]), float(trace.data[1][-1])
    if not (np.isfinite(spread) and n > 0):
        return None
    rate = float(counts.chance_beat_share(spread))
    if best_universe(panel) in SURVIVORS:
        return Null(f"chance alone gives {_whole(rate)}, names that survived more", rate)
    density = float(np.exp(-(spread**2) / 8.0) / (2.0 * np.pi) ** 0.5)
    variance = rate * (1.0 - rate) / n + density**2 * _index_hhi(panel)
    gap = abs(float(trace.value[-1]) - rate) / variance**0.5
    p = 2.0 * (1.0 - float(stats.normal_cdf(gap)))
    return Null(f"chance alone gives {_whole(rate)}, not 50 %", rate, p)


def _index_hhi(panel: Panel) -> float:
    """HHI by issuer of the large-cap fund's file in force; 0.02, a large index of the 2020s, without."""
    fund = fund_on_file(panel, "large_cap")
    if not fund:
        return ASSUMED_HHI
    held = current(panel, fund)[-1].issuers
    return float(concentration.herfindahl(held / held.sum()))


@signal(
    "breadth.beat_share",
    title="Members that beat the index",
    axis="concentration",
    family="breadth",
    unit="fraction",
    sign=1,
    theory="When the few lead, fewer members than chance beat the index, because the winners are large",
    null=chance_beat_share,
)
def beat_share(panel: Panel) -> Trace:
    """Share of the members of 126 sessions ago whose total return since beats the index fund's.

    A fraction of the members with both levels, with its 90 % Wilson interval. Chance alone gives
    less than half, Phi(-s/2), because returns are skewed; s is the cross-sectional sd.
    """

    def make(group: Members) -> dict[str, Vector]:
        _, index = _index(panel, group.days)
        share, n, spread = counts.beat_share(group.levels, group.active, index, WINDOW)
        return {"value": share, "count": n, "spread": spread, "listed": _at_start(group.listed)}

    found = history(panel, "beat-share", make)
    fund = words.leg(panel, panel.role("large_cap"))

    def text(who: str, found: Breadth) -> str:
        share, n = float(found["value"][-1]), int(found["count"][-1])
        expected = float(counts.chance_beat_share(found["spread"][-1]))
        return (
            f"{_whole(share)} of {n} {who} beat {fund} in {WINDOW} sessions, total return;"
            f" chance alone gives {_whole(expected)}"
        )

    trace = breadth_trace(panel, found, text, found.get("spread", np.empty(0)), found["count"])
    return _with_wilson(trace, found)


def _at_start(listed: NDArray[np.int64]) -> Vector:
    """The issuers listed when the window began, per day it ends; the first windows have none."""
    began = np.concatenate([np.zeros(WINDOW), listed[:-WINDOW]])[: len(listed)]
    return np.asarray(np.maximum(began, 1.0))


def _whole(share: float) -> str:
    """'42 %'."""
    return words.percent(share, 0)


def _with_wilson(trace: Trace, found: Breadth) -> Trace:
    if not len(trace.days) or not np.isfinite(trace.value[-1]):
        return trace
    n = float(found["count"][-1])
    low, high = stats.wilson(round(float(trace.value[-1]) * n), round(n), LEVEL)
    method = "Wilson, members taken as independent, which they are not"
    return replace(trace, interval=Interval(float(low), float(high), LEVEL, method))


def difference_null(panel: Panel, trace: Trace) -> Null | None:
    """How far the average member and the index drift apart in 126 sessions without any leadership.

    Null hypothesis: independent daily differences with mean zero and their own sd of all history.
    rate is the median absolute difference, p the two-sided probability of one at least as large.
    """
    daily = trace.data[0][np.isfinite(trace.data[0]) & np.isfinite(trace.value)]
    spread = float(np.std(daily)) * WINDOW**0.5 if len(daily) else 0.0
    if not spread > 0.0:
        return None
    usual = float(stats.normal_ppf(0.75)) * spread
    p = 2.0 * (1.0 - float(stats.normal_cdf(abs(float(trace.value[-1])) / spread)))
    said = f"without leadership half of all such windows end more than {words.percent(usual)} apart"
    return Null(f"{said}; this much or more in {words.chance(p)}", usual, p)


@signal(
    "breadth.equal_cap",
    title="Equal-weight members less the index",
    axis="concentration",
    family="breadth",
    unit="fraction",
    sign=1,
    theory="When the average member beats the capitalisation-weighted index, the rest lead the few",
    null=difference_null,
)
def equal_cap(panel: Panel) -> Trace:
    """Equal-weight return of the members less the index fund's over 126 sessions, a fraction.

    Arithmetic difference of total returns; members of the window's start, held in equal amounts.
    The index fund stands for the capitalisation weights, which are not on file by day.
    """

    def make(group: Members) -> dict[str, Vector]:
        _, index = _index(panel, group.days)
        gap, n = counts.equal_minus_cap(group.levels, group.active, index, WINDOW)
        daily, _ = counts.equal_minus_cap(group.levels, group.active, index, 1)
        return {"value": gap, "count": n, "daily": daily, "listed": _at_start(group.listed)}

    found = history(panel, "equal-cap", make)
    fund = words.leg(panel, panel.role("large_cap"))

    def text(who: str, found: Breadth) -> str:
        gap = float(found["value"][-1])
        verb = "returned more" if gap >= 0 else "returned less"
        return (
            f"the average of the {who} {verb} than {fund} by {words.percent(gap)} in {WINDOW}"
            " sessions, total return"
        )

    return breadth_trace(panel, found, text, found.get("daily", np.empty(0)))


# ------------------------------------------------------------------ with the market


def half_null(panel: Panel, trace: Trace) -> Null:
    """Where the share stands in a market that goes nowhere.

    Null hypothesis: members without drift, each above its own average on half of all days. They move
    together, so that any share is ordinary: there is no p.
    """
    return Null("half, in a market that goes nowhere; moving together, any share is ordinary", 0.5)


def level_null(panel: Panel, trace: Trace) -> Null:
    """Where the balance stands in a market that goes nowhere.

    Null hypothesis: members without drift, rises and falls (highs and lows) equally frequent. They
    move together, so that any balance is ordinary: there is no p.
    """
    return Null(
        "zero, in a market that goes nowhere; moving together, any balance is ordinary", 0.0
    )


def _above(panel: Panel, n: int) -> Trace:
    """Share of members above their own n-session average."""

    def make(group: Members) -> dict[str, Vector]:
        share, count = counts.above_sma(group.levels, group.active, n)
        return {"value": share, "count": count}

    def text(who: str, found: Breadth) -> str:
        share, count = float(found["value"][-1]), int(found["count"][-1])
        return f"{_whole(share)} of {count} {who} are above their {n}-session average, total return"

    return breadth_trace(panel, history(panel, f"above-{n}", make), text)


def _register_above(n: int) -> None:
    def compute(panel: Panel) -> Trace:
        return _above(panel, n)

    compute.__doc__ = (
        f"Share of members whose total-return level is above its own {n}-session average, a fraction of"
        f" those with {n} levels; it says how broad an advance is, not who leads it."
    )
    signal(
        f"breadth.above_{n}",
        title=f"Members above their {n}-session average",
        axis="concentration",
        family="breadth",
        unit="fraction",
        sign=0,
        theory=f"The share above the {n}-session average: {AMBIGUOUS}",
        null=half_null,
    )(compute)


for _n in (50, 200):
    _register_above(_n)


@signal(
    "breadth.new_highs",
    title="New highs less new lows",
    axis="concentration",
    family="breadth",
    unit="fraction",
    sign=0,
    theory=f"New highs less new lows: {AMBIGUOUS}",
    null=level_null,
)
def new_highs(panel: Panel) -> Trace:
    """(New highs - new lows) / members, on 252 sessions of total-return levels, a fraction.

    Members with fewer than 252 levels are left out of both and of the count.
    """

    def make(group: Members) -> dict[str, Vector]:
        highs, lows, count = counts.new_highs_lows(group.levels, group.active, YEAR)
        share = np.full(len(count), np.nan)
        np.divide(highs - lows, count, out=share, where=count > 0)
        return {"value": share, "count": count, "highs": highs, "lows": lows}

    def text(who: str, found: Breadth) -> str:
        up, down, n = (int(found[k][-1]) for k in ("highs", "lows", "count"))
        return f"{up} of {n} {who} made a 252-session high and {down} a low, total return"

    return breadth_trace(panel, history(panel, "new-highs", make), text)


@signal(
    "breadth.advance_decline",
    title="Advances less declines, a month's mean",
    axis="concentration",
    family="breadth",
    unit="fraction",
    sign=0,
    theory=f"Advances less declines: {AMBIGUOUS}",
    null=level_null,
)
def advance_decline(panel: Panel) -> Trace:
    """Mean over 21 sessions of (advances - declines) / (advances + declines), a fraction.

    Total return; unchanged members are ignored, and a day without either counts as zero.
    """

    def make(group: Members) -> dict[str, Vector]:
        up, down = counts.advance_decline(group.levels, group.active)
        return {"value": _trailing_mean(_net(up, down), MONTH), "up": up, "down": down}

    def text(who: str, found: Breadth) -> str:
        up, down = int(found["up"][-1]), int(found["down"][-1])
        mean = words.signed(float(found["value"][-1]))
        today = f"{up} {who} rose and {down} fell on the last day"
        return f"{today}; net {mean} on average in {MONTH} sessions"

    return breadth_trace(panel, history(panel, "advance-decline", make), text)


def _net(up: Vector, down: Vector) -> Vector:
    net = np.zeros(len(up))
    np.divide(up - down, up + down, out=net, where=(up + down) > 0)
    return net


def _trailing_mean(x: Vector, n: int) -> Vector:
    """Mean of the last n values per day; NaN before n."""
    out = np.full(len(x), np.nan)
    if len(x) >= n:
        out[n - 1 :] = np.convolve(x, np.ones(n) / n, mode="valid")
    return out


@signal(
    "breadth.mcclellan",
    title="McClellan oscillator",
    axis="concentration",
    family="breadth",
    unit="points",
    sign=0,
    theory=f"The McClellan oscillator: {AMBIGUOUS}",
    null=level_null,
)
def mcclellan(panel: Panel) -> Trace:
    """EMA19 less EMA39 of 1000 (advances - declines) / (advances + declines), points.

    Published from the 100th session on; the summation index (its running sum, base 0) is in the
    sentence. Total return; it does not compare with oscillators on exchange-wide counts.
    """

    def make(group: Members) -> dict[str, Vector]:
        up, down = counts.advance_decline(group.levels, group.active)
        oscillator, summation = counts.mcclellan(up, down)
        oscillator = np.array(oscillator)
        oscillator[: WARM_UP - 1] = np.nan
        return {"value": oscillator, "summation": summation}

    def text(who: str, found: Breadth) -> str:
        level, total = float(found["value"][-1]), float(found["summation"][-1])
        mark = "\N{MINUS SIGN}" if level < 0 else "+"
        return f"McClellan oscillator {mark}{abs(level):.0f}, summation {total:,.0f}, on {who}"

    return breadth_trace(panel, history(panel, "mcclellan", make), text)
