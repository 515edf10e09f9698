"""Planted small companies outside the index, sector funds with one driver, and implied volatilities.

The small companies lead when the planted size axis says so. Implied volatilities are made from one
correlation between all lines, so that what is read from them can be checked: it is `CORRELATION`.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rotascope import catalog
from rotascope.providers import planted_tables as tables
from rotascope.sessions import Days

__all__ = ["CORRELATION", "SECTORS", "SMALL_LINES", "part"]

Vector = NDArray[np.float64]
CORRELATION, VOL = 0.35, 0.32
SMALL_LINES = tuple(f"PS{i:02d}" for i in range(1, 25))
SECTORS = ("XLB", "XLE", "XLF", "XLI", "XLK", "XLP", "XLU", "XLV", "XLY")
# Sessions before the last day from which small companies lead (+) or trail (-): the size axis's turns.
TURNS = ((1250, 1.0), (760, -1.0), (330, 1.0))
DRIFT = 0.0011


def part(days: Days, draw: np.random.Generator) -> Mapping[str, pl.DataFrame]:
    """Returns of the small companies and of nine sector funds; implied volatilities at month ends."""
    instrument = catalog.load().instrument_id
    last = days[-1].item()
    lines = _small(len(days), draw) | _sectors(len(days), draw)
    return {
        "returns": tables.returns({instrument(n, last): r for n, r in lines.items()}, days),
        "implied": _implied(days),
    }


def _implied(days: Days) -> pl.DataFrame:
    """Snapshots of month ends, known a session later: every line at VOL, the index at what one

    correlation between all of them makes of that, as if no line had weight of its own.
    """
    rows = tables.month_ends(days)[:-1]
    vols = {"PW:LARGE": VOL * CORRELATION**0.5} | {f"PW{i:02d}": VOL for i in range(1, 61)}
    stamped = np.repeat(days[rows], len(vols))
    return tables.frame(
        "implied",
        {
            "underlying": list(vols) * len(rows),
            "date": stamped,
            "expiry": stamped + np.timedelta64(30, "D"),
            "known_at": np.repeat(days[rows + 1], len(vols)),
            "iv": list(vols.values()) * len(rows),
        },
    )


def _small(count: int, draw: np.random.Generator) -> dict[str, Vector]:
    """Own noise about a weak common driver that carries the planted drift."""
    drift = np.full(count, -TURNS[0][1])
    for ago, sign in TURNS:
        drift[max(count - ago, 0) :] = sign
    common = 0.0004 + DRIFT * drift + 0.004 * draw.standard_normal(count)
    own = 0.015 * draw.standard_normal((count, len(SMALL_LINES)))
    return {name: common + own[:, i] for i, name in enumerate(SMALL_LINES)}


def _sectors(count: int, draw: np.random.Generator) -> dict[str, Vector]:
    """Nine lines that share half of their variance, and nearly all of it in the last 120 sessions."""
    weight = np.full((count, 1), 0.5)
    weight[max(count - 120, 0) :] = 0.9
    market = draw.standard_normal((count, 1))
    own = draw.standard_normal((count, len(SECTORS)))
    moves = 0.01 * (np.sqrt(weight) * market + np.sqrt(1.0 - weight) * own)
    return {name: moves[:, i] for i, name in enumerate(SECTORS)}
