"""Which way do rates push a ratio: its beta to yields, the curve and credit, by window and as filtered.

The articles disagree about the sign, and the data side with each of them at some time. No sign is
assumed, so nothing here is scored.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.signals.aligned import on_days
from rotascope.signals.duration import betas, drivers, wander
from rotascope.signals.duration.drivers import Target
from rotascope.signals.trace import Trace
from rotascope.terms import SignalAxis

__all__ = ["HEAD", "PAIRS", "QUESTIONS", "TITLES", "yield_beta"]

PAIRS: dict[str, Target] = {
    "small_large": Target("small_large", "small_cap", "large_cap"),
    "small_few": Target("small_few", "small_cap", "few"),
    "rest_few": Target("rest_few", "rest", "few"),
    "equal_large": Target("equal_large", "equal_weight", "large_cap"),
}
TITLES: dict[str, tuple[str, SignalAxis]] = {
    "small_large": ("small caps / large caps", "size"),
    "small_few": ("small caps / the few", "size"),
    "rest_few": ("the rest / the few", "concentration"),
    "equal_large": ("equal weight / large caps", "concentration"),
}
HEAD = "ten_year"
QUESTIONS = ("two_year", "ten_year", "slope", "real", "credit")
THEORY = (
    "Theory gives no sign: cheaper funding helps firms that borrow, long-dated profits gain from falling"
    " yields, and yields also rise with growth; shown, not scored"
)


def yield_beta(panel: Panel, name: str) -> Trace:
    """Beta of the pair's weekly log total return, in per cent, to a 1 pp rise of the ten-year yield.

    Least squares on the last 104 weeks (52 at least), Newey-West interval. Beside it: the betas to the
    two-year yield, the slope, the real yield and the high-yield spread, each alone; the filtered beta to
    the ten-year yield and its signal-to-noise (variance of a week's step over the noise's). An
    association of the same weeks, not a forecast, and not a cause.
    """
    found = drivers.weeks(panel, PAIRS[name], (HEAD,))
    unanswered = drivers.answer(found)
    if unanswered is not None:
        return unanswered
    more = []
    for driver in QUESTIONS:
        if driver != HEAD:
            other = drivers.weeks(panel, PAIRS[name], (driver,))
            more.append((driver, on_days(found.days, other.days, betas.rolled(other))))
    beta, _, noise = wander.filtered_path(found.y, found.design, found.days)
    more += [("filtered", beta[:, 1]), ("signal_to_noise", noise[:, 1])]
    trace = betas.beta_trace(found, HEAD, tuple(more))
    if not np.isfinite(beta[-1, 1]):
        return trace
    return replace(trace, text=f"{trace.text}; filtered {betas.number(float(beta[-1, 1]))}")


def _register(name: str) -> None:
    title, axis = TITLES[name]

    def compute(panel: Panel) -> Trace:
        return yield_beta(panel, name)

    compute.__doc__ = (
        f"Beta of {title} to the ten-year yield, per cent for each percentage point, over 104 weeks;"
        " the weeks' association, neither cause nor forecast."
    )
    signal(
        f"duration.yields.{name}",
        title=f"Yield beta, {title}",
        axis=axis,
        family="duration",
        unit="ratio",
        sign=0,
        theory=THEORY,
        null=betas.no_link,
    )(compute)


for _name in PAIRS:
    _register(_name)
