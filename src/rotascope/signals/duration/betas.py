"""What the signals on sensitivities share: a rolling beta, its interval, its null and its sentence."""

from __future__ import annotations

import math

import numpy as np

from rotascope.maths import hac, regression, stats
from rotascope.maths import noise as by_chance
from rotascope.maths.regression import Fit
from rotascope.panel import Panel
from rotascope.series import Vector
from rotascope.signals.duration import drivers, wander
from rotascope.signals.duration.drivers import DRIVERS, LEAST, WINDOW, Weeks
from rotascope.signals.trace import Trace
from rotascope.signals.words import chance
from rotascope.terms import Interval, Null

__all__ = [
    "LEVEL",
    "WIDTH",
    "beta_trace",
    "interval",
    "last_fit",
    "no_link",
    "noise",
    "number",
    "rolled",
    "span",
    "verb",
]

LEVEL = 0.9
WIDTH = stats.normal_ppf(0.5 + LEVEL / 2.0)


def rolled(found: Weeks) -> Vector:
    """The beta to the first driver over the last 104 weeks (52 at least) at each week; NaN before."""
    if found.missing:
        return np.full(len(found), np.nan)
    return wander.rolling_beta(found.y, found.design, found.days, WINDOW, LEAST)[:, 1]


def last_fit(found: Weeks) -> Fit:
    """The fit of the newest 104 weeks (or of all, from 52 on), with Newey-West errors."""
    return regression.least_squares(found.y[-WINDOW:], found.design[-WINDOW:])


def interval(fit: Fit, column: int = 1, sign: float = 1.0) -> Interval:
    """The 90 % interval of a coefficient (times `sign`): Newey-West, as wide as so few rows ask for."""
    half = hac.reach(LEVEL, fit.n, len(fit.beta)) * float(fit.error[column])
    middle = sign * float(fit.beta[column])
    return Interval(middle - half, middle + half, LEVEL, f"Newey-West, {fit.n} weeks")


def noise(fit: Fit, column: int = 1) -> Vector:
    """What a null needs: (estimate, its error in so few rows, degrees of freedom)."""
    factor, freedom = hac.worth(fit.n, len(fit.beta))
    return np.array([fit.beta[column], factor * fit.error[column], freedom])


def beta_trace(found: Weeks, driver: str, more: tuple[tuple[str, Vector], ...] = ()) -> Trace:
    """The rolling beta of `found` to its first driver with interval, sentence and what is beside it."""
    fit = last_fit(found)
    return Trace(
        found.days,
        rolled(found),
        text=f"{found.label} {verb(found, fit, driver)}",
        interval=interval(fit),
        marks=found.marks,
        sources=found.sources,
        data=(noise(fit),),
        newest=drivers.newest(found),
        patience=drivers.patience(found),
        unranked=LEAST,
        beside=more,
    )


def verb(found: Weeks, fit: Fit, driver: str, column: int = 1) -> str:
    """'fell 1.6 % for each pp that the ten-year yield rose (90 %: ...), 104 weeks to ...'."""
    beta = float(fit.beta[column])
    known = DRIVERS[driver]
    moved = "rose" if beta >= 0 else "fell"
    held = interval(fit, column)
    bounds = f"90 %: {number(held.low)} to {number(held.high)}"
    sure = "" if held.low > 0 or held.high < 0 else ", so its sign is open"
    each = f"for each {known.unit} that the {known.words} rose"
    return f"{moved} {abs(beta):.1f} % {each} ({bounds}{sure}), {span(found)}"


def number(value: float) -> str:
    """'+1.6' or its negative with a minus sign."""
    mark = "\N{MINUS SIGN}" if round(value, 1) < 0 else "+"
    return f"{mark}{abs(value):.1f}"


def span(found: Weeks) -> str:
    """'104 weeks to 2026-06-05'."""
    return f"{min(len(found), WINDOW)} weeks to {found.ends[-1]}"


def no_link(panel: Panel, trace: Trace) -> Null | None:
    """How large a beta comes about by chance in such a window.

    Null hypothesis: the true beta of the window is zero. rate is the median |beta| then, p the
    two-sided probability of one at least as large (Newey-West errors in short samples, see `hac`).
    """
    beta, error, freedom = (float(part) for part in trace.data[0])
    if not error > 0.0 or not math.isfinite(error):
        return None
    usual, p = by_chance.student(beta, error, freedom)
    said = f"with no link half of all such windows show {usual:.1f} or more, on either side"
    return Null(f"{said}; this much or more in {chance(p)}", usual, p)
