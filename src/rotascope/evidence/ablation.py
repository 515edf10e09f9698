"""Does the calendar or does valuation forecast the pair? Each alone, walked forward, side by side."""

from __future__ import annotations

import numpy as np

from rotascope import vintages
from rotascope.evidence.chapters import LEVEL, silent, told
from rotascope.evidence.primary import longest
from rotascope.maths import bootstrap
from rotascope.maths.types import Ints
from rotascope.panel import Panel
from rotascope.series import Vector
from rotascope.signals import words
from rotascope.signals.weekly import month_ends
from rotascope.terms import Axis, Cell, Chapter, Interval

__all__ = ["ablation", "calendar_forecast", "skill", "valuation_forecast"]

VALUATION = "SHILLER.cape"
TRAIN, LEAST, DRAWS, SEED = 60, 60, 2_000, 1890
PRIOR = 10.0
TITLE = "Calendar alone against valuation alone"


def ablation(panel: Panel, axis: Axis) -> Chapter:
    """Out-of-sample skill of next month's relative return from the calendar month and from valuation.

    Each forecast of a month uses the months before it only (60 at least). Skill: 1 - sum of squared
    errors over those of the expanding mean. Interval: stationary bootstrap of the monthly difference of
    squared errors. Valuation is the index's cyclically adjusted P/E as known, not the pair's own.
    """
    pair = longest(panel, axis)
    at = month_ends(pair.days) if pair is not None else np.empty(0, dtype=np.intp)
    if pair is None or len(at) < TRAIN + LEAST:
        return silent(
            panel, axis, "ablation", TITLE, f"{TRAIN + LEAST} months of a pair", "short_history"
        )
    days = pair.days[at]
    _, cape = vintages.known_path(vintages.versions(panel, VALUATION), days)
    if not np.isfinite(cape[:-1]).all():
        return silent(
            panel, axis, "ablation", TITLE, f"{VALUATION} in table macro, known every month"
        )
    y = np.diff(pair.log_ratio[at]) * pair.sign
    month = days[1:].astype("datetime64[M]").astype(np.int64) % 12
    naive = _before(y)
    errors = {
        "calendar alone": (y - calendar_forecast(y, month))[TRAIN:],
        "valuation alone": (y - valuation_forecast(y, np.log(cape[:-1])))[TRAIN:],
    }
    base = (y - naive)[TRAIN:]
    rows = [_row(f"{name} against the mean so far", base, error) for name, error in errors.items()]
    both = _row(
        "calendar less valuation", errors["valuation alone"], errors["calendar alone"], base
    )
    finding = f"{pair.label}: {_judged(rows, both)}"
    method = (
        f"monthly, walked forward from {days[TRAIN + 1]}; calendar: mean of the same month so far,"
        f" shrunk by {PRIOR:.0f} months of zero effect; valuation: least squares on log CAPE so far;"
        " skill = 1 - squared errors over those of the mean so far; 90 % stationary bootstrap"
    )
    return told(
        panel, axis, "ablation", TITLE, (*rows, both), finding, method=method, notes=(pair.note,)
    )


def _before(y: Vector) -> Vector:
    """Mean of all values before each one; 0 for the first."""
    total = np.concatenate([[0.0], np.cumsum(y)[:-1]])  # never less y itself: rounding would see it
    return np.asarray(total / np.maximum(np.arange(len(y)), 1))


def calendar_forecast(y: Vector, month: Ints) -> Vector:
    """Per step the mean so far plus the same month's excess over it so far, shrunk. Uses y[:t] only."""
    out = np.zeros(len(y))
    mean = _before(y)
    for t in range(1, len(y)):
        same = y[:t][month[:t] == month[t]]
        out[t] = mean[t] + (same - mean[t]).sum() / (len(same) + PRIOR)
    return out


def valuation_forecast(y: Vector, x: Vector) -> Vector:
    """Per step the least-squares forecast from x[t] by the pairs before it; the mean so far at first."""
    out = _before(y)
    for t in range(TRAIN, len(y)):
        own = x[:t] - x[:t].mean()
        power = float(own @ own)
        slope = float(own @ y[:t]) / power if power > 0.0 else 0.0
        out[t] = y[:t].mean() + slope * (x[t] - x[:t].mean())
    return out


def skill(base: Vector, error: Vector, scale: Vector | None = None) -> tuple[float, float, float]:
    """((sum base^2 - sum error^2) / sum scale^2, low, high at 90 %); scale None: base itself."""
    gain = base * base - error * error
    power = float(np.mean((base if scale is None else scale) ** 2))
    block, _ = bootstrap.block_length(gain)
    low, high = bootstrap.interval(bootstrap.stationary_means(gain, block, DRAWS, SEED), LEVEL)
    return float(gain.mean()) / power, low / power, high / power


def _row(label: str, base: Vector, error: Vector, scale: Vector | None = None) -> Cell:
    value, low, high = skill(base, error, scale)
    interval = Interval(low, high, LEVEL, "stationary bootstrap of squared errors")
    return Cell(f"skill, {label}", len(base), value, "fraction", interval, 0.0)


def _judged(rows: list[Cell], both: Cell) -> str:
    said = " and ".join(
        f"{row.label.removeprefix('skill, ').split(' against')[0]} {words.signed(row.value or 0.0)}"
        for row in rows
    )
    ends = both.interval
    if ends is None or ends.low <= 0.0 <= ends.high:
        return f"out-of-sample skill of {said}: neither is shown to forecast better than the other"
    better = "the calendar" if ends.low > 0.0 else "valuation"
    return f"out-of-sample skill of {said}: {better} forecasts better, at 90 %"
