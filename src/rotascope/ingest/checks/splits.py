"""Q14: a split is announced, and an announced split is in the prices - once, and where it belongs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from rotascope.ingest.findings import EMPTY, found_at
from rotascope.ingest.lines import Flags, Floats, Ints, robust_sigma
from rotascope.ingest.whole import Whole
from rotascope.maths.splits import lasts, nearest_split, quiet_around, same_value_traded

__all__ = ["contradicted", "ratio_words", "splits", "visible_splits"]

SIGMAS = 8.0
SEEN, ADJUSTED = float(np.log(1.15)), 0.25
CLOSE, ORDINARY, PART = float(np.log(1.02)), 3.0, 0.08
PLAIN = float(np.log(20.0))
# General Electric's 1:8 was 116 sigmas, 3 % off its ratio, on 3.5 times the usual value traded. A real
# fall by half trades 10 times the usual and more.
STARK, NEAR, LOUD = 50.0, float(np.log(1.03)), 8.0
WAIT = 5
ANNOUNCED = "a split that somebody announced"


@dataclass(frozen=True, slots=True)
class _Told:
    """Rows on which something is wrong, and what."""

    rows: Ints
    expected: str
    said: tuple[str, ...]


def splits(whole: Whole) -> list[pl.DataFrame]:
    """Rows of a split nobody announced, or of an announced one that raw prices do not show, or adjusted
    ones still do: held.

    Bars are held from that row to the line's end: on which side of it the right unit is cannot
    be told, and a reader would see a fall that never happened. Returns are held on that row alone, and
    the line begins anew behind it; unless fewer than 5 sessions follow, which cannot be judged yet.
    """
    told = [_unannounced(whole), _contradicted(whole), _still_there(whole)]
    parts = [_onward(whole, one) for one in told if len(one.rows)]
    return parts or [EMPTY]


def contradicted(whole: Whole) -> pl.DataFrame:
    """The raw bars that contradict a split on file, each once."""
    told = _contradicted(whole)
    return _held(whole, told.rows, told.expected, told.said)


def _sigma(whole: Whole, at: Ints) -> Floats:
    return robust_sigma(whole.codes, whole.growth, at)


def _left(whole: Whole) -> Floats:
    """Moves without announced dividends and splits; a split the prices do not show is left in."""
    unseen = np.flatnonzero(whole.splits)
    unseen = unseen[whole.raw[unseen]]
    with_it = np.abs(whole.moves[unseen] + whole.splits[unseen])
    unseen = unseen[np.abs(whole.moves[unseen]) < with_it]
    if not len(unseen):
        return whole.growth
    left = whole.growth.copy()
    left[unseen] -= whole.splits[unseen]
    return left


def _unannounced(whole: Whole) -> _Told:
    """Moves of a split's size out of a quiet line, which stay, with the value traded as before.

    Beyond 50 sigmas a whole ratio within 3 % says enough, unless 8 times the usual value was traded.
    Without volumes a raw line needs a whole ratio, and an adjusted one a factor of 20: real falls by
    half are common, and elevenfold rises happen.
    """
    moves, codes = _left(whole), whole.codes
    floor = np.where(whole.raw, SEEN, ADJUSTED) if whole.raw.any() else ADJUSTED
    at = np.flatnonzero(np.abs(moves) > floor)
    at = at[whole.judged[at] & (whole.splits[at] == 0.0)]
    sigma, size = robust_sigma(codes, moves, at), np.abs(moves[at])
    odd = (sigma > 0) & (size > SIGMAS * sigma)
    at, sigma, size = at[odd], sigma[odd], size[odd]
    volume = same_value_traded(codes, moves, whole.traded, at)
    room = np.maximum(CLOSE, np.minimum(ORDINARY * sigma, PART * size))
    ratio = nearest_split(moves[at], np.where(np.isnan(volume), CLOSE, room))
    alone = quiet_around(codes, moves, at) & lasts(codes, moves, at)
    sure = (volume == 1.0) | (np.isnan(volume) & _plain(ratio, whole.raw[at], size))
    stark = _stark(whole, moves, at, size > STARK * sigma)
    kept = alone & ((np.isfinite(ratio) & sure) | np.isfinite(stark))
    ratio = np.where(np.isfinite(stark), stark, ratio)
    said = tuple(
        f"{_level(whole, row)}, the size of a {ratio_words(r)} split"
        for row, r in zip(at[kept].tolist(), ratio[kept].tolist(), strict=True)
    )
    return _Told(at[kept], ANNOUNCED, said)


def _stark(whole: Whole, moves: Floats, at: Ints, far: Flags) -> Floats:
    """Whole ratios near these moves where they are so `far` out that the value traded says less."""
    ratio = nearest_split(moves[at], np.full(len(at), NEAR))
    traded = same_value_traded(whole.codes, moves, whole.traded, at, most=LOUD) == 1.0
    return np.asarray(np.where(far & traded & _whole_number(ratio), ratio, np.nan))


def _plain(ratio: Floats, raw: Flags, size: Floats) -> Flags:
    """Ratios that say enough without volumes."""
    return np.asarray(np.where(raw, _whole_number(ratio), size >= PLAIN - CLOSE))


def _whole_number(ratio: Floats) -> Flags:
    many = np.maximum(ratio, 1 / ratio)
    return np.asarray(np.abs(many - np.round(many)) < 1e-6)


def _contradicted(whole: Whole) -> _Told:
    """Raw rows with an announced split that the prices do not have, or have at another ratio."""
    at = visible_splits(whole)
    at = at[whole.raw[at]]
    left = np.abs(whole.moves[at] + whole.splits[at])
    wrong = left > np.maximum(SIGMAS * _sigma(whole, at), SEEN)
    rows = at[wrong]
    said = tuple(
        f"{_level(whole, row)} with a {ratio_words(r)} split on file"
        for row, r in zip(rows.tolist(), np.exp(whole.splits[rows]).tolist(), strict=True)
    )
    return _Told(rows, "the split on file in the closes as traded", said)


def _still_there(whole: Whole) -> _Told:
    """Rows said to be adjusted on which an announced split can still be seen."""
    at = visible_splits(whole)
    at = at[~whole.raw[at] & whole.judged[at]]
    size, sigma = np.abs(whole.moves[at]), _sigma(whole, at)
    left = np.abs(whole.moves[at] + whole.splits[at])
    room = np.maximum(CLOSE, np.minimum(ORDINARY * sigma, PART * size))
    rows = at[(left <= room) & (size > np.maximum(SIGMAS * sigma, SEEN))]
    said = tuple(
        f"{_level(whole, row)}: the {ratio_words(r)} split on file, not adjusted for"
        for row, r in zip(rows.tolist(), np.exp(whole.splits[rows]).tolist(), strict=True)
    )
    return _Told(rows, "closes adjusted for the split on file", said)


def visible_splits(whole: Whole) -> Ints:
    """Rows with an announced split large enough to be seen among ordinary moves, and a row before it."""
    return np.flatnonzero(np.abs(whole.splits) > SEEN)


def ratio_words(ratio: float) -> str:
    """'4:1' for 4.0, '1:10' for 0.1, '3:2' for 1.5."""
    for old in (1, 2, 3, 4, 5):
        if abs(ratio * old - round(ratio * old)) < 1e-6 * old and round(ratio * old) > 0:
            return f"{round(ratio * old)}:{old}"
    return f"1:{1 / ratio:.6g}" if ratio < 1 else f"{ratio:.6g}:1"


def _level(whole: Whole, row: int) -> str:
    names = whole.frame.columns
    if "close" in names or "level" in names:
        price = "close" if "close" in names else "level"
        now, then = whole.frame[price][row], whole.frame[price][row - 1]
        if now is not None and then is not None:
            return f"{price} {now:.6g} after {then:.6g}"
    return f"a return of {np.expm1(whole.moves[row]) * 100:.1f} %"


def _onward(whole: Whole, told: _Told) -> pl.DataFrame:
    """A finding a row: those told, and those after them that are held with them."""
    ends = whole.ends(told.rows)
    bars = "close" in whole.frame.columns
    parts: list[pl.DataFrame] = []
    free = -1
    for row, end, said in sorted(zip(told.rows.tolist(), ends.tolist(), told.said, strict=True)):
        if row < free:
            continue
        last = end if bars or end - row <= WAIT else row + 1
        free = last
        words = [said, *[f"after {_day(whole, row)}: {said}"] * (last - row - 1)]
        parts.append(_held(whole, np.arange(row, last), told.expected, words))
    return pl.concat(parts)


def _held(whole: Whole, rows: Ints, expected: str, words: Sequence[str]) -> pl.DataFrame:
    return found_at(whole.frame, rows, "Q14", expected, words)


def _day(whole: Whole, row: int) -> str:
    return str(whole.frame["date"][row])
