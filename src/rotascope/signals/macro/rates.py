"""Rates: the funds rate against the two-year yield, the slope's regime, how normal short rates are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rotascope import sessions
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import FRESH, Vector
from rotascope.sessions import Days
from rotascope.signals import words
from rotascope.signals.macro import known
from rotascope.signals.macro.decisions import decisions, decisions_source
from rotascope.signals.trace import Trace
from rotascope.terms import Null, Source
from rotascope.vintages import first_releases, versions

__all__ = ["curve_2s10s", "ffr_2y", "ffr_target_2y", "rate_normal", "slope_null", "trigger_null"]

SLOPE_DAYS = 20
TEN_YEARS, LEAST_YEARS, NORMAL = 2520, 1260, 1.0
HELD = 45  # sessions a target is taken to hold after the last decision on file
UNSIGNED = "the five articles and the evidence give this more than one sign: shown, never scored"


def _trigger(found: known.Lines, spread: Vector, rate: str, legs: tuple[Vector, Vector]) -> Trace:
    """The trace of funds less two-year: states by how long it has been negative, marks where it fired."""
    run, fired = known.triggered(spread < 0.0)
    states = np.where(run >= known.CONFIRM, "triggered", np.where(run > 0, "crossing", "above"))
    low = spread[-1] < 0.0
    said = f"on {found.newest} {rate} ({legs[0][-1]:.2f} %) was {known.points(float(spread[-1]))}"
    said += f" {'below' if low else 'above'} the two-year yield ({legs[1][-1]:.2f} %)"
    if low:
        held = f"{int(run[-1])} sessions running" if run[-1] > 1 else "since the last session"
        said += (
            f", {held}: the trigger {'is on' if run[-1] >= known.CONFIRM else 'is not confirmed'}"
        )
    return Trace(
        found.days,
        spread,
        text=said,
        state=str(states[-1]),
        states=tuple(states.tolist()),
        marks=known.marks_of(found.days, fired, f"{rate} below the two-year for five sessions"),
        sources=found.sources,
        newest=found.newest,
        patience=FRESH,
        beside=((rate, legs[0]), ("two-year yield", legs[1])),
    )


def trigger_null(panel: Panel, trace: Trace) -> Null:
    """How usual it is that the funds rate stands below the two-year yield.

    Null hypothesis: today is any day of the history. A state that holds most of the time, in a few long
    spells, can foretell little.
    """
    return known.share_null(trace, trace.value < 0.0, "the rate stood below the two-year yield")


@signal(
    "macro.ffr_2y",
    title="Funds rate less two-year yield",
    axis="market",
    family="macro",
    unit="pp",
    sign=0,
    theory=f"Below zero the bond market no longer prices cuts; {UNSIGNED}",
    null=trigger_null,
)
def ffr_2y(panel: Panel) -> Trace:
    """Effective funds rate less the two-year Treasury yield, percentage points, both of one day.

    Triggered once it has been negative for five sessions; it fires on the fifth, if it was not
    triggered in the sixty sessions before. The target's upper bound is macro.ffr_target_2y.
    """
    found = known.lines(panel, "DFF", "DGS2")
    if isinstance(found, Trace):
        return found
    return _trigger(found, found.values[0] - found.values[1], "the funds rate", found.values)  # type: ignore[arg-type]


@signal(
    "macro.ffr_target_2y",
    title="Funds target (upper bound) less two-year yield",
    axis="market",
    family="macro",
    unit="pp",
    sign=0,
    theory=f"As with the effective rate, from up to a quarter of a point higher; {UNSIGNED}",
    null=trigger_null,
)
def ffr_target_2y(panel: Panel) -> Trace:
    """Upper bound of the funds target less the two-year yield, percentage points.

    The bound is the registered series; after its last day it holds until a decision on file moves it
    (from the day after). With no decision in 45 sessions it is no longer taken to hold: stale.
    """
    found = known.lines(panel, "DGS2")
    target = first_releases(versions(panel, "DFEDTARU"))
    if isinstance(found, Trace):
        return found
    if not len(target):
        return known.no_series("DFEDTARU")
    since = found.periods >= target.days[0]
    upper, last = _upper(panel, target.days, target.values, found.periods[since])
    cut = known.Lines(
        found.days[since], found.periods[since], (found.values[0][since],), found.sources
    )
    if not len(cut):
        return known.no_series("DGS2 since the target's first day")
    trace = _trigger(cut, upper - cut.values[0], "the target's upper bound", (upper, cut.values[0]))
    trace = replace(trace, sources=_sources(panel, trace.sources, target.source))
    if target.days[-1] < cut.periods[-1]:
        old, day = target.values[-1], words.day(target.days[-1])
        carried = f"the bound is the {old:.2f} % on file of {day}, moved by the decisions since"
        trace = replace(trace, text=f"{trace.text}; {carried} to {upper[-1]:.2f} %")
    held = sessions.count(words.day(last), panel.as_of) <= HELD
    return trace if held else replace(trace, newest=words.day(last))


def _sources(panel: Panel, yields: tuple[Source, ...], target: Source | None) -> tuple[Source, ...]:
    return (*yields, *((target,) if target else ()), *decisions_source(panel))


def _upper(panel: Panel, days: Days, values: Vector, periods: Days) -> tuple[Vector, np.datetime64]:
    """(the bound on each period, the newest day that says anything about it)."""
    at = np.searchsorted(days, periods, side="right") - 1
    upper = values[at].astype(np.float64)
    dates, moved, _ = decisions(panel)
    later = dates >= days[-1]
    total = np.append(0.0, np.cumsum(np.nan_to_num(moved[later])))
    upper += np.where(periods > days[-1], total[np.searchsorted(dates[later], periods)], 0.0)
    newest = max(days[-1], dates[-1]) if len(dates) else days[-1]
    return upper, newest


SLOPES = ("", "bear flattening", "bull flattening", "bear steepening", "bull steepening")


def slope_null(panel: Panel, trace: Trace) -> Null | None:
    """How often the slope has moved into the state it is in.

    Null hypothesis: today is any day of the history.
    """
    if not trace.state:
        return None
    on = np.array([state == trace.state for state in trace.states])
    return known.share_null(trace, on, f"the curve was in {trace.state}")


@signal(
    "macro.curve_2s10s",
    title="Slope of the curve, two to ten years",
    axis="market",
    family="macro",
    unit="pp",
    sign=0,
    theory=f"A steep curve goes with early cycles, but cuts and term premia steepen it alike; {UNSIGNED}",
    null=slope_null,
)
def curve_2s10s(panel: Panel) -> Trace:
    """Ten-year less two-year Treasury yield, percentage points, both of one day.

    The state is the move of twenty sessions: steepening if the ten-year rose more than the two-year,
    bull if the two fell together on balance, else bear. It says which end moved, not why.
    """
    found = known.lines(panel, "DGS2", "DGS10")
    if isinstance(found, Trace):
        return found
    two, ten = found.values
    moves = known.change(two, SLOPE_DAYS), known.change(ten, SLOPE_DAYS)
    states = _slopes(*moves)
    slope = ten - two
    said = f"the ten-year yields {known.points(float(slope[-1]))}"
    said += f" {'more' if slope[-1] >= 0 else 'less'} than the two-year"
    if states[-1]:
        said += f"; {states[-1]} over {SLOPE_DAYS} sessions ({known.moved(float(moves[0][-1]))}"
        said += f" and {known.moved(float(moves[1][-1]))})"
    _, inverted = known.triggered(slope < 0.0)
    return Trace(
        found.days,
        slope,
        text=said,
        state=states[-1],
        states=states,
        marks=known.marks_of(found.days, inverted, "the curve inverted for five sessions"),
        sources=found.sources,
        newest=found.newest,
        patience=FRESH,
        beside=(("two-year yield", two), ("ten-year yield", ten)),
    )


def _slopes(two: Vector, ten: Vector) -> tuple[str, ...]:
    """The state of each day by the moves of both ends; '' before there are any."""
    code = 1 + 2 * (ten > two) + (ten + two < 0.0)
    return tuple(np.array(SLOPES, dtype=object)[np.where(np.isfinite(two + ten), code, 0)])


def normal_null(panel: Panel, trace: Trace) -> Null:
    """How often short rates have been normal by this definition.

    Null hypothesis: today is any day of the history.
    """
    on = np.abs(np.nan_to_num(trace.value, nan=np.inf)) <= NORMAL
    return known.share_null(trace, on, "short rates were normal, so defined,")


@signal(
    "macro.rate_normal",
    title="Short rate against its ten-year mean",
    axis="market",
    family="macro",
    unit="pp",
    sign=0,
    theory=f"'A normalised rate backdrop' is put into a number, and no more; {UNSIGNED}",
    null=normal_null,
)
def rate_normal(panel: Panel) -> Trace:
    """Three-month Treasury yield less its mean of the last ten years (five at least), points.

    The three-month yield is the ten-year less the 10-year-3-month spread of the same day. Normal:
    within one point of the mean. It defines the word; it does not say that a normal rate is good.
    """
    found = known.lines(panel, "DGS10", "T10Y3M")
    if isinstance(found, Trace):
        return found
    bill = found.values[0] - found.values[1]
    mean = _trailing_mean(bill)
    gap = bill - mean
    states = np.where(
        gap > NORMAL, "above normal", np.where(gap < -NORMAL, "below normal", "normal")
    )
    states = np.where(np.isfinite(gap), states, "")
    said = ""
    if np.isfinite(gap[-1]):
        side = "above" if gap[-1] >= 0 else "below"
        said = (f"the three-month yield ({bill[-1]:.2f} %) is {known.points(float(gap[-1]))} {side}"
                f" its mean of ten years: {states[-1]}")  # fmt: skip
    return Trace(
        found.days,
        gap,
        text=said,
        state=str(states[-1]),
        states=tuple(states.tolist()),
        sources=found.sources,
        reason=f"{len(gap)} of {LEAST_YEARS} days of both yields on file",
        newest=found.newest,
        patience=FRESH,
        beside=(("three-month yield", bill), ("its mean of ten years", mean)),
    )


def _trailing_mean(x: Vector) -> Vector:
    """Mean of the last 2,520 values including this one, of 1,260 at least; NaN before."""
    total = np.append(0.0, np.cumsum(x))
    ends = np.arange(1, len(x) + 1)
    starts = np.maximum(ends - TEN_YEARS, 0)
    mean = (total[ends] - total[starts]) / (ends - starts)
    return np.asarray(np.where(ends >= LEAST_YEARS, mean, np.nan))
