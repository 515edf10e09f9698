"""Earnings by company of the large-cap fund at month ends: who earns them, how yields differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np

from rotascope.dense import chosen, dense
from rotascope.maths import valuation
from rotascope.maths.types import Ints
from rotascope.panel import Panel
from rotascope.series import Vector
from rotascope.sessions import Days
from rotascope.signals.valuation.claims import Lines, earned, eps_known, fund_of, lines_of
from rotascope.signals.weekly import month_ends

__all__ = ["Months", "by_month"]

FURTHEST = 378  # sessions from a file's stamp: a large fund's list changes slowly


@dataclass(frozen=True, slots=True, eq=False)
class Months:
    """Per month end (T,): parts of earnings and gaps of yields over the fund's companies; NaN below 80 %.

    `top` is the ten largest earners' part of all earnings, `weight` the ten largest companies'
    part of value, `effective` one over the sum of squared parts of those that gain, `gap` the 80th
    less the 20th percentile of earnings yields after each sector's median, `cover` the value with
    earnings on file. `leaders` are the last month's first three, `sectors` whether the newest file
    names any; `yields` are each month's, by issuer, "" the fund's own.
    """

    fund: str
    days: Days
    top: Vector
    weight: Vector
    effective: Vector
    gap: Vector
    cover: Vector
    leaders: tuple[tuple[str, float], ...] = ()
    missing: str = ""
    sectors: bool = False
    yields: tuple[Mapping[str, float], ...] = ()


_KEPT: WeakKeyDictionary[Panel, Months] = WeakKeyDictionary()
TOP = 10
LEAST_COVERAGE = 0.8


def by_month(panel: Panel) -> Months:
    """The large-cap fund's companies at each month end since its first file."""
    if panel not in _KEPT:
        _KEPT[panel] = _by_month(panel)
    return _KEPT[panel]


def _nothing(why: str) -> Months:
    none = np.empty(0)
    return Months("", np.empty(0, "datetime64[D]"), none, none, none, none, none, missing=why)


def _by_month(panel: Panel) -> Months:
    fund, price = fund_of(panel, "large_cap")
    if price is None:
        why = "no file with shares and prices of a large-cap fund (table holdings)"
        return _nothing(why)
    files = lines_of(panel, fund)
    every = panel.sessions
    ends = every[month_ends(every)]
    ends = ends[ends >= np.datetime64(files[0].known)]
    known = np.array([f.known for f in files], "datetime64[D]")
    if not len(ends):
        why = f"no month has ended since the file of {fund}"
        return _nothing(why)
    rows: list[tuple[float, ...]] = []
    yields: list[Mapping[str, float]] = []
    columns: dict[int, Ints] = {}
    for end in ends:
        at = int(np.searchsorted(known, end, side="right")) - 1
        if at not in columns:
            columns[at] = _columns(panel, files[at])
        row, leaders, by_name = _month(panel, files[at], columns[at], end)
        rows.append(row)
        yields.append(by_name)
    sectors = len(set(files[-1].sectors)) > 1
    top, weight, effective, gap, cover = np.array(rows).T
    return Months(
        fund, ends, top, weight, effective, gap, cover, leaders, "", sectors, tuple(yields)
    )


def _month(
    panel: Panel, file: Lines, columns: Ints, end: np.datetime64
) -> tuple[tuple[float, ...], tuple[tuple[str, float], ...], Mapping[str, float]]:
    when = int(end.astype("datetime64[D]").astype(np.int64))
    cover, eps = 0.0, np.full(len(file.value), np.nan)
    for kind in ("announced", "expected"):
        found = eps_known(earned(panel, kind), file.issuers, when)
        share = float(file.value[np.isfinite(found)].sum() / file.value.sum())
        if share > cover:
            cover, eps = share, found
        if cover >= LEAST_COVERAGE:
            break
    else:  # not worth the look at prices
        return (np.nan, np.nan, np.nan, np.nan, cover), (), {}
    value = file.value * _grown(panel, file, columns, end)
    there = np.isfinite(eps) & np.isfinite(value)
    cover = float(file.value[there].sum() / file.value.sum())
    if cover < LEAST_COVERAGE:
        return (np.nan, np.nan, np.nan, np.nan, cover), (), {}
    money = np.where(there, eps * file.shares, np.nan)
    names, part, held = _merged(file, money, value)
    order = np.argsort(-part)
    gains = np.maximum(part, 0.0)
    top = float(part[order[:TOP]].sum())
    weight = float(np.sort(held)[::-1][:TOP].sum() / held.sum())
    effective = float(gains.sum() ** 2 / np.sum(gains**2))
    gap = valuation.quantile_gap(_within_sector(file, money / value))
    whole = valuation.aggregate(value, money).yield_
    own = part * np.nansum(money) / held
    by_name = dict(zip(names, own.tolist(), strict=True))
    by_name |= {} if whole is None else {"": whole}
    first = tuple((names[i], float(part[i])) for i in order[:3])
    return (top, weight, effective, gap, cover), first, by_name


def _merged(file: Lines, money: Vector, value: Vector) -> tuple[tuple[str, ...], Vector, Vector]:
    """(issuers, part of earnings, value): share classes together, companies without earnings left out."""
    there = np.isfinite(money)
    names, code = np.unique(
        np.array(file.issuers, dtype=object)[there].astype(str), return_inverse=True
    )
    part = valuation.earnings_shares(np.bincount(code, money[there]).astype(np.float64))
    return tuple(names.tolist()), part, np.bincount(code, value[there]).astype(np.float64)


def _within_sector(file: Lines, yields: Vector) -> Vector:
    """Earnings yields less the median of their sector, where the file names at least five of it."""
    out = yields.copy()
    sectors = np.array(file.sectors, dtype=object).astype(str)
    for sector in np.unique(sectors):
        rows = (sectors == sector) & np.isfinite(yields)
        if rows.sum() >= 5:
            out[rows] = yields[rows] - np.median(yields[rows])
    return out


def _columns(panel: Panel, file: Lines) -> Ints:
    """Each line's column in the matrix of levels; -1 without prices."""
    at, identify = chosen(dense(panel), panel), panel.catalog.instrument_id
    return np.array([at.get(identify(symbol, file.day), -1) for symbol in file.symbols])


def _grown(panel: Panel, file: Lines, columns: Ints, end: np.datetime64) -> Vector:
    """Each line's growth from the file's day to `end`, total return; NaN without prices or too late."""
    matrix = dense(panel)
    low = int(np.searchsorted(matrix.days, np.datetime64(file.day), side="right")) - 1
    high = int(np.searchsorted(matrix.days, end, side="right")) - 1
    out = np.full(len(columns), np.nan)
    if low < 0 or high - low > FURTHEST:
        return out
    there = columns >= 0
    first = np.asarray(matrix.levels[low, columns[there]], dtype=np.float64)
    out[there] = np.asarray(matrix.levels[high, columns[there]], dtype=np.float64) / first
    return out
