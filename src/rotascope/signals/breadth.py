"""Breadth against the index: do the members beat it, and by how much does the average one?

An issuer counts once; members are those of each day. Shares that move with the whole market are in
`participation`, shown and never scored.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from rotascope.maths import breadth as counts
from rotascope.maths import concentration, noise, stats
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

__all__ = ["beat_share", "chance_beat_share", "difference_null", "equal_cap"]

WINDOW = 126
ASSUMED_HHI = 0.02
SURVIVORS = ("all", "sample20")  # universes picked by who is still there
LEVEL = 0.9


def _index(panel: Panel, days: Days) -> tuple[Series, Vector]:
    """(the index fund, its total-return levels on `days`, NaN where it has none)."""
    series = panel.role("large_cap")
    levels = np.full(len(days), np.nan)
    _, here, there = np.intersect1d(days, series.days, assume_unique=True, return_indices=True)
    levels[here] = series.levels[there]
    return series, levels


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
        return Null(
            f"chance alone gives {_whole(rate)}, names that survived more", rate, draws="level"
        )
    density = float(np.exp(-(spread**2) / 8.0) / (2.0 * np.pi) ** 0.5)
    variance = rate * (1.0 - rate) / n + density**2 * _index_hhi(panel)
    gap = abs(float(trace.value[-1]) - rate) / variance**0.5
    p = 2.0 * (1.0 - float(stats.normal_cdf(gap)))
    return Null(f"chance alone gives {_whole(rate)}, not 50 %", rate, p, draws="level")


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
    usual, p = noise.normal(float(trace.value[-1]), spread)
    said = f"without leadership half of all such windows end more than {words.percent(usual)} apart"
    return Null(f"{said}; this much or more in {words.chance(p)}", usual, p, draws="spread")


@signal(
    "breadth.equal_cap",
    title="Equal-weight members less the index",
    axis="concentration",
    family="breadth",
    unit="fraction",
    sign=0,
    theory="The average member against the index repeats what relative strength of equal weight says"
    " (leans since 2017 correlate by 0.93): shown, so that one fact is not scored in two families",
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
