"""Quarters of an index by its issuers: weights at a window's start, known then, and returns since.

A window's weights are those of the newest file known at its start, drifted by total returns from the
file's stamp for at most 63 sessions. No weight is ever carried to a day before its file was known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from rotascope import sessions
from rotascope.dense import chosen, dense
from rotascope.panel import Panel
from rotascope.series import Vector
from rotascope.sessions import Days
from rotascope.signals import words
from rotascope.signals.files import FUNDS, Shares, current, fund_on_file
from rotascope.signals.trace import Trace, missing
from rotascope.terms import Source

__all__ = ["FURTHEST", "LEAST_WEIGHT", "WINDOW", "Quarter", "lines_of", "quarters", "trace_of"]

WINDOW, FURTHEST = 63, 63
LEAST_WEIGHT = 0.9
PATIENCE, ENOUGH_FILES = 2, 60


@dataclass(frozen=True, slots=True, eq=False)
class Quarter:
    """Windows of one file: days (T,) on which they end, weights and returns (T, n) by issuer.

    Weights are fractions that sum to 1 a row, as of the window's start; returns are total, buy and
    hold, over 63 sessions. `cover` (T,) is the weight with both prices: a row below 90 % is NaN.
    """

    days: Days
    issuers: tuple[str, ...]
    weights: Vector
    returns: Vector
    cover: Vector
    source: Source


_QUARTERS: WeakKeyDictionary[Panel, dict[str, tuple[Quarter, ...]]] = WeakKeyDictionary()


def quarters(panel: Panel, role: str) -> tuple[Quarter, ...]:
    """The windows of every file of the role's fund, in order; files that speak for none are left out."""
    held = _QUARTERS.setdefault(panel, {})
    if role not in held:
        held[role] = tuple(_all(panel, role))
    return held[role]


def _all(panel: Panel, role: str) -> Iterator[Quarter]:
    fund = fund_on_file(panel, role)
    if not fund:
        return
    files, matrix = current(panel, fund), dense(panel)
    end = int(np.searchsorted(matrix.days, np.datetime64(panel.as_of), side="right"))
    known = np.array([s.file.known_at for s in files], dtype="datetime64[D]")
    bounds = np.append(np.searchsorted(matrix.days[:end], known), end)
    for shares, low, high in zip(files, bounds[:-1], bounds[1:], strict=True):
        stamp = int(np.searchsorted(matrix.days, np.datetime64(shares.file.day), "right")) - 1
        last = min(int(high), stamp + FURTHEST + 1, end - WINDOW)
        if stamp >= 0 and last > low:
            made = _quarter(panel, shares, stamp, (int(low), last))
            if made is not None:
                yield made


Lines = tuple[NDArray[np.intp], Vector, tuple[str, ...]]
_COLUMNS: WeakKeyDictionary[Panel, dict[str, int]] = WeakKeyDictionary()
_LINES: WeakKeyDictionary[Panel, dict[tuple[str, date], Lines]] = WeakKeyDictionary()


def lines_of(panel: Panel, shares: Shares) -> Lines:
    """(columns of levels, weights as printed, issuers) of a file's priced equity lines, by issuer."""
    held = _LINES.setdefault(panel, {})
    key = shares.file.fund, shares.file.day
    if key not in held:
        held[key] = _found(panel, shares)
    return held[key]


def _found(panel: Panel, shares: Shares) -> Lines:
    if panel not in _COLUMNS:
        _COLUMNS[panel] = chosen(dense(panel), panel)
    at, file, found = _COLUMNS[panel], shares.file, []
    for symbol, issuer, weight, equity in zip(
        file.symbols, file.issuers, file.weights.tolist(), file.equity.tolist(), strict=True
    ):
        if equity and weight > 0.0:
            column = at.get(panel.catalog.instrument_id(symbol, file.day))
            if column is None:  # a ticker of that day that means another line today
                column = at.get(panel.instrument(symbol))
            if column is not None:
                found.append((issuer, column, weight))
    found.sort()
    issuers, columns, weights = zip(*found, strict=True) if found else ((), (), ())
    return np.array(columns, np.intp), np.array(weights, np.float64), tuple(issuers)


def _quarter(panel: Panel, shares: Shares, stamp: int, starts: tuple[int, int]) -> Quarter | None:
    """Windows that start on rows [low, high) of the matrix; `stamp` is the file's row."""
    columns, printed, issuers = lines_of(panel, shares)
    matrix = dense(panel)
    if not len(columns):
        return None
    low, high = starts
    first = np.arange(low, high)
    base = np.asarray(matrix.levels[stamp, columns], np.float64)
    begin = np.asarray(matrix.levels[low:high][:, columns], np.float64)
    finish = np.asarray(matrix.levels[low + WINDOW : high + WINDOW][:, columns], np.float64)
    start, stop = printed * begin / base, printed * finish / base
    there = np.isfinite(start) & np.isfinite(stop)
    cover = np.where(there, printed, 0.0).sum(axis=1) / float(shares.lines.sum())
    edges = np.flatnonzero(np.r_[True, np.array(issuers[1:]) != np.array(issuers[:-1])])
    began = np.add.reduceat(np.where(there, start, 0.0), edges, axis=1)
    ended = np.add.reduceat(np.where(there, stop, 0.0), edges, axis=1)
    began[cover < LEAST_WEIGHT] = np.nan
    with np.errstate(invalid="ignore", divide="ignore"):
        weights = began / began.sum(axis=1, keepdims=True)
        returns = np.where(began > 0.0, ended / began - 1.0, 0.0)
    returns[cover < LEAST_WEIGHT] = np.nan
    names = tuple(issuers[i] for i in edges.tolist())
    return Quarter(matrix.days[first + WINDOW], names, weights, returns, cover, shares.file.source)


def trace_of(
    panel: Panel,
    role: str,
    value: Callable[[Quarter], Vector],
    text: Callable[[float], str],
    beside: Mapping[str, Callable[[Quarter], Vector]] | None = None,
    reason: str = "",
) -> Trace:
    """`value` of every window that ends by the panel's date, and of what stands `beside` it.

    `reason` says why a window whose inputs are there may have no value.

    Once the newest file is too old the history stays, and the trace says so instead of answering.
    """
    found = quarters(panel, role)
    if not found:
        return missing("not_measurable", _why_not(panel, role))
    days = np.concatenate([quarter.days for quarter in found])
    column = np.concatenate([value(quarter) for quarter in found])
    named = tuple(
        (name, np.concatenate([of(quarter) for quarter in found]))
        for name, of in (beside or {}).items()
    )
    late = sessions.count(days[-1].item(), panel.as_of) > PATIENCE
    cover = float(found[-1].cover[-1])
    thin = f"prices on file for {words.covered(cover, 'the weight', LEAST_WEIGHT)}"
    return Trace(
        days,
        column,
        text="" if late or not np.isfinite(column[-1]) else text(float(column[-1])),
        coverage=cover,
        sources=(found[-1].source,),
        status="stale" if late else "ok",
        reason=_why_not(panel, role) if late else thin if cover < LEAST_WEIGHT else reason,
        beside=named,
        unranked=_before_enough(found),
    )


def _before_enough(found: tuple[Quarter, ...]) -> int:
    """Values before the 60th file: windows of few files are few observations, whatever their number."""
    return sum(len(quarter.days) for quarter in found[: ENOUGH_FILES - 1])


def _why_not(panel: Panel, role: str) -> str:
    fund = fund_on_file(panel, role)
    if not fund:
        return f"no holdings file known by {panel.as_of} ({', '.join(FUNDS[role])})"
    newest = current(panel, fund)[-1].file
    age = sessions.count(newest.day, panel.as_of)
    need = f"a window of {WINDOW} needs one known at its start and at most {FURTHEST} old then"
    return f"{fund}'s newest file is of {newest.day}, {age} sessions old: {need}"
