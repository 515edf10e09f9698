"""A level that jumps by a power of ten between calm stretches changed its unit, not its size."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["switched"]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

POWERS = np.array([-6, -4, -3, -2, 0, 2, 3, 4, 6])
SUSPECT = 1.5  # in powers of ten: a move of 32 times from one value to the next
NEAR = 0.1  # the moved level meets the old one within 26 %
CALM = 0.5  # the values before lie within a factor of 3
BEFORE, AT_LEAST = 12, 3


def switched(codes: Ints, values: Floats, known: NDArray[np.bool_]) -> Ints:
    """By how many powers of ten each value stands off its line's unit; 0 where it does not.

    Lines are runs of equal `codes`, by date. `known` marks values already on file, whose unit
    counts; in a line without any, the unit most of its values have. Values of 0 or of another sign
    than their neighbours are not judged: around zero a ratio says nothing. Lines of fewer than three
    values are not judged either.
    """
    off = np.zeros(len(values), dtype=np.int64)
    if not len(values):
        return off
    starts = np.flatnonzero(np.append(True, codes[1:] != codes[:-1]))
    ends = np.append(starts[1:], len(codes))
    logs = np.where(values != 0, np.log10(np.abs(np.where(values == 0, 1.0, values))), np.nan)
    moved = np.abs(np.diff(logs, prepend=np.nan)) > SUSPECT
    for low, high in zip(starts, ends, strict=True):
        # Only lines with such a move are walked: a handful among thousands.
        if high - low >= AT_LEAST and moved[low + 1 : high].any():
            off[low:high] = _walked(logs[low:high], np.sign(values[low:high]), known[low:high])
    return off


def _walked(logs: Floats, signs: Floats, known: NDArray[np.bool_]) -> Ints:
    """One line: the power each value stands off its first calm stretch, then off the line's own unit."""
    start = next(
        (t for t in range(len(logs) - AT_LEAST + 1) if _calm(logs[t : t + AT_LEAST])), None
    )
    if start is None:
        return np.zeros(len(logs), dtype=np.int64)
    usable = np.where(signs == signs[start], logs, np.nan)
    first = usable[start : start + AT_LEAST].tolist()
    ahead = _powers(usable[start:], first)
    behind = _powers(usable[: start + AT_LEAST][::-1], first[::-1])[::-1]
    power = np.concatenate([behind[:start], ahead])
    return power - _usual(power, known)


def _powers(logs: Floats, kept: list[float]) -> Ints:
    """The power of ten by which each value stands off `kept`, the calm values a walk begins with."""
    power = np.zeros(len(logs), dtype=np.int64)
    kept = list(kept)
    for t in range(len(kept), len(logs)):
        power[t] = power[t - 1]
        if np.isnan(logs[t]):
            continue
        if abs(logs[t] - power[t] - kept[-1]) > SUSPECT and _calm(np.array(kept[-BEFORE:])):
            power[t] = _power(logs[t], kept[-BEFORE:], power[t])
        kept.append(float(logs[t] - power[t]))
    return power


def _calm(stretch: Floats) -> bool:
    """Whether values stay within a factor of three; a stretch with a gap in it is not calm."""
    return bool(stretch.max() - stretch.min() <= CALM)  # NaN compares as false


def _power(log: float, kept: list[float], now: int) -> int:
    """The power of ten that brings a value back to the level before it; `now` if none does."""
    away = log - float(np.median(kept))
    nearest = int(POWERS[np.abs(POWERS - away).argmin()])
    room = NEAR if nearest else CALM  # back in its own unit a value may have moved meanwhile
    return nearest if abs(nearest - away) <= room else now


def _usual(power: Ints, known: NDArray[np.bool_]) -> int:
    judged = power[known] if known.any() else power
    found, count = np.unique(judged, return_counts=True)
    return int(found[count.argmax()])
