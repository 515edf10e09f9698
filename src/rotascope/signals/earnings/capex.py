"""What the few spend on plant and equipment, and what the spending of a year before has brought."""

from __future__ import annotations

import numpy as np

from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.sessions import Days
from rotascope.signals import words
from rotascope.signals.earnings.filings import FEW, SEVEN, pooled, source_of
from rotascope.signals.earnings.payouts import SPENT
from rotascope.signals.trace import Trace, missing
from rotascope.terms import Null

__all__ = ["capex_growth", "capex_return", "floored", "step_null"]

OPERATING = ("OperatingIncomeLoss",)
YEAR, PATIENCE = 365, 70
FEWEST = 2
FLOOR = 0.05  # of operating income: a firm that hardly spends has no return on spending
WHY = "no filings of the few with capital spending on file (table facts, from companyfacts)"


def step_null(panel: Panel, trace: Trace) -> Null | None:
    """How far the value moves from one year to the next by itself.

    Null hypothesis: nothing new; the absolute change over four filing seasons is as it has been
    since the start. rate is its median, p the share of past ones at least as large. Few
    independent years stand behind it.
    """
    del panel
    value, days = trace.value, trace.days
    back = np.searchsorted(days, days - np.timedelta64(YEAR, "D"), side="right") - 1
    change = np.abs(value - value[np.maximum(back, 0)])[back >= 0]
    seen = change[np.isfinite(change)]
    if len(seen) < 8 or not np.isfinite(change[-1]):
        return None
    usual, p = float(np.median(seen)), float(np.mean(seen >= change[-1]))
    years = int((days[-1] - days[0]).astype(np.int64) // YEAR)
    said = f"in {years} years it moved by more than {usual:.2g} a year half the time"
    return Null(f"{said}, by as much as in the last one in {words.chance(p)}", usual, p)


def _trace(who: tuple[str, ...], days: Days, value: Vector, counted: Vector, text: str) -> Trace:
    ok = bool(np.isfinite(value[-1]))
    return Trace(
        days,
        value,
        text=text if ok else "",
        coverage=float(counted[-1] / SEVEN),
        sources=(source_of(who, days),),
        status="ok" if ok else "low_coverage",
        reason=f"{counted[-1]:.0f} of the few have filings to compare, {FEWEST} needed",
        patience=PATIENCE,
    )


@signal(
    "capex.growth",
    title="Capital spending of the few against a year ago",
    axis="concentration",
    family="earnings",
    unit="fraction",
    sign=0,
    theory="Spending lifts suppliers now, depreciation later; which way it turns the axis theory leaves"
    " open: shown, never scored",
    null=step_null,
)
def capex_growth(panel: Panel) -> Trace:
    """Sum over the few of four quarters' capital spending over that of a year before, less 1, a fraction.

    The same companies on both sides, at least two of the seven with filings on file (coverage says
    how many); as first filed, from the filing day. It counts purchases of plant and equipment, not
    leases.
    """
    wanted = {"now": SPENT, "before": SPENT}
    who, days, table = pooled(panel, wanted, {"before": YEAR})
    if not len(days):
        return missing("not_measurable", WHY)
    both = np.isfinite(table["now"]) & np.isfinite(table["before"])
    now, before = (np.where(both, table[k], 0.0).sum(axis=0) for k in ("now", "before"))
    counted = both.sum(axis=0).astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        value = np.where((counted >= FEWEST) & (before > 0.0), now / before - 1.0, np.nan)
        each = table["now"][:, -1] / table["before"][:, -1] - 1.0
    said = [
        f"{FEW[e]} {table['now'][i, -1] / 1e9:.1f} bn USD ({words.signed(float(each[i]), 0)})"
        for i, e in enumerate(who)
        if both[i, -1]
    ]
    total = f"capital spending of four quarters {words.signed(float(value[-1]), 0)} on a year ago"
    return _trace(who, days, value, counted, f"{total}: {', '.join(said)}")


def floored(spent: Vector, income: Vector) -> Vector:
    """Spending, but at least 5 % of operating income: a firm that spends nothing has no return on it.

    All of one shape and currency; NaN where either is missing or both are nil.
    """
    with np.errstate(invalid="ignore"):
        base = np.maximum(spent, FLOOR * np.abs(income))
        return np.asarray(np.where(base > 0.0, base, np.nan))


@signal(
    "capex.return",
    title="What a year's capital spending of the few brought the year after",
    axis="concentration",
    family="earnings",
    unit="ratio",
    sign=0,
    theory="Falling returns on spending are said to end booms, but when? Shown, never scored",
    null=step_null,
)
def capex_return(panel: Panel) -> Trace:
    """Gain of the few's operating income in a year per dollar of capital spending a year before.

    Sum of gains over sum of spending, each firm's spending at least 5 % of its operating income.
    Incremental and crude: income has other causes, and plant takes longer than a year to pay.
    """
    wanted = {"now": OPERATING, "before": OPERATING, "spent": SPENT}
    who, days, table = pooled(panel, wanted, {"before": YEAR, "spent": YEAR})
    if not len(days):
        return missing("not_measurable", WHY)
    gain = table["now"] - table["before"]
    base = floored(table["spent"], table["before"])
    both = np.isfinite(gain) & np.isfinite(base)
    counted = both.sum(axis=0).astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        each = gain / base
        value = np.where(both, gain, 0.0).sum(axis=0) / np.where(both, base, 0.0).sum(axis=0)
    value = np.where(counted >= FEWEST, value, np.nan)
    order = np.argsort(-np.where(both[:, -1], each[:, -1], -np.inf))
    said = ", ".join(f"{FEW[who[i]]} {_two(each[i, -1])}" for i in order if both[i, -1])
    text = (
        f"each dollar of capital spending of a year ago came with {_two(value[-1])} dollars of"
        f" operating income more a year: {said}"
    )
    return _trace(who, days, value, counted, text)


def _two(value: float) -> str:
    return f"{float(value):+.2f}".replace("-", "\N{MINUS SIGN}")
