"""Historical parallels: the months most like today, the peaks the articles name, and what followed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rotascope import vintages
from rotascope.evidence.cases import OutcomeLine, after, index_line, pair_line
from rotascope.evidence.chapters import silent, told
from rotascope.evidence.primary import longest
from rotascope.maths.returns import change
from rotascope.maths.types import Ints, Matrix
from rotascope.panel import Panel
from rotascope.series import Vector
from rotascope.sessions import Days
from rotascope.signals import words
from rotascope.signals.weekly import month_ends
from rotascope.terms import Axis, Cell, Chapter, History, Interval, Line

__all__ = ["NAMED", "features", "parallels"]

NAMED = (
    ("2000-03", "2000-03-31", "peak of the technology boom"),
    (
        "2007-10",
        "2007-10-31",
        "peak before the credit crisis; banks led, a poor parallel of concentration",
    ),
    ("2018-09", "2018-09-28", "peak before the fourth-quarter fall"),
    ("2022-01", "2022-01-31", "peak before the fall of 2022"),
)
NEAREST, APART, LEAST, YEAR, QUARTER = 5, 12, 60, 252, 63
BEFORE, WEEK = 125, 5  # sessions of a path before its month, and between its points
TITLE = "Months most like this one"


@dataclass(frozen=True, slots=True, eq=False)
class Months:
    """Month ends (m,) and what is compared on them (m, k), in standard deviations of their history."""

    days: Days
    names: tuple[str, ...]
    z: Matrix


def features(panel: Panel, axis: Axis) -> Mapping[str, Vector]:
    """What a month is compared by, on the index's sessions; NaN where it was not known then.

    Relative return of the axis' pair over a year and a quarter (its Fama-French size factor before the
    pair begins, for size), the index's return over a year, fall from its record and volatility, the
    ten-year yield's change in half a year, two to ten years, and the cyclically adjusted P/E.
    """
    index = panel.role("large_cap")
    level = np.log(index.levels)
    steps = np.diff(level, prepend=level[0])
    made = {
        "index, 12 months": change(level, YEAR),
        "fall from the record": level - np.maximum.accumulate(level),
        "volatility, 3 months": _spread(steps, QUARTER),
    }
    ratio = _pair_level(panel, axis, index.days)
    if ratio is not None:
        made |= {"pair, 12 months": change(ratio, YEAR), "pair, 3 months": change(ratio, QUARTER)}
    ten, two, cape = (_macro(panel, name, index.days) for name in ("DGS10", "DGS2", "SHILLER.cape"))
    made |= {
        "ten-year yield, 6 months": change(ten, 126),
        "two to ten years": ten - two,
        "CAPE": cape,
    }
    return made


def _spread(x: Vector, window: int) -> Vector:
    out = np.full(len(x), np.nan)
    if len(x) >= window:
        out[window - 1 :] = np.lib.stride_tricks.sliding_window_view(x, window).std(axis=1, ddof=1)
    return out


def _macro(panel: Panel, name: str, days: Days) -> Vector:
    """The newest value known on each day, NaN where its period lies half a year back or more."""
    periods, values = vintages.known_path(vintages.versions(panel, name), days)
    age = (days - periods).astype("timedelta64[D]").astype(np.float64)
    return np.asarray(np.where(np.isfinite(values) & (age < 183), values, np.nan))


def _pair_level(panel: Panel, axis: Axis, days: Days) -> Vector | None:
    """The pair's log ratio on the index's days; before it begins, for size, the size factor's sum."""
    pair = longest(panel, axis)
    if pair is None:
        return None
    out = np.full(len(days), np.nan)
    _, here, there = np.intersect1d(days, pair.days, assume_unique=True, return_indices=True)
    out[here] = pair.log_ratio[there] * pair.sign
    size = panel.macro("FF3D.SMB") if axis == "size" else None
    if size is None or not len(size.days) or not len(here):
        return out
    _, own, factor = np.intersect1d(days[: here[0] + 1], size.days, return_indices=True)
    if len(own):
        total = np.cumsum(np.log1p(size.values[factor]))
        out[own] = out[here[0]] + total - total[-1]
    return out


def _months(panel: Panel, axis: Axis) -> Months | None:
    """Month ends on which all is known that is known today; the last row is today itself."""
    index = panel.role("large_cap")
    if len(index) < YEAR + LEAST * 21:
        return None
    found = {name: x for name, x in features(panel, axis).items() if np.isfinite(x[-1])}
    at = np.union1d(month_ends(index.days), [len(index) - 1])
    table = np.column_stack([x[at] for x in found.values()])
    whole = np.isfinite(table).all(axis=1)
    if whole.sum() < LEAST:
        return None
    z = (table[whole] - table[whole].mean(axis=0)) / np.maximum(table[whole].std(axis=0), 1e-12)
    return Months(index.days[at][whole], tuple(found), z)


def parallels(panel: Panel, axis: Axis) -> Chapter:
    """Distance of today from the months that articles name and from the five nearest others.

    Distance: root mean square difference over the features in standard deviations of all months known
    today. Outcomes: what the pair and the index did over the next twelve months, total return. Nearest
    windows lie a year apart from one another and from today. Three peaks allow no test.
    """
    months, pair = _months(panel, axis), longest(panel, axis)
    if months is None or pair is None:
        why = f"{YEAR + LEAST * 21} sessions of the index and a pair are needed"
        return silent(panel, axis, "parallels", TITLE, why, "short_history")
    distance = np.sqrt(((months.z - months.z[-1]) ** 2).mean(axis=1))
    index = index_line(panel)
    lines = (pair_line(pair),) if index is None else (pair_line(pair), index)
    far = np.flatnonzero(months.days <= months.days[-1] - np.timedelta64(365, "D"))
    chosen = _apart(distance, far)
    near = [_row(f"nearest: {months.days[i].astype('datetime64[M]')}", months, distance, i, lines)
            for i in chosen]  # fmt: skip
    spread = [_spread_after(line, months, chosen) for line in lines]
    named = [cell for one in NAMED if (cell := _named(one, months, distance, lines)) is not None]
    method = (
        f"root mean square distance over {len(months.names)} features ({'; '.join(months.names)}) in sd"
        f" of {len(months.days)} month ends; outcomes: next 12 months, total return; range of nearest;"
        " usual: the median month"
    )
    notes = (
        "before the pair begins, the Fama-French size factor stands for it"
        if axis == "size"
        else "",
    )
    return told(
        panel, axis, "parallels", TITLE, (*named, *near, *spread), _finding(named, near),
        method=method, notes=notes, lines=_paths(index, months, chosen),
    )  # fmt: skip


def _paths(index: OutcomeLine | None, months: Months, chosen: list[int]) -> tuple[Line, ...]:
    """The index around each named month, each of the nearest, and now."""
    if index is None:
        return ()
    named = [(label, np.datetime64(day)) for label, day, _ in NAMED]
    near = [(f"nearest: {months.days[i].astype('datetime64[M]')}", months.days[i]) for i in chosen]
    told = [*named, *near, ("now", months.days[-1])]
    return tuple(path for name, day in told if (path := _path(index, name, day)) is not None)


def _path(index: OutcomeLine, name: str, day: np.datetime64) -> Line | None:
    """Weekly closes from half a year before the day to a year after, against the day's own.

    The deepest close of the year after stands for that of its week.
    """
    at = int(np.searchsorted(index.days, day))
    if at >= len(index.days) or index.days[at] != day:
        return None
    weekly = at + np.arange(-BEFORE, YEAR + 1, WEEK)
    weekly = weekly[(weekly >= 0) & (weekly < len(index.days))]
    rows = _with_deepest(index.level, weekly, at)
    values = np.expm1(index.level[rows] - index.level[at])
    return Line(name, History(tuple(index.days[rows].tolist()), tuple(values.tolist())))


def _with_deepest(level: Vector, rows: Ints, at: int) -> Ints:
    """The rows, the one nearest to the lowest after `at` moved onto it; first, last and `at` stay."""
    inner = np.flatnonzero((rows > at) & (rows < rows[-1]))
    if not len(inner):
        return rows
    deepest = at + int(np.argmin(level[at : rows[-1] + 1]))
    moved = rows.copy()
    if at < deepest < rows[-1]:
        moved[inner[np.argmin(np.abs(rows[inner] - deepest))]] = deepest
    return moved


def _apart(distance: Vector, rows: Ints) -> list[int]:
    """The nearest rows, each a year of months or more from those chosen before."""
    chosen: list[int] = []
    for i in rows[np.argsort(distance[rows], kind="stable")].tolist():
        if all(abs(i - other) >= APART for other in chosen):
            chosen.append(i)
        if len(chosen) == NEAREST:
            break
    return chosen


def _named(
    one: tuple[str, str, str], months: Months, distance: Vector, lines: tuple[OutcomeLine, ...]
) -> Cell | None:
    """The row of a named month; None where it lies outside the history or in the future."""
    label, day, why = one
    at = np.flatnonzero(months.days == np.datetime64(day))
    if not len(at) or at[0] == len(months.days) - 1:
        return None
    return _row(f"{label}: {why}", months, distance, int(at[0]), lines)


def _row(
    label: str, months: Months, distance: Vector, i: int, lines: tuple[OutcomeLine, ...]
) -> Cell:
    """A month: its distance, the share of months that are nearer, what followed."""
    nearer = float(np.mean(distance[:-1] < distance[i]))
    said = []
    for line in lines:
        out = float(np.expm1(after(line, months.days[i : i + 1], YEAR)[0]))
        if np.isfinite(out):
            said.append(f"{line.label} {words.signed(out)}")
    usual = float(np.median(distance[:-1]))
    text = f"then {', '.join(said)}" if said else "what followed is not known"
    return Cell(
        label,
        1,
        float(distance[i]),
        "sd",
        None,
        usual,
        None,
        f"{words.percent(nearer, 0)} of months are nearer; {text}",
    )


def _spread_after(line: OutcomeLine, months: Months, chosen: list[int]) -> Cell:
    """How far apart the outcomes of the nearest months lie: their median and range."""
    every = np.expm1(after(line, months.days, YEAR))
    known = every[chosen][np.isfinite(every[chosen])]
    label = f"after the nearest: {line.label}, 12 months"
    usual = every[np.isfinite(every)]
    middle = float(np.median(usual)) if len(usual) else None
    if not len(known):
        return Cell(label, 0, None, "fraction", None, middle)
    ends = Interval(float(known.min()), float(known.max()), 1.0, "range")
    return Cell(label, len(known), float(np.median(known)), "fraction", ends, middle)


def _finding(named: list[Cell], near: list[Cell]) -> str:
    """Which named month and which other month is nearest, and that so few allow no test."""
    peaks = [cell for cell in named if not cell.label.startswith("2018")]
    limits = f"of such peaks there are n = {len(peaks)}: no test is possible"
    if not named or not near:
        return f"none of the months that articles name is on file; {limits}"
    best = min(named, key=lambda cell: cell.value or 0.0)
    value, usual = best.value or 0.0, best.usual or 0.0
    like = "nearer than" if value < usual else "no nearer than"
    return (
        f"of the months that articles name {best.label.split(':')[0]} is nearest, {value:.2f} sd away"
        f" ({like} the usual month, {usual:.2f}); {limits}."
        f" {near[0].label.removeprefix('nearest: ')} is nearer: {near[0].value or 0.0:.2f} sd"
    )
