"""What option prices say of correlation and dispersion: volatilities of the index and its members."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from rotascope.dense import dense
from rotascope.maths.dispersion import average_correlation, weighted_dispersion
from rotascope.panel import Panel, Rows
from rotascope.registry import signal
from rotascope.signals.files import FUNDS, Shares, current, fund_on_file
from rotascope.signals.groups.windows import FURTHEST, lines_of
from rotascope.signals.trace import Trace, missing
from rotascope.signals.words import covered, percent
from rotascope.terms import Null

__all__ = ["implied_correlation", "zero_null"]

OPTIONS_ON = {"SPY": ("SPX", "SPY"), "IVV": ("SPX", "SPY"), "PW:LARGE": ("PW:LARGE",)}
NEAREST, FURTHEST_OUT, MONTH = 20, 45, 30  # days to expiry: one maturity on both sides
LEAST_WEIGHT = 0.8
PATIENCE = 5
Surface = Mapping[np.datetime64, tuple[float, np.datetime64]]


def _month_vols(rows: Rows) -> dict[np.datetime64, tuple[float, np.datetime64]]:
    """Per snapshot day (volatility of the expiry nearest to 30 days, the day it was known)."""
    found: dict[np.datetime64, tuple[int, float, np.datetime64]] = {}
    if not rows:
        return {}
    columns = (rows["date"], rows["expiry"], rows["iv"], rows["known_at"])
    for day, expiry, vol, known in zip(*columns, strict=True):
        away = int((np.datetime64(expiry) - np.datetime64(day)) / np.timedelta64(1, "D"))
        if NEAREST <= away <= FURTHEST_OUT and vol is not None and np.isfinite(vol):
            one = abs(away - MONTH), float(vol), np.datetime64(known)
            found[np.datetime64(day)] = min(found.get(np.datetime64(day), one), one)
    return {day: (vol, known) for day, (_, vol, known) in found.items()}


def zero_null(panel: Panel, trace: Trace) -> Null:
    """What options on unrelated stocks would imply.

    Null hypothesis: no correlation, hence zero. Sellers of index options ask a premium, so that implied
    correlations stand above realised ones on most days: that gap is no forecast.
    """
    return Null(
        "zero, if stocks were unrelated; most days it stands above the realised one",
        0.0,
        draws="level",
    )


def _weights(panel: Panel, shares: Shares, day: np.datetime64) -> dict[str, float]:
    """Issuers' weights drifted from the file's stamp to `day`; empty where the file is too old."""
    matrix = dense(panel)
    columns, printed, issuers = lines_of(panel, shares)
    start, stop = (
        int(np.searchsorted(matrix.days, at, side="right")) - 1
        for at in (np.datetime64(shares.file.day), day)
    )
    if start < 0 or not 0 <= stop - start <= FURTHEST or not len(columns):
        return {}
    grown = printed * matrix.levels[stop, columns] / matrix.levels[start, columns]
    total: dict[str, float] = {}
    for issuer, weight in zip(issuers, grown.tolist(), strict=True):
        if np.isfinite(weight):
            total[issuer] = total.get(issuer, 0.0) + weight
    whole = sum(total.values())
    return {issuer: weight / whole for issuer, weight in total.items()}


def _snapshot(
    weights: dict[str, float], vols: Mapping[str, float], index: float
) -> tuple[float, float, float, int]:
    """(correlation, dispersion, weight with options, names) of one day; NaN below 80 % of the weight."""
    names = [name for name in weights if name in vols]
    held = np.array([weights[name] for name in names])
    cover = float(held.sum())
    if cover < LEAST_WEIGHT:
        return float("nan"), float("nan"), cover, len(names)
    w, s = held / cover, np.array([vols[name] for name in names])
    return average_correlation(w, s, index), weighted_dispersion(w, s, index), cover, len(names)


def _members(panel: Panel) -> dict[str, dict[np.datetime64, tuple[float, np.datetime64]]]:
    """Per issuer its month volatilities; of an issuer's lines the first that has options."""
    found: dict[str, dict[np.datetime64, tuple[float, np.datetime64]]] = {}
    for name in panel.ids("implied"):
        found.setdefault(panel.catalog.issuer(name), _month_vols(panel.dated("implied", name)))
    return found


def _rows(
    panel: Panel, fund: str, index: Surface
) -> list[tuple[np.datetime64, float, float, float, int]]:
    files, held = current(panel, fund), []
    for day, (vol, known) in sorted(index.items()):
        then = [s for s in files if np.datetime64(s.file.known_at) <= known]
        weights = _weights(panel, then[-1], day) if then else {}
        if weights:
            held.append((day, vol, known, weights))
    members = _members(panel) if held else {}
    made = []
    for day, vol, known, weights in held:
        there = {name: column[day] for name, column in members.items() if day in column}
        late = max([known, *(when for _, when in there.values())])
        vols = {name: own for name, (own, _) in there.items()}
        made.append((late, *_snapshot(weights, vols, vol)))
    return made


@signal(
    "dispersion.implied_correlation",
    title="Average correlation that options imply",
    axis="market",
    family="dispersion",
    unit="ratio",
    sign=0,
    theory="what options imply of the whole market names no side: shown, never scored",
    null=zero_null,
)
def implied_correlation(panel: Panel) -> Trace:
    """(s_m^2 - sum w^2 s^2) / ((sum w s)^2 - sum w^2 s^2), s implied a month out, in [-1/(n-1), 1].

    Index and members of one snapshot, expiries nearest to 30 days; weights of the file in force, drifted
    63 sessions at most; 80 % of the weight must have options. Beside it the dispersion they imply.
    """
    fund = fund_on_file(panel, "large_cap")
    if not fund:
        return missing(
            "not_measurable",
            f"no holdings file known by {panel.as_of} ({', '.join(FUNDS['large_cap'])})",
        )
    index: Surface = {}
    for name in OPTIONS_ON.get(fund, ()):
        index = index or _month_vols(panel.dated("implied", name))
    rows = _rows(panel, fund, index)
    if not rows:
        why = (
            f"{len(index)} snapshots of index volatilities a month out are known by {panel.as_of}"
            f" (implied), none within {FURTHEST} sessions of a holdings file of {fund}"
        )
        return missing("not_measurable", why)
    days = np.array([row[0] for row in rows], dtype="datetime64[D]")
    shared, spread, cover, names = (np.array(c) for c in list(zip(*rows, strict=True))[1:])
    return Trace(
        days,
        shared,
        text=_text(float(shared[-1]), float(spread[-1]), int(names[-1])),
        coverage=float(cover[-1]),
        sources=(current(panel, fund)[-1].file.source,),
        reason=f"options on file for {covered(cover[-1], 'the weight', LEAST_WEIGHT)}",
        patience=PATIENCE,
        beside=(("implied dispersion", spread),),
    )


def _text(shared: float, spread: float, names: int) -> str:
    if not np.isfinite(shared):
        return ""
    apart = f" and a dispersion of {percent(spread)} a year" if np.isfinite(spread) else ""
    return f"options on {names} members imply an average correlation of {shared:.2f}{apart}"
