"""Highs: how far a line closed below its record, on price, because that is what 'a record' means."""

from __future__ import annotations

import numpy as np

from rotascope import sessions
from rotascope.maths import highs as records
from rotascope.maths import stats
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Series, Vector
from rotascope.signals import words
from rotascope.signals.trace import Trace, missing
from rotascope.terms import Mark, Null

__all__ = ["distance_to_record", "high_null"]

DAILY = 0.5826  # -zeta(1/2) / sqrt(2 pi): what a record seen once a day misses, in daily sd
LEAST = 252
WORTH_SAYING = 63
NEAR = 0.03
THEORY = (
    "Near a record says that the market is high, not who leads it: shown; the gap between small and"
    " large caps is scored as high.gap"
)


def distance_to_record(panel: Panel, line: str) -> Trace:
    """Close over the highest close on file so far, less 1: 0 at a record, negative below it.

    `line` is a role or a symbol, on price basis (total return has its records earlier). The record
    is over the history on file, whose first day is said. Needs 252 closes.
    """
    series = panel.role(line, "pr") if line in panel.catalog.roles else panel.series(line, "pr")
    if not len(series):
        return missing("not_measurable", series.missing)
    if len(series) < LEAST:
        why = f"{words.leg(panel, series)} has {len(series)} of {LEAST} closes on file"
        return missing("short_history", why)
    value = np.array(records.distance_to_high(series.levels), dtype=np.float64)
    value[: LEAST - 1] = np.nan
    return Trace(
        series.days,
        value,
        text=_text(panel, series, float(value[-1])),
        state=_state(float(value[-1])),
        marks=(*series.marks, *_returns_to_record(series, value)),
        sources=series.sources,
        data=(np.diff(np.log(series.levels)),),
    )


def _state(distance: float) -> str:
    """The press's words: at a record, near it (within 3 %), or below."""
    if distance == 0.0:
        return "record"
    return "near" if -distance <= NEAR else "below"


def _returns_to_record(series: Series, value: Vector) -> tuple[Mark, ...]:
    """The days that closed at a record for the first time in a quarter or more."""
    at = np.flatnonzero(value == 0.0)
    first = at[1:][np.diff(at) > WORTH_SAYING]
    return tuple(
        Mark(words.day(series.days[i]), f"record {series.levels[i]:,.2f}, first in a quarter")
        for i in first
    )


def _text(panel: Panel, series: Series, distance: float) -> str:
    """The finding, and 'lowest/highest close since' where it reaches back a quarter or more."""
    name = words.leg(panel, series)
    subject = name[0].upper() + name[1:]
    start = f"price, history from {words.day(series.days[0])}"
    if distance == 0.0:
        return f"{subject} closed at its record ({start})"
    record = words.day(series.days[int(np.argmax(series.levels))])
    said = f"{subject} closed {words.percent(distance)} below its record of {record}"
    return f"{said} ({start}){_since(series)}"


def _since(series: Series) -> str:
    lower, higher = records.last_since(series.levels)
    for word, position in (("highest", higher), ("lowest", lower)):
        if position < 0:
            return f"; its {word} close on file"
        when = words.day(series.days[position])
        if sessions.count(when, words.day(series.days[-1])) >= WORTH_SAYING:
            return f"; its {word} close since {when}"
    return ""


def high_null(panel: Panel, trace: Trace) -> Null | None:
    """How often a random walk with this line's own drift and volatility stands as near its record.

    Null hypothesis: normal daily steps with the mean and sd of the history on file. The distance of
    Brownian motion to its running maximum (reflection principle), widened by 0.58 sd because records
    are seen once a day (Broadie, Glasserman, Kou 1997). rate and p are the chance on the side told:
    the distance has one side, so nothing is doubled. Real volatility clusters: real lines stand near
    records more often than this walk.
    """
    steps = trace.data[0]
    sd, drift = float(np.std(steps)), float(np.mean(steps))
    if not sd > 0.0:
        return None
    reach = -float(np.log1p(trace.value[-1])) + DAILY * sd
    near = _nearness(reach, sd, drift, len(steps))
    side = "as near" if near <= 0.5 else "as far from"
    rate = min(near, 1.0 - near)
    said = f"a random walk with this line's drift and volatility is {side} its record"
    return Null(f"{said} on {words.chance(rate)} days", rate, rate)


def _nearness(reach: float, sd: float, drift: float, n: int) -> float:
    """P(log distance to the running record <= reach) after n steps of a walk that starts at a record."""
    wide, moved = sd * n**0.5, drift * n
    below = float(stats.normal_cdf((reach + moved) / wide))
    mirrored = float(stats.normal_cdf((moved - reach) / wide))
    # The exponential may overflow for a steep fall, where the mirrored share is 0 long before.
    return below - float(np.exp(min(-2.0 * drift * reach / sd**2, 700.0))) * mirrored


def _register(name: str, line: str, what: str) -> None:
    def compute(panel: Panel) -> Trace:
        return distance_to_record(panel, line)

    compute.__doc__ = (
        f"How far {what} closed below the highest close on file, a fraction (0 at a record), on price;"
        " the sentence says 'highest' or 'lowest close since' where that reaches back a quarter."
    )
    signal(
        f"high.{name}",
        title=f"Distance to the record, {what}",
        axis="size",
        family="price",
        unit="fraction",
        sign=0,
        theory=THEORY,
        null=high_null,
    )(compute)


_register("small_cap", "small_cap", "the small-cap fund")
_register("large_cap", "large_cap", "the large-cap fund")
_register("russell_2000", "^RUT", "the Russell 2000")
_register("sp500", "^GSPC", "the S&P 500")
