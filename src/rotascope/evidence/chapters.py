"""What the questions to history share: a chapter that cannot answer, a mean with its interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from rotascope.maths import events, multiple, stats
from rotascope.panel import Panel
from rotascope.series import Vector
from rotascope.terms import Axis, Cell, Chapter, Interval, Line, Status, Unit

__all__ = ["FEWEST", "LEVEL", "corrected", "mean_cell", "share_cell", "silent", "told"]

LEVEL = 0.9
FEWEST = 8  # independent cases: fewer are a list, not a rate, and have no p
SPAN = 3  # cases: fewer have no interval


def told(
    panel: Panel, axis: Axis, name: str, title: str, rows: tuple[Cell, ...], finding: str, *,
    method: str, notes: tuple[str, ...] = (), lines: tuple[Line, ...] = (),
) -> Chapter:  # fmt: skip
    """A chapter that answers."""
    kept = tuple(dict.fromkeys(note for note in notes if note))
    return Chapter(name, title, panel.as_of, axis, rows, finding, method, "ok", "", kept, lines)


def silent(
    panel: Panel, axis: Axis, name: str, title: str, reason: str, status: Status = "not_measurable"
) -> Chapter:
    """A chapter without an answer, and why."""
    return Chapter(
        name, title, panel.as_of, axis, (), f"not measurable: {reason}", "", status, reason, ()
    )


def mean_cell(label: str, x: Vector, usual: float | None, p: float | None, text: str = "") -> Cell:
    """Mean of independent log outcomes as a geometric fraction, bootstrap interval from 3 cases on."""
    if not len(x):
        return Cell(label, 0, None, "fraction", None, usual, None, text)
    interval = None
    if len(x) >= SPAN:
        low, high = (float(np.expm1(end)) for end in events.mean_interval(x, LEVEL))
        interval = Interval(low, high, LEVEL, "bootstrap of the mean of independent cases")
    return Cell(label, len(x), float(np.expm1(x.mean())), "fraction", interval, usual, p, text)


def share_cell(
    label: str, k: int, n: int, usual: float | None, text: str = "", unit: Unit = "fraction"
) -> Cell:
    """Show k of n independent cases as a share with its Wilson interval; no share of none."""
    if not n:
        return Cell(label, 0, None, unit, None, usual, None, text)
    low, high = stats.wilson(k, n, LEVEL)
    return Cell(label, n, k / n, unit, Interval(low, high, LEVEL, "Wilson"), usual, None, text)


def corrected(rows: Sequence[Cell]) -> tuple[Cell, ...]:
    """The rows with each p corrected for all of them (Benjamini-Yekutieli)."""
    adjusted = multiple.corrected([row.p for row in rows])
    return tuple(replace(row, p=p) for row, p in zip(rows, adjusted, strict=True))
