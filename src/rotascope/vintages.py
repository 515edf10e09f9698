"""What was known on each day of a history: every version of a macro series, first releases, trails.

`panel.macro(name)` has one value a period, the newest. A history must use, on each of its days, the
values of that day: a revision of last spring's output changes nothing that was said last spring.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from rotascope.adjusted import by_dataset
from rotascope.panel import Panel
from rotascope.series import Vector, read_only
from rotascope.sessions import Days, as_days
from rotascope.terms import Source

__all__ = [
    "Trail",
    "Versions",
    "as_known_on",
    "first_releases",
    "known_path",
    "trail",
    "versions",
]


@dataclass(frozen=True, slots=True)
class Versions:
    """Every version of a series known by a panel's date, sorted by (known_at, period).

    `days` are period starts. `assumed`: some `known_at` rests on a registered release lag, not on a
    vintage, so that a value may have been revised since it was first printed. Empty without rows.
    """

    name: str
    days: Days
    known_at: Days
    values: Vector
    unit: str = ""
    assumed: bool = False
    source: Source | None = None

    def __len__(self) -> int:
        return len(self.days)


@dataclass(frozen=True, slots=True)
class Trail:
    """On each day on which something became known: the newest period and the values up to it.

    `values` (events, count): the last column belongs to `periods`, those before to the periods before
    it, all as known on that day; NaN where a period has no value. A gap stays a gap.
    """

    known_at: Days
    periods: Days
    values: Vector


# Many signals read the same few series of one panel, which never changes.
_asked: WeakKeyDictionary[Panel, dict[str, Versions]] = WeakKeyDictionary()


def versions(panel: Panel, name: str) -> Versions:
    """Every version of macro series `name` known by the panel's date, of the dataset that ranks first.

    Which dataset that is follows `Panel.macro`: the lowest precedence with a row known by then.
    """
    kept = _asked.setdefault(panel, {})
    if name not in kept:
        kept[name] = _versions(panel, name)
    return kept[name]


def _versions(panel: Panel, name: str) -> Versions:
    rows = panel.backend.rows("macro", [name]).get(name)
    none = np.empty(0, dtype="datetime64[D]")
    if rows is None:
        return Versions(name, none, none, np.empty(0))
    seen = rows["known_at"] <= np.datetime64(panel.as_of)
    lines = by_dataset({column: values[seen] for column, values in rows.items()})
    if not lines:
        return Versions(name, none, none, np.empty(0))
    best = lines[min(lines, key=panel.rank)]
    known = np.asarray(best["known_at"], dtype="datetime64[D]")
    days = np.asarray(best["date"], dtype="datetime64[D]")
    at = np.lexsort((days, known))
    columns = days[at], known[at], np.asarray(best["value"][at], dtype=np.float64)
    for column in columns:
        read_only(column)
    return Versions(
        name,
        *columns,
        str(best["unit"][-1]),
        bool(np.any(best["assumed"])),
        panel.macro(name).source,
    )


def as_known_on(found: Versions, when: date | np.datetime64[date]) -> tuple[Days, Vector]:
    """(period starts ascending, values): per period the newest version known on `when`."""
    n = int(np.searchsorted(found.known_at, as_days([when]), side="right")[0])
    # The first of each period in reversed order is its newest version.
    periods, back = np.unique(found.days[:n][::-1], return_index=True)
    return as_days(periods), found.values[:n][::-1][back]


def first_releases(found: Versions) -> Versions:
    """The first version of each period alone: what was printed, whatever was revised later."""
    if len(found) < 2 or bool((found.days[1:] > found.days[:-1]).all()):
        return found
    at = np.sort(np.unique(found.days, return_index=True)[1])
    return Versions(
        found.name,
        as_days(found.days[at]),
        as_days(found.known_at[at]),
        found.values[at],
        found.unit,
        found.assumed,
        found.source,
    )


def known_path(found: Versions, when: Days) -> tuple[Days, Vector]:
    """For each day of `when` the newest period known then and its value as known then.

    NaT and NaN before the first. How old the period is, is for the caller to judge: nothing is
    dropped here for its age.
    """
    place = np.searchsorted(found.known_at, when, side="right") - 1
    periods = np.full(len(when), np.datetime64("NaT"), dtype="datetime64[D]")
    values = np.full(len(when), np.nan)
    if len(found):
        some = place >= 0
        newest = _newest(found)[place[some]]
        periods[some], values[some] = found.days[newest], found.values[newest]
    return as_days(periods), values


def _newest(found: Versions) -> NDArray[np.intp]:
    """Per version: the row of the newest version of the newest period known with it."""
    periods = found.days.astype(np.int64)
    leads = periods >= np.maximum.accumulate(periods)
    return np.asarray(np.maximum.accumulate(np.where(leads, np.arange(len(periods)), 0)))


def trail(found: Versions, count: int, months: int = 1) -> Trail:
    """The last `count` periods as known on each day on which a version came in.

    `months` is the length of a period: 1, or 3 for quarters. A period's values are those of the
    vintage of that day, so that a growth rate is never made of two vintages.
    """
    at = found.days.astype("datetime64[M]").astype(np.int64) // months
    if not len(at):
        return Trail(as_days(found.known_at), as_days(found.days), np.empty((0, count)))
    first = int(at.min())
    table = np.full(int(at.max()) - first + count, np.nan)
    ends = np.append(np.flatnonzero(found.known_at[1:] != found.known_at[:-1]) + 1, len(at))
    values, newest = np.empty((len(ends), count)), np.maximum.accumulate(at)[ends - 1]
    start = 0
    for i, end in enumerate(ends):
        table[at[start:end] - first + count - 1] = found.values[start:end]
        last = int(newest[i]) - first + count
        values[i] = table[last - count : last]
        start = int(end)
    periods = (newest * months).astype("datetime64[M]")
    return Trail(
        as_days(found.known_at[ends - 1]), as_days(periods.astype("datetime64[D]")), values
    )
