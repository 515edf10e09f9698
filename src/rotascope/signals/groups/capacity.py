"""What a shift out of the largest would mean for small companies: days of volume, in the two funds."""

from __future__ import annotations

import numpy as np

from rotascope.maths.concentration import top_k
from rotascope.maths.trailing import trailing_median
from rotascope.panel import Panel, Rows
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.sessions import Days
from rotascope.signals import words
from rotascope.signals.concentration import PATIENCE
from rotascope.signals.files import Shares, current, fund_on_file
from rotascope.signals.trace import Trace, missing
from rotascope.terms import Null

__all__ = ["capacity", "linear_null", "net_assets"]

PRICES = ("raw", "split")
SHIFT, TEN, MONTH, LINES = 0.01, 10, 21, 20
BILLION = 1e9


def net_assets(panel: Panel, shares: Shares) -> float:
    """A fund's net assets in USD on its file's stamp; NaN where the file and prices do not say.

    Market value as printed over weight, else shares times the close of that day; the median of the 20
    largest lines, so that one split or misprint moves nothing.
    """
    rows = panel.dated("holdings", shares.file.fund)
    ours = (rows["date"] == np.datetime64(shares.file.day)) & (rows["kind"] == "equity")
    largest = np.flatnonzero(ours)[np.argsort(-rows["weight"][ours])][:LINES]
    found = [_implied(panel, shares, rows, int(line)) for line in largest]
    known = [value for value in found if np.isfinite(value)]
    return float(np.median(known)) if known else float("nan")


def _implied(panel: Panel, shares: Shares, rows: Rows, line: int) -> float:
    """Net assets as one line implies them."""
    weight, value, count = (
        float(rows[k][line] or np.nan) for k in ("weight", "market_value", "shares")
    )
    if not weight > 0.0:
        return float("nan")
    if np.isfinite(value):
        return value / weight
    price = panel.series(str(rows["symbol"][line]), "pr")
    at = int(np.searchsorted(price.days, np.datetime64(shares.file.day)))
    there = at < len(price) and price.days[at] == np.datetime64(shares.file.day)
    return count * float(price.levels[at]) / weight if there else float("nan")


def _dollar_volume(panel: Panel, symbol: str) -> tuple[Days, Vector]:
    """(days, median of 21 sessions of volume x close in USD) of one line, from its best dataset."""
    rows = panel.dated("bars", panel.instrument(symbol))
    # A close adjusted for dividends is no price that shares changed hands at.
    priced = np.isin(rows["basis"], PRICES) if rows else np.empty(0, bool)
    if not priced.any():
        return np.empty(0, "datetime64[D]"), np.empty(0)
    best = min(np.unique(rows["dataset"][priced]).tolist(), key=panel.rank)
    kept = priced & (rows["dataset"] == best)
    days = np.asarray(rows["date"][kept], dtype="datetime64[D]")
    traded = np.asarray(rows["close"][kept], float) * np.asarray(rows["volume"][kept], float)
    usual = trailing_median(traded, MONTH)
    return days, np.where(usual > 0.0, usual, np.nan)


def linear_null(panel: Panel, trace: Trace) -> Null:
    """What the number is worth: it is arithmetic, and scales with the shift.

    Null hypothesis: none. Twice the shift takes twice the days; whether anybody shifts is not in it.
    """
    return Null("arithmetic, linear in the shift: it says what would fit, not what will flow", None)


@signal(
    "groups.capacity",
    title="Days of the small-cap fund's volume in a 1 % shift out of the ten largest",
    axis="size",
    family="concentration",
    unit="days",
    sign=0,
    theory="how much would fit through the door says nothing on who leaves: shown, never scored",
    null=linear_null,
)
def capacity(panel: Panel) -> Trace:
    """1 % x weight of the ten largest x the large fund's net assets / the small fund's volume a day.

    Days, both as known: net assets of the file in force (126 sessions old at most), the median of 21
    sessions of USD volume. In these two funds alone; whole markets are some dozens of times larger.
    """
    large, small = fund_on_file(panel, "large_cap"), panel.role("small_cap")
    if not large or not len(small):
        lacking = "a holdings file of the large-cap fund" if not large else small.missing
        return missing("not_measurable", f"needs {lacking} by {panel.as_of}")
    days, volume = _dollar_volume(panel, small.symbol)
    files = current(panel, large)
    known = np.array([s.file.known_at for s in files], dtype="datetime64[D]")
    place = np.searchsorted(known, days, side="right") - 1
    moved = np.array([SHIFT * top_k(s.issuers, TEN) * net_assets(panel, s) for s in files])
    stamps = np.array([s.file.day for s in files], dtype="datetime64[D]")
    kept = place >= 0
    if not kept.any():
        return missing(
            "not_measurable", f"no daily volume of {small.symbol} since {known[0]} (bars)"
        )
    days, volume, place = days[kept], volume[kept], place[kept]
    fresh = np.busday_count(stamps[place], days) <= PATIENCE
    value = np.where(fresh, moved[place] / volume, np.nan)
    text = (
        f"1 % out of the ten largest of {large} is {moved[-1] / BILLION:.2f} bn USD (file of"
        f" {files[-1].file.day}): {value[-1]:.2f} days of {small.symbol}'s volume"
    )
    return Trace(
        days,
        value,
        text=text if np.isfinite(value[-1]) else "",
        sources=(files[-1].file.source, *small.sources),
        reason=f"{large}'s newest file or the day's volume says nothing",
        newest=min(files[-1].file.day, words.day(days[-1])),
        patience=PATIENCE,
    )
