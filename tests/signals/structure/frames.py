"""Frames of funds and contracts, worked by hand, as panels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from rotascope.panel import Panel
from rotascope.providers.planted_tables import frame
from rotascope.sessions import Days, all_sessions
from rotascope.store.memory import MemoryBackend

LAST = date(2024, 6, 28)


def days_to(count: int, last: date = LAST) -> Days:
    end = int(np.searchsorted(all_sessions(), np.datetime64(last), side="right"))
    return all_sessions()[end - count : end]


def sizes(
    fund: str, shares: Sequence[float], nav: Sequence[float], last: date = LAST
) -> pl.DataFrame:
    """Sizes of consecutive sessions up to `last`, each known the same day."""
    days = days_to(len(shares), last)
    assets = np.array(shares) * np.array(nav)
    return frame("funds", {"fund": [fund] * len(days), "date": days, "known_at": days,
                           "net_assets": assets, "shares_outstanding": shares, "nav": nav})  # fmt: skip


def panel(tables: Mapping[str, Any], last: date = LAST) -> Panel:
    return Panel(MemoryBackend(dict(tables)), last)
