"""Credit, the dollar, the cost of borrowing: what each has done to small against large."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from rotascope.maths import regression
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.signals.duration import betas, drivers, wander
from rotascope.signals.duration.drivers import WINDOW, Target, Weeks
from rotascope.signals.duration.yields import PAIRS
from rotascope.signals.trace import Trace
from rotascope.terms import SignalAxis

__all__ = ["QUESTIONS", "Question", "sensitivity", "when_it_fell"]


@dataclass(frozen=True, slots=True)
class Question:
    """One pair, one driver, and what is said of them."""

    target: Target
    driver: str
    axis: SignalAxis
    title: str
    theory: str
    caveat: str = ""
    falls: bool = False


CREDIT = (
    "Tighter credit should hurt small firms more; a beta is a sensitivity and points nowhere today"
)
DOLLAR = (
    "A strong dollar should help firms that sell at home, yet it comes with fear that hurts them: the"
    " articles' claim has no one sign"
)
FUNDING = (
    "Dearer borrowing should hurt small firms more, yet yields rise with growth too: not scored"
)
NO_DEBT = "the floating-rate share of debt is not on file, so that whose debt it is stays unasked"
NO_INDEX = "geopolitical risk is not measurable: no index of it on file"
QUESTIONS: dict[str, Question] = {
    "duration.credit.small_large": Question(
        PAIRS["small_large"], "credit", "size", "Credit beta, small caps / large caps", CREDIT
    ),
    "duration.dollar.small_large": Question(
        PAIRS["small_large"], "dollar", "size", "Dollar beta, small caps / large caps", DOLLAR, NO_INDEX
    ),
    "duration.funding.small_large": Question(
        PAIRS["small_large"], "funding", "size", "Borrowing-cost beta, small caps / large caps",
        FUNDING, NO_DEBT, falls=True,
    ),
    "duration.funding.rest_few": Question(
        PAIRS["rest_few"], "funding", "concentration", "Borrowing-cost beta, the rest / the few",
        FUNDING, falls=True,
    ),
}  # fmt: skip


def sensitivity(panel: Panel, asked: Question) -> Trace:
    """Beta of a pair's weekly log total return, in per cent, to one driver over the last 104 weeks.

    Newey-West interval, 52 weeks at least. Where falls are asked for, the beta within the weeks in which
    the driver fell is beside it. The weeks' association: no cause, no forecast.
    """
    found = drivers.weeks(panel, asked.target, (asked.driver,))
    unanswered = drivers.answer(found)
    if unanswered is not None:
        return unanswered
    more = ((("when_it_fell", when_it_fell(found)),)) if asked.falls else ()
    trace = betas.beta_trace(found, asked.driver, more)
    said = [
        trace.text,
        *([_fell(found)] if asked.falls else []),
        *([asked.caveat] * bool(asked.caveat)),
    ]
    return replace(trace, text="; ".join(said))


def _split(found: Weeks) -> Vector:
    """Constant, falls and rises of the driver, (n, 3)."""
    move = found.x[:, 0]
    return np.column_stack([np.ones(len(found)), np.minimum(move, 0.0), np.maximum(move, 0.0)])


def when_it_fell(found: Weeks) -> Vector:
    """Rolling beta (T,) to the driver's falls, beside its rises in one fit; NaN before 52 weeks."""
    split = _split(found)
    return wander.rolling_beta(found.y, split, found.days, WINDOW, drivers.LEAST)[:, 1]


def _fell(found: Weeks) -> str:
    fit = regression.least_squares(found.y[-WINDOW:], _split(found)[-WINDOW:])
    # The coefficient is for a rise; what fell is told as it happened.
    held = betas.interval(fit, sign=-1.0)
    middle = (held.low + held.high) / 2.0
    did = "rose" if middle >= 0 else "fell"
    bounds = f"{betas.number(held.low)} to {betas.number(held.high)}"
    return f"in weeks of falling cost it {did} {abs(middle):.1f} % for each pp ({bounds})"


def _register(name: str, asked: Question) -> None:
    def compute(panel: Panel) -> Trace:
        return sensitivity(panel, asked)

    compute.__doc__ = (
        f"{asked.title}: per cent of relative total return for each {drivers.DRIVERS[asked.driver].unit}"
        f" that the {drivers.DRIVERS[asked.driver].words} rose, over 104 weeks; no forecast."
    )
    signal(
        name,
        title=asked.title,
        axis=asked.axis,
        family="duration",
        unit="ratio",
        sign=0,
        theory=asked.theory,
        null=betas.no_link,
    )(compute)


for _name, _asked in QUESTIONS.items():
    _register(_name, _asked)
