"""Fear, credit and the dollar: levels against their own past, and how fast credit is moving."""

from __future__ import annotations

import numpy as np

from rotascope.maths import highs
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import FRESH, Vector
from rotascope.sessions import Days
from rotascope.signals import words
from rotascope.signals.macro import known
from rotascope.signals.trace import Trace
from rotascope.terms import Null

__all__ = [
    "credit",
    "default_spread",
    "dollar",
    "dollar_null",
    "spread_null",
    "vix",
    "vix_null",
    "widening_null",
]

BANDS, NAMES = (15.0, 20.0, 30.0), ("calm", "ordinary", "uneasy", "alarmed")
MONTH, QUARTER, WIDE, WORTH_SAYING = 20, 63, 0.5, 21


def vix_null(panel: Panel, trace: Trace) -> Null:
    """How often the VIX has stood in the regime it is in.

    Null hypothesis: today is any day of the history. rate is that share of days.
    """
    on = np.array([state == trace.state for state in trace.states])
    return known.share_null(trace, on, f"the VIX was {trace.state}, so defined,")


@signal(
    "macro.vix",
    title="VIX, with its regime",
    axis="market",
    family="macro",
    unit="points",
    sign=0,
    theory="High fear goes with falls of small caps now and with their recoveries later: shown,"
    " never scored",
    null=vix_null,
)
def vix(panel: Panel) -> Trace:
    """Close of the VIX in points, annualised implied volatility of the S&P 500 for thirty days.

    Regimes: calm below 15, ordinary to 20, uneasy to 30, alarmed from there. 'Lowest since' names the
    last earlier close at or below it (a tie counts as having been there), if a month or more ago. With
    the three-month index on file (macro series VXVCLS) their ratio stands beside it: above 1 the
    term structure is inverted.
    """
    found = known.lines(panel, "VIXCLS")
    if isinstance(found, Trace):
        return found
    (level,) = found.values
    states = tuple(np.array(NAMES, dtype=object)[np.searchsorted(BANDS, level, side="right")])
    slope, told = _term_structure(panel, found)
    return Trace(
        found.days,
        level,
        text=f"the VIX closed at {level[-1]:.2f}: {states[-1]}{_since(found.periods, level)}{told}",
        state=states[-1],
        states=states,
        sources=found.sources,
        newest=found.newest,
        beside=slope,
    )


def _term_structure(panel: Panel, vix: known.Lines) -> tuple[tuple[tuple[str, Vector], ...], str]:
    """(the VIX over its three-month index, beside it; what to say of the newest), empty without."""
    both = known.lines(panel, "VIXCLS", "VXVCLS")
    if isinstance(both, Trace):
        return (), ""
    ratio = np.full(len(vix), np.nan)
    _, at, own = np.intersect1d(vix.days, both.days, assume_unique=True, return_indices=True)
    ratio[at] = (both.values[0] / both.values[1])[own]
    said = ""
    if np.isfinite(ratio[-1]):
        shape = "inverted" if ratio[-1] > 1.0 else "upward"
        said = f"; its term structure is {shape} ({ratio[-1]:.2f} of the three-month index)"
    return (("over the three-month index", ratio),), said


def _since(days: Days, level: Vector) -> str:
    """'; its lowest close since 2024-09-19', if that reaches back a month or more; else ''."""
    lower, higher = highs.last_since(level)
    for word, position in (("highest", higher), ("lowest", lower)):
        if position < 0:
            return f"; its {word} close on file"
        if len(level) - 1 - position > WORTH_SAYING:
            return f"; its {word} close since {words.day(days[position])}"
    return ""


def spread_null(panel: Panel, trace: Trace) -> Null:
    """How often credit has been widening by half a point in twenty sessions.

    Null hypothesis: today is any day of the history.
    """
    on = np.array([state == "widening" for state in trace.states])
    return known.share_null(trace, on, "credit was widening, so defined,")


@signal(
    "macro.credit",
    title="High-yield credit spread",
    axis="market",
    family="macro",
    unit="pp",
    sign=0,
    theory="A wide spread is bad news now and a premium for the future: shown; the change of the default"
    " spread is scored as macro.default_spread",
    null=spread_null,
)
def credit(panel: Panel) -> Trace:
    """Option-adjusted spread of US high-yield bonds over Treasuries, percentage points.

    Widening: more than half a point up in twenty sessions; tightening: as much down; else steady.
    """
    found = known.lines(panel, "BAMLH0A0HYM2")
    if isinstance(found, Trace):
        return found
    (level,) = found.values
    month = np.round(known.change(level, MONTH), 9)  # half a point is half a point
    states = np.where(month > WIDE, "widening", np.where(month < -WIDE, "tightening", "steady"))
    states = np.where(np.isfinite(month), states, "")
    said = f"high-yield bonds pay {level[-1]:.2f} points over Treasuries"
    if np.isfinite(month[-1]):
        said += f", {known.moved(float(month[-1]))} in {MONTH} sessions: {states[-1]}"
    return Trace(
        found.days, level, text=said, state=str(states[-1]), states=tuple(states.tolist()),
        sources=found.sources, newest=found.newest, patience=FRESH,
        beside=(("change in 20 sessions", month),),
    )  # fmt: skip


def widening_null(panel: Panel, trace: Trace) -> Null | None:
    """How far the spread moves in a quarter anyhow.

    Null hypothesis: this quarter is any of ten years (see known.walk_null).
    """
    return known.walk_null(trace.data[0], QUARTER, float(trace.value[-1]), known.points)


def dollar_null(panel: Panel, trace: Trace) -> Null | None:
    """How far the dollar moves in a quarter anyhow, in logs.

    Null hypothesis: this quarter is any of ten years (see known.walk_null).
    """
    seen = float(np.log1p(trace.value[-1]))
    return known.walk_null(trace.data[0], QUARTER, seen, words.percent)


@signal(
    "macro.default_spread",
    title="Default spread, change in a quarter",
    axis="size",
    family="macro",
    unit="pp",
    sign=-1,
    theory="Small firms live on bank and junk credit: when the default spread widens they are hit first,"
    " when it narrows they gain most (Gertler and Gilchrist 1994; Hahn and Lee 2006)",
    null=widening_null,
)
def default_spread(panel: Panel) -> Trace:
    """Change over 63 sessions of the Baa corporate less ten-year Treasury yield, percentage points.

    It says where credit has been going; that the move will go on is the theory, not the number.
    """
    found = known.lines(panel, "BAA10Y")
    if isinstance(found, Trace):
        return found
    (level,) = found.values
    moved = known.change(level, QUARTER)
    said = ""
    if np.isfinite(moved[-1]):
        way = "widened" if moved[-1] > 0 else "narrowed"
        said = (f"the Baa spread {way} by {known.points(float(moved[-1]))} in {QUARTER} sessions,"
                f" to {level[-1]:.2f}")  # fmt: skip
    return Trace(
        found.days, moved, text=said, sources=found.sources, newest=found.newest, patience=FRESH,
        reason=f"{len(level)} of {QUARTER + 1} days on file", data=(np.diff(level),),
        beside=(("Baa less ten-year", level),),
    )  # fmt: skip


@signal(
    "macro.dollar",
    title="Broad dollar, change in a quarter",
    axis="market",
    family="macro",
    unit="fraction",
    sign=0,
    theory="A dear dollar takes from multinationals' sales abroad, but it also rises when small caps are"
    " sold: shown, never scored",
    null=dollar_null,
)
def dollar(panel: Panel) -> Trace:
    """Change over 63 sessions of the trade-weighted broad dollar index, a fraction; level beside.

    Published about a week late: it counts from the session on which it was known.
    """
    found = known.lines(panel, "DTWEXBGS")
    if isinstance(found, Trace):
        return found
    (level,) = found.values
    moved = np.expm1(known.change(np.log(level), QUARTER))
    said = ""
    if np.isfinite(moved[-1]):
        way = "rose" if moved[-1] > 0 else "fell"
        said = (f"the broad dollar {way} by {words.percent(float(moved[-1]))} in {QUARTER} sessions,"
                f" to {level[-1]:.1f}")  # fmt: skip
    return Trace(
        found.days, moved, text=said, sources=found.sources, newest=found.newest,
        patience=FRESH + 5, reason=f"{len(level)} of {QUARTER + 1} days on file",
        data=(np.diff(np.log(level)),),
        beside=(("broad dollar index", level),),
    )  # fmt: skip
