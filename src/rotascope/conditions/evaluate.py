"""When a condition was true, false or unknown, session by session, as it was known on each.

Kleene's three values: what is unknown (no history yet, a stale input) is never true, and `not` does
not make it so.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from rotascope.conditions import grammar
from rotascope.conditions.grammar import Comparison, Condition, Node, Observable
from rotascope.conditions.observed import Observed, observed
from rotascope.errors import BadArgument
from rotascope.panel import Panel
from rotascope.series import Vector
from rotascope.sessions import Days, all_sessions

__all__ = ["FALSE", "TRUE", "UNKNOWN", "Truth", "evaluate"]

TRUE, FALSE, UNKNOWN = 1, 0, -1
Three = NDArray[np.int8]
Flags = NDArray[np.bool_]
NUMBERS: dict[str, Callable[..., Flags]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "==": operator.eq, "!=": operator.ne,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    """1 true, 0 false, -1 unknown on each of `days` (every session since anything was observed).

    `whole` marks sessions on which everything the condition looks at was known: a false first key makes
    `and` false whatever the second says, so that only whole sessions are fit to be counted.
    `reasons` say what could not be observed at all, `notes` what a reader must know of the lines.
    """

    days: Days
    value: Three
    whole: Flags
    reasons: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def known(self) -> Flags:
        """Where it is true or false."""
        return np.asarray(self.value != UNKNOWN)

    @property
    def true(self) -> Flags:
        """Where it is true."""
        return np.asarray(self.value == TRUE)

    @property
    def judged(self) -> Flags:
        """Where it is true or false and nothing it looks at is unknown: what base rates count."""
        return np.asarray(self.known & self.whole)


def evaluate(panel: Panel, condition: Condition) -> Truth:
    """The condition on every session up to the panel's date. Raises UnknownName, BadArgument.

    The truth of a session uses nothing known after its close: later rows never change it.
    """
    asked = list(dict.fromkeys(grammar.observables(condition)))
    seen = {one: observed(panel, one) for one in asked}
    _check_kinds(condition.root, seen)
    starts = [one.days[0] for one in seen.values() if len(one.days)]
    sessions = panel.sessions
    days = sessions[sessions >= min(starts)] if starts else sessions[:0]
    value = _truth(condition.root, seen, days)
    whole = reduce(np.logical_and, [_there(one, days) for one in seen.values()])
    reasons = dict.fromkeys(one.reason for one in seen.values() if one.reason)
    notes = dict.fromkeys(one.note for one in seen.values() if one.note)
    words = dict.fromkeys((*_unheard(condition.root, seen), *_spans(seen)))
    return Truth(days, value, whole, tuple(reasons), (*words, *notes))


def _there(one: Observed, days: Days) -> Flags:
    """On which days the observable has a value that still stands."""
    if not len(one.days):
        return np.zeros(len(days), dtype=bool)
    at, fresh = _newest(one, days)
    if one.values is None:
        return np.asarray(fresh & (np.asarray(one.states)[at] != ""))
    return np.asarray(fresh & np.isfinite(one.values[at]))


def _spans(seen: dict[Observable, Observed]) -> list[str]:
    """Where several things are looked at: from when to when each is on file."""
    if len(seen) < 2:
        return []
    return [
        f"{name} is on file {one.days[0]} to {one.days[-1]}"
        for name, one in seen.items()
        if len(one.days)
    ]


def _comparisons(node: Node) -> list[Comparison]:
    if isinstance(node, Comparison):
        return [node]
    inside = (node.part,) if isinstance(node, grammar.Held | grammar.Negated) else node.parts
    return [found for part in inside for found in _comparisons(part)]


def _shown(side: object) -> str:
    return f'"{side}"' if isinstance(side, str) else str(side)


def _is_word(side: object, seen: dict[Observable, Observed]) -> bool | None:
    """Whether a side is a word; None for a series without history, which may be either."""
    if not isinstance(side, Observable):
        return isinstance(side, str)
    return None if not len(seen[side].days) else seen[side].states is not None


def _check_kinds(root: Node, seen: dict[Observable, Observed]) -> None:
    for one in _comparisons(root):
        left, right = _is_word(one.left, seen), _is_word(one.right, seen)
        if left is not None and right is not None and left != right:
            what = f"{_shown(one.left)} {one.op} {_shown(one.right)}: a word against a number"
            expected = 'a state with a "word", anything else with a number'
            raise BadArgument(what, expected, 'macro.quad.state == "quad 4"')
        if left and one.op not in ("==", "!="):
            raise BadArgument(f"{one.left} {one.op} ...: a state has no order", "== or !=")
        _check_share(one)


def _check_share(one: Comparison) -> None:
    """A percentile is a fraction: set against 20 it would be below it on every day."""
    for side, other in ((one.left, one.right), (one.right, one.left)):
        share = isinstance(side, Observable) and str(side).endswith(".percentile")
        if share and isinstance(other, int | float) and not 0.0 <= other <= 1.0:
            what = f"{side} {one.op} {other:g}: a percentile is a fraction"
            raise BadArgument(what, "a number from 0 to 1", "vix.percentile > 0.8")


def _unheard(root: Node, seen: dict[Observable, Observed]) -> list[str]:
    """A sentence per word that a state never had: perhaps rare, perhaps misspelt."""
    said = []
    for one in _comparisons(root):
        for side, word in ((one.left, one.right), (one.right, one.left)):
            if not isinstance(side, Observable) or not isinstance(word, str):
                continue
            had = sorted(set(seen[side].states or ()) - {""})
            if had and word not in had:
                said.append(f"{side} was never '{word}'; it has been {', '.join(had)}")
    return said


def _truth(node: Node, seen: dict[Observable, Observed], days: Days) -> Three:
    if isinstance(node, Comparison):
        return _compared(node, seen, days)
    if isinstance(node, grammar.Held):
        return _held(_truth(node.part, seen, days), node.sessions)
    if isinstance(node, grammar.Negated):
        inner = _truth(node.part, seen, days)
        return np.where(inner == UNKNOWN, UNKNOWN, 1 - inner).astype(np.int8)
    parts = [_truth(part, seen, days) for part in node.parts]
    return reduce(_and if isinstance(node, grammar.Both) else _or, parts)


def _and(a: Three, b: Three) -> Three:
    unknown = (a == UNKNOWN) | (b == UNKNOWN)
    both = np.where(unknown, UNKNOWN, a & b)
    return np.where((a == FALSE) | (b == FALSE), FALSE, both).astype(np.int8)


def _or(a: Three, b: Three) -> Three:
    unknown = (a == UNKNOWN) | (b == UNKNOWN)
    either = np.where(unknown, UNKNOWN, a | b)
    return np.where((a == TRUE) | (b == TRUE), TRUE, either).astype(np.int8)


def _held(inner: Three, sessions: int) -> Three:
    """True after `sessions` true ones running; false with a false one among them; else unknown."""
    at = np.arange(len(inner))
    last_false = np.maximum.accumulate(np.where(inner == FALSE, at, -1))
    last_unknown = np.maximum.accumulate(np.where(inner == UNKNOWN, at, -1))
    first = at - sessions + 1
    unknown = (last_unknown >= first) | (first < 0)
    value = np.where(unknown, UNKNOWN, TRUE)
    return np.where(last_false >= np.maximum(first, 0), FALSE, value).astype(np.int8)


def _compared(node: Comparison, seen: dict[Observable, Observed], days: Days) -> Three:
    sides = (node.left, node.right)
    if any(isinstance(side, Observable) and not len(seen[side].days) for side in sides):
        return np.full(len(days), UNKNOWN, dtype=np.int8)
    if _is_word(node.left, seen):
        left, right = (_words(side, seen, days) for side in sides)
        known = (left != "") & (right != "")
        true = (left == right) if node.op == "==" else (left != right)
    else:
        a, b = (_numbers(side, seen, days) for side in sides)
        known = np.isfinite(a) & np.isfinite(b)
        true = NUMBERS[node.op](a, b)
    return np.where(known, true, UNKNOWN).astype(np.int8)


def _numbers(side: object, seen: dict[Observable, Observed], days: Days) -> Vector:
    if not isinstance(side, Observable):
        return np.full(len(days), side, dtype=np.float64)
    at, fresh = _newest(seen[side], days)
    values = seen[side].values
    if values is None:
        return np.full(len(days), np.nan)
    return np.asarray(np.where(fresh, values[at], np.nan), dtype=np.float64)


def _words(side: object, seen: dict[Observable, Observed], days: Days) -> NDArray[np.str_]:
    if not isinstance(side, Observable):
        return np.full(len(days), str(side))
    at, fresh = _newest(seen[side], days)
    return np.where(fresh, np.asarray(seen[side].states)[at], "")


def _newest(one: Observed, days: Days) -> tuple[NDArray[np.intp], Flags]:
    """(position of the newest value on or before each day, whether it still stands)."""
    at = np.searchsorted(one.days, days, side="right") - 1
    sessions = all_sessions()
    own = np.searchsorted(sessions, one.days[np.maximum(at, 0)], side="right")
    age = np.searchsorted(sessions, days, side="right") - own
    return np.maximum(at, 0), (at >= 0) & (age <= one.carried)
