"""Are AI leadership and index leadership one trade? Their correlation, and what is left without it."""

from __future__ import annotations

import numpy as np

from rotascope.maths import noise, regression, stats
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.sessions import Days
from rotascope.signals import words
from rotascope.signals.duration import drivers
from rotascope.signals.duration.drivers import LEAST, WINDOW, Target, Weeks
from rotascope.signals.trace import Trace, missing
from rotascope.terms import Interval, Null

__all__ = [
    "STAND_INS",
    "YEAR",
    "ai_and_index",
    "correlation_null",
    "rolling_correlation",
    "without",
]

# No list of AI shares with dates is on file: the chip makers' fund stands in, then its largest share.
STAND_INS = ("SMH", "NVDA", "PW01")
YEAR = 52
THEORY = "That two trades are one has no direction: it says how much the one hangs on the other"


def rolling_correlation(x: Vector, y: Vector, window: int) -> Vector:
    """Correlation of the last `window` rows (T,); NaN before, and where either does not vary."""
    out = np.full(len(x), np.nan)
    if len(x) < window:
        return out
    view = np.lib.stride_tricks.sliding_window_view(np.column_stack([x, y]), window, axis=0)
    gap = view - view.mean(axis=2, keepdims=True)
    spread = np.sqrt((gap[:, 0] ** 2).sum(axis=1) * (gap[:, 1] ** 2).sum(axis=1))
    with np.errstate(invalid="ignore", divide="ignore"):
        out[window - 1 :] = np.where(
            spread > 0.0, (gap[:, 0] * gap[:, 1]).sum(axis=1) / spread, np.nan
        )
    return out


def without(ai: Vector, index: Vector) -> tuple[Vector, Vector]:
    """(residual of this week by the betas of the weeks before, correlation of the window's own residual).

    The first is what a reader could have traded; the second is 0 by construction, up to rounding.
    """
    x = np.column_stack([np.ones(len(index)), index])
    beta = regression.rolling(ai, x, WINDOW, LEAST, errors=False).beta
    left = np.full(len(ai), np.nan)
    left[1:] = ai[1:] - np.sum(x[1:] * beta[:-1], axis=1)
    inside = ai - np.sum(x * beta[-1], axis=1)
    return left, rolling_correlation(inside[-WINDOW:], index[-WINDOW:], min(WINDOW, len(ai)))


def _legs(panel: Panel) -> tuple[Weeks, Weeks]:
    """(AI stand-in less equal weight, cap weight less equal weight), on their common weeks."""
    index = drivers.weeks(panel, Target("index", "large_cap", "equal_weight"), ())
    tried = [drivers.weeks(panel, Target(s, s, "equal_weight"), ()) for s in STAND_INS]
    ai = next((found for found in tried if not found.missing), tried[0])
    return ai, index


def _common(ai: Weeks, index: Weeks) -> tuple[Days, Vector, Vector]:
    days, a, b = np.intersect1d(ai.days, index.days, assume_unique=True, return_indices=True)
    return days, ai.y[a], index.y[b]


def correlation_null(panel: Panel, trace: Trace) -> Null:
    """How large a correlation comes about in a year of weeks of two unrelated trades.

    Null hypothesis: independent weeks, Fisher's z. rate is the median |correlation|, p the two-sided
    probability of one at least as large. It is no evidence of one trade: both are set against the same
    line, and Treasury bonds or staples against it correlate by more than 0.5 in a fifth of all years.
    """
    spread = (YEAR - 3) ** -0.5
    seen = float(np.arctanh(np.clip(trace.value[-1], -0.999999, 0.999999)))
    usual_z, p = noise.normal(seen, spread)
    usual = float(np.tanh(usual_z))
    said = f"two unrelated trades correlate by {usual:.2f} or more in half of all years"
    shared = "the line that both are set against ties any two by more than that"
    return Null(f"{said}, this much or more in {words.chance(p)}; {shared}", usual, p)


@signal(
    "duration.ai_index",
    title="Correlation of AI with index leadership",
    axis="concentration",
    family="duration",
    unit="ratio",
    sign=0,
    theory=THEORY,
    null=correlation_null,
)
def ai_and_index(panel: Panel) -> Trace:
    """Correlation, over 52 weeks, of AI shares and of cap weight, each over equal weight.

    AI is the chip makers' fund, a stand-in. Beside it the correlation that is left once index leadership
    is taken out by the betas of the 104 weeks before: near 0 while those betas hold.
    """
    ai, index = _legs(panel)
    for leg in (ai, index):
        unanswered = drivers.answer(leg)
        if unanswered is not None:
            return unanswered
    days, own, led = _common(ai, index)
    if len(days) < YEAR:
        return missing("short_history", f"{ai.label}: {len(days)} of {YEAR} weeks")
    value = rolling_correlation(own, led, YEAR)
    left, inside = without(own, led)
    after = rolling_correlation(left, led, YEAR)
    width = stats.normal_ppf(0.95) * (YEAR - 3) ** -0.5
    middle = float(np.arctanh(np.clip(value[-1], -0.999999, 0.999999)))
    return Trace(
        days,
        value,
        text=_text(ai, index, value[-1], after[-1], inside[-1]),
        interval=Interval(
            float(np.tanh(middle - width)), float(np.tanh(middle + width)), 0.9, "Fisher's z"
        ),
        marks=ai.marks,
        sources=ai.sources[:1] + index.sources,
        newest=drivers.newest(index),
        patience=drivers.patience(index),
        beside=(("without_index", after),),
    )


def _text(ai: Weeks, index: Weeks, raw: float, after: float, inside: float) -> str:
    said = (
        f"AI ({ai.label}) and index leadership ({index.label}) correlate by {raw:.2f} in 52 weeks"
    )
    if np.isfinite(after):
        said += f"; without index leadership {after:.2f} (in its own window {abs(inside):.2f})"
    return said.replace(" -", " \N{MINUS SIGN}")
