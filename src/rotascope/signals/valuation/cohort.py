"""Price-earnings ratios of a fund by day: three conventions, and the yield that is always defined."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

import numpy as np

from rotascope.panel import Panel
from rotascope.series import Series, Vector
from rotascope.sessions import Days
from rotascope.signals.valuation.claims import Earned, Lines, earned, fund_of, lines_of

__all__ = ["LEAST_COVERAGE", "Cohort", "cohort"]

LEAST_COVERAGE = 0.8
KINDS = {
    "announced": "four announced quarters",
    "expected": "the coming quarter's consensus times four",
}


@dataclass(frozen=True, slots=True, eq=False)
class Cohort:
    """A fund's aggregates by day, (T,): ratios with losses, without loss-makers, with losses set to nil.

    NaN where the sum of earnings is not positive, or less than 80 % of the value has earnings on
    file. `yield_` is a fraction and keeps its sign; `losing` the value share of loss-makers;
    `basis` says what the last day's earnings are, `newest` when the newest of them was known.
    `missing` says why there is nothing.
    """

    fund: str
    days: Days
    every: Vector
    positive: Vector
    zeroed: Vector
    yield_: Vector
    losing: Vector
    coverage: Vector
    basis: str = ""
    newest: date | None = None
    file: date | None = None
    missing: str = ""


_KEPT: WeakKeyDictionary[Panel, dict[str, Cohort]] = WeakKeyDictionary()


def cohort(panel: Panel, role: str) -> Cohort:
    """The aggregates of the fund that plays `role` ("small_cap", "large_cap")."""
    held = _KEPT.setdefault(panel, {})
    if role not in held:
        held[role] = _cohort(panel, role)
    return held[role]


def _none(why: str) -> Cohort:
    nothing = np.empty(0)
    days = np.empty(0, "datetime64[D]")
    return Cohort("", days, nothing, nothing, nothing, nothing, nothing, nothing, missing=why)


def _cohort(panel: Panel, role: str) -> Cohort:
    fund, price = fund_of(panel, role)
    if price is None:
        return _none(
            f"no file with shares and prices of a {role.replace('_', '-')} fund (table holdings)"
        )
    files = lines_of(panel, fund)
    every = panel.sessions
    days = every[np.searchsorted(every, np.datetime64(files[0].known)) :]
    if not len(days):
        return _none(f"{fund}: its file is known only later")
    made = {kind: _sums(files, earned(panel, kind), days) for kind in KINDS}
    best = np.where(_cover(made["announced"]) >= LEAST_COVERAGE, 0, 1)
    total, gains, known, winning, whole = (
        np.where(best == 0, a, b) for a, b in zip(made["announced"], made["expected"], strict=True)
    )
    growth = _growth(files, price, days)
    cover = known / whole
    fine = cover >= LEAST_COVERAGE
    with np.errstate(invalid="ignore", divide="ignore"):
        value, winners = known * growth, winning * growth
        yields = np.where(fine, total / value, np.nan)
        losing = 1.0 - winning / known
        some = fine & (gains > 0.0)
        ratios = (
            np.where(fine & (total > 0.0), value / total, np.nan),
            np.where(some, winners / gains, np.nan),
            np.where(some, value / gains, np.nan),
        )
    kind = tuple(KINDS)[int(best[-1])]
    start = earned(panel, kind).known
    newest = np.datetime64(int(start.max()), "D").item() if len(start) else None
    return Cohort(fund, days, *ratios, yields, losing, cover, KINDS[kind], newest, files[-1].day)


def _cover(sums: tuple[Vector, ...]) -> Vector:
    return np.asarray(sums[2] / sums[4])


def _sums(
    files: tuple[Lines, ...], held: Earned, days: Days
) -> tuple[Vector, Vector, Vector, Vector, Vector]:
    """Per day (earnings, gains alone, value with earnings on file, value of gainers, value of the file).

    Values are those of the file's day. Every spell of every company's earnings is added on its
    first day and taken off after its last, file by file, so that a long history costs no more than
    its announcements.
    """
    number = days.astype(np.int64)
    bounds = [
        *np.searchsorted(days, np.array([f.known for f in files], "datetime64[D]")),
        len(days),
    ]
    out = np.zeros((5, len(days)))
    index = {name: i for i, name in enumerate(held.names)}
    starts = np.searchsorted(held.code, np.arange(len(held.names) + 1))
    for file, low, high in zip(files, bounds[:-1], bounds[1:], strict=True):
        code = np.array([index.get(name, -1) for name in file.issuers])
        many = np.where(code >= 0, starts[code + 1] - starts[code], 0)
        line = np.repeat(np.arange(len(code)), many)
        row = np.arange(len(line)) - np.repeat(np.cumsum(many) - many, many) + starts[code[line]]
        begin = np.clip(np.searchsorted(number, held.known[row]), low, high) - low
        end = np.clip(np.searchsorted(number, held.until[row]), low, high) - low
        money, worth = file.shares[line] * held.eps[row], file.value[line]
        gain = money > 0.0
        for k, amount in enumerate((money, money * gain, worth, worth * gain)):
            steps = np.bincount(begin, amount, high - low + 1) - np.bincount(
                end, amount, high - low + 1
            )
            out[k, low:high] = np.cumsum(steps)[: high - low]
        out[4, low:high] = file.value.sum()
    return out[0], out[1], out[2], out[3], out[4]


def _growth(files: tuple[Lines, ...], price: Series, days: Days) -> Vector:
    """The fund's price over that on the file's day; NaN where either has none within a week."""
    at = np.searchsorted(price.days, days, side="right") - 1
    stamp = np.array([f.day for f in files], "datetime64[D]")
    known = np.array([f.known for f in files], "datetime64[D]")
    file = np.searchsorted(known, days, side="right") - 1
    base = np.searchsorted(price.days, stamp[file], side="right") - 1
    fine = (at >= 0) & (base >= 0)
    fine &= (days - price.days[np.maximum(at, 0)]).astype(np.int64) <= 7
    fine &= (stamp[file] - price.days[np.maximum(base, 0)]).astype(np.int64) <= 7
    return np.where(fine, price.levels[at] / price.levels[base], np.nan)
