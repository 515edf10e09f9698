"""The kinds of test that a hypothesis may fix: after a policy move, after a condition, in some months."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from rotascope.conditions import evaluate, parse
from rotascope.errors import UnknownName
from rotascope.evidence import policy_moves
from rotascope.evidence.base_rate import outcome_of
from rotascope.evidence.cases import OutcomeLine, after, index_line, pair_line
from rotascope.evidence.chapters import FEWEST, LEVEL, mean_cell
from rotascope.evidence.primary import longest
from rotascope.evidence.reports import decisions
from rotascope.maths import events
from rotascope.maths.decluster import decluster, firings
from rotascope.maths.types import Flags, Ints
from rotascope.panel import Panel
from rotascope.series import Vector
from rotascope.signals.weekly import month_ends
from rotascope.terms import Axis, Cell, Interval

__all__ = ["After", "Moves", "Result", "after_condition", "by_policy", "in_months"]

DRAWS, SEED = 2_000, 2001


class Moves(StrEnum):
    """What a policy decision did to the target rate."""

    CUT = "cut"
    HOLD = "hold"
    HIKE = "hike"


@dataclass(frozen=True, slots=True)
class Result:
    """What a test found: rows per group, the difference it is about with its 90 % interval, and p.

    `n` independent cases of the group in question; `p` None below eight. `reason` says why nothing
    could be tested.
    """

    rows: tuple[Cell, ...] = ()
    n: int = 0
    difference: float | None = None
    interval: Interval | None = None
    p: float | None = None
    reason: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class After:
    """A condition, whose outcome is looked at (an axis' pair or the index), over how many sessions."""

    condition: str
    line: str
    sessions: int


def _line(panel: Panel, name: str) -> OutcomeLine | None:
    if name == "index":
        return index_line(panel)
    axis: Axis = "size" if name == "size" else "concentration"
    pair = longest(panel, axis)
    return None if pair is None else pair_line(pair)


def by_policy(move: Moves, line: str, sessions: int) -> Callable[[Panel], Result]:
    """After decisions of one kind against all others: difference of means, decisions `sessions` apart.

    Null hypothesis: what was decided says nothing of the outcome; the sequence of decisions is shifted
    in a circle against the outcomes, so that its clustering (cuts follow cuts) stays.
    """

    def run(panel: Panel) -> Result:
        found = _line(panel, line)
        days, change = decisions(panel)
        known = np.isfinite(change)
        if found is None or not known.any():
            return Result(
                reason="policy decisions (table events, FOMC decision) and a pair are needed"
            )
        days, change = days[known], policy_moves.moved(panel, days[known], change[known])
        outcome = after(found, days, sessions)
        kept = np.isfinite(outcome)
        return _by_move(found, days[kept], change[kept], outcome[kept], move, sessions)

    return run


def _kinds(change: Vector) -> dict[Moves, Flags]:
    return {Moves.CUT: change < 0.0, Moves.HOLD: change == 0.0, Moves.HIKE: change > 0.0}


def _by_move(
    line: OutcomeLine, days: np.ndarray, change: Vector, outcome: Vector, move: Moves, sessions: int
) -> Result:
    kinds = _kinds(change)
    place = np.searchsorted(line.days, days)
    alone = {kind: _apart(place, inside, sessions) for kind, inside in kinds.items()}
    usual = float(np.expm1(outcome.mean())) if len(outcome) else None
    rows = tuple(
        mean_cell(f"after a {kind}", outcome[at], usual, None) for kind, at in alone.items()
    )
    rest = _apart(place, ~kinds[move], sessions)
    ours = alone[move]
    if not len(ours) or not len(rest):
        return Result(
            rows, len(ours), reason=f"no decision of the kind '{move}' with a known outcome"
        )
    gap = float(outcome[ours].mean() - outcome[rest].mean())
    p = _shifted(outcome, kinds[move], place, sessions) if len(ours) >= FEWEST else None
    interval = _between(outcome[ours], outcome[rest]) if len(ours) >= FEWEST else None
    note = (
        f"{line.label}: {len(outcome)} decisions {days[0]} to {days[-1]}, {sessions} sessions each"
    )
    return Result(rows, len(ours), gap, interval, p, "", tuple(t for t in (note, line.note) if t))


def _apart(place: Ints, inside: Flags, sessions: int) -> Ints:
    """Positions of the decisions of one kind that lie `sessions` apart, first kept."""
    return np.flatnonzero(inside & np.isin(place, decluster(place[inside], sessions)))


def _shifted(outcome: Vector, inside: Flags, place: Ints, sessions: int) -> float:
    """Two-sided p of the difference among those of every circular shift of the labels."""

    def gap(labels: Flags) -> float:
        ours, rest = (_apart(place, side, sessions) for side in (labels, ~labels))
        return float(outcome[ours].mean() - outcome[rest].mean())

    drawn = np.array([gap(np.roll(inside, k)) for k in range(len(inside))])
    far = np.abs(drawn - drawn.mean())
    return float(np.mean(far >= far[0] - 1e-12))


def _between(ours: Vector, rest: Vector) -> Interval:
    """Bootstrap interval of the difference of two means of independent cases."""
    ends = events.difference_interval(ours, rest, LEVEL)
    return Interval(*ends, LEVEL, "bootstrap of the difference of means")


def after_condition(asked: After) -> Callable[[Panel], Result]:
    """After a condition fires, against all days: difference of medians, as `base-rate` counts them.

    Null hypothesis: the firings say nothing; random dates of the same number and spacing.
    """

    def run(panel: Panel) -> Result:
        line = _line(panel, asked.line)
        try:
            truth = evaluate(panel, parse(asked.condition))
        except UnknownName as absent:  # a signal that this installation lacks
            return Result(reason=absent.what)
        if line is None or not truth.judged.any():
            return Result(
                reason="; ".join(truth.reasons) or "no line whose outcome could be counted"
            )
        fired = firings(truth.true & truth.judged, truth.judged)
        found = outcome_of(truth, fired, line, (asked.sessions // 21, asked.sessions))
        rows = (
            Cell(
                "after it",
                found.n,
                found.median,
                "fraction",
                found.interval,
                found.base_median,
                found.p,
            ),
        )
        shift = found.base_median or 0.0
        ends = found.interval
        moved = (
            Interval(ends.low - shift, ends.high - shift, ends.level, ends.method) if ends else None
        )
        said = f"{line.label}: {len(fired)} firings, {found.n} independent with a known outcome"
        return Result(rows, found.n, found.difference, moved, found.p, "", (said, *truth.notes))

    return run


def in_months(months: tuple[int, ...], line: str) -> Callable[[Panel], Result]:
    """In some calendar months against the others: difference of mean monthly returns.

    Null hypothesis: the month of the year says nothing; as many months of each year, drawn at random,
    differ as much (2,000 draws, fixed seed).
    """

    def run(panel: Panel) -> Result:
        found = _line(panel, line)
        at = month_ends(found.days) if found is not None else np.empty(0, dtype=np.intp)
        if found is None or len(at) < 36:
            return Result(reason="36 months of a pair are needed")
        moved = np.diff(found.level[at])
        inside = np.isin(
            found.days[at][1:].astype("datetime64[M]").astype(np.int64) % 12 + 1, months
        )
        usual = float(np.expm1(moved.mean()))
        rows = (
            mean_cell("in those months", moved[inside], usual, None),
            mean_cell("in the others", moved[~inside], usual, None),
        )
        gap = float(moved[inside].mean() - moved[~inside].mean())
        p = _drawn_months(
            moved, found.days[at][1:].astype("datetime64[Y]").astype(np.int64), inside
        )
        interval = _between(moved[inside], moved[~inside])
        note = f"{found.label}: months since {found.days[at][1]}"
        return Result(rows, int(inside.sum()), gap, interval, p, "", (note,))

    return run


def _drawn_months(moved: Vector, year: np.ndarray, inside: Flags) -> float:
    """Two-sided p of the difference among draws that pick as many months of each year at random."""
    draw = np.random.default_rng(SEED)
    keys = draw.random((DRAWS, len(moved)))
    chosen = np.zeros((DRAWS, len(moved)), dtype=bool)
    for one in np.unique(year):
        at = np.flatnonzero(year == one)
        count = int(inside[at].sum())
        rank = keys[:, at].argsort(axis=1).argsort(axis=1)
        chosen[:, at] = rank < count
    totals = chosen @ moved
    ours = totals / inside.sum()
    gaps = ours - (moved.sum() - totals) / (~inside).sum()
    seen = moved[inside].mean() - moved[~inside].mean()
    return float((1 + np.sum(np.abs(gaps) >= abs(seen) - 1e-12)) / (DRAWS + 1))
