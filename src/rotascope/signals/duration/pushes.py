"""What the last quarter's move of yields, curve and credit would have done to a ratio, driver by driver.

The direction of each driver is the filtered beta's own, walked forward, because the articles disagree.
"""

from __future__ import annotations

import numpy as np

from rotascope.maths import noise
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.signals import words
from rotascope.signals.duration import betas, drivers, wander
from rotascope.signals.duration.drivers import DRIVERS, Weeks
from rotascope.signals.duration.yields import PAIRS
from rotascope.signals.trace import Trace
from rotascope.terms import Interval, Null, SignalAxis

__all__ = ["MOVERS", "push", "push_null"]

MOVERS = ("ten_year", "slope", "credit")
QUARTER = 13
SCORED: dict[str, tuple[str, SignalAxis]] = {
    "small_large": ("small caps / large caps", "size"),
    "equal_large": ("equal weight / large caps", "concentration"),
    "rest_few": ("the rest / the few", "concentration"),
}
THEORY = (
    "A quarter's move of rates and credit that favoured a side, by a beta estimated before, is a weak"
    " reason for that side to keep leading: its lenders and its discount rate have become kinder"
)


def push(panel: Panel, name: str) -> Trace:
    """Filtered betas times the 13-week moves of the ten-year yield, the slope and the credit spread.

    A fraction of relative return; beside it each driver's part and beta. Betas are filtered jointly,
    signal-to-noise refitted each January on the rows before. It explains, in part; it forecasts little.
    """
    found = drivers.weeks(panel, PAIRS[name], MOVERS)
    unanswered = drivers.answer(found)
    if unanswered is not None:
        return unanswered
    beta, error, _ = wander.filtered_path(found.y, found.design, found.days)
    moved = _quarter(found)
    parts = beta[:, 1:] * moved / 100.0
    value = parts.sum(axis=1)
    doubt = np.sqrt(np.sum((error[-1, 1:] * moved[-1] / 100.0) ** 2)) * betas.WIDTH
    held = Interval(value[-1] - doubt, value[-1] + doubt, betas.LEVEL, "filtered errors, apart")
    return Trace(
        found.days,
        value,
        text=_text(found, parts[-1], beta[-1, 1:], error[-1, 1:], moved[-1]),
        interval=held if np.isfinite(doubt) else None,
        marks=found.marks,
        sources=found.sources,
        reason=f"{found.label}: no January yet with {wander.FIRST_FIT} weeks before it",
        data=(value[np.isfinite(value)], found.y),
        newest=drivers.newest(found),
        patience=drivers.patience(found),
        beside=tuple((n, parts[:, i]) for i, n in enumerate(MOVERS)),
    )


def _quarter(found: Weeks) -> Vector:
    """Sums of the drivers' last 13 weekly moves (T, k); NaN before the 13th."""
    total = np.cumsum(found.x, axis=0)
    out = np.full(total.shape, np.nan)
    out[QUARTER - 1] = total[QUARTER - 1]
    out[QUARTER:] = total[QUARTER:] - total[:-QUARTER]
    return out


def _text(found: Weeks, parts: Vector, beta: Vector, error: Vector, moved: Vector) -> str:
    """'IWM / SPY: rates and credit pushed by +0.8 % in 13 weeks: ten-year yield -1.9 x +0.35 pp ...'."""
    if not np.isfinite(parts).all():
        return ""
    said = []
    for i in np.argsort(-np.abs(parts)).tolist():
        sure = abs(beta[i]) > betas.WIDTH * error[i]
        open_ = "" if sure else ", sign open"
        known = DRIVERS[MOVERS[i]]
        times = f"{betas.number(float(beta[i]))} x {moved[i]:+.2f} {known.unit}"
        said.append(f"{known.words} {words.signed(float(parts[i]))} ({times}{open_})")
    total = words.signed(float(parts.sum()))
    return (
        f"{found.label}: rates and credit pushed by {total} in 13 weeks: {', '.join(said)}".replace(
            " -", " \N{MINUS SIGN}"
        )
    )


def push_null(panel: Panel, trace: Trace) -> Null | None:
    """How large the push is beside what the ratio does in any quarter.

    Null hypothesis: the ratio's weekly moves are independent with their own sd, and rates have no part
    in them. rate is the median |13-week move|; p how often a quarter moves by at least the push.
    """
    spread = float(np.std(trace.data[1])) / 100.0 * QUARTER**0.5
    if not spread > 0.0 or not len(trace.data[0]):
        return None
    usual, p = noise.normal(float(trace.data[0][-1]), spread)
    said = (
        f"half of all quarters move this ratio by {words.percent(usual)} or more, whatever rates do"
    )
    return Null(f"{said}; the push is exceeded in {words.chance(p)}", usual, p, draws="spread")


def _register(name: str) -> None:
    title, axis = SCORED[name]

    def compute(panel: Panel) -> Trace:
        return push(panel, name)

    compute.__doc__ = (
        f"What 13 weeks of yields, curve and credit would have done to {title} by filtered betas, a"
        " fraction; a part of the past quarter's move, not the next one's."
    )
    signal(
        f"duration.push.{name}",
        title=f"Push of rates and credit, {title}",
        axis=axis,
        family="duration",
        unit="fraction",
        sign=1,
        theory=THEORY,
        null=push_null,
    )(compute)


for _name in SCORED:
    _register(_name)
