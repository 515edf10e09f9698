"""A store as a replay would leave it, in a moment: readings as the histories say they were."""

from __future__ import annotations

import numpy as np
import polars as pl

from rotascope.panel import Panel
from rotascope.sessions import all_sessions, numbers
from rotascope.signals.reading import Measured, measure
from rotascope.store.memory import MemoryBackend
from rotascope.store.tables import TABLES
from tests.laws.leans import lean_history

PATIENT = 5  # sessions


def with_readings(backend: MemoryBackend, panel: Panel, weeks: int = 200) -> MemoryBackend:
    """The same rows, and readings of every scored signal on every fifth session of `weeks` weeks.

    That a history says on a day what a reading of that day said is a law of its own; a real replay
    is tested where it is made.
    """
    end = int(np.searchsorted(all_sessions(), np.datetime64(panel.as_of), side="right"))
    days = all_sessions()[end - 5 * weeks : end : 5]
    told = [_rows(one, days) for one in measure(panel, null=False) if one.spec.sign]
    frames = {**backend.frames, "readings": pl.concat(part for part in told if len(part))}
    return MemoryBackend(frames, backend.datasets())


def _rows(one: Measured, days: np.ndarray) -> pl.DataFrame:
    own = one.trace.days
    at = np.searchsorted(own, days, side="right") - 1
    place = np.maximum(at, 0)
    if len(own):
        fresh = (at >= 0) & (numbers(days) - numbers(own[place]) <= PATIENT)
        lean = np.where(fresh, lean_history(one)[place], np.nan)
        value = np.where(fresh, one.trace.value[place], np.nan)
    else:
        lean = value = np.full(len(days), np.nan)
    n = len(days)
    made = pl.DataFrame(
        {
            "dataset": ["replay"] * n, "signal": [one.spec.name] * n, "date": days,
            "known_at": days, "value": value, "lean": lean, "percentile": [None] * n,
            "coverage": [1.0] * n, "status": ["ok"] * n, "state": [""] * n, "code": ["c"] * n,
            "data": ["d"] * n, "version": ["0"] * n,
        },
        schema=TABLES["readings"].schema,
    )  # fmt: skip
    return made.with_columns(pl.col("lean", "value").fill_nan(None))
