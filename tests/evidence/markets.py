"""Small markets by hand: lines from log levels, on the sessions that end on a given day."""

from collections.abc import Mapping
from datetime import date

import numpy as np
import polars as pl

from rotascope import catalog
from rotascope.panel import Panel
from rotascope.registry import SignalSpec
from rotascope.sessions import all_sessions
from rotascope.signals.reading import Measured
from rotascope.signals.trace import Trace
from rotascope.store.memory import MemoryBackend
from rotascope.store.tables import TABLES
from rotascope.terms import Reading

LAST = date(2026, 6, 12)


def sessions_to(last: date, n: int) -> np.ndarray:
    days = all_sessions()
    end = int(np.searchsorted(days, np.datetime64(last), side="right"))
    return days[end - n : end]


def returns_frame(lines: Mapping[str, np.ndarray], last: date = LAST) -> pl.DataFrame:
    """`lines`: log levels by symbol, each ending on `last`; the first row is the anchor."""
    parts = []
    for symbol, log_levels in lines.items():
        days = sessions_to(last, len(log_levels))
        tr = np.expm1(np.diff(log_levels)).tolist()
        parts.append(
            pl.DataFrame(
                {
                    "dataset": "hand",
                    "instrument": catalog.load().instrument_id(symbol, last),
                    "date": days,
                    "known_at": days,
                    "tr": [None, *tr],
                    "anchor": [100.0, *[None] * len(tr)],
                },
                schema=TABLES["returns"].schema,
            )
        )
    return pl.concat(parts)


def market(lines: Mapping[str, np.ndarray], as_of: date = LAST, last: date = LAST) -> Panel:
    return Panel(MemoryBackend({"returns": returns_frame(lines, last)}), as_of)


def noise(n: int, seed: int, sd: float = 0.005) -> np.ndarray:
    return np.cumsum(np.random.default_rng(seed).normal(0.0, sd, n))


def measured(
    name: str,
    lean: np.ndarray,
    *,
    axis: str = "size",
    family: str = "price",
    sign: int = 1,
    days: np.ndarray | None = None,
    text: str = "",
) -> Measured:
    """A signal whose lean is given outright."""
    days = sessions_to(LAST, len(lean)) if days is None else days
    spec = SignalSpec(
        name, name, axis, family, "fraction", sign, "theory", lambda panel: None, lean="value"
    )  # type: ignore[arg-type]
    trace = Trace(days, lean, lean=lean)
    value = float(lean[-1])
    reading = Reading(
        name, name, axis, family, LAST, value, "fraction", value if sign else None, None,  # type: ignore[arg-type]
        len(lean), 1.0, None, None, "ok", "", f"signal/{name}@{LAST}", text=text, sign=sign,  # type: ignore[arg-type]
    )  # fmt: skip
    return Measured(spec, trace, reading)
