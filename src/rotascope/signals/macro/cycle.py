"""The cycle clock: four phases from new orders, by their growth and where it is going."""

from __future__ import annotations

import numpy as np

from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.sessions import as_days
from rotascope.signals import words
from rotascope.signals.macro import known
from rotascope.signals.trace import Trace
from rotascope.terms import Null
from rotascope.vintages import trail, versions

__all__ = ["cycle_clock", "cycle_null", "phases"]

ORDERS = "DGORDER"
DECADE, LEAST, TURN = 120, 60, 3
A_MONTH = 45
PHASES = ("", "recovery", "expansion", "slowdown", "contraction")


def phases(growth: Vector, norm: Vector, turn: Vector) -> Vector:
    """1 recovery (below norm, rising), 2 expansion (above, rising), 3 slowdown (above, falling), 4.

    growth, its norm and its change over a quarter, (n,); no change counts as falling, a growth equal to
    its norm as below. NaN where one is missing.
    """
    up, high = turn > 0.0, growth > norm
    found = np.where(high, np.where(up, 2.0, 3.0), np.where(up, 1.0, 4.0))
    return np.asarray(np.where(np.isfinite(growth + norm + turn), found, np.nan))


def cycle_null(panel: Panel, trace: Trace) -> Null | None:
    """How many months have stood in the phase that the newest one is in.

    Null hypothesis: the newest month is any month of the history.
    """
    if not trace.state:
        return None
    had = [state for state in trace.states if state]
    share = had.count(trace.state) / len(had)
    return Null(
        f"{words.chance(share)} of the {len(had)} months on file were in {trace.state}", share
    )


@signal(
    "macro.cycle_clock",
    title="Cycle clock, by new orders",
    axis="market",
    family="macro",
    unit="state",
    sign=0,
    theory="Early cycles are said to be the small caps' own, but a phase is known months late: shown,"
    " never scored",
    null=cycle_null,
)
def cycle_clock(panel: Panel) -> Trace:
    """1 recovery, 2 expansion, 3 slowdown, 4 contraction, from new orders for durable goods.

    Growth of the three-month mean in a year, above or below its own mean of ten years of first prints
    (five at least), and up or down over three months. Nominal orders; earnings are in the earnings
    family. A month that is missing leaves the fifteen around it without a phase.
    """
    found = versions(panel, ORDERS)
    if not len(found):
        return known.no_series(ORDERS)
    seen = trail(found, 15)
    _, first = np.unique(seen.periods, return_index=True)
    month = seen.periods[first].astype("datetime64[M]").astype(np.int64)
    table = seen.values[first]
    grid = np.full(int(month.max() - month.min()) + 1, np.nan)
    grid[month - month.min()] = table[:, -3:].sum(axis=1) / table[:, :3].sum(axis=1) - 1.0
    norm, turn = _norm(grid), known.change(grid, TURN)
    order = month[np.argsort(seen.known_at[first], kind="stable")] - month.min()
    growth, norm, turn = grid[order], norm[order], turn[order]
    value = phases(growth, norm, turn)
    states = tuple(PHASES[int(v)] if np.isfinite(v) else "" for v in value)
    newest = words.day(seen.periods[first].max())
    said = ""
    if states[-1]:
        side = "more" if growth[-1] > norm[-1] else "less"
        said = (f"{newest:%Y-%m}: {states[-1]}; orders grew {words.signed(float(growth[-1]))} in a year,"
                f" {side} than their norm of {words.signed(float(norm[-1]))},"
                f" {known.moved(100 * float(turn[-1]))} points in a quarter")  # fmt: skip
    return Trace(
        as_days(np.sort(seen.known_at[first])), value, text=said, state=states[-1], states=states,
        sources=(found.source,) if found.source else (), patience=A_MONTH, unranked=len(value),
        reason=f"{newest:%Y-%m}: months that it needs are not on file",
        beside=(("growth of orders", growth), ("its norm", norm)),
    )  # fmt: skip


def _norm(growth: Vector) -> Vector:
    """Mean of the last 120 months of growth, gaps left out, 60 at least; NaN before."""
    seen = np.isfinite(growth)
    total = np.append(0.0, np.cumsum(np.where(seen, growth, 0.0)))
    count = np.append(0, np.cumsum(seen))
    ends = np.arange(1, len(growth) + 1)
    starts = np.maximum(ends - DECADE, 0)
    n = count[ends] - count[starts]
    return np.where(n >= LEAST, (total[ends] - total[starts]) / np.maximum(n, 1), np.nan)
