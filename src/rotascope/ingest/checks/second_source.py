"""Q13 beside what is on file: a big move that better sources deny is no move."""

from __future__ import annotations

import numpy as np
import polars as pl

from rotascope.ingest.checks.spikes import spikes
from rotascope.ingest.findings import EMPTY, found
from rotascope.ingest.lines import robust_sigma
from rotascope.ingest.whole import Whole

__all__ = ["big_moves", "raw_spikes", "second_source"]

SIGMAS, FLOOR, HALF = 8.0, 0.25, 0.5


def raw_spikes(whole: Whole) -> list[pl.DataFrame]:
    """Q13 of raw bars: spikes and real moves of what is left once announced actions are taken out.

    A 4:1 split on file is no fall by three quarters, a special dividend no crash.
    """
    if not whole.raw.any():
        return []
    start = np.append(True, whole.codes[1:] != whole.codes[:-1])
    total = np.cumsum(whole.growth)
    offset = np.repeat(total[start], np.diff(np.append(np.flatnonzero(start), len(total))))
    adjusted = pl.Series("adjusted close", np.exp(total - offset))
    first = whole.frame["close"].gather(np.flatnonzero(start)).to_numpy()
    scale = np.repeat(first, np.diff(np.append(np.flatnonzero(start), len(total))))
    frame = whole.frame.with_columns(adjusted * pl.Series("adjusted close", scale))
    told = spikes(frame.filter(pl.Series(whole.raw)), "adjusted close")
    return [part.filter(pl.col("at").is_not_null()) for part in told]


def big_moves(whole: Whole) -> pl.DataFrame:
    """Rows of the file (`at`) that move beyond max(8 robust sigmas, 25 %): `place`, `back`, `ours`."""
    at = np.flatnonzero(np.abs(whole.growth) > FLOOR)
    limit = SIGMAS * robust_sigma(whole.codes, whole.growth, at)
    at = at[np.abs(whole.growth[at]) > limit]
    at = at[whole.frame["at"].is_not_null().gather(at).to_numpy()] if len(at) else at
    rows = whole.frame[at]
    return rows.with_columns(
        back=whole.frame["date"].gather(at - 1), ours=pl.Series(whole.growth[at])
    )


def second_source(rows: pl.DataFrame, others: pl.DataFrame) -> list[pl.DataFrame]:
    """Big moves that other datasets' returns of that day contradict, and none confirms.

    Held if a dataset that ranks better contradicts, or two of at least equal rank do; told and kept
    otherwise. One against one has no majority, and what was imported first is not thereby right: a feed
    that repeats a stale close would have the real fall of a better one held. The reader takes the
    better-ranked one anyway. rows from `big_moves`, others from `other_moves` (`rank` below 0: better
    than the file's dataset). Contradicted is a move from which the other one is more than half of it
    away; measured from the same session, or it is not asked.
    """
    if not rows.height or not others.height:
        return [EMPTY]
    met = rows.join(others, on=["instrument", "date", "back"])
    apart = (pl.col("ours") - pl.col("move")).abs() > HALF * pl.col("ours").abs()
    told = (
        met.with_columns(apart=apart)
        .group_by("at")
        .agg(
            alone=pl.col("apart").all(), other=pl.col("other").first(), move=pl.col("move").first(),
            better=(pl.col("rank") < 0).any(), peers=(pl.col("rank") <= 0).sum(),
        )
    )  # fmt: skip
    alone = rows.join(told.filter("alone"), on="at", maintain_order="left")
    said = pl.format("{} %, and {} % in {}", _percent("ours"), _percent("move"), "other")
    expected = "a move that the other sources on file have too"
    outvoted = pl.col("better") | (pl.col("peers") >= 2)
    return [
        found(alone, outvoted, "Q13", expected, said),
        found(alone, ~outvoted, "Q13", expected, said, "flag"),
    ]


def _percent(log: str) -> pl.Expr:
    return ((pl.col(log).exp() - 1.0) * 100.0).round(1)
