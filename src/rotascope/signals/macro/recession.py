"""Recession: its probability from the curve, both ways it is told, and the soft landing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rotascope.maths import noise, stats
from rotascope.maths import recession as maths
from rotascope.panel import Panel
from rotascope.recall import recall
from rotascope.registry import signal
from rotascope.series import FRESH, Vector
from rotascope.sessions import Days, as_days
from rotascope.signals import words
from rotascope.signals.macro import known
from rotascope.signals.macro.decisions import turning_points
from rotascope.signals.trace import Trace, missing
from rotascope.terms import Null
from rotascope.vintages import first_releases, trail, versions

__all__ = ["alarm_null", "recession", "recession_chinn", "scenario_null", "soft_landing"]  # fmt: skip

CURVE, MONTH = "T10Y3M", 21
DROPPED, LEAST_MONTHS, LEAST_RECESSIONS = 18, 120, 2
A_MONTH = 45  # sessions a month's number speaks for
TARGET, LEAST_YEARS = 0.025, 60
THEORY = (
    "Small caps fall more into a recession and rise more out of it, so that a probability has no sign by"
    " itself: shown, never scored"
)


def _curve(panel: Panel) -> tuple[known.Lines, Vector] | Trace:
    """The curve and its mean of a month; the published coefficients are for monthly means."""
    found = known.lines(panel, CURVE)
    if isinstance(found, Trace):
        return found
    if len(found) < MONTH:
        return missing("short_history", f"{len(found)} of {MONTH} days of {CURVE}")
    total = np.append(0.0, np.cumsum(found.values[0]))
    mean = np.full(len(found), np.nan)
    mean[MONTH - 1 :] = (total[MONTH:] - total[:-MONTH]) / MONTH
    return found, mean


def _monthly(panel: Panel) -> tuple[NDArray[np.int64], Vector]:
    """(month numbers, the curve's mean of each month that is over), of all its days as first printed."""
    found = first_releases(versions(panel, CURVE))
    order = np.argsort(found.days, kind="stable")
    numbers, start = np.unique(_numbers(found.days[order]), return_index=True)
    sums = np.add.reduceat(found.values[order], start)
    mean = sums / np.diff(np.append(start, len(order)))
    return numbers[:-1], mean[:-1]


def _fits(panel: Panel, found: known.Lines) -> tuple[NDArray[np.int64], Vector]:
    """(Januaries, (a, b) of each): the probit as it could be fitted each January, walking forward.

    A January knows the recessions announced by its first day and labels of months 18 months old; it
    needs ten years of them and two recessions. NaN where there was no fit.
    """
    months, mean = _monthly(panel)
    if not len(months):
        return months, np.empty((0, 2))
    newest = int(_numbers(found.days[-1:])[0])
    januaries = np.arange(-(-int(months[0]) // 12) * 12, newest + 1, 12)
    if not len(januaries):
        return januaries, np.empty((0, 2))
    last = np.datetime64(int(januaries[-1]), "M").astype("datetime64[D]")
    (peaks, up), (troughs, down) = turning_points(panel)
    used = months <= januaries[-1] - DROPPED
    asked = (months[used], mean[used], peaks[up < last], up[up < last],
             troughs[down < last], down[down < last])  # fmt: skip
    params = f"{januaries[0]}|{januaries[-1]}"
    fits = recall("recession-fits", asked, params, lambda: _each_january(januaries, *asked))
    return januaries, fits


def _each_january(
    januaries: NDArray[np.int64], months: NDArray[np.int64], mean: Vector,
    peaks: Days, peaks_known: Days, troughs: Days, troughs_known: Days,
) -> Vector:  # fmt: skip
    out = np.full((len(januaries), 2), np.nan)
    for i, january in enumerate(januaries.tolist()):
        day = np.datetime64(january, "M").astype("datetime64[D]")
        used = months <= january - DROPPED
        turns = _numbers(peaks[peaks_known < day]), _numbers(troughs[troughs_known < day])
        out[i] = _fit(mean[used], months[used], *turns)
    return out


def _numbers(days: Days) -> NDArray[np.int64]:
    return days.astype("datetime64[M]").astype(np.int64)


def _fit(
    x: Vector, months: NDArray[np.int64], peaks: NDArray[np.int64], troughs: NDArray[np.int64]
) -> tuple[float, float]:
    """Coefficients of 'a recession within twelve months', NaN where the past is too short for them."""
    slump = maths.in_recession(months, peaks, troughs)
    label = maths.within(slump)
    seen = np.isfinite(label)
    starts = int(np.count_nonzero(np.diff(slump, prepend=0.0) > 0.0))
    if int(seen.sum()) < LEAST_MONTHS or starts < LEAST_RECESSIONS:
        return float("nan"), float("nan")
    a, b = maths.probit_fit(np.ascontiguousarray(x[seen]), np.ascontiguousarray(label[seen]))
    return float(a), float(b)


def _walk_forward(panel: Panel, found: known.Lines, mean: Vector) -> Vector:
    """The probability of a recession within twelve months on each day, by the fit of its January."""
    januaries, fits = _fits(panel, found)
    if not len(januaries):
        return np.full(len(mean), np.nan)
    at = np.searchsorted(januaries, _numbers(found.days), side="right") - 1
    out = np.full(len(mean), np.nan)
    for i in np.unique(at[at >= 0]):
        if np.isfinite(fits[i]).all():
            out[at == i] = maths.probit(mean[at == i], float(fits[i, 0]), float(fits[i, 1]))
    return out


def alarm_null(panel: Panel, trace: Trace) -> Null | None:
    """How often the probability was as high with no recession in the twelve months that followed.

    Null hypothesis: no recession is coming. rate is the share of days since the first estimate with
    one within twelve months, p the share of the other days with a probability at least as high.
    """
    followed = _followed(panel, trace.days)
    seen = np.isfinite(trace.value) & np.isfinite(followed)
    quiet = trace.value[seen & (followed == 0.0)]
    if not len(quiet) or not np.isfinite(trace.value[-1]):
        return None
    base = float(np.mean(followed[seen]))
    _, p = noise.drawn(float(trace.value[-1]), quiet)
    said = f"a recession followed within a year on {words.chance(base)} days since"
    said += f" {words.day(trace.days[seen][0])}; of the others {words.chance(p)} had it as high"
    return Null(said, base, p, draws="level")


def _followed(panel: Panel, days: Days) -> Vector:
    """1 where a recession month lies in the twelve after a day's, by what is announced; NaN if open."""
    months = _numbers(days)
    if not len(months):
        return np.empty(0)
    (peaks, _), (troughs, _) = turning_points(panel)
    grid = np.arange(months[0], months[-1] - DROPPED + 1)
    label = maths.within(maths.in_recession(grid, _numbers(peaks), _numbers(troughs)))
    out = np.full(len(days), np.nan)
    there = months - months[0] < len(label)
    out[there] = label[(months - months[0])[there]]
    return out


@signal(
    "macro.recession",
    title="Probability of a recession within twelve months, walking forward",
    axis="market",
    family="macro",
    unit="fraction",
    sign=0,
    theory=THEORY,
    null=alarm_null,
)
def recession(panel: Panel) -> Trace:
    """P(a recession month within the next twelve) from the ten-year less three-month spread.

    Probit on monthly means, refitted each January on what was then announced (recessions as dated by
    the committee, the last 18 months left out; two recessions and ten years at least). A handful of
    recessions: the number is soft. Beside it the published coefficients, both ways.
    """
    made = _curve(panel)
    if isinstance(made, Trace):
        return made
    found, mean = made
    value = _walk_forward(panel, found, mean)
    said = ""
    if np.isfinite(value[-1]):
        said = (f"{words.percent(value[-1], 0)} for a recession within twelve months, from a slope of"
                f" {known.moved(float(mean[-1]))} points (mean of {MONTH} sessions)")  # fmt: skip
    return Trace(
        found.days, value, text=said, sources=found.sources, newest=found.newest, patience=FRESH,
        reason="fewer than two recessions announced, or ten years of the curve, to fit on",
        beside=(("within twelve months, published", maths.probit(mean, *maths.WITHIN_TWELVE)),
                ("in the twelfth month, published", maths.probit(mean, *maths.IN_TWELVE)),
                ("slope, mean of a month", mean)),
    )  # fmt: skip


@signal(
    "macro.recession_chinn",
    title="Probability of a recession within twelve months, published coefficients",
    axis="market",
    family="macro",
    unit="fraction",
    sign=0,
    theory=THEORY,
    null=alarm_null,
)
def recession_chinn(panel: Panel) -> Trace:
    """P(a recession within twelve months) = Phi(0.266 - 0.595 x slope): Chinn's fit to 1967-2019.

    'In the month twelve months on', Phi(-0.245 - 0.752 x slope), is another question with another
    answer and stands beside it. The coefficients have seen the years before 2020: no test on those.
    """
    made = _curve(panel)
    if isinstance(made, Trace):
        return made
    found, mean = made
    year, month = maths.probit(mean, *maths.WITHIN_TWELVE), maths.probit(mean, *maths.IN_TWELVE)
    said = ""
    if np.isfinite(year[-1]):
        said = (f"{words.percent(year[-1], 0)} for a recession within twelve months,"
                f" {words.percent(month[-1], 0)} for one in the twelfth"
                " (Chinn, fitted to 1967-2019)")  # fmt: skip
    return Trace(
        found.days, year, text=said, sources=found.sources, newest=found.newest, patience=FRESH,
        reason=f"{len(found)} of {MONTH} days of the curve",
        beside=(("in the twelfth month", month), ("slope, mean of a month", mean)),
    )  # fmt: skip


def scenario_null(panel: Panel, trace: Trace) -> Null | None:
    """What the three scenarios' chances have been on average.

    Null hypothesis: this month is any month of the history. rate is the soft landing's mean.
    """
    seen = trace.value[np.isfinite(trace.value)]
    if not len(seen):
        return None
    usual = float(seen.mean())
    said = f"a soft landing had {words.percent(usual, 0)} on average in {len(seen)} months on file"
    return Null(said, usual, draws="level")


@signal(
    "macro.soft_landing",
    title="Chances of a soft landing, of a recession, of neither",
    axis="market",
    family="macro",
    unit="fraction",
    sign=0,
    theory=THEORY,
    null=scenario_null,
)
def soft_landing(panel: Panel) -> Trace:
    """P(no recession within twelve months) x P(core CPI inflation then at most 2.5 %).

    The first from macro.recession, the second from today's rate with the spread of its past changes
    over twelve months, no drift; taken as independent, which they are not. Beside it the recession and
    what is left, inflation above 2.5 % without one: the three sum to 1.
    """
    made = _curve(panel)
    found = versions(panel, "CPILFESL")
    if isinstance(made, Trace):
        return made
    if not len(found):
        return known.no_series("CPILFESL")
    daily = _walk_forward(panel, *made)
    days, core, low = _core(panel)
    at = np.searchsorted(made[0].days, days, side="right") - 1
    slump = np.where(at >= 0, daily[np.maximum(at, 0)], np.nan)
    value = (1.0 - slump) * low
    left = (1.0 - slump) * (1.0 - low)
    said = ""
    if np.isfinite(value[-1]):
        soft, bad, other = (words.percent(x[-1], 0) for x in (value, slump, left))
        said = (f"soft landing {soft}, recession {bad}, neither {other}; core inflation"
                f" {words.percent(float(core[-1]))}, at most 2.5 % in a year"
                f" {words.percent(low[-1], 0)}")  # fmt: skip
    return Trace(
        days, value, text=said, patience=A_MONTH,
        sources=(*made[0].sources, *((found.source,) if found.source else ())),
        reason="no walk-forward recession probability, or fewer than 60 changes of core inflation",
        beside=(("recession", slump), ("neither", left), ("core inflation", core)),
    )  # fmt: skip


def _core(panel: Panel) -> tuple[Days, Vector, Vector]:
    """(days of first print, core CPI inflation of that month in a year, P(at most 2.5 % a year on))."""
    seen = trail(versions(panel, "CPILFESL"), 13)
    _, first = np.unique(seen.periods, return_index=True)
    month = _numbers(seen.periods[first])
    grid = np.full(
        int(month.max() - month.min()) + 1, np.nan
    )  # a month without a print stays a gap
    grid[month - month.min()] = seen.values[first, 12] / seen.values[first, 0] - 1.0
    low = _below(grid)[month - month.min()]
    order = np.argsort(seen.known_at[first], kind="stable")
    return as_days(seen.known_at[first][order]), grid[month - month.min()][order], low[order]


def _below(core: Vector) -> Vector:
    """P(rate in twelve months <= 2.5 %) per month: normal around today's, sd of past changes."""
    out = np.full(len(core), np.nan)
    changes = known.change(core, 12)
    seen = np.isfinite(changes)
    count = np.cumsum(seen)
    square = np.cumsum(np.where(seen, changes * changes, 0.0))
    for t in np.flatnonzero((count >= LEAST_YEARS) & np.isfinite(core)):
        sd = float(square[t] / count[t]) ** 0.5
        out[t] = stats.normal_cdf((TARGET - float(core[t])) / sd) if sd > 0.0 else np.nan
    return out
