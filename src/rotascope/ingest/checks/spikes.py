"""Q13: a move beyond 8 robust sigmas and 25 %; a spike that comes straight back is held."""

from __future__ import annotations

import polars as pl

from rotascope.ingest import lines
from rotascope.ingest.findings import EMPTY, found
from rotascope.ingest.lines import Ints
from rotascope.terms import Severity

__all__ = ["spikes"]


def spikes(frame: pl.DataFrame, price: str) -> list[pl.DataFrame]:
    """Rows of spikes (held) and of real moves (flagged), by the levels in column `price`."""
    codes, days = lines.codes(frame)
    seen = lines.jumps(codes, days, frame[price].to_numpy())
    back = "a level that does not come straight back"
    usual = "a move within 8 robust sigmas or 25 %"
    return [
        _told(frame, price, seen.spikes, seen.before, back, "quarantine"),
        _told(frame, price, seen.kept, seen.kept - 1, usual, "flag"),
    ]


def _told(
    frame: pl.DataFrame, price: str, at: Ints, before: Ints, expected: str, severity: Severity
) -> pl.DataFrame:
    if not len(at):
        return EMPTY
    rows = frame[at].with_columns(before=frame[price].gather(before))
    move = ((pl.col(price) / pl.col("before") - 1.0) * 100.0).round(1)
    now, then = (pl.col(name).round_sig_figs(6) for name in (price, "before"))  # no Float32 tails
    said = pl.format("{} {} after {} ({} %)", pl.lit(price), now, then, move)
    return found(rows, pl.lit(value=True), "Q13", expected, said, severity)
