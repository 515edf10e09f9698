"""Does the average share confirm the index's high? Equal against index weights at their highs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rotascope.maths import highs, noise, walks
from rotascope.memo import memo
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Series, Vector
from rotascope.signals import words
from rotascope.signals.trace import Trace, missing
from rotascope.terms import Null

__all__ = ["cap_equal", "divergence_null"]

YEAR, DECADE = 252, 2520
NEAR, LAGGING = 0.01, 0.03
ALONE, BOTH = "the index alone", "both"
"""Words that read on from the title: 'Equal weight and the index at their highs: both'."""
DRAWS, FEW_DRAWS, SEED = 500, 100, 1896


def divergence_null(panel: Panel, trace: Trace) -> Null | None:
    """How far apart two such lines stand from their year's highs when neither leads.

    Null hypothesis: the two lines' own sessions drawn anew together, both with the mean of the two
    drifts; a year a path, 500 paths (100 on frames in memory), fixed seed. rate is the median
    |gap|, p the two-sided share of paths with one at least as large.
    """
    if not np.isfinite(trace.value[-1]):
        return None
    both = np.column_stack(trace.data)
    draws = DRAWS if panel.backend.cache_folder else FEW_DRAWS

    def make() -> dict[str, Vector]:
        return {"gaps": walks.gaps_at_highs(both, YEAR, draws, SEED)}

    made = memo(panel, "divergence-null", f"{len(both)}|{draws}|{SEED}", make)
    gaps = np.asarray(made["gaps"], dtype=np.float64)
    usual, p = noise.drawn(abs(float(trace.value[-1])), gaps)
    said = f"without leadership half of all such gaps are more than {words.percent(usual)}"
    return Null(f"{said}; this much or more in {words.chance(p)}", usual, p, draws="spread")


@signal(
    "divergence.cap_equal",
    title="Equal weight and the index at their highs",
    axis="concentration",
    family="price",
    unit="fraction",
    sign=1,
    theory=(
        "When the index stands at its high and the average share does not, the few carry it; a gap"
        " that closes from below is the rest catching up"
    ),
    null=divergence_null,
)
def cap_equal(panel: Panel) -> Trace:
    """How much nearer the equal-weight line is to its 252-session high than the index, a fraction.

    (equal / its high) - (index / its high), total return, on common sessions: negative while the
    index is carried by the few. The state is `the index alone` when the index is within 1 % of its high
    and equal weight more than 3 % below its own, `both` when both are within 1 %, else `not both`.
    """
    equal, index = panel.role("equal_weight"), panel.role("large_cap")
    for line in (equal, index):
        if not len(line):
            return missing("not_measurable", line.missing)
    days, a, b = np.intersect1d(equal.days, index.days, assume_unique=True, return_indices=True)
    if len(days) < YEAR:
        why = f"{words.leg(panel, equal)}: {len(days)} of {YEAR} sessions in common with the index"
        return missing("short_history", why)
    levels = equal.levels[a], index.levels[b]
    below = tuple(np.asarray(p / highs.rolling_high(p, YEAR) - 1.0) for p in levels)
    state = _words(*below).tolist()
    data = tuple(np.diff(np.log(p))[-DECADE:] for p in levels)
    return Trace(
        days,
        below[0] - below[1],
        text=_text(panel, (equal, index), (float(below[0][-1]), float(below[1][-1])), state[-1]),
        state=state[-1],
        sources=equal.sources + index.sources,
        data=data,
        beside=(("equal weight below its high", below[0]), ("index below its high", below[1])),
        states=tuple(state),
    )


def _words(equal: Vector, index: Vector) -> NDArray[np.str_]:
    high = index >= -NEAR
    word = np.where(high & (equal < -LAGGING), ALONE, "not both")
    word = np.where(high & (equal >= -NEAR), BOTH, word)
    return np.where(np.isfinite(equal), word, "")


def _below(gap: float) -> str:
    return f"{words.percent(gap)} below" if gap else "at"


def _text(
    panel: Panel, lines: tuple[Series, Series], below: tuple[float, float], state: str
) -> str:
    one, other = (
        f"{words.leg(panel, line)} is {_below(gap)} its 252-session high"
        for line, gap in zip(lines, below, strict=True)
    )
    word = {ALONE: ": the index's high is not confirmed", BOTH: ": both are at it"}
    return f"{one}, {other}{word.get(state, '')}, total return"
