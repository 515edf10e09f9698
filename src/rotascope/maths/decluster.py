"""From a condition's truth to its events: when it fired, and which firings are independent."""

from __future__ import annotations

import numpy as np

from rotascope.maths.types import Flags, Ints

__all__ = ["decluster", "firings"]


def firings(true: Flags, known: Flags, rearm: int = 5) -> Ints:
    """Rows on which `true` (n,) begins, ascending: the first after `rearm` rows without it.

    A shorter pause is the same event: a spread that crosses its threshold to and fro fires once.
    What was already true on the first `known` row began before the history does and is no firing.
    """
    at = np.flatnonzero(true)
    if not len(at):
        return at
    pause = np.diff(at, prepend=at[0] - rearm - 1) > rearm
    first = int(np.argmax(known))
    return np.asarray(at[pause & (at > first)])


def decluster(at: Ints, gap: int) -> Ints:
    """Of ascending positions those at least `gap` after the last one kept; the first is kept.

    Outcomes over `gap` rows of what is left do not overlap.
    """
    kept: list[int] = []
    for place in np.asarray(at).tolist():
        if not kept or place - kept[-1] >= gap:
            kept.append(place)
    return np.asarray(kept, dtype=np.int64)
