"""Lines on the days that all of them have: most of one source share theirs, which is quick to see."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import numpy as np

from rotascope.series import Series, Vector
from rotascope.sessions import Days

__all__ = ["aligned", "on_days"]


def aligned(lines: Sequence[Series]) -> tuple[Days, Vector]:
    """(common days ascending, levels (T, N) in the order of `lines`); empty where there are none."""
    first = max(line.days[0] for line in lines)
    last = min(line.days[-1] for line in lines)
    cut = [
        slice(
            int(np.searchsorted(line.days, first)),
            int(np.searchsorted(line.days, last, side="right")),
        )
        for line in lines
    ]
    spans = [line.days[part] for line, part in zip(lines, cut, strict=True)]
    if all(np.array_equal(spans[0], span) for span in spans[1:]):
        levels = [line.levels[part] for line, part in zip(lines, cut, strict=True)]
        return spans[0], np.column_stack(levels)
    days = reduce(lambda a, b: np.intersect1d(a, b, assume_unique=True), spans)
    return days, np.column_stack([ln.levels[np.searchsorted(ln.days, days)] for ln in lines])


def on_days(days: Days, own: Days, values: Vector) -> Vector:
    """`values` of their `own` days (ascending) put on `days`, (len(days),); NaN where they have none."""
    if not len(own):
        return np.full(len(days), np.nan)
    place = np.minimum(np.searchsorted(own, days), len(own) - 1)
    return np.where(own[place] == days, values[place], np.nan)
