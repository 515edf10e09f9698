"""Q18: prices move, and a stock that trades for millions trades every day."""

from __future__ import annotations

import numpy as np
import polars as pl

from rotascope.ingest.findings import EMPTY, found_at
from rotascope.ingest.lines import Flags, Ints, Lines, indices

__all__ = ["stale"]

LIQUID_USD, AT_LEAST = 1e6, 20
BAR = ("open", "high", "low", "close")


def stale(frame: pl.DataFrame, lines: Lines) -> list[pl.DataFrame]:
    """Flags on bars: the same one on a third session and after, though shares traded; no trade at all
    in a line whose median day is above 1 M USD (of at least 20 rows; indices have no such day).

    A bar is open, high, low and close; where a file has closes only, the close and the volume.
    """
    if "volume" not in frame.columns or frame["volume"].null_count() == len(frame):
        return [EMPTY]
    same = _same(frame) & lines.follows
    third = np.flatnonzero(same[1:] & same[:-1]) + 1
    empty = _untraded(frame, lines)
    bar = pl.format("close {}, the same bar as on the two sessions before", "close")
    none = pl.lit("volume 0")
    return [
        found_at(frame, third, "Q18", "a bar unlike the two before it", bar, "flag"),
        found_at(frame, empty, "Q18", "shares traded: a median day is above 1 M USD", none, "flag"),
    ]  # fmt: skip


def _same(frame: pl.DataFrame) -> Flags:
    """Rows whose bar is the row before's, with shares traded in both."""
    traded = (pl.col("volume") > 0) & (pl.col("volume").shift(1) > 0)
    equal = pl.all_horizontal(pl.col(name).eq_missing(pl.col(name).shift(1)) for name in BAR)
    whole = pl.col("open").is_not_null() | (pl.col("volume") == pl.col("volume").shift(1))
    return frame.select((traded & equal & whole).fill_null(value=False)).to_series().to_numpy()


def _untraded(frame: pl.DataFrame, lines: Lines) -> Ints:
    rows = frame.select((pl.col("volume") == 0).fill_null(value=False).arg_true()).to_series()
    at = rows.to_numpy().astype(np.int64)
    owner = lines.owner(at)
    index = indices(frame, lines)
    liquid = np.zeros(len(lines.starts), dtype=bool)
    for line in np.unique(owner[~index[owner]]):
        first, end = int(lines.starts[line]), int(lines.ends[line])
        part = frame[first:end]
        usd = (part["close"] * part["volume"]).median()
        liquid[line] = end - first >= AT_LEAST and isinstance(usd, float) and usd > LIQUID_USD
    return at[liquid[owner]]
