"""Small worlds for the signals' tests: two lines with given returns, and the golden market."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import numpy as np
import polars as pl
import pytest
from scripts import golden

from rotascope.catalog import load
from rotascope.panel import Panel
from rotascope.sessions import all_sessions
from rotascope.store.memory import MemoryBackend

LAST = date(2024, 6, 28)


def sessions_to(last: date, n: int) -> np.ndarray:
    """The n sessions that end on `last`."""
    days = all_sessions()
    end = int(np.searchsorted(days, np.datetime64(last))) + 1
    return days[end - n : end]


def lines(
    returns: Mapping[str, Sequence[float]], last: date = LAST, prices: bool = True
) -> dict[str, pl.DataFrame]:
    """Frames of `returns` and `bars` in which each symbol starts at 100 and then earns its returns."""
    tr_parts, bar_parts = [], []
    for symbol, earned in returns.items():
        days = sessions_to(last, len(earned) + 1)
        listed = load().lookup(symbol)
        name = listed.id if listed else f"US:{symbol}"
        level = 100.0 * np.cumprod(np.concatenate([[1.0], 1.0 + np.asarray(earned, dtype=float)]))
        plain = {"dataset": "made", "instrument": name, "date": days, "known_at": days}
        tr_parts.append(
            pl.DataFrame(
                plain
                | {"tr": [None, *map(float, earned)], "anchor": [100.0] + [None] * len(earned)},
                schema_overrides={"tr": pl.Float64, "anchor": pl.Float64},
            )
        )
        bar_parts.append(pl.DataFrame(plain | {"close": level, "basis": "split"}))
    made = {"returns": pl.concat(tr_parts)}
    return made | {"bars": pl.concat(bar_parts)} if prices else made


@pytest.fixture(scope="session")
def market() -> Callable[..., Panel]:
    """`market({"IWM": [...], "SPY": [...]})`: a panel on 2024-06-28 over lines with those returns."""

    def made(
        returns: Mapping[str, Sequence[float]], last: date = LAST, **extra: pl.DataFrame
    ) -> Panel:
        return Panel(MemoryBackend(lines(returns, last) | extra), last)

    return made


@pytest.fixture(scope="session")
def golden_panel() -> Panel:
    """The planted market under real names, 900 sessions, on its last day."""
    return golden.panel()
