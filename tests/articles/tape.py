"""A market by hand: closes of named sessions on price, on total return or on both; and its claims."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from rotascope.catalog import load
from rotascope.panel import Panel
from rotascope.sessions import all_sessions
from rotascope.store.memory import MemoryBackend
from rotascope.terms.articles import Article, Claim, Publication

Levels = Mapping[date, float]


def closes(first: date, last: date, *, start: float = 100.0, **named: float) -> dict[date, float]:
    """A close for every session of a span: `start`, then each named one (d2025_01_02) until the next."""
    days = all_sessions()
    inside = days[(days >= np.datetime64(first)) & (days <= np.datetime64(last))].tolist()
    jumps = {date(*map(int, name[1:].split("_"))): level for name, level in named.items()}
    made, level = {}, start
    for day in inside:
        level = jumps.get(day, level)
        made[day] = level
    return made


def tape(
    as_of: date,
    price: Mapping[str, Levels] | None = None,
    total: Mapping[str, Levels] | None = None,
) -> Panel:
    """A panel over closes by symbol; every close is known on its day."""
    frames = {}
    if price:
        frames["bars"] = pl.concat(_bars(name, levels) for name, levels in price.items())
    if total:
        frames["returns"] = pl.concat(_returns(name, levels) for name, levels in total.items())
    return Panel(MemoryBackend(frames), as_of)


def _id(symbol: str) -> str:
    found = load().lookup(symbol)
    return found.id if found else f"US:{symbol}"


def _bars(symbol: str, levels: Levels) -> pl.DataFrame:
    days = list(levels)
    return pl.DataFrame(
        {"dataset": "hand", "instrument": _id(symbol), "date": days, "known_at": days,
         "close": [float(level) for level in levels.values()], "basis": "split"}
    )  # fmt: skip


def _returns(symbol: str, levels: Levels) -> pl.DataFrame:
    days, values = list(levels), np.array(list(levels.values()), dtype=float)
    return pl.DataFrame(
        {"dataset": "hand", "instrument": _id(symbol), "date": days, "known_at": days,
         "tr": [None, *(values[1:] / values[:-1] - 1.0).tolist()],
         "anchor": [float(values[0]), *[None] * (len(days) - 1)]},
        schema_overrides={"tr": pl.Float64, "anchor": pl.Float64},
    )  # fmt: skip


def claim(subject: str, value: float | None, window: str = "ytd", **other: Any) -> Claim:
    """A claim of return printed to hundredths of a per cent; `subject` may name several by commas."""
    given: dict[str, Any] = {
        "id": f"{subject} {window} {value}", "kind": "change", "measure": "return", "op": "=",
        "unit": "fraction", "quote": "", "start": 0, "end": 0, "sentence": 0, "tolerance": 0.00005,
        "digits": 2,
    }  # fmt: skip
    return Claim(subject=tuple(subject.split(",")), value=value, window=window, **(given | other))


def direction(subject: str, op: str, against: str = "", window: str = "ytd", **other: Any) -> Claim:
    """A claim that one line is above or below another, with no number."""
    wanted: dict[str, Any] = {
        "measure": "relative_return", "kind": "comparison", "digits": None, "tolerance": 0.0,
        "op": op, "against": tuple(against.split(",")) if against else (),
    }  # fmt: skip
    return claim(subject, 0.0, window, **(wanted | other))


def article(day: date | None = None) -> Article:
    """An article without text, published on a day or on none that is known."""
    return Article("hand", "", "", (), Publication(day, "given" if day else "undated"))
