"""Q17: a line keeps its unit: no pence for pounds, no thousands for ones."""

from __future__ import annotations

import numpy as np
import polars as pl

from rotascope.ingest.checks.announced import Splits, between
from rotascope.ingest.findings import EMPTY, found_at
from rotascope.ingest.lines import Flags, Floats, Ints, Lines

__all__ = ["units"]

POWERS = np.array([-3, -2, 2, 3], dtype=np.int64)
NEAR = np.log10(1.2)
# Nothing listed moves by 50 times in a session: the few rows that do are looked at one by one.
SUSPECT = 50.0


def units(
    frame: pl.DataFrame, lines: Lines, price: str, splits: Splits, known: Flags | None = None,
    *, settled: bool,
) -> list[pl.DataFrame]:  # fmt: skip
    """Rows of `price` that stand 100 or 1,000 times above or below their line's unit, within 20 %.

    The unit is that of the newest row on file (`known`) where a line has one, else the one most of
    its rows have. A split on file between two rows excuses a step of its size. Not `settled`: only
    lines that come back to their first unit are judged, for a step that stays may yet be a split.
    """
    levels = frame[price].to_numpy()
    rows, powers = _steps(lines, levels)
    if len(rows):
        stays = ~_announced(frame, levels, rows, splits())
        rows, powers = rows[stays], powers[stays]
    if not len(rows):
        return [EMPTY]
    rows, powers = _off(lines, rows, powers, known, settled)
    said = [
        f"{price} {level:.6g}, {10.0**power:g} times the line's unit"
        for level, power in zip(levels[rows].tolist(), powers.tolist(), strict=True)
    ]
    return [found_at(frame, rows, "Q17", "the unit of the line's other rows", said)]


def _steps(lines: Lines, levels: Floats) -> tuple[Ints, Ints]:
    """(rows that step away from the row before by a power of ten, the powers); nearly always none."""
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = levels[1:] / levels[:-1]
    odd = (ratio > SUSPECT) | (ratio < 1 / SUSPECT)
    rows = np.flatnonzero(odd & lines.follows[1:]) + 1
    logs = np.log10(ratio[rows - 1])
    nearest = POWERS[np.abs(logs[:, None] - POWERS).argmin(axis=1)]
    near = np.abs(logs - nearest) <= NEAR
    return rows[near], nearest[near]


def _announced(frame: pl.DataFrame, levels: Floats, rows: Ints, splits: pl.DataFrame) -> Flags:
    """Which steps are a split on file, of that size."""
    met = between(frame, rows, splits)
    at = met["place"].to_numpy().astype(np.int64)
    size = levels[rows[at]] / levels[rows[at] - 1] * met["ratio"].to_numpy()
    excused = np.zeros(len(rows), dtype=bool)
    excused[at[np.abs(np.log10(size)) <= NEAR]] = True
    return excused


def _off(
    lines: Lines, rows: Ints, powers: Ints, known: Flags | None, settled: bool
) -> tuple[Ints, Ints]:
    """(rows not in their line's unit, the power of ten they stand off by)."""
    stepped = np.zeros(len(lines.starts), dtype=bool)
    stepped[lines.owner(rows)] = True
    lengths = lines.ends - lines.starts
    every = np.flatnonzero(np.repeat(stepped, lengths))
    owner = np.repeat(np.arange(stepped.sum()), lengths[stepped])
    step = np.zeros(len(every), dtype=np.int64)
    step[np.searchsorted(every, rows)] = powers
    unit = np.cumsum(step)
    first = np.flatnonzero(np.diff(owner, prepend=-1))
    unit -= unit[first][owner]
    last = np.append(first[1:], len(every)) - 1
    usual = _usual(owner, unit, None if known is None else known[every])
    judged = (unit[last] == 0) | settled
    wrong = (unit != usual[owner]) & judged[owner]
    return every[wrong], (unit - usual[owner])[wrong]


def _usual(owner: Ints, unit: Ints, known: Flags | None) -> Ints:
    """Each line's unit: its newest known row's, else its rows' majority; the earlier one at a tie."""
    base, span = unit.min(), np.ptp(unit) + 1
    keys, count = np.unique(owner * span + (unit - base), return_counts=True)
    line, value = keys // span, keys % span + base
    votes = 2 * count + (value == 0)  # a line begins in unit 0
    order = np.lexsort((votes, line))
    usual = np.zeros(owner[-1] + 1, dtype=np.int64)
    usual[line[order]] = value[order]  # the last of each line has the most votes
    if known is not None and known.any():
        usual[owner[known]] = unit[known]
    return usual
