"""Do the small-cap indices agree? 'Small caps' is several markets, and they can be far apart."""

from __future__ import annotations

import numpy as np

from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Series, Vector
from rotascope.sessions import Days
from rotascope.signals import words
from rotascope.signals.breakout import LINES
from rotascope.signals.trace import Trace, missing
from rotascope.terms import Null

__all__ = ["agreement_null", "small_caps"]

WINDOW, LOW = 126, 0.05
PLACES = 2


def _siblings(panel: Panel) -> list[Series]:
    """The small-cap lines of the first family of which two or more are on file, longest first."""
    for family in LINES:
        found = [s for s in (panel.series(symbol) for symbol in family) if len(s) > WINDOW]
        if len(found) >= PLACES:
            return sorted(found, key=lambda s: (s.days[0], family.index(s.symbol)))
    return []


def _returns(lines: list[Series]) -> tuple[Days, Vector]:
    """(the first line's days, returns over 126 of them (T, m), NaN where a line has no level)."""
    grid = lines[0].days
    levels = np.full((len(grid), len(lines)), np.nan)
    for column, line in enumerate(lines):
        _, here, there = np.intersect1d(grid, line.days, assume_unique=True, return_indices=True)
        levels[here, column] = line.levels[there]
    earned = np.full(levels.shape, np.nan)
    earned[WINDOW:] = levels[WINDOW:] / levels[:-WINDOW] - 1.0
    return grid, earned


def agreement_null(panel: Panel, trace: Trace) -> Null | None:
    """How far apart such lines usually are.

    Null hypothesis: today's gap is one of the lines' own past gaps (overlapping windows, so the share
    is rough and no independence is claimed). rate is the median gap so far, p the share of days with
    one at least as large.
    """
    known = trace.value[np.isfinite(trace.value)]
    if not len(known) or not np.isfinite(trace.value[-1]):
        return None
    p, usual = float(np.mean(known >= known[-1])), float(np.median(known))
    said = f"on half of all days so far they were more than {words.percent(usual)} apart"
    return Null(f"{said}; this much or more on {words.chance(p)}", usual, p, draws="level")


@signal(
    "agreement.small_caps",
    title="Gap between the small-cap indices",
    axis="size",
    family="price",
    unit="fraction",
    sign=0,
    theory=(
        "A gap between the small-cap indices says that a sentence on 'small caps' must name its index;"
        " it favours neither side: shown, never scored"
    ),
    null=agreement_null,
)
def small_caps(panel: Panel) -> Trace:
    """Best less worst total return of the small-cap lines on file over 126 sessions, a fraction.

    The state is `low` agreement from a gap of 5 points on, or when some beat the large caps and
    others do not, else `high`. Two lines at least; a day needs two with a level at both ends.
    """
    lines = _siblings(panel)
    if len(lines) < PLACES:
        names = ", ".join(LINES[0])
        return missing("low_coverage", f"{len(lines)} small-cap lines of {names} on file, 2 needed")
    days, earned = _returns(lines)
    there = np.isfinite(earned)
    top, bottom = (
        np.where(there, earned, -np.inf).max(axis=1),
        np.where(there, earned, np.inf).min(axis=1),
    )
    value = np.where(there.sum(axis=1) >= PLACES, top - bottom, np.nan)
    large = _large(panel, days)
    split = (top > large) & (bottom < large)
    state = np.where(np.isfinite(value), np.where((value >= LOW) | split, "low", "high"), "")
    return Trace(
        days,
        value,
        text=_text(panel, lines, earned[-1], float(large[-1]), str(state[-1])),
        state=str(state[-1]),
        coverage=float(there[-1].mean()),
        sources=tuple(source for line in lines for source in line.sources),
        reason="fewer than two small-cap lines have a level today and 126 sessions ago",
        beside=(("best", np.where(there.any(axis=1), top, np.nan)),
                ("worst", np.where(there.any(axis=1), bottom, np.nan))),
        states=tuple(state.tolist()),
    )  # fmt: skip


def _large(panel: Panel, days: Days) -> Vector:
    """The large-cap fund's return over 126 of these days, NaN where it has no level."""
    line = panel.role("large_cap")
    levels = np.full(len(days), np.nan)
    _, here, there = np.intersect1d(days, line.days, assume_unique=True, return_indices=True)
    levels[here] = line.levels[there]
    earned = np.full(len(days), np.nan)
    earned[WINDOW:] = levels[WINDOW:] / levels[:-WINDOW] - 1.0
    return earned


def _text(panel: Panel, lines: list[Series], earned: Vector, large: float, state: str) -> str:
    known = [
        (words.leg(panel, s), float(r))
        for s, r in zip(lines, earned, strict=True)
        if np.isfinite(r)
    ]
    if len(known) < PLACES:
        return ""
    said = ", ".join(f"{name} {words.signed(r)}" for name, r in known)
    against = (
        f"; {words.leg(panel, panel.role('large_cap'))} {words.signed(large)}"
        if np.isfinite(large)
        else ""
    )
    return (
        f"agreement of the small-cap indices is {state}: {said}{against} in {WINDOW} sessions, total"
        " return"
    )
