"""What noise alone shows of the conditions that it can be asked about: breaks of lines and streaks."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rotascope.conditions import grammar
from rotascope.conditions.grammar import Condition, Node, Observable
from rotascope.conditions.observed import signal_of
from rotascope.conditions.typed_pairs import typed
from rotascope.maths import streak
from rotascope.panel import Panel
from rotascope.registry import SIGNALS
from rotascope.series import PairSeries
from rotascope.signals import trend_break, words

__all__ = ["nulls"]

BREAKS, STREAKS = "trend_break", "streak"


def nulls(panel: Panel, condition: Condition) -> tuple[str, ...]:
    """A sentence per observable whose own rule has a null: how often chance alone fulfils it.

    Trend breaks: the very rule on random walks of the pair's own changes that sit in a downtrend.
    Streaks: exchangeable sessions, so that k in a row on one side have probability p^k.
    """
    found = [*_breaks(panel, condition), *_streaks(panel, condition.root)]
    return tuple(dict.fromkeys(found))


def _breaks(panel: Panel, condition: Condition) -> Iterator[str]:
    for one in grammar.observables(condition):
        said = _of_break(panel, one) if one.path[0] == BREAKS else None
        if said is not None:
            yield said


def _of_break(panel: Panel, one: Observable) -> str | None:
    """The simulated null of a typed pair's rule, or of the registered signal."""
    if one.argument is not None:
        pair = typed(panel, one.argument)
        trace = trend_break.of_pair(panel, pair)
        if not len(trace.days):
            return None
        null = trend_break.break_null(panel, trace, trend_break.WEEKS, pair.name)
        return f"{pair.label}: {null.statement}" if null else None
    spec = SIGNALS[signal_of(one)[0]]
    trace = spec.compute(panel)
    null = spec.null(panel, trace) if spec.null is not None and len(trace.days) else None
    return f"{spec.title}: {null.statement}" if null else None


def _streaks(panel: Panel, node: Node) -> Iterator[str]:
    if isinstance(node, grammar.Held | grammar.Negated):
        yield from _streaks(panel, node.part)
    elif isinstance(node, grammar.Both | grammar.Either):
        for part in node.parts:
            yield from _streaks(panel, part)
    else:
        left, op, right = node.left, node.op, node.right
        if isinstance(left, Observable) and isinstance(right, float) and op in (">=", ">"):
            said = _of_streak(panel, left, int(right) + (op == ">"))
            if said:
                yield said


def _of_streak(panel: Panel, one: Observable, length: int) -> str:
    """'' unless a streak of at least one session is asked for."""
    pair = _streak_pair(panel, one)
    if pair is None or len(pair) < 2 or length < 1:
        return ""
    won = float(np.mean(np.diff(pair.log_ratio) > 0))
    p = streak.chance(length, won)
    return (
        f"{pair.label} rose on {words.percent(won, 0)} of sessions: by chance alone {length} or more in a"
        f" row stand on {words.chance(p)} sessions, {p * (len(pair) - 1):.0f} of {len(pair) - 1:,}"
    )


def _streak_pair(panel: Panel, one: Observable) -> PairSeries | None:
    if one.argument is not None and one.path == ("rs",) and one.attribute == (STREAKS,):
        return typed(panel, one.argument)
    if one.argument is None and one.path[0] == STREAKS and len(one.path) > 1:
        return panel.pair(one.path[1])
    return None
