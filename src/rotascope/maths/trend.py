"""Trend-line breaks of a multi-year downtrend: the line, the rule, and how often noise obeys it.

The shipped rule (weekly log ratio): a downtrend is a least-squares fall of 20 log points over the last
156 weeks (104 at least) with a negative Kendall tau; until a break the line is refitted every week on
data through the week before; at the first close above it is frozen. `false_break_rates` simulates this
very rule; with `frozen=True` it fixes the line at the end of the window instead.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rotascope.maths.types import Flags, Matrix, Vector

__all__ = [
    "BROKEN",
    "CONFIRMED",
    "DOWNTREND",
    "FAILED",
    "NONE",
    "BreakPath",
    "BreakRates",
    "break_path",
    "false_break_rates",
    "theil_sen",
    "upper_line",
]

NONE, DOWNTREND, BROKEN, CONFIRMED, FAILED = 0, 1, 2, 3, 4
WINDOW, LEAST, DROP, CLOSES, PATIENCE, SPREAD = 156, 104, 0.20, 3, 26, 52


@dataclass(frozen=True, slots=True, eq=False)
class BreakPath:
    """Per week: state code, value of the line, distance above it in weekly sd, position of the break.

    `line` and `distance` are NaN where no line is in force; `broke` is -1 where no break is.
    """

    state: Vector
    line: Vector
    distance: Vector
    broke: Vector


@dataclass(frozen=True, slots=True)
class BreakRates:
    """What the rule does on noise: shares of the `paths` simulated downtrends.

    `broke` and `confirmed`: a first close above, a confirmation, within the horizon. Of the first
    breaks, `failed` fall back on or under the line within 26 weeks; of the confirmed ones
    `confirmed_failed`. `lower` than at confirmation 26 weeks later, and `moved` on average in log;
    `first_lower` and `first_moved` are the same after the first close. NaN where no path qualifies.
    """

    paths: int
    broke: float
    confirmed: float
    failed: float
    lower: float
    moved: float
    confirmed_failed: float
    first_lower: float
    first_moved: float


def theil_sen(y: Vector) -> tuple[float, float]:
    """(median pairwise slope per step, median(y) - slope x median(step)). Theil 1950, Sen 1968."""
    n = len(y)
    i, j = np.triu_indices(n, 1)
    slope = float(np.median((y[j] - y[i]) / (j - i)))
    return slope, float(np.median(y) - slope * (n - 1) / 2.0)


def upper_line(y: Vector, kind: str = "theil_sen") -> tuple[float, float, int]:
    """(slope, intercept, span) of a line over the window's highs.

    theil_sen: slope of the median, intercept at the 95 % residual quantile, span = window. hull: last
    falling edge of the upper hull spanning 26 steps or more; span 0 if there is none.
    """
    from rotascope.maths import trend_kernels

    y = np.ascontiguousarray(y, dtype=np.float64)
    if kind == "hull":
        slope, intercept, span = trend_kernels.hull_line(y, PATIENCE)
        return float(slope), float(intercept), int(span)
    slope, intercept = trend_kernels.theil_sen_line(y, np.zeros(2))
    return float(slope), float(intercept), len(y)


def break_path(
    q: Vector, window: int = WINDOW, least: int = LEAST, kind: str = "theil_sen"
) -> BreakPath:
    """The rule on a weekly log ratio q (n,), finite. Causal: week t uses q[: t + 1] only.

    Distances are in sd of the last 52 weekly changes. Fewer than `least` weeks: state 0 throughout.
    """
    from rotascope.maths import trend_kernels

    q = np.ascontiguousarray(q, dtype=np.float64)
    spread = trend_kernels.trailing_sd(q, SPREAD)
    found = trend_kernels.run_rule(
        q, spread, window, least, len(q), DROP, CLOSES, PATIENCE, kind == "hull"
    )
    return BreakPath(*(np.asarray(part) for part in found))


def false_break_rates(
    dq: Vector,
    window: int = WINDOW,
    horizon: int = 52,
    paths: int = 3000,
    block: int = 8,
    seed: int = 1950,
    *,
    drift: float = 0.0,
    reversal: float = 0.0,
    kind: str = "theil_sen",
    frozen: bool = False,
    tries: int = 200,
) -> BreakRates:
    """How often the rule sees a break in `horizon` weeks when there is none.

    Null hypothesis: a random walk made of blocks of this series' own weekly changes dq, mean set to
    `drift` a week (0 = none), that happens to sit in a downtrend after `window` weeks. `reversal` is
    added to the drift after the window: the power of the rule instead of its error.
    """
    from rotascope.maths import trend_kernels

    dq = np.ascontiguousarray(dq, dtype=np.float64)
    if not len(dq):
        dq = np.zeros(1)  # no changes: paths that never fall, hence no rates
    rows = trend_kernels.simulate_rule(
        dq, window, horizon, paths, block, drift, reversal, DROP, CLOSES, PATIENCE, SPREAD,
        kind == "hull", frozen, tries, seed,
    )  # fmt: skip
    return _rates(rows)


def _rates(rows: Matrix) -> BreakRates:
    """Shares over the simulated paths that were in a downtrend."""
    kept = rows[rows[:, 0] > 0.0]
    broke, sure = kept[kept[:, 1] > 0.0], kept[kept[:, 2] > 0.0]
    return BreakRates(
        len(kept),
        broke=_mean(kept[:, 1]),
        confirmed=_mean(kept[:, 2]),
        failed=_mean(broke[:, 3]),
        lower=_mean(sure[:, 6] < 0.0),
        moved=_mean(sure[:, 6]),
        confirmed_failed=_mean(sure[:, 5]),
        first_lower=_mean(broke[:, 4] < 0.0),
        first_moved=_mean(broke[:, 4]),
    )


def _mean(x: Matrix | Flags) -> float:
    return float(x.mean()) if len(x) else float("nan")
