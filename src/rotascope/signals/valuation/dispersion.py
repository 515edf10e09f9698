"""How far valuations lie apart inside the index, sector by sector."""

from __future__ import annotations

import numpy as np

from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.signals import words
from rotascope.signals.trace import Trace, missing
from rotascope.signals.valuation.names import by_month
from rotascope.signals.valuation.ratios import change_null
from rotascope.terms import Source

__all__ = ["valuation_dispersion"]

PATIENCE = 30


@signal(
    "valuation.dispersion",
    title="How far earnings yields lie apart in the index",
    axis="market",
    family="valuation",
    unit="fraction",
    sign=0,
    theory="Wide spreads have gone with better years for cheap stocks: scored on neither axis",
    null=change_null,
)
def valuation_dispersion(panel: Panel) -> Trace:
    """80th less 20th percentile of earnings yields in the large-cap fund, less sector medians.

    Month ends, fractions; sectors where the file names them. Losses count as negative yields. It
    says that stocks are priced unlike, not which of them are priced wrongly.
    """
    found = by_month(panel)
    if found.missing:
        return missing("not_measurable", found.missing)
    value = float(found.gap[-1])
    first, last = words.day(found.days[0]), words.day(found.days[-1])
    told = "sector by sector" if found.sectors else "the file names no sectors"
    points = f"{value * 100:.1f} points"
    return Trace(
        found.days,
        found.gap,
        text=f"a fifth of {found.fund}'s companies yield {points} more than another fifth ({told})"
        if np.isfinite(value)
        else "",
        coverage=float(found.cover[-1]),
        sources=(Source("holdings", f"lines of {found.fund}", first, last, len(found.days)),),
        status="ok" if np.isfinite(value) else "low_coverage",
        reason="earnings known for "
        + words.covered(found.cover[-1], f"{found.fund} by value", 0.8),
        patience=PATIENCE,
    )
