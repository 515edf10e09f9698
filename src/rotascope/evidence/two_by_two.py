"""Small against large by the direction of rates and of growth, each as known at the time."""

from __future__ import annotations

import numpy as np

from rotascope import vintages
from rotascope.evidence.chapters import FEWEST, corrected, mean_cell, silent, told
from rotascope.evidence.primary import longest
from rotascope.maths import events
from rotascope.maths.decluster import decluster
from rotascope.maths.returns import change
from rotascope.maths.types import Flags
from rotascope.panel import Panel
from rotascope.series import Vector
from rotascope.sessions import Days
from rotascope.signals import words
from rotascope.signals.weekly import month_ends
from rotascope.terms import Axis, Cell, Chapter

__all__ = ["direction_of_growth", "direction_of_rates", "regimes"]

RATE, GROWTH = "DGS10", "GDPC1"
HORIZON = 63
STALE = 200  # days: two quarters without a print are no growth known
TITLE = "Relative return by direction of rates and of growth"
METHOD = (
    "month ends; rates: ten-year yield above its level 63 sessions before; growth: year-on-year real"
    " GDP rising at its newest print; geometric mean, total return, 90 % bootstrap; usual: every"
    " month end; p: circular shifts, corrected for eight cells"
)


def direction_of_rates(panel: Panel, days: Days) -> Vector:
    """+1 where the ten-year yield stands above its level 63 sessions before, -1 below; NaN unknown."""
    seen, values = vintages.known_path(vintages.versions(panel, RATE), days)
    fresh = (days - seen).astype("timedelta64[D]").astype(np.float64) <= 10
    values = np.where(np.isfinite(values) & fresh, values, np.nan)
    return np.asarray(np.sign(change(values, HORIZON)))


def direction_of_growth(panel: Panel, days: Days) -> Vector:
    """+1 where real output's growth over a year had risen at its newest print, else -1; NaN unknown.

    Growth of the newest quarter known on the day against the quarter before it, both of the vintage
    of that day; no change counts as slowing.
    """
    path = vintages.trail(vintages.versions(panel, GROWTH), 6, 3)
    if not len(path.known_at):
        return np.full(len(days), np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        growth = path.values[:, 4:] / path.values[:, :2] - 1.0
    turned = np.where(
        np.isfinite(growth).all(axis=1), np.where(growth[:, 1] > growth[:, 0], 1.0, -1.0), np.nan
    )
    at = np.searchsorted(path.known_at, days, side="right") - 1
    age = (days - path.known_at[np.maximum(at, 0)]).astype("timedelta64[D]").astype(np.float64)
    return np.asarray(np.where((at >= 0) & (age <= STALE), turned[np.maximum(at, 0)], np.nan))


def regimes(panel: Panel, axis: Axis) -> Chapter:
    """Mean relative return of the axis' longest pair in each cell of rates x growth.

    Judged at month ends with what was known; the next 63 sessions (what a reader could have had) and the
    same 63 sessions (what went with it). n independent: month ends of a cell at least 63 sessions apart.
    p: circular shifts of the cell's dates, corrected for the eight cells.
    """
    pair = longest(panel, axis)
    if pair is None:
        return silent(panel, axis, "regimes", TITLE, "no pair speaks for this axis")
    rates, growth = direction_of_rates(panel, pair.days), direction_of_growth(panel, pair.days)
    known = np.isfinite(rates) & np.isfinite(growth)
    if known.sum() < 252:
        lacks = RATE if np.isfinite(growth).any() else GROWTH
        why = f"macro series {lacks} with a year of values"
        return silent(panel, axis, "regimes", TITLE, why, "short_history")
    level = pair.log_ratio * pair.sign
    same = change(level, HORIZON)
    rows: list[Cell] = []
    for when, outcome in (("next", events.forward(level, HORIZON)), ("same", same)):
        rows += _cells(pair.days, rates, growth, outcome, when)
    cells = corrected(rows)
    best = min(
        (row for row in cells if row.p is not None), key=lambda row: row.p or 0.0, default=None
    )
    finding = f"{pair.label}: {_judged(best)}"
    late = vintages.versions(panel, GROWTH)
    note = f"{GROWTH}: release days assumed, values of a late vintage" if late.assumed else ""
    return told(
        panel, axis, "regimes", TITLE, cells, finding, method=METHOD, notes=(pair.note, note)
    )


def _cells(days: Days, rates: Vector, growth: Vector, outcome: Vector, when: str) -> list[Cell]:
    at = month_ends(days)
    at = at[np.isfinite(rates[at]) & np.isfinite(growth[at]) & np.isfinite(outcome[at])]
    if not len(at):
        return []
    usual = float(np.expm1(outcome[at].mean()))
    made = []
    for rate, rate_word in ((1.0, "rising"), (-1.0, "falling")):
        for pace, pace_word in ((1.0, "faster"), (-1.0, "slower")):
            inside: Flags = (rates[at] == rate) & (growth[at] == pace)
            kept = decluster(at[inside], HORIZON)
            place = np.searchsorted(at, kept)
            p = events.shift_p(outcome[at], place, mean=True) if len(kept) >= FEWEST else None
            label = f"{when} 3m: rates {rate_word}, growth {pace_word}"
            made.append(mean_cell(label, outcome[kept], usual, p))
    return made


def _judged(best: Cell | None) -> str:
    if best is None or best.p is None or best.value is None:
        return "too few independent cases for any p"
    said = f"{best.label}: {words.signed(best.value)} on average, n = {best.n}"
    if best.clear:
        return f"unusual is {said} (p {best.p:.2f} once all cells are counted)"
    return f"no cell differs from all months once all are counted; nearest is {said}"
