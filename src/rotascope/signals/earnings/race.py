"""The race: is earnings breadth improving faster than the few's capital spending accelerates?"""

from __future__ import annotations

import numpy as np

from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.sessions import Days
from rotascope.signals import words
from rotascope.signals.earnings.breadth import growth_breadth
from rotascope.signals.earnings.capex import capex_growth, step_null
from rotascope.signals.trace import Trace, missing

__all__ = ["breadth_capex"]

BACK = 126
CARRY = 90  # sessions for which a filing day's growth stands: filings come each quarter
EVEN = 0.05


@signal(
    "race.breadth_capex",
    title="Earnings breadth against the few's capital spending: which improves faster",
    axis="concentration",
    family="earnings",
    unit="fraction",
    sign=0,
    theory="That the rest catch up when earnings spread faster than the few's spending accelerates is one"
    " article's claim, with no record behind it: shown, never scored",
    null=step_null,
)
def breadth_capex(panel: Panel) -> Trace:
    """Half-year change of net earnings breadth outside the index less that of the few's spending growth.

    Both are fractions: breadth is (risen - fallen) / all against a year ago, spending its growth
    on a year ago. The state names who leads by more than 5 points. Days on which both are on file.
    """
    breadth, capex = growth_breadth(panel), capex_growth(panel)
    short = next((t for t in (breadth, capex) if not len(t.days)), None)
    if short is not None:
        return missing("not_measurable", short.reason)
    days = breadth.days
    outside = np.where(np.isfinite(breadth.value), breadth.beside[0][1], np.nan)
    spending = _carried(capex, days)
    first, second = _change(outside), _change(spending)
    value = first - second
    states = tuple("" if not np.isfinite(v) else _leader(float(v)) for v in value)
    ok = bool(np.isfinite(value[-1]))
    parts = f"{words.signed(float(first[-1]), 0)} against {words.signed(float(second[-1]), 0)}"
    why = breadth.reason if not np.isfinite(outside[-1]) else capex.reason
    return Trace(
        days,
        value,
        text=f"in half a year earnings breadth changed by {parts} of spending growth: {states[-1]}"
        if ok
        else "",
        state=states[-1],
        states=states,
        coverage=min(breadth.coverage, capex.coverage),
        sources=(*breadth.sources, *capex.sources),
        status="ok" if ok else "low_coverage",
        reason=why,
        newest=breadth.newest,
        patience=breadth.patience,
        unranked=breadth.unranked,
        beside=(("earnings breadth", outside), ("spending growth", spending)),
    )


def _leader(value: float) -> str:
    if abs(value) <= EVEN:
        return "neither leads"
    return "earnings breadth leads" if value > 0.0 else "spending leads"


def _carried(trace: Trace, days: Days) -> Vector:
    """The newest filing day's value on each day, for 90 sessions at most."""
    place = np.searchsorted(trace.days, days, side="right") - 1
    age = np.arange(len(days)) - np.searchsorted(days, trace.days[np.maximum(place, 0)])
    known = (place >= 0) & (age <= CARRY)
    return np.where(known, trace.value[np.maximum(place, 0)], np.nan)


def _change(x: Vector) -> Vector:
    out = np.full(len(x), np.nan)
    out[BACK:] = x[BACK:] - x[:-BACK]
    return out
