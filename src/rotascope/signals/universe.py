"""Histories over the members of the best universe on file, made once per table version and date."""

from __future__ import annotations

from collections.abc import Callable
from weakref import WeakKeyDictionary

import numpy as np

from rotascope import sessions
from rotascope.members import NOTES, Members, best_universe, members
from rotascope.memo import memo
from rotascope.panel import Panel
from rotascope.series import Vector
from rotascope.sessions import Days
from rotascope.signals.trace import Trace, missing
from rotascope.terms import Source

__all__ = ["LEAST_COVERAGE", "NAMES", "Breadth", "breadth_trace", "group_of", "history"]

LEAST_COVERAGE = 0.8
FEWEST = 10
OLD_LIST = 126  # sessions; an index changes several times a year
LISTS = {"sp500": "SP500"}  # the planted index changes only where it was planted to
NAMES = {
    "sp500": "S&P 500 members",
    "all": "US stocks on file",
    "PW500": "members of the planted index",
    "sample20": "names chosen with hindsight",
}

Breadth = dict[str, np.ndarray]
_MEMBERS: WeakKeyDictionary[Panel, Members] = WeakKeyDictionary()


def group_of(panel: Panel) -> Members:
    """The members of the best universe, made once a panel; raises UnknownName where there is none."""
    if panel not in _MEMBERS:
        _MEMBERS[panel] = members(panel, best_universe(panel))
    return _MEMBERS[panel]


def history(panel: Panel, name: str, make: Callable[[Members], dict[str, Vector]]) -> Breadth:
    """`make(members)` with the days, the members counted (`count`) and listed (`listed`) beside it.

    `make` gives `value` (T,) and may give its own `count` (T,). Kept beside the store.
    """
    universe = best_universe(panel)
    if not universe:
        return {"days": np.empty(0, "datetime64[D]"), "value": np.empty(0), "count": np.empty(0)}

    def build() -> Breadth:
        group = group_of(panel)
        if not len(group.days):
            return {"days": group.days, "value": np.empty(0), "count": np.empty(0)}
        made = make(group)
        active = group.active.sum(axis=1).astype(np.float64)
        return {"days": group.days, "count": active, "listed": group.listed, **made}

    return dict(memo(panel, f"breadth-{name}", universe, build))


def breadth_trace(
    panel: Panel, found: Breadth, text: Callable[[str, Breadth], str], *data: Vector
) -> Trace:
    """A trace of `found["value"]` on the days that enough of the listed members have prices.

    `text(universe words, found)` words the last point. Below 80 % coverage a day has no value.
    """
    universe = best_universe(panel)
    if not len(found["days"]):
        return missing("not_measurable", f"no stocks of a known universe on file by {panel.as_of}")
    count, listed = found["count"], np.maximum(found["listed"], 1)
    cover = count / listed
    enough = (cover >= LEAST_COVERAGE) & (count >= FEWEST)
    value = np.where(enough, found["value"], np.nan)
    why = f"{count[-1]:.0f} of {listed[-1]} {NAMES[universe]} have the prices it needs"
    covered = bool(enough[-1])
    who = f"{NAMES[universe]}{_list_of(panel, universe)}"
    return Trace(
        found["days"],
        value,
        text=text(who, found) if np.isfinite(value[-1]) else "",
        coverage=float(min(cover[-1], 1.0)),
        sources=(_source(panel, found["days"], universe),),
        status="ok" if covered else "low_coverage",
        reason=why if not covered else f"{why}, but the arithmetic has no answer that day",
        data=data,
    )


def _list_of(panel: Panel, universe: str) -> str:
    """' (list of 2025-07-09)' when the newest change of a member list is half a year old; else ''."""
    index = LISTS.get(universe)
    dated = panel.membership(index) if index else ()
    ends = [day for _, first, last in dated for day in (first, last) if day and day <= panel.as_of]
    if not ends or sessions.count(max(ends), panel.as_of) <= OLD_LIST:
        return ""
    return f" (list of {max(ends)})"


def _source(panel: Panel, days: Days, universe: str) -> Source:
    return Source("returns", f"total returns of {NAMES[universe]}", days[0].item(), days[-1].item(),
                  len(days), NOTES[universe])  # fmt: skip
