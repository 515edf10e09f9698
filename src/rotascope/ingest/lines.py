"""Price lines side by side: their rows as arrays, spikes (Q13), levels turned into returns.

Levels are checked first and the held ones removed; only then does a return span from one kept row to
the next, so that a false print leaves no trace in two returns.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from rotascope.sessions import Numbers, numbers

__all__ = [
    "Flags", "Floats", "Ints", "Jumps", "Lines", "codes", "indices", "jumps", "lines", "robust_sigma",
    "to_returns",
]  # fmt: skip

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

SIGMAS, FLOOR = 8.0, 0.25
LOOK_BACK, AT_LEAST = 60, 20
WITHIN, BACK = 3, 0.10
# A price that falls to a tenth and is 12 times that a day later was misprinted, though it then stands a
# quarter higher: Kingstone in March 2009.
FAR, BACK_FAR = float(np.log(8.0)), 0.15
MARKET_SHARE, MARKET_LINES, MARKET_TIMES = 0.01, 10, 3.0


def codes(frame: pl.DataFrame) -> tuple[Ints, Ints]:
    """(instrument, day) of every row as whole numbers; equal numbers are one line."""
    lines = frame["instrument"].to_physical().to_numpy().astype(np.int64)
    return lines, frame["date"].to_physical().to_numpy().astype(np.int64)


@dataclass(frozen=True, slots=True)
class Lines:
    """The rows of a frame sorted by line and date, as arrays of its length n (or of its lines).

    `codes` number the instruments, `days` count from 1970, `sessions` are the days' places in New
    York's calendar (-1: none); `follows` is true where the row before is of the same line. `starts`
    and `ends` bound each line's rows, the end not included.
    """

    codes: Ints
    days: Ints
    sessions: Numbers
    follows: Flags
    starts: Ints
    ends: Ints

    def owner(self, rows: Ints) -> Ints:
        """Which line (0, 1, ...) each of these rows belongs to."""
        return np.searchsorted(self.starts, rows, side="right") - 1


def lines(frame: pl.DataFrame) -> Lines:
    """The frame's lines. It has `instrument` and `date`, is sorted by both and has no null there."""
    numbered, days = codes(frame)
    follows = np.zeros(len(numbered), dtype=bool)
    np.equal(numbered[1:], numbered[:-1], out=follows[1:])
    starts = np.flatnonzero(~follows)
    ends = np.append(starts[1:], len(numbered)) if len(starts) else starts
    return Lines(numbered, days, numbers(days), follows, starts, ends)


def indices(frame: pl.DataFrame, lines: Lines) -> Flags:
    """Which lines are indices: nobody trades them, and what their volume counts differs."""
    names = frame["instrument"].gather(lines.starts).cast(pl.String)
    made = names.str.contains(":^", literal=True) | names.str.contains("^(INDEX|ROTA):")
    return made.to_numpy()


@dataclass(frozen=True, slots=True)
class Jumps:
    """Positions of moves beyond the limit. `spikes` are every row of a spike, `before` the position
    each left from; `kept` are the rows on which a real move happened.
    """

    spikes: Ints
    before: Ints
    kept: Ints


def jumps(codes: Ints, days: Ints, levels: Floats) -> Jumps:
    """Q13 over lines sorted by (code, day). levels (n,) positive.

    A jump is a log return beyond max(8 robust sigmas of the 60 returns before it, 0.25). It is a
    spike, and the rows it lifts are held, if within 3 sessions one opposite jump of at least half its
    size brings the level back to within a tenth of the move; of one by 8 times or more, within 15 %. It
    is a real move, flagged and kept, if it does not come back, or if one line in a hundred (and at least
    ten) jumped that very day, the middle one at least a third as far: then the market moved, not a
    keyboard. Moves in a line's last 3 sessions cannot be judged and are kept.
    """
    logs = np.log(levels)
    moves = np.zeros(len(logs))
    moves[1:] = np.diff(logs)
    moves[1:][codes[1:] != codes[:-1]] = 0.0
    large = np.flatnonzero(np.abs(moves) > FLOOR)
    limit = np.maximum(SIGMAS * robust_sigma(codes, moves, large), FLOOR)
    at = large[np.abs(moves[large]) > limit]
    lasted = _lasted(codes, logs, moves, at)
    lasted[_markets(codes, days, moves, large, at)] = 0
    starts, lengths = _apart(at, lasted)
    spikes = np.repeat(starts, lengths) + _within(lengths)
    kept = np.setdiff1d(at, np.concatenate([spikes, starts + lengths]))
    return Jumps(spikes, np.repeat(starts - 1, lengths), kept)


def robust_sigma(codes: Ints, moves: Floats, at: Ints) -> Floats:
    """1.4826 x the median size of the 60 returns before each position (their centre taken as 0).

    A line's first sessions have too few of them (under 20): there the 60 after the event speak. 0 if
    those are too few as well.
    """
    before = _spread(codes, moves, at, -np.arange(1, LOOK_BACK + 1))
    early = np.isnan(before)
    after = _spread(codes, moves, at[early], np.arange(WITHIN + 1, WITHIN + 1 + LOOK_BACK))
    before[early] = after
    return np.nan_to_num(before, nan=0.0)


def _spread(codes: Ints, moves: Floats, at: Ints, steps: Ints) -> Floats:
    """Robust sigma of the line's returns at the given steps from each position; NaN if under 20."""
    seen = at[:, None] + steps[None, :]
    inside = (seen >= 1) & (seen < len(codes))
    seen = np.clip(seen, 1, len(codes) - 1)
    inside &= (codes[seen] == codes[at][:, None]) & (codes[seen - 1] == codes[at][:, None])
    window = np.where(inside, moves[seen], np.nan)
    enough = inside.sum(axis=1) >= AT_LEAST
    sigma = np.full(len(at), np.nan)
    if enough.any():
        sigma[enough] = 1.4826 * np.nanmedian(np.abs(window[enough]), axis=1)
    return sigma


def _lasted(codes: Ints, logs: Floats, moves: Floats, at: Ints) -> Ints:
    """Sessions after which each jump was undone (1..3), 0 if it was not."""
    lasted = np.zeros(len(at), dtype=np.int64)
    room = np.where(np.abs(moves[at]) >= FAR, BACK_FAR, BACK) * np.abs(moves[at])
    for j in range(WITHIN, 0, -1):
        end = np.minimum(at + j, len(logs) - 1)
        inside = (at + j < len(logs)) & (codes[end] == codes[at])
        left = np.abs(logs[end] - logs[at - 1]) <= room
        jumped = (moves[end] * moves[at] < 0) & (np.abs(moves[end]) >= 0.5 * np.abs(moves[at]))
        lasted[inside & left & jumped] = j
    return lasted


def _markets(codes: Ints, days: Ints, moves: Floats, large: Ints, at: Ints) -> Flags:
    """Which jumps are the market's: many lines moved that day, and these no more than thrice as far as
    the middle one of them. Not the way they went: in March 2020 some rose by half while most fell.
    """
    mine = np.zeros(len(at), dtype=bool)
    if not len(at):
        return mine
    many = max(MARKET_LINES, MARKET_SHARE * len(np.unique(codes)))
    hit, count = np.unique(days[large], return_counts=True)
    for day in hit[count >= many]:
        usual = np.median(np.abs(moves[large[days[large] == day]]))
        mine |= (days[at] == day) & (np.abs(moves[at]) <= MARKET_TIMES * usual)
    return mine


def _apart(at: Ints, lasted: Ints) -> tuple[Ints, Ints]:
    """(starts, lengths) of the spikes: the way back of one is not the start of the next.

    A loop over spikes, not rows: a few hundred in a file of millions.
    """
    begun: list[tuple[int, int]] = []
    free = -1
    for t, j in zip(at.tolist(), lasted.tolist(), strict=True):
        if j and t > free:
            begun.append((t, j))
            free = t + j
    pairs = np.array(begun, dtype=np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def _within(lengths: Ints) -> Ints:
    """0, 1, ... inside each run of the given lengths."""
    ends = np.cumsum(lengths)
    return np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - lengths, lengths)


def to_returns(frame: pl.DataFrame) -> pl.DataFrame:
    """Levels -> tr since the line's previous row, and anchor on its first. Sorted by instrument, date."""
    before = pl.col("level").shift(1)
    same = (pl.col("instrument") == pl.col("instrument").shift(1)).fill_null(value=False)
    return frame.with_columns(
        tr=pl.when(same).then(pl.col("level") / before - 1.0),
        anchor=pl.when(~same).then(pl.col("level")),
    )
