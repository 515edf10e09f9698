"""What the few pay out by buying back shares: gross, net of new ones, and net of what staff was given."""

from __future__ import annotations

import numpy as np

from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.series import Vector
from rotascope.signals import words
from rotascope.signals.earnings.capex import step_null
from rotascope.signals.earnings.filings import FEW, SEVEN, pooled, source_of
from rotascope.signals.earnings.payouts import TAGS, payouts
from rotascope.signals.trace import Trace, missing

__all__ = ["net_buybacks"]

PATIENCE, FEWEST = 70, 2


@signal(
    "buybacks.net",
    title="Net buybacks of the few as a share of their income",
    axis="concentration",
    family="earnings",
    unit="fraction",
    sign=0,
    theory="Firms that buy back have outperformed modestly (Ikenberry et al. 1995), the few do so all"
    " along: shown, never scored",
    null=step_null,
)
def net_buybacks(panel: Panel) -> Trace:
    """Repurchases less proceeds of new shares less share-based pay, over net income, pooled over the few.

    Four quarters as first filed, from the filing day, a fraction; at least two of the seven. A
    yield on market value needs share counts on one split basis, which filings alone do not give.
    """
    who, days, table = pooled(panel, TAGS, {})
    if not len(days):
        return missing("not_measurable", "no filings of the few on file (table facts)")
    net, after, borrowed = payouts(table)
    both = np.isfinite(after) & np.isfinite(table["income"])
    counted = both.sum(axis=0).astype(np.float64)
    income = np.where(both, table["income"], 0.0).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        value = np.where(both, after, 0.0).sum(axis=0) / income
    value = np.where((counted >= FEWEST) & (income > 0.0), value, np.nan)
    ok = bool(np.isfinite(value[-1]))
    return Trace(
        days,
        value,
        text=_text(who, table, net, after, borrowed) if ok else "",
        coverage=float(counted[-1] / SEVEN),
        sources=(source_of(who, days),),
        status="ok" if ok else "low_coverage",
        reason=f"{counted[-1]:.0f} of the few have the filings it needs, {FEWEST} needed",
        patience=PATIENCE,
    )


def _text(
    who: tuple[str, ...], table: dict[str, Vector], net: Vector, after: Vector, borrowed: Vector
) -> str:
    """Gross, net and after staff shares by name, largest share of income first."""
    share = after[:, -1] / table["income"][:, -1]
    said = []
    for i in np.argsort(-np.where(np.isfinite(share), share, -np.inf)):
        if np.isfinite(share[i]):
            sums = [x[i, -1] / 1e9 for x in (table["gross"], net, after)]
            debt = ", more than its free cash" if borrowed[i, -1] else ""
            said.append(
                f"{FEW[who[i]]} {sums[0]:.1f} bn USD gross, {sums[1]:.1f} net of new shares,"
                f" {sums[2]:.1f} after share-based pay ({words.percent(float(share[i]), 0)} of"
                f" income{debt})"
            )
    return f"buybacks of four quarters: {'; '.join(said)}"
