"""Whose size speaks for a role, and what its issuer says of it: net assets, shares, NAV by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from rotascope.panel import Panel, Rows
from rotascope.series import Vector
from rotascope.sessions import Days, as_days
from rotascope.terms import Source

__all__ = ["FUNDS", "Size", "best_dataset", "listed", "no_size", "size_of"]

# Who may speak for a side, best first; the last of each is the planted market's.
FUNDS: dict[str, tuple[str, ...]] = {
    "small_cap": ("IWM", "IJR", "PW:SMALL"),
    "large_cap": ("SPY", "IVV", "PW:LARGE"),
    "few": ("MAGS", "PW:WRAP"),
    "rest": ("XMAG", "PW:WIDE"),
}
NEVER = date(2000, 1, 3)


@dataclass(frozen=True, slots=True, eq=False)
class Size:
    """A fund's size by the day it became known, ascending: USD, shares, USD a share (NaN: not said).

    A day that is corrected later is known on the day of its correction: until then it is a gap.
    """

    fund: str
    known_at: Days
    days: Days
    assets: Vector
    shares: Vector
    nav: Vector
    source: Source


def size_of(panel: Panel, role: str) -> Size | None:
    """The first fund of `role` whose size is on file; None if none is."""
    on_file = set(panel.ids("funds"))
    for fund in FUNDS[role]:
        if fund in on_file:
            return _size(panel, fund)
    return None


def no_size(panel: Panel, role: str) -> str:
    """Why nothing can be said: which funds, which table."""
    tried = " or ".join(FUNDS[role][:-1])
    return f"no shares outstanding or net assets of {tried} known by {panel.as_of} (table funds)"


def listed(panel: Panel, fund: str) -> date:
    """The day a fund was first listed; planted and unlisted ones count as old."""
    found = panel.catalog.lookup(fund)
    return found.listed if found is not None and found.listed is not None else NEVER


def best_dataset(panel: Panel, rows: Rows) -> Rows:
    """The rows of the dataset that ranks first: two sources are never mixed."""
    if (rows["dataset"] == rows["dataset"][0]).all():
        return rows
    best = min(set(rows["dataset"].tolist()), key=panel.rank)
    chosen = rows["dataset"] == best
    return {name: column[chosen] for name, column in rows.items()}


def _size(panel: Panel, fund: str) -> Size:
    rows = best_dataset(panel, panel.dated("funds", fund))
    order = np.lexsort((rows["date"], rows["known_at"]))
    days = as_days(rows["date"][order])
    # A day that is told after a later one speaks for no day.
    whole = days.astype(np.int64)
    before = np.concatenate([[-(10**9)], np.maximum.accumulate(whole)[:-1]])
    order, days = order[whole > before], days[whole > before]
    assets, shares, nav = (
        np.asarray(rows[name][order], dtype=np.float64)
        for name in ("net_assets", "shares_outstanding", "nav")
    )
    nav = np.where(np.isfinite(nav), nav, assets / np.where(shares > 0.0, shares, np.nan))
    assets = np.where(np.isfinite(assets), assets, shares * nav)
    source = Source(
        str(rows["dataset"][0]), f"size of {fund}", days[0].item(), days[-1].item(), len(days)
    )
    return Size(fund, as_days(rows["known_at"][order]), days, assets, shares, nav, source)
