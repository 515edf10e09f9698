"""The lines whose outcomes a base rate counts, and what each of them did after each firing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from rotascope.conditions import grammar
from rotascope.conditions.grammar import Condition
from rotascope.conditions.observed import signal_of
from rotascope.conditions.typed_pairs import typed
from rotascope.evidence.primary import longest
from rotascope.maths import events
from rotascope.maths.types import Ints
from rotascope.panel import Panel
from rotascope.registry import SIGNALS
from rotascope.series import PairSeries, Vector
from rotascope.sessions import Days, numbers
from rotascope.terms import Axis

__all__ = ["OutcomeLine", "after", "axis_of", "entries", "index_line", "lines_of", "pair_line"]

INDEX = "large_cap"
LATEST_ENTRY = 5


@dataclass(frozen=True, slots=True, eq=False)
class OutcomeLine:
    """One line in logs on its own days; a rising pair means that small / the rest, or X, win."""

    label: str
    days: Days
    level: Vector
    note: str = ""


def axis_of(panel: Panel, condition: Condition) -> Axis:
    """The axis a condition speaks of: its first signal's or catalogued pair's; size if of neither."""
    for one in grammar.observables(condition):
        if one.argument is not None:
            name = typed(panel, one.argument).name
            if name in panel.catalog.pairs:
                return panel.catalog.pair(name).axis
        else:
            axis = SIGNALS[signal_of(one)[0]].axis
            if axis != "market":
                return axis
    return "size"


def lines_of(panel: Panel, condition: Condition, axis: Axis) -> tuple[OutcomeLine, ...]:
    """The axis' pair with the longest history, the index, and the first other pair the text names."""
    own = longest(panel, axis)
    found = [] if own is None else [pair_line(own)]
    for one in grammar.observables(condition):
        if one.argument is None:
            continue
        pair = typed(panel, one.argument)
        if len(pair) and all(pair.label != line.label for line in found):
            found.append(pair_line(pair))
            break
    index = index_line(panel)
    return tuple(found if index is None else [*found, index])


def index_line(panel: Panel) -> OutcomeLine | None:
    """The index itself; None where no line plays its role."""
    index = panel.role(INDEX)
    if not len(index):
        return None
    return OutcomeLine(index.symbol, index.days, np.log(index.levels), index.note)


def pair_line(pair: PairSeries) -> OutcomeLine:
    """A pair, turned so that up is small / the rest (X, for a pair as typed)."""
    return OutcomeLine(pair.label, pair.days, pair.log_ratio * pair.sign, pair.note)


def entries(line: OutcomeLine, days: Iterable[np.datetime64] | Days) -> Ints:
    """The line's row on each of `days`, or its last one within a week before; -1 without one.

    Outcomes are entered at the close after that row, which lies after the day itself.
    """
    when = np.asarray(days, dtype="datetime64[D]")
    at = np.searchsorted(line.days, when, side="right") - 1
    age = numbers(when) - numbers(line.days[np.maximum(at, 0)])
    return np.asarray(np.where((at >= 0) & (age <= LATEST_ENTRY), at, -1), dtype=np.int64)


def after(line: OutcomeLine, days: Sequence[np.datetime64] | Days, horizon: int) -> Vector:
    """Log outcome over `horizon` sessions after each of `days`, NaN while it is not known."""
    at = entries(line, days)
    future = events.forward(line.level, horizon)
    if not len(future):
        return np.full(len(at), np.nan)
    return np.asarray(np.where(at >= 0, future[np.maximum(at, 0)], np.nan), dtype=np.float64)
