"""Forward drift: what the top-ten weight has become since the last file, by total returns alone.

Its own signal, so that a measured weight and an estimated one are never mixed. Weights are drifted
forward only, at most 63 sessions from the file's stamp; before a file is known there is none.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rotascope import sessions
from rotascope.dense import Dense, chosen, dense
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.signals.concentration import TOP, stamp
from rotascope.signals.files import FUND_WORDS, FUNDS, Shares, current, fund_on_file
from rotascope.signals.trace import Trace, missing
from rotascope.signals.words import covered, percent

__all__ = ["FURTHEST", "drifted_top"]

FURTHEST = 63
LEAST_WEIGHT = 0.9
ENOUGH_FILES = 60


def drifted_top(panel: Panel, role: str) -> Trace:
    """Share of the ten largest issuers after drifting the newest file's weights to each session.

    weight x total return since the file's stamp over the sum of all equity lines, issuers merged, a
    fraction. Lines without prices move as the others do together; without prices for 90 % of the
    weight there is no value. No trades, no cash flows.
    """
    fund = fund_on_file(panel, role)
    if not fund:
        why = f"no holdings file known by {panel.as_of} ({', '.join(FUNDS[role])}); backwards is refused"
        return missing("not_measurable", why)
    files = current(panel, fund)
    matrix = dense(panel)
    end = int(np.searchsorted(matrix.days, np.datetime64(panel.as_of), side="right"))
    at = chosen(matrix, panel)
    known = np.array([s.file.known_at for s in files], dtype="datetime64[D]")
    bounds = np.append(np.searchsorted(matrix.days[:end], known), end)
    parts = [
        _part(panel, shares, matrix, at, int(low), int(high))
        for shares, low, high in zip(files, bounds[:-1], bounds[1:], strict=True)
    ]
    value = np.concatenate([part for part, _ in parts])
    days = matrix.days[bounds[0] : end]
    if not len(days):
        return missing("not_measurable", f"no prices of the lines of {fund} since its file")
    cover = parts[-1][1]
    return Trace(
        days,
        value,
        text=_text(panel, files[-1], float(value[-1])),
        coverage=cover,
        sources=(files[-1].file.source,),
        reason=_why_not(panel, files[-1], cover),
        unranked=_before_enough(bounds),
    )


def _before_enough(bounds: NDArray[np.intp]) -> int:
    """How many values come before the 60th file: daily values of few files are few observations."""
    return int(bounds[min(ENOUGH_FILES, len(bounds)) - 1] - bounds[0])


def _part(
    panel: Panel, shares: Shares, matrix: Dense, at: dict[str, int], low: int, high: int
) -> tuple[Vector, float]:
    """(drifted top-ten share on rows low..high, weight with prices); NaN where it may not be said."""
    value = np.full(high - low, np.nan)
    start = int(np.searchsorted(matrix.days, np.datetime64(shares.file.day), side="right")) - 1
    columns, weights, groups = _priced(panel, shares, at)
    if start < 0 or high <= low or not len(columns):
        return value, 0.0
    stop = min(high, start + FURTHEST + 1)
    base = np.asarray(matrix.levels[start, columns], dtype=np.float64)
    grown = weights * np.asarray(matrix.levels[low:stop, columns], dtype=np.float64) / base
    there = np.isfinite(grown) & (columns >= 0)
    held = np.where(there, weights, 0.0).sum(axis=1)
    cover = held / float(shares.lines.sum())
    mean = np.where(there, grown, 0.0).sum(axis=1) / np.maximum(held, 1e-12)
    merged = _merged(np.where(there, grown, weights * mean[:, None]), groups)
    tops = np.sort(merged, axis=1)[:, -TOP:].sum(axis=1) / np.maximum(merged.sum(axis=1), 1e-12)
    value[: stop - low] = np.where(cover >= LEAST_WEIGHT, tops, np.nan)
    return value, float(cover[-1]) if len(cover) else 0.0


def _priced(
    panel: Panel, shares: Shares, at: dict[str, int]
) -> tuple[NDArray[np.intp], Vector, NDArray[np.intp]]:
    """(columns of levels or -1, weights, issuer codes) of the equity lines."""
    file, catalog = shares.file, panel.catalog
    found = []
    for symbol, issuer, weight, equity in zip(
        file.symbols, file.issuers, file.weights, file.equity, strict=True
    ):
        if equity:
            found.append((at.get(catalog.instrument_id(symbol, file.day), -1), weight, issuer))
    if not found:
        return np.empty(0, np.intp), np.empty(0), np.empty(0, np.intp)
    columns, weights, issuers = zip(*found, strict=True)
    _, groups = np.unique(issuers, return_inverse=True)
    return np.array(columns, np.intp), np.array(weights), np.asarray(groups)


def _merged(grown: NDArray[np.float64], groups: NDArray[np.intp]) -> NDArray[np.float64]:
    """Columns of one issuer summed: (T, lines) to (T, issuers)."""
    order = np.argsort(groups, kind="stable")
    starts = np.flatnonzero(np.diff(groups[order], prepend=-1))
    return np.asarray(np.add.reduceat(grown[:, order], starts, axis=1))


def _text(panel: Panel, shares: Shares, value: float) -> str:
    if not np.isfinite(value):
        return ""
    then = percent(float(shares.issuers[:TOP].sum() / shares.issuers.sum()), 2)
    return (
        f"{shares.file.fund}'s ten largest issuers drifted from {then} to {percent(value, 2)} of its"
        f" equities by total return, estimated; {stamp(panel, shares)}"
    )


def _why_not(panel: Panel, shares: Shares, cover: float) -> str:
    age = sessions.count(shares.file.day, panel.as_of)
    if age > FURTHEST:
        return f"{stamp(panel, shares)}: weights are drifted at most {FURTHEST} sessions"
    return "prices on file for " + covered(cover, "the weight", LEAST_WEIGHT)


def _register(role: str) -> None:
    def compute(panel: Panel) -> Trace:
        return drifted_top(panel, role)

    compute.__doc__ = (
        f"Estimated share of the ten largest issuers of {FUND_WORDS[role]} today: the newest file's"
        " weights times total returns since its stamp, forward only and at most 63 sessions."
    )
    signal(
        f"concentration.drift_{role}",
        title=f"Top-ten weight drifted since the file, {FUND_WORDS[role]}",
        axis="concentration",
        family="concentration",
        unit="fraction",
        sign=0,
        theory="an estimate of the top-ten weight, which is scored where it is measured: shown only",
    )(compute)


for _role in FUNDS:
    _register(_role)
