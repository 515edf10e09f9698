"""Since when, with its doubt: one dated change of drift, the set of dates it may be, and other counts.

The change is the largest F of a mean shift in the last five years of weeks; with p above 10 % there
is no dated change. A date found looking back was not known then: `run_length` says when it was.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rotascope.catalog import Pair
from rotascope.maths import breaks, change
from rotascope.panel import Panel
from rotascope.recall import recall
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.signals import pairs, words
from rotascope.signals.regimes.run_length import known_after
from rotascope.signals.regimes.weeks import MAIN, Weeks, weeks
from rotascope.signals.since import scaled
from rotascope.signals.trace import Trace
from rotascope.terms import Interval, Null

__all__ = ["break_date", "break_null"]

WINDOW, LEAST, TEN_YEARS, QUARTER = 260, 104, 520, 26
CRITICAL, LEVEL = 6.96, 0.9  # sup-F at 10 % with 15 % trimming, simulated (maths/breaks.py)
METHOD = "dates the likelihood cannot tell from the best (inverted likelihood ratio)"
THEORY = (
    "A change found looking back dates who leads; the drift after it is no forecast: shown, never"
    " scored"
)


def break_date(panel: Panel, name: str) -> Trace:
    """Sessions since the one change of the pair's weekly drift that the last five years date best.

    Largest F of a mean shift (Andrews 1993; 15 % trimming) of weekly log changes over their recent
    volatility, in the last 260 weeks, 104 at least; no value where its p is above 10 %. The interval
    is the 90 % set of weeks, whole. Told beside it: Bai-Perron's count in ten years, CUSUM.
    """
    found = weeks(panel, name, LEAST)
    if isinstance(found, Trace):
        return found
    even = scaled(found.changes)
    f, at = breaks.trailing_sup_f(even, WINDOW, LEAST)
    dated = f >= CRITICAL
    # Change k is the move from week k to week k + 1: sessions since the last day of the old drift.
    began = np.maximum(at, 0)
    value = np.where(dated, found.at[1:] - found.at[began], np.nan).astype(np.float64)
    sure = bool(dated[-1])
    return Trace(
        found.days[1:],
        value,
        text=_text(found, even, int(at[-1]), float(f[-1])) if sure else "",
        state="dated" if sure else "none",
        interval=_interval(found, even) if sure else None,
        marks=found.pair.marks,
        sources=found.pair.sources,
        reason=_reason(found, even, float(f[-1])),
        data=(f,),
        newest=words.day(found.pair.days[-1]),
        beside=((found.label, np.exp(found.ratio[1:])), ("sup-F", f)),
        states=tuple(np.where(dated, "dated", np.where(np.isfinite(f), "none", "")).tolist()),
    )


def _window(even: Vector) -> tuple[Vector, int]:
    """(the weeks that are looked at, the place of the first of them)."""
    first = max(len(even) - WINDOW, 0)
    return even[first:], first


def _dates(even: Vector) -> tuple[int, int]:
    """First and last position of the set of dates, in all weeks."""
    seen, first = _window(even)
    low, high = breaks.date_set(seen, LEVEL)
    return first + low, first + high


def _interval(found: Weeks, even: Vector) -> Interval:
    low, high = _dates(even)
    # Week k runs from found.at[k] to found.at[k + 1], and the change may lie on any day of it.
    ages = found.at[-1] - found.at[[high + 1, low]]
    return Interval(float(ages[0]), float(ages[1]), LEVEL, METHOD)


def _reason(found: Weeks, even: Vector, f: float) -> str:
    p = breaks.sup_f_p(f)
    return (
        f"no dated change in the weekly drift of {found.label} in the last"
        f" {len(_window(even)[0])} weeks: sup-F {f:.1f}, p {p:.2f}{_others(found, even)}"
    )


def _others(found: Weeks, even: Vector) -> str:
    """'; Bai-Perron on ten years: no change; CUSUM p 0.48'."""
    decade = even[-TEN_YEARS:]
    several = recall("bai-perron", (decade,), str(QUARTER), lambda: _changes(decade))
    days = found.days[1:][len(even) - len(decade) :]
    when = ", ".join(str(days[i]) for i in several) or "no change"
    p = change.cusum(_window(even)[0])[1]
    return f"; Bai-Perron on {len(decade)} weeks: {when}; CUSUM p {p:.2f}"


def _changes(x: Vector) -> NDArray[np.int64]:
    return np.asarray(breaks.changes(x, max(QUARTER, int(len(x) * breaks.TRIM))), dtype=np.int64)


def _rounded(f: float) -> str:
    p = breaks.sup_f_p(f)
    return f"{p:.3f}" if p >= 0.001 else "below 0.001"


def _text(found: Weeks, even: Vector, at: int, f: float) -> str:
    low, high = _dates(even)
    since = float(found.changes[at:].mean())
    days, known = found.days[1:], known_after(found, even, low)
    told = f"told it on {known}" if known else "has not told it"
    return (
        f"the weekly drift of {found.label} changed in the week to {days[at]} (between {days[low]} and"
        f" {days[high]} with 90 %; sup-F {f:.1f}, p {_rounded(f)}): {words.signed(since, 2)}"
        f" a week since, total return; found looking back (run_length {told}){_others(found, even)}"
    )


def break_null(panel: Panel, trace: Trace) -> Null | None:
    """How often weeks without any change show as large an F.

    Null hypothesis: independent normal weeks with one mean; p from 40,000 simulated windows of 260.
    rate is the median F of such windows.
    """
    f = float(trace.data[0][-1])
    if not np.isfinite(f):
        return None
    p = breaks.sup_f_p(f)
    said = f"without a change half of all windows show a sup-F above 3.2; {f:.1f} or more in"
    return Null(f"{said} {words.chance(p)}", 3.17, p)


def _register(spec: Pair) -> None:
    def compute(panel: Panel) -> Trace:
        return break_date(panel, spec.name)

    compute.__doc__ = (
        f"Sessions since the best dated change in the weekly drift of {pairs.title_of(spec)} within"
        " five years, with the set of dates it may be; nothing where noise would show as much with"
        " more than 10 %. It dates leadership looking back and forecasts nothing."
    )
    signal(
        f"break_date.{spec.name}",
        title=f"Dated break, {pairs.title_of(spec)}",
        axis=spec.axis,
        family="price",
        unit="sessions",
        sign=0,
        theory=THEORY,
        null=break_null,
        pair=spec.name,
    )(compute)


for _pair in MAIN:
    _register(_pair)
