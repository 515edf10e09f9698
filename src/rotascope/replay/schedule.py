"""Which sessions a replay walks over, and in what pieces."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

import numpy as np

from rotascope.sessions import all_sessions
from rotascope.signals.weekly import week_ends

__all__ = ["CHUNK", "Every", "chunks", "schedule"]

Every = Literal["week", "session"]
# Neighbours share what the past alone decides, so a piece is half a year; smaller ones fill the cores
# better at the end and are lost more cheaply in a crash.
CHUNK = 26


def schedule(first: date, last: date, every: Every = "week") -> tuple[date, ...]:
    """The sessions from `first` to `last`, ascending: all, or the last one of each completed week.

    A week in progress is left out: its row would be another one tomorrow.
    """
    days = all_sessions()
    low, high = np.searchsorted(days, [np.datetime64(first), np.datetime64(last) + 1])
    inside = days[low:high]
    chosen = inside[week_ends(inside)] if every == "week" and len(inside) else inside
    return tuple(chosen.tolist())


def chunks(days: Sequence[date]) -> tuple[tuple[date, ...], ...]:
    """Consecutive pieces: eight of a short span, so that all cores have some; of half a year at most."""
    size = min(max(len(days) // 8, 1), CHUNK)
    return tuple(tuple(days[at : at + size]) for at in range(0, len(days), size))
