"""Breaks of a multi-year downtrend line, always beside how often noise breaks such a line.

The ratio is turned so that a break upwards is a turn to small / the rest. Weekly closes of completed
weeks (months for a monthly pair); total return, because a price ratio drifts with the yield gap.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rotascope.catalog import Pair
from rotascope.maths import trend
from rotascope.memo import memo
from rotascope.panel import Panel
from rotascope.recall import recall
from rotascope.registry import signal
from rotascope.series import PairSeries, Vector
from rotascope.sessions import Days
from rotascope.signals import pairs, words
from rotascope.signals.trace import Trace, missing
from rotascope.signals.weekly import week_ends
from rotascope.terms import Mark, Null

__all__ = ["STATES", "WEEKS", "break_null", "break_rates", "line_path", "of_pair", "trend_break"]

# A confirmed break is about 1.5 times likelier in a true reversal than in a downtrend that goes on
# (simulated with 2 % weekly moves: 74 % against 49 %): (1.5 - 1) / (1.5 + 1) of a full lean.
LEAN = 0.2
SEED, PATHS, FEW_PATHS = 1950, 400, 40
STATES = {
    trend.NONE: "no downtrend",
    trend.DOWNTREND: "downtrend",
    trend.BROKEN: "broken",
    trend.CONFIRMED: "confirmed",
    trend.FAILED: "failed",
}
EVENTS = {
    trend.BROKEN: "first close above the downtrend line",
    trend.CONFIRMED: "break of the downtrend line confirmed",
    trend.FAILED: "back under the downtrend line",
}
THEORY = (
    "A confirmed break of a long downtrend is a little likelier when leadership has really turned than"
    " when it has not; noise breaks most lines too, so that it leans by a fifth at most"
)


@dataclass(frozen=True, slots=True)
class Grid:
    """How a pair is sampled: words, window and least number of points."""

    unit: str
    window: int
    least: int


WEEKS, MONTHS = Grid("weeks", 156, 104), Grid("months", 60, 36)


def trend_break(panel: Panel, name: str) -> Trace:
    """Distance of the pair's ratio above its downtrend line, in sd of its weekly changes.

    Theil-Sen line at the 95 % residual quantile over three years (two at least), refitted each week
    on data through the week before and frozen at the first close above. No value while there is no
    downtrend (least-squares fall of 20 log points, negative Kendall tau). Lean: 0.2 once confirmed.
    """
    return of_pair(panel, pairs.dated(panel, name))


def of_pair(panel: Panel, pair: PairSeries) -> Trace:
    """The same rule on any pair, catalogued or typed; it looks for breaks in `pair.sign`'s direction."""
    unanswered = pairs.unanswered(panel, pair, 1)
    if unanswered is not None:
        return unanswered
    grid = MONTHS if pair.monthly else WEEKS
    at = np.arange(len(pair)) if pair.monthly else week_ends(pair.days)
    if len(at) <= grid.least:
        why = f"{pair.label}: {len(at)} of {grid.least + 1} completed {grid.unit}"
        return missing("short_history", why)
    ratio, label = pairs.oriented(panel, pair)
    q, days = ratio[at], pair.days[at]
    path = line_path(panel, pair, q, grid)
    state = path["state"].astype(np.int64)
    lean = np.where(state == trend.CONFIRMED, LEAN, np.nan)
    return Trace(
        days,
        path["distance"],
        text=_text(label, days, path, grid),
        lean=np.where((state == trend.FAILED) | (state == trend.BROKEN), 0.0, lean),
        state=STATES[int(state[-1])],
        # Before the first full window there is no line to be under: no word, rather than "no downtrend".
        states=("",) * grid.least + tuple(STATES[code] for code in state[grid.least :].tolist()),
        marks=(*pair.marks, *_events(days, state)),
        sources=pair.sources,
        reason=f"{label} is under no downtrend line of {grid.window} {grid.unit}: nothing to break",
        data=(np.diff(q),),
        newest=words.day(pair.days[-1]),
        patience=pairs.patience(pair),
        beside=((label, np.exp(q)), ("downtrend line", np.exp(path["line"]))),
    )


def line_path(panel: Panel, pair: PairSeries, q: Vector, grid: Grid) -> dict[str, Vector]:
    """The rule's `state`, `line`, `distance` and `broke` on the oriented log ratio q of each `grid` step.

    Kept beside the store and in the process, for each week refits a line and others ask for it too.
    """

    def make() -> dict[str, Vector]:
        path = trend.break_path(q, grid.window, grid.least)
        return {"state": path.state, "line": path.line, "distance": path.distance,
                "broke": path.broke}  # fmt: skip

    asked = f"{pair.name}|{pair.label}|{grid}"
    kept = recall("trend-break", (q,), str(grid), lambda: memo(panel, "trend-break", asked, make))
    return {**kept}  # type: ignore[dict-item]


def _events(days: Days, state: NDArray[np.int64]) -> tuple[Mark, ...]:
    """The weeks in which the rule's state became broken, confirmed or failed."""
    turned = np.flatnonzero(state[1:] != state[:-1]) + 1
    return tuple(
        Mark(words.day(days[i]), EVENTS[int(state[i])]) for i in turned if int(state[i]) in EVENTS
    )


def _text(label: str, days: Days, path: dict[str, Vector], grid: Grid) -> str:
    state, distance = int(path["state"][-1]), float(path["distance"][-1])
    if state == trend.NONE or not np.isfinite(distance):
        return ""
    unit = grid.unit.removesuffix("s")
    stands = f"{abs(distance):.1f} {unit}ly sd {'above' if distance > 0 else 'below'}"
    line = f"its {grid.window}-{unit} downtrend line"
    if state == trend.DOWNTREND:
        return f"{label} is {stands} {line}, unbroken (total return)"
    since = words.day(days[int(path["broke"][-1])])
    if state == trend.FAILED:
        return f"{label} fell back under {line}, which it broke on {since} (total return)"
    # Noise confirms most breaks: that the rule confirmed one is no news of itself and stands in `state`.
    how = "broken on" if state == trend.CONFIRMED else "an unconfirmed break of"
    return f"{label} is {stands} {line}, {how} {since} (total return)"


def break_rates(panel: Panel, changes: Vector, grid: Grid, name: str) -> tuple[float, ...]:
    """(confirmed within 52 steps, fell back within 26, lower 26 after confirmation) on noise, shares.

    The shipped rule on walks of blocks of the pair's own `changes`, 400 paths (40 on frames in memory).
    """
    paths = PATHS if panel.backend.cache_folder else FEW_PATHS
    asked = f"{name}|{len(changes)}|{grid}|{paths}|{SEED}"

    def make() -> dict[str, Vector]:
        rates = trend.false_break_rates(changes, grid.window, paths=paths, seed=SEED)
        return {"rates": np.array([rates.confirmed, rates.failed, rates.lower])}

    def kept() -> tuple[float, ...]:
        return tuple(float(r) for r in memo(panel, "break-null", asked, make)["rates"])

    return recall("break-rates", (changes,), f"{grid}|{paths}|{SEED}", kept)


def break_null(panel: Panel, trace: Trace, grid: Grid, name: str) -> Null | None:
    """How often the very same rule sees a break within 52 steps when there is nothing to see.

    Null hypothesis: a random walk of blocks of this pair's own changes, mean zero, that happens to sit
    in a downtrend. 400 paths, fixed seed, so about +-4 points (40 on frames in memory).
    """
    sure, failed, lower = break_rates(panel, trace.data[0], grid, name)
    if not np.isfinite(sure):
        return None
    often = words.percent(sure, 0)
    said = f"noise confirms a break of such a line within 52 {grid.unit} {often} of the time"
    tail = (
        f"; {words.percent(failed, 0)} of breaks fall back within 26" if np.isfinite(failed) else ""
    )
    after = f", {words.percent(lower, 0)} are lower 26 later" if np.isfinite(lower) else ""
    return Null(f"{said}{tail}{after}", sure)


def _register(spec: Pair) -> None:
    grid = MONTHS if spec.monthly else WEEKS

    def compute(panel: Panel) -> Trace:
        return trend_break(panel, spec.name)

    def null(panel: Panel, trace: Trace) -> Null | None:
        return break_null(panel, trace, grid, spec.name)

    null.__doc__ = break_null.__doc__

    compute.__doc__ = (
        f"Distance of {pairs.title_of(spec)} (turned so that up is small / the rest) above its"
        f" {grid.window}-{grid.unit.removesuffix('s')} downtrend line, in sd of its changes; the"
        " state says broken, confirmed or failed, and the null how often noise breaks such lines."
    )
    signal(
        f"trend_break.{spec.name}",
        title=f"Trend-line break, {pairs.title_of(spec)}",
        axis=spec.axis,
        family="price",
        unit="sd",
        sign=pairs.score_sign(spec, 1),
        theory=pairs.theory_of(spec, THEORY),
        null=null,
        lean="value",
        pair=spec.name,
    )(compute)


for _pair in pairs.EVERY:
    _register(_pair)
