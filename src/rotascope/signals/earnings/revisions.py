"""Revision breadth: do analysts raise more estimates outside the index than in it?

A revision is the change of one company's estimate for one fiscal period under one vendor
definition. Where a vendor changed its definition nothing is compared across the change.
"""

from __future__ import annotations

import numpy as np

from rotascope.maths import revisions
from rotascope.maths.types import Flags, Ints
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.sessions import Days
from rotascope.signals import words
from rotascope.signals.earnings.gaps import FEWEST, LEAST_COVERAGE, equal_null, source_of
from rotascope.signals.earnings.reports import Estimates, estimates, listed
from rotascope.signals.trace import Trace, missing

__all__ = ["small_large"]

BACK, SLACK = 28, 12  # days: a revision spans four weeks, forty days at most
CARRY = 21  # sessions for which a snapshot may stand in the monthly means
PATIENCE, UNRANKED = 10, 60


@signal(
    "revisions.small_large",
    title="Revision breadth, companies outside the index less those in it",
    axis="size",
    family="earnings",
    unit="fraction",
    sign=1,
    theory="Estimates are revised in one direction for months; the side with more upgrades tends to lead",
    null=equal_null,
)
def small_large(panel: Panel) -> Trace:
    """(up - down) / all over four weeks, companies outside the index less its members, a fraction.

    One estimate an issuer (its nearest fiscal period), compared with its own of 28 to 40 days
    before under the same vendor definition. The state says a clear upturn: the 3-month mean rose
    for two months and stands above the 12-month.
    """
    found = _revised(estimates(panel))
    known, sign, large = found
    if not len(known):
        why = "two snapshots four weeks apart under one definition are needed (table estimates)"
        return missing("not_measurable", why)
    days, at = np.unique(known, return_inverse=True)
    small = revisions.net_breadth(at, sign, ~large, len(days), 1)
    big = revisions.net_breadth(at, sign, large, len(days), 1)
    cover = np.minimum(big[1] / np.maximum(listed(panel, days), 1.0), 1.0)
    enough = (small[1] >= FEWEST) & (big[1] >= FEWEST) & (cover >= LEAST_COVERAGE)
    value = np.where(enough, small[0] - big[0], np.nan)
    states = _states(panel, days, value)
    return Trace(
        days,
        value,
        text=_text(small, big, states[-1]) if enough[-1] else "",
        state=states[-1],
        states=states,
        coverage=float(cover[-1]),
        sources=(source_of("estimates", "revisions", known),),
        status="ok" if enough[-1] else "low_coverage",
        reason=f"{small[1][-1]:.0f} companies outside the index, {big[1][-1]:.0f} in it comparable",
        data=(revisions.relative_error((small[2], big[2]), (small[1], big[1])),),
        patience=PATIENCE,
        unranked=UNRANKED,
        beside=(("outside the index", small[0]), ("in the index", big[0])),
    )


def _revised(seen: Estimates) -> tuple[Days, Vector, Flags]:
    """(known, sign, large) of revisions: a company once a day, newest snapshot, nearest period."""
    place = seen.date.astype(np.int64)
    key = seen.line * 100_000 + place
    back = np.searchsorted(key, key - BACK, side="right") - 1
    fits = (back >= 0) & (key - key[back] <= BACK + SLACK) if len(key) else np.zeros(0, dtype=bool)
    rows = np.flatnonzero(fits)
    rows = rows[_once(seen, rows)]
    change = seen.eps[rows] - seen.eps[back[rows]]
    return seen.known[rows], np.sign(np.round(change, 9)), seen.large[rows]


def _once(seen: Estimates, rows: Ints) -> Ints:
    """Positions in `rows`, one an issuer and known day: newest date, of these the nearest period."""
    code, known, date = seen.code[rows], seen.known[rows], seen.date[rows]
    order = np.lexsort((seen.line[rows], -date.astype(np.int64), known, code))
    first = np.ones(len(order), dtype=bool)
    code, known = code[order], known[order]
    first[1:] = (code[1:] != code[:-1]) | (known[1:] != known[:-1])
    return np.asarray(order[first])


def _states(panel: Panel, days: Days, value: Vector) -> tuple[str, ...]:
    """'upturn' where the handbook's rule holds, 'no upturn' else, '' before a year of values."""
    every = panel.sessions
    every = every[np.searchsorted(every, days[0]) :]
    place = np.searchsorted(days, every, side="right") - 1
    age = np.arange(len(every)) - np.searchsorted(every, days[place])
    daily = np.where(age <= CARRY, value[place], np.nan)
    up = revisions.clear_upturn(daily)
    year = np.searchsorted(every, days) >= 252
    at = np.minimum(np.searchsorted(every, days), len(every) - 1)
    return tuple(
        "" if not y else "upturn" if u else "no upturn" for y, u in zip(year, up[at], strict=True)
    )


def _text(
    small: tuple[Vector, Vector, Vector], big: tuple[Vector, Vector, Vector], state: str
) -> str:
    turn = f"; {state}" if state else "; a year of snapshots is needed to speak of an upturn"
    return (
        f"estimates raised less lowered in four weeks: {words.signed(float(small[0][-1]), 0)} of"
        f" {small[1][-1]:,.0f}"
        f" companies outside the index, {words.signed(float(big[0][-1]), 0)} of"
        f" {big[1][-1]:,.0f} in it{turn}"
    )
