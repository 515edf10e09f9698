"""Q13 beside what is on file: a big move that no other source has is no move."""

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
    """Held: big moves that another dataset's return of that day contradicts, and none confirms.

    rows from `big_moves`, others from `other_moves`. Contradicted is a move from which the other one
    is more than half of it away; measured from the same session, or it is not asked.
    """
    if not rows.height or not others.height:
        return [EMPTY]
    met = rows.join(others, on=["instrument", "date", "back"])
    apart = (pl.col("ours") - pl.col("move")).abs() > HALF * pl.col("ours").abs()
    told = (
        met.with_columns(apart=apart)
        .group_by("at")
        .agg(
            alone=pl.col("apart").all(), other=pl.col("other").first(), move=pl.col("move").first()
        )
    )
    alone = rows.join(told.filter("alone"), on="at", maintain_order="left")
    said = pl.format("{} %, and {} % in {}", _percent("ours"), _percent("move"), "other")
    expected = "a move that the other sources on file have too"
    return [found(alone, pl.lit(value=True), "Q13", expected, said)]


def _percent(log: str) -> pl.Expr:
    return ((pl.col(log).exp() - 1.0) * 100.0).round(1)
