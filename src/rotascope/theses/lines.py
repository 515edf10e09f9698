"""The line a thesis is judged by: the pair it speaks of, turned so that up means it is right."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from rotascope.conditions.typed_pairs import typed
from rotascope.errors import RotascopeError
from rotascope.maths import events
from rotascope.panel import Panel
from rotascope.series import PairSeries, Vector
from rotascope.sessions import Days, numbers
from rotascope.terms import SIDES, Axis, Leader

__all__ = ["Judge", "after", "asked", "index_of", "judge_of", "stands"]

INDEX = "large_cap"
_PAIR = re.compile(r'"([A-Z0-9^.:-]{1,12})/([A-Z0-9^.:-]{1,12})"')
LATEST_ENTRY = 5


@dataclass(frozen=True, slots=True, eq=False)
class Judge:
    """A line in logs on its own days, rising when the side leads; `note` says what stands in."""

    label: str
    days: Days
    level: Vector
    note: str = ""
    missing: str = ""


def judge_of(panel: Panel, axis: Axis, side: Leader, pair: str = "") -> Judge:
    """The pair's ratio, else that of the axis' longest daily pair, turned towards `side`.

    Total return. A pair that is not on file judges nothing, and `missing` says why.
    """
    sign = 1.0 if side == SIDES[axis][0] else -1.0
    try:
        found = typed(panel, _there(panel, pair)) if pair else _longest(panel, axis)
    except RotascopeError as trouble:  # an article may name what no file holds
        return _nothing(pair, str(trouble))
    if found is None or not len(found):
        return _nothing(pair, found.missing if found else f"no pair speaks for {axis}")
    turned = sign * (1 if pair else found.sign)
    return Judge(found.label, found.days, found.log_ratio * turned, found.note)


def asked(panel: Panel, condition: str) -> str:
    """The condition with pairs that are not on file asked by role, as the brief asks: IWM/SPY may be
    SIZE/SPX500C where those stand for small and large caps. What is registered keeps its own words.
    """
    return _PAIR.sub(lambda one: f'"{_there(panel, one[0].strip(chr(34)))}"', condition)


def stands(panel: Panel, pair: str, conditions: Iterable[str]) -> str:
    """What stands in for the lines of a thesis: other lines by role, earlier baskets; "" for nothing."""
    named = [f"{top}/{bottom}" for text in conditions for top, bottom in _PAIR.findall(text)]
    told: dict[str, None] = {}
    for one in dict.fromkeys((*([pair] if pair else ()), *named)):
        there = _there(panel, one)
        if there != one:
            told[f"{there} stands in for {one}, which is not on file here"] = None
        try:
            note = typed(panel, there).note
        except RotascopeError:  # an article may name what no file holds
            continue
        if note:
            told[note] = None
    return "; ".join(told)


def _there(panel: Panel, pair: str) -> str:
    """The pair itself, each leg without rows replaced by the line that plays its role here."""
    return "/".join(_played(panel, symbol.strip()) for symbol in pair.split("/"))


def _played(panel: Panel, symbol: str) -> str:
    for name, entries in panel.catalog.roles.items():
        if any(entry.symbol == symbol for entry in entries):
            if len(panel.series(symbol)):
                return symbol
            line = panel.role(name)
            if len(line):
                return line.symbol
    return symbol


def index_of(panel: Panel) -> Judge:
    """The large-cap fund itself, total return in logs."""
    line = panel.role(INDEX)
    if not len(line):
        return _nothing(INDEX, line.missing)
    return Judge(line.symbol, line.days, np.log(line.levels), line.note)


def after(judge: Judge, days: Days, horizon: int) -> Vector:
    """Log outcome over `horizon` sessions from the close after each of `days`; NaN while unknown."""
    if not len(judge.days) or not len(days):
        return np.full(len(days), np.nan)
    at = np.searchsorted(judge.days, days, side="right") - 1
    age = numbers(days) - numbers(judge.days[np.maximum(at, 0)])
    fits = (at >= 0) & (age <= LATEST_ENTRY)
    future = events.forward(judge.level, horizon)
    return np.asarray(np.where(fits, future[np.maximum(at, 0)], np.nan), dtype=np.float64)


def _longest(panel: Panel, axis: Axis) -> PairSeries | None:
    pairs = [panel.pair(spec.name) for spec in panel.catalog.primary_pairs(axis)]
    return max((one for one in pairs if not one.monthly), key=len, default=None)


def _nothing(label: str, why: str) -> Judge:
    return Judge(label, np.empty(0, "datetime64[D]"), np.empty(0), "", why or "no line on file")
