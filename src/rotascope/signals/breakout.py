"""Synchronised breakout: do the small-cap lines break out together, and how many are they really?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rotascope.maths import breakout as together
from rotascope.maths import highs
from rotascope.memo import memo
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Series, Vector
from rotascope.signals import words
from rotascope.signals.trace import Trace, missing
from rotascope.terms import Null

__all__ = ["LINES", "breakout_null", "small_caps"]

# One fund per index (Russell 2000, S&P 600, CRSP, Dow Jones); the planted world has its segments.
LINES: tuple[tuple[str, ...], ...] = (
    ("IWM", "IJR", "VB", "SCHA"),
    ("PW:SMALL", "PW:EQUAL", "PW:REST"),
)
YEAR, RECENT = 252, 10
DRAWS, FEW_DRAWS, SEED = 2000, 200, 1987


def _lines(panel: Panel) -> list[Series]:
    """The lines of the first family of which anything is on file, the longest history first."""
    for family in LINES:
        found = [s for s in (panel.series(symbol) for symbol in family) if len(s)]
        if found:
            return sorted(found, key=lambda s: (s.days[0], family.index(s.symbol)))
    return []


def _aligned(grid: Series, line: Series) -> tuple[Vector, Vector]:
    """(new 252-session high that day, has a year of closes by that day) on the grid's days, as 0/1."""
    at = np.searchsorted(line.days, grid.days)
    at = np.minimum(at, len(line) - 1)
    there = line.days[at] == grid.days
    high = line.levels >= highs.rolling_high(line.levels, YEAR)
    counted = there & (at >= YEAR - 1)
    return (high[at] & counted).astype(np.float64), counted.astype(np.float64)


def breakout_null(panel: Panel, trace: Trace) -> Null:
    """How often the same breakouts, shifted in time against one another, would agree as much.

    Null hypothesis: each line's breakouts keep their own clustering but fall independently of the
    other lines' (circular shifts, 2,000 draws, fixed seed; 200 on frames in memory).
    """
    events = np.column_stack(trace.data)
    draws = DRAWS if panel.backend.cache_folder else FEW_DRAWS
    asked = f"{RECENT} {draws} {SEED}"
    found = memo(
        panel,
        "breakout-null",
        asked,
        lambda: {"p": np.array([together.circular_p(events, RECENT, draws, SEED)])},
    )
    p = float(found["p"][0])
    return Null(f"independent lines would agree this much on {words.chance(p)} days", p, p)


@signal(
    "breakout.small_caps",
    title="Synchronised breakout of the small-cap lines",
    axis="size",
    family="price",
    unit="fraction",
    sign=0,
    theory=(
        "Small-cap indices share most of their risk, so that several breakouts are one event, and large"
        " caps may be breaking out too: shown, never scored"
    ),
    null=breakout_null,
)
def small_caps(panel: Panel) -> Trace:
    """Share of the small-cap lines with a 252-session high in the last 10 sessions, total return.

    A line counts once it has a year of closes. The sentence says how many independent lines the
    correlations of the last year leave; agreement of near-identical indices is one vote.
    """
    lines = _lines(panel)
    if len(lines) < 2:
        names = " or ".join(", ".join(family) for family in LINES[:1])
        return missing(
            "low_coverage", f"{len(lines)} small-cap lines on file; 2 or more of {names}"
        )
    grid = lines[0]
    if len(grid) < YEAR:
        why = f"{words.leg(panel, grid)} has {len(grid)} of {YEAR} closes on file"
        return missing("short_history", why)
    pairs = [_aligned(grid, line) for line in lines]
    events = np.column_stack([event for event, _ in pairs])
    counted = np.sum([there for _, there in pairs], axis=0)
    recent = np.sum(
        [together.synchronised(events[:, [j]], RECENT) for j in range(len(lines))], axis=0
    )
    value = np.full(len(grid), np.nan)
    np.divide(recent, counted, out=value, where=counted >= 2)
    effective = together.effective_count(_correlations(lines))
    return Trace(
        grid.days,
        value,
        text=_text(panel, lines, events, float(counted[-1]), effective),
        state="synchronised" if value[-1] == 1.0 else "apart",
        coverage=float(counted[-1] / len(lines)),
        sources=tuple(source for line in lines for source in line.sources),
        reason="fewer than two lines have a year of closes",
        data=tuple(events.T),
    )


def _correlations(lines: list[Series]) -> NDArray[np.float64]:
    """Correlations (m, m) of log returns over the last year of common days; identity if too short."""
    days = lines[0].days
    for line in lines[1:]:
        days = np.intersect1d(days, line.days, assume_unique=True)
    days = days[-YEAR:]
    if len(days) < 21:
        return np.eye(len(lines))
    levels = [line.levels[np.searchsorted(line.days, days)] for line in lines]
    return np.atleast_2d(np.corrcoef(np.diff(np.log(levels), axis=1)))


def _text(
    panel: Panel, lines: list[Series], events: NDArray[np.float64], counted: float, effective: float
) -> str:
    hit = [bool(column[-RECENT:].any()) for column in events.T]
    named = ", ".join(words.leg(panel, line) for line, yes in zip(lines, hit, strict=True) if yes)
    said = f"{sum(hit)} of {int(counted)} small-cap lines made a 252-session high"
    who = f" ({named})" if named else ""
    return (
        f"{said} in the last {RECENT} sessions{who}, total return; their correlations leave"
        f" {effective:.1f} independent lines"
    )
