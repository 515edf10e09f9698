"""Q19: a day's prices are not yesterday's for a tenth of the names, and somebody traded."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from rotascope.ingest.findings import EMPTY, found_at
from rotascope.ingest.lines import Flags, Floats, Ints, Lines, indices
from rotascope.sessions import Numbers, all_sessions, numbers

__all__ = ["NAMES", "frozen", "repeats"]

NAMES, SHARE = 20, 0.10
TIMES, SIGMAS = 2.0, 6.0
BEFORE, AT_LEAST = 60, 5
DECIMALS = date(2001, 4, 9)
"""Before it prices moved by sixteenths, and one in seven closed where it had the day before."""
USUAL, USUAL_IN_FRACTIONS, MOST = 0.03, 0.20, 0.40


def frozen(frame: pl.DataFrame, lines: Lines, price: str) -> list[pl.DataFrame]:
    """Holds the file: rows of a session on which too many of at least 20 names repeat their close.

    Too many: more than 10 %, twice what is usual in the file, and what chance makes of the usual
    share (6 sigmas). Usual is the median of up to 60 sessions before, else after; in a file of fewer
    than 5 it is 3 % (20 % before prices had decimals), and never more than 40 %. Cheap and quiet
    lines repeat by nature: of 3,300 US stocks 1-7 % on a day, up to 21 % in the year 2000. Also held:
    a session on which no line but indices has any volume.
    """
    values = frame[price].to_numpy()
    next_day = lines.follows & (np.diff(lines.sessions, prepend=np.int32(-9)) == 1)
    same = np.zeros(len(values), dtype=bool)
    np.equal(values[1:], values[:-1], out=same[1:])
    same &= next_day
    told = repeats(lines.sessions, next_day, same)
    rows = np.flatnonzero(same & np.isin(lines.sessions, list(told))) if told else np.zeros(0, int)
    said = [told[session] for session in lines.sessions[rows].tolist()]
    most = "closes of which at most a tenth are yesterday's"
    return [found_at(frame, rows, "Q19", most, said, "hold"), _untraded(frame, lines)]


def repeats(sessions: Numbers, next_day: Flags, same: Flags) -> dict[int, str]:
    """Sessions (their numbers) on which too many lines say again what they said the session before.

    All arrays (n,) rows: whether the row has the line's session before it, and is equal to it.
    """
    size = len(all_sessions())
    names = np.bincount(sessions[next_day], minlength=size)
    repeated = np.bincount(sessions[same & next_day], minlength=size)
    judged = np.flatnonzero(names >= NAMES)
    share = repeated[judged] / names[judged]
    days = all_sessions()
    return {
        int(s): f"{repeated[s]} of {names[s]} closes of {days[s]} are the day before's"
        for s in judged[share > _limit(judged, share, names[judged])]
    }


def _limit(judged: Ints, share: Floats, names: Ints) -> Floats:
    """The share of repeated closes above which a session's feed stood still."""
    floor = np.where(judged >= numbers(np.array([DECIMALS], dtype="datetime64[D]"))[0],
                     USUAL, USUAL_IN_FRACTIONS)  # fmt: skip
    usual = np.clip(_usual(share, floor), USUAL, MOST)
    chance = usual + SIGMAS * np.sqrt(usual * (1 - usual) / names)
    limit: Floats = np.maximum(SHARE, np.maximum(TIMES * usual, chance))
    return limit


def _usual(share: Floats, floor: Floats) -> Floats:
    """The median share of the sessions before each; of those after it where fewer than 5 are before."""
    seen = pl.Series(share)
    past = seen.rolling_median(BEFORE, min_samples=AT_LEAST).shift(1)
    future = seen.reverse().rolling_median(BEFORE, min_samples=AT_LEAST).shift(1).reverse()
    made = past.fill_null(future)
    return np.where(made.is_null(), floor, np.fmax(made.to_numpy().astype(float), 0.0))


def _untraded(frame: pl.DataFrame, lines: Lines) -> pl.DataFrame:
    if "volume" not in frame.columns or frame["volume"].null_count() == len(frame):
        return EMPTY
    volume = frame["volume"].fill_null(-1).to_numpy()
    said = (volume >= 0) & ~np.repeat(indices(frame, lines), lines.ends - lines.starts)
    size = len(all_sessions())
    names_of = np.bincount(lines.sessions[said], minlength=size)
    without = np.bincount(lines.sessions[said & (volume == 0)], minlength=size)
    still = np.flatnonzero((names_of >= NAMES) & (without == names_of))
    rows = np.flatnonzero(said & np.isin(lines.sessions, still)) if len(still) else still
    days = all_sessions()
    told = [f"volume 0 in all {names_of[s]} lines of {days[s]}" for s in lines.sessions[rows]]
    return found_at(frame, rows, "Q19", "shares traded in some line", told, "hold")
