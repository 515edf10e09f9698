"""Planted initial claims: weekly, out on the Thursday after, falling as the planted cycle improves."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from rotascope.providers.planted_tables import frame
from rotascope.sessions import Days, all_sessions

__all__ = ["FIRST", "LEVEL", "claims"]

FIRST = np.datetime64("1999-01-02")  # a Saturday
LEVEL, SD = 230_000.0, 0.03
RELEASED = np.timedelta64(5, "D")  # a week that ends on Saturday is out on Thursday


def claims(days: Days, draw: np.random.Generator) -> Mapping[str, pl.DataFrame]:
    """ICSA since 1999: independent log noise of 3 % around 230,000, no revision, no link to any price.

    A release that falls on no session counts from the next one.
    """
    last = days[-1]
    weeks = np.arange(FIRST, last - RELEASED + np.timedelta64(1, "D"), np.timedelta64(7, "D"))
    every = all_sessions()
    known = every[np.searchsorted(every, weeks + RELEASED)]
    values = LEVEL * np.exp(SD * draw.standard_normal(len(weeks)))
    kept = known <= last
    count = int(kept.sum())
    return {
        "macro": frame(
            "macro",
            {
                "series": ["ICSA"] * count,
                "date": weeks[kept],
                "known_at": known[kept],
                "value": np.round(values[kept], -3),
                "unit": ["persons"] * count,
                "assumed": [False] * count,
            },
        )
    }
