"""Filed facts of the few as sums over four quarters, each from the day its last part was filed.

A cash flow statement counts from the start of the fiscal year. Four quarters are the last full year
plus this year's part less the same part of the year before, all as first filed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from rotascope.panel import Panel, Rows
from rotascope.recall import recall
from rotascope.series import Vector
from rotascope.sessions import Days, as_days
from rotascope.signals.few import PLANTED_SEVEN
from rotascope.terms import Source

__all__ = ["FEW", "SEVEN", "Yearly", "filers", "pooled", "source_of", "yearly"]

# Entities of the seven; a CIK is permanent, and the planted few stand under their own names.
FEW = {
    "CIK0000320193": "AAPL", "CIK0001018724": "AMZN", "CIK0001652044": "GOOGL",
    "CIK0001326801": "META", "CIK0000789019": "MSFT", "CIK0001045810": "NVDA",
    "CIK0001318605": "TSLA",
    **{name: name for name in PLANTED_SEVEN},
}  # fmt: skip
SEVEN = 7
LIFE = 200  # days after a period's end for which its four quarters speak: two filings' time
FULL_YEAR, PART = (350, 380), (75, 300)
SLACK = 12  # days by which fiscal years of 52 and 53 weeks differ

_FACTS: WeakKeyDictionary[Panel, dict[str, Rows]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True, eq=False)
class Yearly:
    """Four quarters to `end` of one tag, (n,), in USD, and the day each could be read; ascending."""

    known: Days
    end: Days
    value: Vector


NOTHING = Yearly(as_days([]), as_days([]), np.empty(0))


def filers(panel: Panel) -> tuple[str, ...]:
    """Those of the few with facts known by the panel's date, the real ones if any."""
    held = [name for name in panel.ids("facts") if name in FEW]
    real = [name for name in held if name.startswith("CIK")]
    return tuple(real or held)


def _facts(panel: Panel, entity: str) -> Rows:
    kept = _FACTS.setdefault(panel, {})
    if entity not in kept:
        kept[entity] = panel.dated("facts", entity)
    return kept[entity]


def yearly(panel: Panel, entity: str, tags: tuple[str, ...]) -> Yearly:
    """Sums over four quarters of the first of `tags` that the entity files, USD, first prints."""
    rows = _facts(panel, entity)
    for tag in tags:
        chosen = (rows["tag"] == tag) & (rows["unit"] == "USD")
        if not chosen.any():
            continue
        start, end = (rows[n][chosen].astype("datetime64[D]") for n in ("start", "date"))
        known, value = rows["known_at"][chosen].astype("datetime64[D]"), rows["value"][chosen]
        arrays = start.astype(np.int64), end.astype(np.int64), known.astype(np.int64), value
        found = recall("four-quarters", arrays, "", lambda a=arrays: _sums(*a))  # type: ignore[misc]
        if len(found.value):
            return found
    return NOTHING


def _sums(start: Vector, end: Vector, known: Vector, value: Vector) -> Yearly:
    first: dict[tuple[int, int], tuple[int, float]] = {}
    for i in np.lexsort((value, known)):
        first.setdefault((int(start[i]), int(end[i])), (int(known[i]), float(value[i])))
    years = {k: v for k, v in first.items() if FULL_YEAR[0] <= k[1] - k[0] <= FULL_YEAR[1]}
    found = {stop: seen for (_, stop), seen in years.items()}
    parts = [k for k in first if PART[0] <= k[1] - k[0] <= PART[1]]
    for begin, stop in parts:
        made = _rolled(first, years, begin, stop)
        if made is not None and (stop not in found or made[0] < found[stop][0]):
            found[stop] = made
    ends = sorted(found)
    return Yearly(
        as_days(np.array([found[e][0] for e in ends], dtype="datetime64[D]")),
        as_days(np.array(ends, dtype="datetime64[D]")),
        np.array([found[e][1] for e in ends], dtype=np.float64),
    )


def _rolled(
    first: dict[tuple[int, int], tuple[int, float]],
    years: dict[tuple[int, int], tuple[int, float]],
    begin: int,
    stop: int,
) -> tuple[int, float] | None:
    """(known, full year before + this part - the same part a year before), or None if one is missing."""
    whole = next((k for k in years if abs(begin - 1 - k[1]) <= 1), None)
    if whole is None:
        return None
    same = (k for k in first if abs(k[0] - whole[0]) <= 1 and abs(stop - 365 - k[1]) <= SLACK)
    before = next(same, None)
    if before is None:
        return None
    used = first[begin, stop], years[whole], first[before]
    return max(u[0] for u in used), used[1][1] + used[0][1] - used[2][1]


def _now(line: Yearly, days: Days, back: int) -> Vector:
    """The four quarters in force on each day, `back` days earlier if asked; NaN where none speaks.

    The newest period known that day is looked up; its age is at most 200 days. The earlier one is
    the period that ended `back` days before it, give or take a few weeks.
    """
    place = np.searchsorted(line.known, days, side="right") - 1
    out = np.full(len(days), np.nan)
    some = place >= 0
    newest = np.maximum.accumulate(np.arange(len(line.end)))[place[some]]
    fresh = (days[some] - line.end[newest]).astype(np.int64) <= LIFE
    if back and some.any():
        sought = line.end[newest].astype(np.int64) - back
        ends = line.end.astype(np.int64)
        at = np.abs(ends[None, :] - sought[:, None]).argmin(axis=1)
        fresh &= np.abs(ends[at] - sought) <= SLACK
        newest = at
    out[some] = np.where(fresh, line.value[newest], np.nan)
    return out


def pooled(
    panel: Panel, wanted: Mapping[str, tuple[str, ...]], backs: Mapping[str, int]
) -> tuple[tuple[str, ...], Days, dict[str, Vector]]:
    """(entities, days, {name: (entities, days)}): four quarters of each wanted tag on every filing day.

    `backs` says how many days earlier than the newest period a name is asked for.
    """
    who = filers(panel)
    lines = {(e, n): yearly(panel, e, tags) for e in who for n, tags in wanted.items()}
    known = [line.known for line in lines.values() if len(line.known)]
    days = np.unique(np.concatenate(known)) if known else as_days([])
    table = {
        name: np.array([_now(lines[e, name], days, backs.get(name, 0)) for e in who])
        for name in wanted
    }
    return who, as_days(days), table


def source_of(who: tuple[str, ...], days: Days) -> Source:
    """The source line of filed facts: who filed, from when to when."""
    names = ", ".join(FEW[e] for e in who)
    first, last = days[0].item(), days[-1].item()
    return Source("facts", f"filings of {names}", first, last, len(days), "as first filed")
