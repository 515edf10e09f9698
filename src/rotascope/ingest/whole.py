"""A file's price lines with what is on file of them: arrays that the checks of moves share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from rotascope.ingest.lines import Flags, Floats, Ints, codes
from rotascope.ingest.market_rows import actions_for, before, lines_of
from rotascope.maths.adjust import total_growth
from rotascope.store.market import Market

__all__ = ["Whole", "bars_with", "whole_bars", "whole_returns"]

RAW, INDEX = "raw", "index"


@dataclass(frozen=True, slots=True)
class Whole:
    """Lines sorted by instrument and date; rows on file stand before the file's and have no `at`.

    Arrays have the frame's length n. `follows`: the row has a move, from the row before it. `moves` are
    log returns since that row as the file has them (prices for bars, total returns for returns), else
    0; `splits` logs of the ratios announced since then (0 = none); `growth` log total returns with
    splits and dividends put back, for raw bars, else the moves. `traded` is close x volume, NaN where
    unknown (None: nowhere known). `raw` rows hold prices as traded; `judged` rows can have splits.
    `acted`: actions go with these raw bars, so silence means that none was announced.
    """

    frame: pl.DataFrame
    codes: Ints
    follows: Flags
    moves: Floats
    splits: Floats
    growth: Floats
    traded: Floats | None
    raw: Flags
    judged: Flags
    acted: bool

    def ends(self, rows: Ints) -> Ints:
        """For each of these rows the position after its line's last one."""
        last = np.append(np.flatnonzero(self.codes[1:] != self.codes[:-1]) + 1, len(self.codes))
        return np.asarray(last[np.searchsorted(last, rows, side="right")])

    def moved(self, lines: pl.Series) -> pl.DataFrame:
        """The file's rows of these instruments that have a move: `back`, the row before, and `ours`."""
        wanted = pl.col("instrument").is_in(lines.implode()) & pl.col("at").is_not_null()
        mine = self.frame.select(wanted).to_series().to_numpy()
        at = np.flatnonzero(mine & self.follows)
        back = self.frame["date"].gather(at - 1)
        return self.frame[at].with_columns(back=back, ours=pl.Series(self.growth[at]))


def whole_bars(market: Market, frame: pl.DataFrame, dataset: str) -> Whole:
    """The bars of a file behind up to 80 stored ones of each line, with the actions on file."""
    frame = _behind(before(market, "bars", frame, dataset), frame)
    return bars_with(frame, actions_for(market, lines_of(frame), dataset))


def bars_with(frame: pl.DataFrame, actions: pl.DataFrame | None) -> Whole:
    """Bars sorted by instrument (an Enum) and date, with these actions; None: none go with them."""
    numbered, days = codes(frame)
    close = frame["close"].to_numpy().astype(np.float64)
    moves = _moves(numbered, np.log(close))
    raw = (frame["basis"] == RAW).to_numpy()
    splits, growth = np.zeros(len(frame)), moves.copy()
    if actions is not None and actions.height:
        for line in _lines_named(frame, numbered, actions["instrument"]):
            told = actions.filter(pl.col("instrument") == line.name)
            part = line.rows
            events = _events(told, "ratio"), _events(told, "amount")
            splits[part] = np.log(_ratios(days[part], events[0]))
            if raw[part][-1]:
                growth[part] = np.log(total_growth(days[part], close[part], *events))
    traded = close * frame["volume"].cast(pl.Float64).fill_null(float("nan")).to_numpy()
    judged = (frame["basis"] != INDEX).to_numpy()
    follows = _follows(numbered)
    acted = actions is not None
    return Whole(frame, numbered, follows, moves, splits, growth, traded, raw, judged, acted)


def whole_returns(market: Market, frame: pl.DataFrame, dataset: str) -> Whole:
    """The returns of a file, few ones behind up to 80 stored ones. Announced splits are anybody's."""
    frame = _behind(before(market, "returns", frame, dataset, short=True), frame)
    numbered, days = codes(frame)
    moves = np.log1p(frame["tr"].fill_null(0.0).to_numpy())
    splits = np.zeros(len(frame))
    actions = actions_for(market, lines_of(frame), "")
    if actions is not None and actions.height:
        for line in _lines_named(frame, numbered, actions["instrument"]):
            told = actions.filter(pl.col("instrument") == line.name)
            splits[line.rows] = np.log(_ratios(days[line.rows], _events(told, "ratio")))
    no, yes = np.zeros(len(frame), dtype=bool), np.ones(len(frame), dtype=bool)
    follows = _follows(numbered) & frame["tr"].is_not_null().to_numpy()
    moves[~follows] = 0.0
    return Whole(frame, numbered, follows, moves, splits, moves, None, no, yes, actions is not None)


@dataclass(frozen=True, slots=True)
class _Line:
    """One instrument and where its rows stand."""

    name: str
    rows: slice


def _lines_named(frame: pl.DataFrame, numbered: Ints, names: pl.Series) -> list[_Line]:
    """The frame's lines among `names`: only these have actions to be put beside their rows."""
    starts = np.append(0, np.flatnonzero(numbered[1:] != numbered[:-1]) + 1)
    ends = np.append(starts[1:], len(numbered))
    wanted = set(names.unique().to_list())
    lines = frame["instrument"].gather(starts).cast(pl.String).to_list()
    return [
        _Line(name, slice(int(low), int(high)))
        for name, low, high in zip(lines, starts, ends, strict=True)
        if name in wanted
    ]


def _behind(stored: pl.DataFrame, frame: pl.DataFrame) -> pl.DataFrame:
    if not stored.height:
        return frame
    kind = frame.schema["instrument"]
    rows = stored.with_columns(pl.col("instrument").cast(kind)).select(
        name for name in frame.columns if name in stored.columns
    )
    both = pl.concat([rows, frame], how="diagonal_relaxed").select(frame.columns)
    return both.sort("instrument", "date", maintain_order=True)


def _follows(numbered: Ints) -> Flags:
    follows = np.zeros(len(numbered), dtype=bool)
    np.equal(numbered[1:], numbered[:-1], out=follows[1:])
    return follows


def _moves(numbered: Ints, logs: Floats) -> Floats:
    moves = np.zeros(len(logs))
    np.subtract(logs[1:], logs[:-1], out=moves[1:])
    moves[~_follows(numbered)] = 0.0
    return moves


def _events(actions: pl.DataFrame, value: str) -> tuple[Ints, Floats]:
    told = actions.filter(pl.col(value).is_not_null()).sort("date")
    return told["date"].to_physical().to_numpy().astype(np.int64), told[value].to_numpy()


def _ratios(days: Ints, events: tuple[Ints, Floats]) -> Floats:
    """New shares for one old since the row before, by row; 1 on the first."""
    held = np.concatenate([[1.0], np.cumprod(events[1])])
    held = held[np.searchsorted(events[0], days, side="right")]
    return np.asarray(np.append(1.0, held[1:] / held[:-1])[: len(days)])
