"""The wrapper of the few: how much of the fund is swaps, with whom, and what their financing costs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rotascope.maths import etf
from rotascope.panel import Panel, Rows
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.sessions import Days, as_days
from rotascope.signals.structure.sizes import FUNDS, Size, best_dataset, size_of
from rotascope.signals.trace import Trace, missing
from rotascope.signals.words import day, percent
from rotascope.terms import Source
from rotascope.vintages import known_path, versions

__all__ = ["SPREAD", "Wrapper", "financing", "swap_share", "wrapper"]

PATIENCE = 21
RATES = ("SOFR", "DFF")
SPREAD = 0.0050
"""Assumed: dealers' financing spread over the overnight rate, a year. No file on hand says it."""
OVERNIGHT_PATIENCE = np.timedelta64(40, "D")


@dataclass(frozen=True, slots=True, eq=False)
class Wrapper:
    """Swaps of a fund by file, in the order they became known: notional over net assets, a ratio.

    `dealers` are those of the newest file with their shares of its notional, largest first; `largest` is
    the largest one's share by file.
    """

    fund: str
    known_at: Days
    days: Days
    share: Vector
    largest: Vector
    dealers: tuple[tuple[str, float], ...]
    source: Source


def wrapper(panel: Panel) -> Wrapper | None:
    """The swap lines of the fund of the few; None when no file of its contracts is on file."""
    on_file = set(panel.ids("derivatives"))
    fund = next((name for name in FUNDS["few"] if name in on_file), "")
    rows = panel.dated("derivatives", fund) if fund else {}
    if not rows:
        return None
    rows = best_dataset(panel, rows)
    swaps = rows["kind"] == "swap"
    if not swaps.any():
        return None
    rows = {name: column[swaps] for name, column in rows.items()}
    files = _files(rows)
    size = size_of(panel, "few")
    parts = [_part(rows, stamp, size) for _, stamp in files]
    dealers = parts[-1][1]
    known, stamps = (as_days([file[i] for file in files]) for i in (0, 1))
    source = Source(
        str(rows["dataset"][0]),
        f"swaps of {fund}",
        day(stamps[0]),
        day(stamps[-1]),
        int(swaps.sum()),
    )
    largest = [max((share for _, share in told), default=np.nan) for _, told in parts]
    return Wrapper(
        fund,
        known,
        stamps,
        np.array([part for part, _ in parts]),
        np.array(largest),
        dealers,
        source,
    )


def _files(rows: Rows) -> list[tuple[np.datetime64, np.datetime64]]:
    """(known, stamp) of each file that was the newest when it became known."""
    stamps = np.unique(rows["date"])
    known = {stamp: rows["known_at"][rows["date"] == stamp].max() for stamp in stamps}
    newest: list[tuple[np.datetime64, np.datetime64]] = []
    for stamp in sorted(stamps, key=lambda s: (known[s], s)):
        if newest and stamp <= newest[-1][1]:
            continue
        if newest and known[stamp] == newest[-1][0]:
            newest.pop()
        newest.append((known[stamp], stamp))
    return newest


def _part(
    rows: Rows, stamp: np.datetime64, size: Size | None
) -> tuple[float, tuple[tuple[str, float], ...]]:
    """(notional over net assets, dealers with their shares) of one file; longs and shorts both count."""
    here = rows["date"] == stamp
    notional = np.abs(np.asarray(rows["notional"][here], dtype=np.float64))
    weight = np.abs(np.asarray(rows["weight"][here], dtype=np.float64))
    total = float(np.nansum(notional))
    if np.isfinite(weight).all():
        share = float(weight.sum())
    else:
        assets = _assets(size, stamp)
        share = total / assets if assets > 0.0 else np.nan
    names = rows["counterparty"][here]
    held: dict[str, float] = {}
    for name, amount in zip(names, notional, strict=True):
        if np.isfinite(amount):
            label = str(name) if name else "not named"
            held[label] = held.get(label, 0.0) + float(amount)
    ranked = sorted(held.items(), key=lambda pair: (-pair[1], pair[0]))
    return share, tuple((name, amount / total) for name, amount in ranked) if total else ()


def _assets(size: Size | None, stamp: np.datetime64) -> float:
    if size is None:
        return np.nan
    at = int(np.searchsorted(size.days, stamp, side="right")) - 1
    return float(size.assets[at]) if at >= 0 else np.nan


def _absent(panel: Panel) -> Trace:
    why = f"no contracts of {FUNDS['few'][0]} known by {panel.as_of} (table derivatives)"
    return missing("not_measurable", why)


@signal(
    "structure.swap_share_few",
    title="Swaps over net assets, the fund of the few",
    axis="concentration",
    family="structure",
    unit="fraction",
    sign=0,
    theory="how a fund holds the few says nothing on who leads: shown, never scored",
)
def swap_share(panel: Panel) -> Trace:
    """Notional of total return swaps over net assets, a fraction, by file; dealers are in the text.

    Exposure by contract: it needs dealers and financing; its Treasury bills are collateral. What a dealer
    owes without collateral is not in any file: the largest dealer's share is of notional.
    """
    held = wrapper(panel)
    if held is None:
        return _absent(panel)
    told = ", ".join(f"{name} {percent(share, 0)}" for name, share in held.dealers)
    last = float(held.share[-1])
    said = f"{percent(last)} of {held.fund}'s net assets are swaps" if np.isfinite(last) else ""
    return Trace(
        held.known_at,
        held.share,
        text=f"{said}; dealers by notional: {told}; file of {held.days[-1]}" if said else "",
        sources=(held.source,),
        reason="neither weights of the swaps nor net assets on file",
        newest=day(held.days[-1]),
        patience=PATIENCE,
        beside=(("largest dealer", held.largest),),
    )


@signal(
    "structure.financing_few",
    title="Financing of the swaps, the fund of the few",
    axis="concentration",
    family="structure",
    unit="fraction",
    sign=0,
    theory="a cost of holding the few by contract, no view on them: shown, never scored",
)
def financing(panel: Panel) -> Trace:
    """Swap notional over net assets x (overnight rate + 0.50 % assumed spread): cost a year, a fraction.

    The overnight rate is SOFR, else the effective funds rate, as known then and at most 40 days old. The
    spread is assumed, so the text says what half a point of it costs. Interest earned on collateral is
    not taken off.
    """
    held = wrapper(panel)
    if held is None:
        return _absent(panel)
    name, rate = _overnight(panel, held.known_at)
    if not name:
        return missing("not_measurable", f"no overnight rate on file ({', '.join(RATES)})")
    value = np.asarray(etf.swap_drag(held.share, rate + SPREAD))
    share = float(held.share[-1])
    return Trace(
        held.known_at,
        value,
        text=(
            f"{held.fund}'s swaps cost {percent(float(value[-1]), 2)} of net assets a year at {name}"
            f" {percent(float(rate[-1]), 2)} + {percent(SPREAD, 2)} (spread assumed); 0.50 % more costs"
            f" {percent(0.005 * share, 2)}"
            if np.isfinite(value[-1])
            else ""
        ),
        sources=(held.source,),
        reason=f"no {name} of the last 40 days",
        newest=day(held.days[-1]),
        patience=PATIENCE,
        beside=(("overnight rate", rate), ("swap share", held.share)),
    )


def _overnight(panel: Panel, when: Days) -> tuple[str, Vector]:
    """(series, rate as known on each day, a fraction); NaN where the newest is over 40 days old."""
    on_file = set(panel.ids("macro"))
    for name in RATES:
        if name in on_file:
            periods, values = known_path(versions(panel, name), when)
            fresh = ~np.isnat(periods) & (when - periods <= OVERNIGHT_PATIENCE)
            return name, np.where(fresh, values / 100.0, np.nan)
    return "", np.empty(0)
