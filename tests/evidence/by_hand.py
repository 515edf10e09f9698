"""Markets by hand with macro series, policy decisions and reports beside the prices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import polars as pl

from rotascope.panel import Panel
from rotascope.store.memory import MemoryBackend
from rotascope.store.tables import TABLES
from tests.evidence.markets import LAST, returns_frame


def world(
    lines: Mapping[str, np.ndarray],
    *,
    macro: Mapping[str, tuple[np.ndarray, np.ndarray]] | None = None,
    decisions: Sequence[tuple[date, float]] = (),
    reports: Sequence[tuple[str, date, str, float, float | None]] = (),
    as_of: date = LAST,
) -> Panel:
    """`macro`: days and values by series; `reports`: symbol, day, timing, estimate, actual."""
    frames = {"returns": returns_frame(lines)}
    if macro:
        frames["macro"] = pl.concat([_macro(name, *rows) for name, rows in macro.items()])
    if decisions:
        frames["events"] = _decisions(decisions)
    if reports:
        frames["earnings"] = _reports(reports)
    return Panel(MemoryBackend(frames), as_of)


def _macro(name: str, days: np.ndarray, values: np.ndarray) -> pl.DataFrame:
    rows = {"dataset": "hand", "series": name, "date": days, "known_at": days, "value": values,
            "unit": "percent", "assumed": False}  # fmt: skip
    return pl.DataFrame(rows, schema=TABLES["macro"].schema)


def _decisions(rows: Sequence[tuple[date, float]]) -> pl.DataFrame:
    days, changes = [day for day, _ in rows], [change for _, change in rows]
    columns = {"dataset": "hand", "entity": "US", "kind": "FOMC decision", "date": days,
               "known_at": days, "value": changes, "note": ""}  # fmt: skip
    return pl.DataFrame(columns, schema=TABLES["events"].schema)


def _reports(rows: Sequence[tuple[str, date, str, float, float | None]]) -> pl.DataFrame:
    days = [row[1] for row in rows]
    columns = {
        "dataset": "hand", "symbol": [row[0] for row in rows], "date": days,
        "fiscal": [str(day) for day in days], "known_at": days, "timing": [row[2] for row in rows],
        "eps_estimate": [row[3] for row in rows], "eps_actual": [row[4] for row in rows],
        "revenue_actual": None,
    }  # fmt: skip
    return pl.DataFrame(columns, schema=TABLES["earnings"].schema)
