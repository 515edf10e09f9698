"""What the index's return of a year was made of: earnings growth, rerating, income."""

from __future__ import annotations

from functools import reduce

import numpy as np

from rotascope.maths import valuation
from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.signals import words
from rotascope.signals.trace import Trace, missing
from rotascope.signals.valuation.ratios import change_null, newest_of_day
from rotascope.vintages import first_releases, versions

__all__ = ["rerating"]

SERIES = ("SHILLER.sp500", "SHILLER.earnings", "SHILLER.dividend")
MONTHS, PATIENCE = 12, 66


@signal(
    "valuation.rerating",
    title="Rerating of the index in a year, beside earnings growth and income",
    axis="market",
    family="valuation",
    unit="fraction",
    sign=0,
    theory="An identity says where a return came from, not where the next will: shown, scored on neither"
    " axis",
    null=change_null,
)
def rerating(panel: Panel) -> Trace:
    """Change of ln(price / earnings) in twelve months; growth and income added make the return.

    SHILLER.sp500 (monthly means), .earnings and .dividend as first printed, dated when the last of
    them was known: months behind, because earnings are. Log points; income is one twelfth of the
    yearly dividend a month, reinvested.
    """
    found = [first_releases(versions(panel, name)) for name in SERIES]
    months = reduce(np.intersect1d, [f.days for f in found])
    if len(months) <= MONTHS:
        return missing(
            "not_measurable", f"13 months of {', '.join(SERIES)} are needed (table macro)"
        )
    at = [np.argsort(f.days)[np.searchsorted(np.sort(f.days), months)] for f in found]
    price, earnings, dividend = (f.values[i] for f, i in zip(found, at, strict=True))
    known = np.maximum.accumulate(
        np.max([f.known_at[i] for f, i in zip(found, at, strict=True)], axis=0)
    )
    split = valuation.return_split(price, earnings, valuation.reinvested(price, dividend), MONTHS)
    last = newest_of_day(known)
    parts = split.rerating, split.growth, split.income, split.total
    value, growth, income, total = (part[last] for part in parts)
    ok = bool(np.isfinite(value[-1]))
    said = (
        [words.signed(float(x)) for x in (total[-1], growth[-1], value[-1], income[-1])]
        if ok
        else []
    )
    text = (
        "in the year to {4} the index returned {0} in logs: {1} earnings, {2} rerating, {3} income"
    )
    return Trace(
        known[last],
        value,
        text=text.format(*said, str(months[-1])[:7]) if ok else "",
        sources=tuple(f.source for f in found if f.source),
        reason="earnings were not positive at one end of the year",
        patience=PATIENCE,
        beside=(("earnings growth", growth), ("income", income), ("total return", total)),
    )
