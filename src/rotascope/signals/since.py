"""Since when: the newest dated change of a pair's drift, as it would have been dated on each day.

The best piecewise-constant fit to weekly changes is found for every prefix in one recursion, so the
history says on each week what was dated then, never what hindsight dates now.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rotascope.catalog import Pair
from rotascope.maths import change
from rotascope.memo import memo
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.sessions import Days
from rotascope.signals import pairs, words
from rotascope.signals.trace import Trace, missing
from rotascope.signals.weekly import week_ends
from rotascope.terms import Mark, Null

__all__ = ["scaled", "since", "since_null"]

LEAST, MIN_WEEKS, WARM_UP, HALF_LIFE = 104, 13, 52, 13
PENALTY = 2.0 * float(np.log(520.0))  # 2 ln n for ten years of weeks, the same at every date
CRITICAL = 7.17  # sup-F at 10 % with 15 % trimming, simulated
DRAWS, FEW_DRAWS, SEED = 200, 20, 1867
THEORY = (
    "A change found looking back dates who leads; the drift after it is no forecast: shown, never"
    " scored"
)


def since(panel: Panel, name: str) -> Trace:
    """Sessions since the newest dated change of the pair's weekly drift, total return.

    Dated by penalised least squares on changes scaled by their own recent volatility (13 weeks at
    least on either side), so that a stormy year is no change of drift, and kept only with an F of
    7.17 or more. No value while no change is dated. The state says towards whom it turned; the
    week of the change was not known then.
    """
    pair = panel.pair(name)
    unanswered = pairs.unanswered(panel, pair, 1)
    if unanswered is not None:
        return unanswered
    at = week_ends(pair.days)
    if len(at) <= LEAST:
        why = f"{pair.label}: {len(at)} of {LEAST + 1} completed weeks"
        return missing("short_history", why)
    ratio, label = pairs.oriented(panel, pair)
    changes, days = np.diff(ratio[at]), pair.days[at][1:]
    # Kept beside the store: a warm brief then needs no compiled loop for it.
    even = scaled(changes)
    kept = memo(panel, "since-start", f"{pair.name}|{pair.label}", lambda: {"at": _starts(even)})
    start = kept["at"].astype(np.int64)
    f, turn = _strength(even, start)
    dated = f >= CRITICAL
    value = np.where(dated, at[1:] - at[1:][np.maximum(start - 1, 0)], np.nan).astype(np.float64)
    return Trace(
        days,
        value,
        text=_text(label, days, changes, int(start[-1])) if dated[-1] else "",
        state=("up" if turn[-1] > 0 else "down") if dated[-1] else "",
        states=tuple(np.where(dated, np.where(turn > 0, "up", "down"), "").tolist()),
        marks=(*pair.marks, *_found(days, start, dated)),
        sources=pair.sources,
        reason=f"no dated change in the weekly drift of {label} since {days[0]}",
        data=(changes,),
        newest=words.day(pair.days[-1]),
        beside=((label, np.exp(ratio[at][1:])),),
    )


def _starts(changes: Vector) -> NDArray[np.int64]:
    """Per week: where the newest segment of scaled changes starts as dated that week; 0 if none."""
    start = np.zeros(len(changes), dtype=np.int64)
    start[WARM_UP:] = WARM_UP + change.newest_start(changes[WARM_UP:], PENALTY, MIN_WEEKS)
    start[start == WARM_UP] = 0
    return start


def _strength(changes: Vector, start: NDArray[np.int64]) -> tuple[Vector, Vector]:
    """Per week: F of the change at `start`, and mean after less mean before; 0 without a change."""
    total = np.concatenate([[0.0], np.cumsum(changes)])
    squares = np.concatenate([[0.0], np.cumsum(changes * changes)])
    end = np.arange(1, len(changes) + 1)
    # The stretch before a change begins at the change before it, as dated when that one was newest.
    before = start[np.maximum(start - 1, 0)]
    n, left, right = end - before, start - before, end - start
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = (total[end] - total[before]) / n
        own = (total[start] - total[before]) - left * mean
        explained = own * own * n / (left * right)
        rest = squares[end] - squares[before] - n * mean * mean - explained
        f = explained / (rest / (n - 2))
        turn = (total[end] - total[start]) / right - (total[start] - total[before]) / left
    return np.where(start > 0, f, 0.0), np.where(start > 0, turn, 0.0)


def scaled(changes: Vector) -> Vector:
    """Changes over their root mean square so far, exponentially weighted with a half-life of 13 weeks.

    The current week counts in its own scale: one wild week cannot date a change by itself.
    """
    keep = 0.5 ** (1.0 / HALF_LIFE)
    out, power, weight = np.zeros(len(changes)), 0.0, 0.0
    for t, x in enumerate(changes):
        power = keep * power + (1.0 - keep) * x * x
        weight = keep * weight + (1.0 - keep)
        out[t] = x / (power / weight) ** 0.5 if power > 0.0 else 0.0
    return out


def _found(days: Days, start: NDArray[np.int64], dated: NDArray[np.bool_]) -> tuple[Mark, ...]:
    """The weeks on which a new change was first dated, each saying to which week."""
    new = np.flatnonzero(dated[1:] & ((start[1:] != start[:-1]) | ~dated[:-1])) + 1
    seen: set[int] = set()
    marks = []
    for i in new:
        if int(start[i]) not in seen:
            seen.add(int(start[i]))
            marks.append(Mark(words.day(days[i]), f"a change is dated to {days[int(start[i])]}"))
    return tuple(marks)


def _text(label: str, days: Days, changes: Vector, start: int) -> str:
    recent = float(changes[start:].mean())
    return (
        f"the drift of {label} changed in the week to {days[start]}: {words.signed(recent, 2)} a week"
        " since, total return; found looking back, not known then"
    )


def since_null(panel: Panel, trace: Trace, name: str) -> Null:
    """How often the same rule dates a change when this pair's own weeks get random signs.

    Null hypothesis: no drift at all, with the volatility of every week as it was. 200 draws, fixed
    seed (20 on frames in memory).
    """
    draws = DRAWS if panel.backend.cache_folder else FEW_DRAWS
    changes = trace.data[0]

    def make() -> dict[str, Vector]:
        draw = np.random.default_rng(SEED)
        signs = draw.choice((-1.0, 1.0), size=(draws, len(changes)))
        mixed = [scaled(changes * sign) for sign in signs]
        hits = [_strength(x, _starts(x))[0][-1] >= CRITICAL for x in mixed]
        return {"rate": np.array([float(np.mean(hits))])}

    asked = f"{name}|{len(changes)}|{draws}|{SEED}"
    rate = float(memo(panel, "since-null", asked, make)["rate"][0])
    said = (
        f"its own weeks with random signs show a dated change {words.percent(rate, 0)} of the time"
    )
    return Null(said, rate, rate)


def _register(spec: Pair) -> None:
    def compute(panel: Panel) -> Trace:
        return since(panel, spec.name)

    def null(panel: Panel, trace: Trace) -> Null:
        return since_null(panel, trace, spec.name)

    null.__doc__ = since_null.__doc__

    compute.__doc__ = (
        f"Sessions since the newest dated change in the weekly drift of {pairs.title_of(spec)}, as dated"
        " by the data of each week; it dates leadership looking back and forecasts nothing."
    )
    signal(
        f"since.{spec.name}",
        title=f"Since when, {pairs.title_of(spec)}",
        axis=spec.axis,
        family="price",
        unit="sessions",
        sign=0,
        theory=THEORY,
        null=null,
        pair=spec.name,
    )(compute)


for _pair in pairs.DAILY:
    _register(_pair)
