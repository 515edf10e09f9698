"""Participation: how many members rise, stand above their average, make highs. Shown, never scored.

What such a share says about who leads depends on the market's own direction, so that no theory gives
it a sign here; an issuer counts once and members are those of each day.
"""

from __future__ import annotations

import numpy as np

from rotascope.maths import breadth as counts
from rotascope.maths.trailing import trailing_mean
from rotascope.members import Members
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.signals import words
from rotascope.signals.trace import Trace
from rotascope.signals.universe import Breadth, breadth_trace, history
from rotascope.terms import Null

__all__ = ["advance_decline", "half_null", "level_null", "mcclellan", "new_highs"]

YEAR, MONTH, WARM_UP = 252, 21, 100
AMBIGUOUS = (
    "it rises and falls with the whole market, so by itself it does not say who leads: shown, never"
    " scored"
)


def half_null(panel: Panel, trace: Trace) -> Null:
    """Where the share stands in a market that goes nowhere.

    Null hypothesis: members without drift, each above its own average on half of all days. They move
    together, so that any share is ordinary: there is no p.
    """
    return Null(
        "half, in a market that goes nowhere; moving together, any share is ordinary",
        0.5,
        draws="level",
    )


def level_null(panel: Panel, trace: Trace) -> Null:
    """Where the balance stands in a market that goes nowhere.

    Null hypothesis: members without drift, rises and falls (highs and lows) equally frequent. They
    move together, so that any balance is ordinary: there is no p.
    """
    return Null(
        "zero, in a market that goes nowhere; moving together, any balance is ordinary",
        0.0,
        draws="level",
    )


def _above(panel: Panel, n: int) -> Trace:
    """Share of members above their own n-session average."""

    def make(group: Members) -> dict[str, Vector]:
        share, count = counts.above_sma(group.levels, group.active, n)
        return {"value": share, "count": count}

    def text(who: str, found: Breadth) -> str:
        share, count = float(found["value"][-1]), int(found["count"][-1])
        above = f"{words.percent(share, 0)} of {count} {who} are above"
        return f"{above} their {n}-session average, total return"

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
        return {"value": trailing_mean(_net(up, down), MONTH), "up": up, "down": down}

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
