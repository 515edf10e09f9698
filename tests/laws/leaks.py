"""Ten leaks every quant has met (and two of our own making), and idioms that are safe.

Each is written as it would appear in a signal: Panel in, Trace out. The machinery that judges the
registered signals must catch every one of the leaks and none of the idioms.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from rotascope.panel import Panel
from rotascope.series import Series
from rotascope.signals.trace import Trace

Idiom = Callable[[Panel], Trace]


def _first(panel: Panel, tiny: str, planted: str) -> Series:
    """A line of the tiny world, or the planted market's that stands for it."""
    series = panel.series(tiny)
    return series if len(series) else panel.series(planted)


def _line(panel: Panel) -> tuple[np.ndarray, np.ndarray]:
    series = _first(panel, "TA", "PW:LARGE")
    return series.days, series.levels


def _moves(levels: np.ndarray) -> np.ndarray:
    return np.concatenate([[0.0], levels[1:] / levels[:-1] - 1.0])


def _gappy(panel: Panel) -> tuple[np.ndarray, np.ndarray]:
    """TB on TA's days, NaN where TB did not trade."""
    days, _ = _line(panel)
    other = _first(panel, "TB", "PW:SMALL")
    return days, _placed(days, other.days, other.levels)


def _placed(days: np.ndarray, when: np.ndarray, values: np.ndarray) -> np.ndarray:
    """`values` of `when` on `days`, NaN elsewhere."""
    out = np.full(len(days), np.nan)
    _, here, there = np.intersect1d(days, when, return_indices=True)
    out[here] = values[there]
    return out


def _step(days: np.ndarray, when: np.ndarray, values: np.ndarray) -> np.ndarray:
    """On each of `days` the value of the newest `when` so far, NaN before the first."""
    at = np.searchsorted(when, days, side="right") - 1
    return np.concatenate([[np.nan], values])[at + 1]


def _ema(x: np.ndarray, share: float = 0.2) -> np.ndarray:
    out = np.array(x, dtype=float)
    for t in range(1, len(out)):
        out[t] = share * x[t] + (1 - share) * out[t - 1]
    return out


# ---------------------------------------------------------------- leaks


def back_fill(panel: Panel) -> Trace:
    """A missing day takes the next day's level."""
    days, filled = _gappy(panel)
    for t in range(len(filled) - 2, -1, -1):
        if np.isnan(filled[t]):
            filled[t] = filled[t + 1]
    return Trace(days, filled)


def centred_window(panel: Panel) -> Trace:
    """The mean of two days before, today and two days after."""
    days, levels = _line(panel)
    spans = (levels[max(t - 2, 0) : t + 3] for t in range(len(levels)))
    return Trace(days, np.array([span.mean() for span in spans]))


def full_sample_z(panel: Panel) -> Trace:
    """Mean and deviation of the whole sample."""
    days, levels = _line(panel)
    moves = _moves(levels)
    return Trace(days, (moves - moves.mean()) / (moves.std() or 1.0))


def full_sample_threshold(panel: Panel) -> Trace:
    """1 on the rare days beyond the whole sample's 99th percentile, else 0: nearly always right."""
    days, levels = _line(panel)
    size = np.abs(_moves(levels))
    return Trace(days, (size > np.quantile(size, 0.99)).astype(float))


def back_adjusted_price(panel: Panel) -> Trace:
    """Levels scaled so that the last one is the price of the day."""
    days, levels = _line(panel)
    return Trace(days, 50.0 * levels / levels[-1] if len(levels) else levels)


def interpolation(panel: Panel) -> Trace:
    """A missing day lies on the line between its neighbours."""
    days, filled = _gappy(panel)
    known = np.isfinite(filled)
    at = np.arange(len(filled))
    return Trace(days, np.interp(at, at[known], filled[known]))


def min_max(panel: Panel) -> Trace:
    """0 at the whole sample's low, 1 at its high."""
    days, levels = _line(panel)
    return Trace(days, (levels - levels.min()) / (np.ptp(levels) or 1.0))


def two_sided_filter(panel: Panel) -> Trace:
    """Smoothed forwards and then backwards, so that it does not lag."""
    days, levels = _line(panel)
    return Trace(days, _ema(_ema(levels)[::-1])[::-1].copy())


def forward_join(panel: Panel) -> Trace:
    """Today's row joined with the next session's return."""
    days, levels = _line(panel)
    moves = _moves(levels)
    return Trace(days, np.append(moves[1:], np.nan))


def _mean_move(panel: Panel, held: Callable[[np.datetime64, Any, Any], bool]) -> Trace:
    days, _ = _line(panel)
    total, count = np.zeros(len(days)), np.zeros(len(days))
    for symbol, first, last in panel.membership("TINY") or panel.membership("PW500"):
        line = panel.series(symbol)
        moves = _placed(days, line.days, _moves(line.levels))
        inside = np.array([held(day, first, last) for day in days]) & np.isfinite(moves)
        total += np.where(inside, moves, 0.0)
        count += inside
    return Trace(days, total / np.where(count, count, np.nan))


def todays_members(panel: Panel) -> Trace:
    """The mean return, on every day, of those who are members at the end."""
    return _mean_move(panel, lambda _day, _first, last: last is None)


def release_ignored(panel: Panel) -> Trace:
    """A month's figure from the day the month begins, not from the day it is published."""
    days, _ = _line(panel)
    series = panel.macro("TM")
    return Trace(days, _step(days, series.days, series.values))


def past_the_panel(panel: Panel) -> Trace:
    """Reads the backend itself: the deviation of all rows, whatever the panel's date."""
    days, levels = _line(panel)
    rows = panel.backend.rows("returns", ["US:TA"])["US:TA"]
    return Trace(days, _moves(levels) / np.nanstd(np.asarray(rows["tr"], dtype=float)))


LEAKS: tuple[Idiom, ...] = (
    back_fill,
    centred_window,
    full_sample_z,
    full_sample_threshold,
    back_adjusted_price,
    interpolation,
    min_max,
    two_sided_filter,
    forward_join,
    todays_members,
    release_ignored,
    past_the_panel,
)

# ---------------------------------------------------------------- leaks that rows alone do not show


def ever_listed(panel: Panel) -> Trace:
    """Scaled by how many lines the store will ever hold."""
    days, levels = _line(panel)
    return Trace(days, levels * len(panel.backend.ids("returns")))


def ever_imported(panel: Panel) -> Trace:
    """Scaled by how many datasets the store will ever hold."""
    days, levels = _line(panel)
    return Trace(days, levels * len(panel.backend.datasets() or (1,)))


def once_long_enough(panel: Panel) -> Trace:
    """The whole sample's mean and deviation, but only beyond 1,600 rows."""
    days, levels = _line(panel)
    moves = _moves(levels)
    return Trace(days, (moves - moves.mean()) / moves.std() if len(moves) > 1600 else moves)


def announcement_ignored(panel: Panel) -> Trace:
    """Earnings from the day they are about, straight from the backend."""
    days, levels = _line(panel)
    for rows in panel.backend.rows("earnings", panel.backend.ids("earnings")).values():
        levels = levels * (1.0 + np.isin(days, rows["date"]))
    return Trace(days, levels)


def kept_for_the_null(panel: Panel) -> Trace:
    """An honest value; the arrays handed to the null hold every row, whatever the panel's date."""
    days, levels = _line(panel)
    found = panel.backend.rows("returns", panel.backend.ids("returns"))
    return Trace(days, levels, data=tuple(np.asarray(rows["tr"], float) for rows in found.values()))


HIDDEN: tuple[Idiom, ...] = (
    ever_listed,
    ever_imported,
    once_long_enough,
    announcement_ignored,
    kept_for_the_null,
)

# ---------------------------------------------------------------- safe idioms


def forward_fill(panel: Panel) -> Trace:
    """A missing day keeps the last level."""
    days, filled = _gappy(panel)
    for t in range(1, len(filled)):
        if np.isnan(filled[t]):
            filled[t] = filled[t - 1]
    return Trace(days, filled)


def trailing_mean(panel: Panel) -> Trace:
    days, levels = _line(panel)
    spans = (levels[max(t - 4, 0) : t + 1] for t in range(len(levels)))
    return Trace(days, np.array([span.mean() for span in spans]))


def expanding_z(panel: Panel) -> Trace:
    days, levels = _line(panel)
    moves = _moves(levels)
    past = (moves[: t + 1] for t in range(len(moves)))
    return Trace(days, np.array([(p[-1] - p.mean()) / (p.std() or 1.0) for p in past]))


def expanding_percentile(panel: Panel) -> Trace:
    days, levels = _line(panel)
    return Trace(days, np.array([(levels[: t + 1] <= v).mean() for t, v in enumerate(levels)]))


def one_sided_filter(panel: Panel) -> Trace:
    days, levels = _line(panel)
    return Trace(days, _ema(levels))


def members_of_the_day(panel: Panel) -> Trace:
    def held(day: np.datetime64, first: Any, last: Any) -> bool:
        return bool(day >= np.datetime64(first) and (last is None or day <= np.datetime64(last)))

    return _mean_move(panel, held)


def released(panel: Panel) -> Trace:
    """A figure from the day it is published."""
    days, _ = _line(panel)
    series = panel.macro("TM" if "TM" in panel.ids("macro") else "PWGROWTH")
    return Trace(days, _step(days, series.known_at, series.values))


IDIOMS: tuple[Idiom, ...] = (
    forward_fill,
    trailing_mean,
    expanding_z,
    expanding_percentile,
    one_sided_filter,
    members_of_the_day,
    released,
)
