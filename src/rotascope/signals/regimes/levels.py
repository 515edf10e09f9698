"""The levels of a ratio: records, year's range, average, trend line, sorted by how far away they are.

Every level of a day is drawn on the sessions before it; the day's own close is only set against them.
"""

from __future__ import annotations

import numpy as np

from rotascope.catalog import Pair
from rotascope.maths import walks
from rotascope.memo import memo
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import PairSeries, Vector
from rotascope.signals import pairs, words
from rotascope.signals.regimes.weeks import MAIN
from rotascope.signals.trace import Trace
from rotascope.signals.trend_break import WEEKS, line_path
from rotascope.signals.weekly import week_ends
from rotascope.terms import Null

__all__ = ["level_map", "level_null"]

YEAR, AVERAGE = 252, 200
DRAWS, FEW_DRAWS, LONG, SEED = 400, 60, 2520, 1932
NAMES = ("record high", "52-week high", "52-week low", "record low", "200-session average")
LINE = "3-year downtrend line"
THEORY = (
    "Where a ratio has turned before it may turn again, or not: noise stands near one of its levels"
    " most of the time: shown, never scored"
)


def level_map(panel: Panel, name: str) -> Trace:
    """Distance from the pair's ratio to its nearest level, a fraction: positive if the level is above.

    Levels, all from sessions before the day: the highest and lowest ratio on file, of 252 sessions,
    the mean of 200, and the three-year downtrend line in force last week (`trend_break`). Total
    return, up is small / the rest. Beside it every level.
    """
    pair = panel.pair(name)
    unanswered = pairs.unanswered(panel, pair, YEAR)
    if unanswered is not None:
        return unanswered
    ratio, label = pairs.oriented(panel, pair)
    levels = _levels(ratio) | {LINE: _line(panel, pair, ratio)}
    away = np.array([np.expm1(level - ratio) for level in levels.values()])
    size = np.where(np.isfinite(away), np.abs(away), np.inf)
    nearest = size.argmin(axis=0)
    value = away[nearest, np.arange(len(ratio))]
    value = np.where(np.isfinite(size.min(axis=0)), value, np.nan)
    return Trace(
        pair.days,
        value,
        text=_text(label, tuple(levels), away[:, -1]),
        marks=pair.marks,
        sources=pair.sources,
        data=(np.diff(ratio),),
        beside=((label, np.exp(ratio)), *((n, np.exp(level)) for n, level in levels.items())),
    )


def _levels(ratio: Vector) -> dict[str, Vector]:
    """Each level in log on each day, from the days before it; NaN while there are too few of them."""
    n = len(ratio)
    found = {name: np.full(n, np.nan) for name in NAMES}
    before = np.lib.stride_tricks.sliding_window_view(ratio[:-1], YEAR)
    found["52-week high"][YEAR:] = before.max(axis=1)
    found["52-week low"][YEAR:] = before.min(axis=1)
    found["record high"][YEAR:] = np.maximum.accumulate(ratio)[YEAR - 1 : -1]
    found["record low"][YEAR:] = np.minimum.accumulate(ratio)[YEAR - 1 : -1]
    total = np.concatenate([[0.0], np.cumsum(ratio - ratio[0])])
    mean = ratio[0] + (total[AVERAGE:-1] - total[: -AVERAGE - 1]) / AVERAGE
    found["200-session average"][YEAR:] = mean[YEAR - AVERAGE :]
    return found


def _line(panel: Panel, pair: PairSeries, ratio: Vector) -> Vector:
    """The downtrend line of the newest completed week before each day; NaN while none is in force."""
    at = week_ends(pair.days)
    line = np.full(len(ratio), np.nan)
    if len(at) <= WEEKS.least:
        return line
    drawn = line_path(panel, pair, ratio[at], WEEKS)["line"]
    week = np.searchsorted(at, np.arange(len(ratio)), side="left") - 1
    return np.where(week >= 0, drawn[np.maximum(week, 0)], np.nan)


def _text(label: str, names: tuple[str, ...], away: Vector) -> str:
    """'IWM / SPY: 52-week high +1.2 %, 200-session average -4.0 %', nearest first."""
    order = [i for i in np.argsort(np.abs(away), kind="stable") if np.isfinite(away[i])]
    said = ", ".join(f"{names[i]} {words.signed(float(away[i]))}" for i in order)
    return f"levels of {label} from where it stands, nearest first: {said} (total return)"


def _nearest(path: Vector) -> float:
    """How far the end of a path is from the nearest of its levels before, a fraction; no trend line."""
    year, past = path[-YEAR - 1 : -1], path[:-1]
    average = path[-AVERAGE - 1 : -1].mean()
    levels = np.array((past.max(), past.min(), year.max(), year.min(), average))
    return float(np.abs(np.expm1(levels - path[-1])).min())


def level_null(panel: Panel, trace: Trace, name: str) -> Null | None:
    """How near to one of its levels a walk without any levels stands.

    Null hypothesis: the pair's own steps drawn anew with mean zero, ten years a path, 400 paths (60
    on frames in memory), fixed seed; the same levels but the trend line. rate is the median
    distance, p the share of paths at least as near.
    """
    if not np.isfinite(trace.value[-1]):
        return None
    steps = trace.data[0]
    draws = DRAWS if panel.backend.cache_folder else FEW_DRAWS

    def make() -> dict[str, Vector]:
        even = steps - steps.mean()
        paths = walks.redrawn(even, min(len(even), LONG), draws, SEED)
        return {"near": np.array([_nearest(path) for path in paths])}

    made = memo(panel, "level-null", f"{name}|{len(steps)}|{draws}|{SEED}", make)
    near = np.asarray(made["near"], dtype=np.float64)
    p = (1.0 + float(np.count_nonzero(near <= abs(trace.value[-1])))) / (1.0 + len(near))
    usual = float(np.median(near))
    said = f"a walk without levels stands within {words.percent(usual)} of one half of the time"
    return Null(f"{said}, as near as this in {words.chance(p)}", usual, p, draws="spread")


def _register(spec: Pair) -> None:
    def compute(panel: Panel) -> Trace:
        return level_map(panel, spec.name)

    def null(panel: Panel, trace: Trace) -> Null | None:
        return level_null(panel, trace, spec.name)

    null.__doc__ = level_null.__doc__

    compute.__doc__ = (
        f"How far the ratio of {pairs.title_of(spec)} stands from its nearest level (records, 52-week"
        " high and low, 200-session average, downtrend line), all drawn before the day; a map, no"
        " forecast."
    )
    signal(
        f"levels.{spec.name}",
        title=f"Level map, {pairs.title_of(spec)}",
        axis=spec.axis,
        family="price",
        unit="fraction",
        sign=0,
        theory=THEORY,
        null=null,
        pair=spec.name,
    )(compute)


for _pair in MAIN:
    _register(_pair)
