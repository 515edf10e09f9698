"""Q12: no session is missing between a line's first row and its last."""

from __future__ import annotations

from itertools import compress

import numpy as np
import polars as pl

from rotascope.ingest.findings import EMPTY, found_at
from rotascope.ingest.lines import Flags, Ints, Lines
from rotascope.sessions import all_sessions

__all__ = ["daily", "gaps", "pauses"]

UNIVERSE, FEW, SHARE = 20, 5, 0.05


def pauses(lines: Lines, longer: int = 1) -> Ints:
    """Rows of daily lines that come more than `longer` sessions after the row before them."""
    step = np.diff(lines.sessions, prepend=np.int32(0))
    rows = np.flatnonzero((step > longer) & lines.follows)
    return rows[daily(lines)[lines.owner(rows)]] if len(rows) else rows


def daily(lines: Lines) -> Flags:
    """Which lines are daily: at most half of their steps pass a session over. One row alone is.

    A monthly line misses nothing by skipping twenty sessions.
    """
    step = np.diff(lines.sessions, prepend=np.int32(0))
    late = lines.owner(np.flatnonzero((step > 1) & lines.follows))
    passed = np.bincount(late, minlength=len(lines.starts))
    regular: Flags = 2 * passed <= np.maximum(lines.ends - lines.starts - 1, 0)
    return regular


def gaps(
    frame: pl.DataFrame, lines: Lines, absent: pl.DataFrame | None = None
) -> list[pl.DataFrame]:
    """A flag on the row after each gap; held with the whole file where the universe has the gap.

    The file is held if more than 5 % of its daily lines, at least 5 of at least 20, miss one session
    that lies between their first and last rows: then the source lost a day, not a stock its trading.
    `absent` rows (symbol, date) are in the file and held by another check: they are not missing.
    """
    rows = pauses(lines)
    missing = lines.sessions[rows] - lines.sessions[rows - 1] - 1 - _absent(frame, rows, absent)
    rows, missing = rows[missing > 0], missing[missing > 0]
    if not len(rows):
        return [EMPTY]
    wide, told = _universe(lines, rows)
    days, before = all_sessions(), lines.sessions[rows - 1]
    said = [f"{n} missing after {days[s]}" for n, s in zip(missing, before, strict=True)]
    every = "every session between a line's first and last row"
    few = "sessions that at most 5 % of the lines miss"
    return [
        found_at(frame, rows[~wide], "Q12", every, list(compress(said, ~wide)), "flag"),
        found_at(frame, rows[wide], "Q12", few, told, "hold"),
    ]


def _absent(frame: pl.DataFrame, rows: Ints, absent: pl.DataFrame | None) -> Ints:
    """How many held rows of the line lie in each gap, or say no day at all."""
    if absent is None or not len(rows):
        return np.zeros(len(rows), dtype=np.int64)
    some = frame[rows].select(pl.col("symbol").cast(pl.String), place=pl.int_range(pl.len()),
                              before=frame["date"].gather(rows - 1), after="date")  # fmt: skip
    met = some.join(absent, on="symbol")
    inside = (pl.col("date") > pl.col("before")) & (pl.col("date") < pl.col("after"))
    at = met.filter(inside | pl.col("date").is_null())["place"].to_numpy()
    return np.bincount(at, minlength=len(rows))


def _universe(lines: Lines, rows: Ints) -> tuple[Flags, list[str]]:
    """(rows whose gap holds a session that the universe misses, what is said of each such row)."""
    days, regular = all_sessions(), daily(lines)
    size = len(days) + 1
    sessions = lines.sessions.astype(np.int64)
    before, after = sessions[rows - 1], sessions[rows]
    missing = _covered(before + 1, after, size)
    live = _covered(sessions[lines.starts[regular]], sessions[lines.ends[regular] - 1] + 1, size)
    lost = (live >= UNIVERSE) & (missing >= FEW) & (missing > SHARE * live)
    reach = np.concatenate([[0], np.cumsum(lost)])
    wide = reach[after] > reach[before + 1]
    first = np.searchsorted(reach, reach[before[wide] + 1], side="right") - 1
    return wide, [f"{missing[s]} of {live[s]} lines miss {days[s]}" for s in first]


def _covered(low: Ints, high: Ints, size: int) -> Ints:
    """How many of the half-open intervals hold each of 0 .. size - 1."""
    change = np.bincount(low, minlength=size) - np.bincount(high, minlength=size)
    return np.cumsum(change)
