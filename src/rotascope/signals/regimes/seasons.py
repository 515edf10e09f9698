"""The calendar's share: does this month favour one side, and does the half year outlast the adjustment?

Twelve months are looked at, so each is judged by a p corrected for twelve (Benjamini-Hochberg-Yekutieli).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rotascope.catalog import Pair
from rotascope.maths import multiple, noise, seasonal, stats
from rotascope.maths.trailing import trailing_sum
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import PairSeries, Vector
from rotascope.sessions import Days
from rotascope.signals import pairs, weekly, words
from rotascope.signals.trace import Trace, missing
from rotascope.terms import Interval, Null

__all__ = ["season", "season_null"]

LEAST_YEARS, LEAST_MONTHS, RECENT, LEVEL, PLAIN = 3, 37, 20, 0.9, 0.05
HALF = 6
NAMES = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
         "October", "November", "December")  # fmt: skip
THEORY = (
    "January used to favour small caps and hardly does since it was published; a season is a control"
    " for other findings, not a finding: shown, never scored"
)


@dataclass(frozen=True, slots=True, eq=False)
class _Months:
    """Completed months of a pair.

    `ends` (n,) places of their last sessions, the log `moves` of each, its calendar `month`, 1 to 12.
    """

    ends: NDArray[np.intp]
    moves: Vector
    month: NDArray[np.int64]


def season(panel: Panel, name: str) -> Trace:
    """Mean relative log return of the running calendar month in the years before, a fraction.

    Completed months of the pair, total return, up is small / the rest; three years at least. The
    interval is Student's t on the years of the month. Beside it: the last six completed months less
    what their calendar months returned before (the half year adjusted for season).
    """
    pair = pairs.dated(panel, name)
    unanswered = pairs.unanswered(panel, pair, 1)
    if unanswered is not None:
        return unanswered
    ratio, label = pairs.oriented(panel, pair)
    about = panel.pair(name).days[: len(pair)]  # a monthly pair is published a month after its own
    ends = np.arange(len(pair)) if pair.monthly else weekly.month_ends(pair.days)
    if len(ends) < LEAST_MONTHS:
        why = f"{label}: {max(len(ends) - 1, 0)} of {LEAST_MONTHS - 1} completed months"
        return missing("short_history", why)
    months = _Months(ends[1:], np.diff(ratio[ends]), _calendar(about[ends[1:]]))
    days, value, adjusted = _history(pair, months)
    running = int(_calendar(about[-1:])[0])
    past = _before(months, len(pair) - 1)
    told = bool(np.isfinite(value[-1]))
    return Trace(
        days,
        value,
        text=_text(label, past, running, _half(months, adjusted)) if told else "",
        interval=_interval(past, running) if told else None,
        marks=pair.marks,
        sources=pair.sources,
        reason=f"{label}: fewer than {LEAST_YEARS} years of {NAMES[running - 1]}",
        data=(past.moves, past.month.astype(np.float64), np.array([float(running)])),
        newest=words.day(pair.days[-1]),
        patience=pairs.patience(pair),
        beside=(("half year less its season", adjusted),),
    )


def _before(months: _Months, last: int) -> _Months:
    """The months that were over before place `last`: the running one is not its own yardstick."""
    kept = months.ends < last
    return _Months(months.ends[kept], months.moves[kept], months.month[kept])


def _calendar(days: Days) -> NDArray[np.int64]:
    return np.asarray(days.astype("datetime64[M]").astype(np.int64) % 12 + 1)


def _history(pair: PairSeries, months: _Months) -> tuple[Days, Vector, Vector]:
    """(days, mean of the running month so far, six months less their seasons) as known on each day."""
    expected = seasonal.expanding_month_mean(months.moves, months.month, LEAST_YEARS)
    surprise = months.moves - expected
    six = trailing_sum(surprise, HALF)
    if pair.monthly:
        return pair.days[months.ends], expected, six
    return pair.days, *_daily(pair.days, months, six)


def _daily(days: Days, months: _Months, six: Vector) -> tuple[Vector, Vector]:
    """Per session the mean of its calendar month in the years before; `six` as of the last month."""
    done = np.searchsorted(months.ends, np.arange(len(days)), side="right")
    before = np.searchsorted(months.ends, np.arange(len(days)), side="left")
    value = np.full(len(days), np.nan)
    running = _calendar(days)
    for m in range(1, 13):
        own = np.flatnonzero(months.month == m)
        total = np.concatenate([[0.0], np.cumsum(months.moves[own])])
        many = np.searchsorted(own, before, side="left")
        here = running == m
        value[here] = np.where(many >= LEAST_YEARS, total[many] / np.maximum(many, 1), np.nan)[here]
    adjusted = np.where(done > 0, six[np.maximum(done - 1, 0)], np.nan)
    return value, adjusted


def _interval(months: _Months, running: int) -> Interval:
    own = months.moves[months.month == running]
    reach = stats.student_reach(LEVEL, len(own) - 1) * float(own.std(ddof=1)) / len(own) ** 0.5
    middle = float(own.mean())
    return Interval(middle - reach, middle + reach, LEVEL, f"Student's t on {len(own)} years")


def _table(months: _Months, years: int | None = None) -> tuple[Vector, NDArray[np.int64], Vector]:
    """(mean, years, corrected p) of each calendar month over all years, or the newest `years`."""
    last = slice(-12 * years if years else None, None)
    mean, _, many, p = seasonal.month_table(months.moves[last], months.month[last])
    return mean, np.asarray(many, dtype=np.int64), multiple.by_adjusted(p)


def _standing_out(mean: Vector, p: Vector) -> str:
    """'January (+3.8 %)', or 'none'."""
    at = np.flatnonzero(p < PLAIN)
    return ", ".join(f"{NAMES[m]} ({words.signed(float(mean[m]))})" for m in at) or "none"


def _half(months: _Months, adjusted: Vector) -> str:
    """'; the last six months' +5.3 % is +5.4 % less its season', or "" without enough years."""
    if not np.isfinite(adjusted[-1]):
        return ""
    raw, left = (words.signed(float(x)) for x in (months.moves[-HALF:].sum(), adjusted[-1]))
    return f"; the last six months' {raw} is {left} less its season"


def _text(label: str, months: _Months, running: int, half: str) -> str:
    (mean, years, p), (late, _, late_p) = _table(months), _table(months, RECENT)
    here = running - 1
    return (
        f"{NAMES[here]}: {label} {words.signed(float(mean[here]))} on average in {years[here]} years"
        f" (corrected p {p[here]:.2f}); months that stand out of twelve: {_standing_out(mean, p)}, in the"
        f" last {RECENT} years {_standing_out(late, late_p)}{half}, log total return"
    )


def season_null(panel: Panel, trace: Trace) -> Null | None:
    """Whether the month's mean is more than twelve months of noise show.

    Null hypothesis: every calendar month has mean zero; Student's t on its years, the p corrected
    for the twelve that were looked at under any dependence. rate is half of one standard error's
    width: what the mean of so many years of noise is off by (median).
    """
    del panel
    if not np.isfinite(trace.value[-1]):
        return None
    moves, month, running = trace.data
    table = seasonal.month_table(moves, month.astype(np.int64))
    here = int(running[0]) - 1
    p = float(multiple.by_adjusted(table[3])[here])
    usual = noise.HALF * float(table[1][here])
    said = f"{table[2][here]} years of noise are {words.percent(usual)} or more off zero half of the time"
    return Null(f"{said}; corrected for twelve months, {words.chance(p)}", usual, p, draws="spread")


def _register(spec: Pair) -> None:
    def compute(panel: Panel) -> Trace:
        return season(panel, spec.name)

    compute.__doc__ = (
        f"Mean return of {pairs.title_of(spec)} in the running calendar month over the years before,"
        " with a p corrected for twelve months, and the last half year less its season; a control,"
        " no forecast."
    )
    signal(
        f"season.{spec.name}",
        title=f"Season, {pairs.title_of(spec)}",
        axis=spec.axis,
        family="price",
        unit="fraction",
        sign=0,
        theory=THEORY,
        null=season_null,
        pair=spec.name,
    )(compute)


for _pair in pairs.EVERY:
    if _pair.primary or _pair.monthly:
        _register(_pair)
