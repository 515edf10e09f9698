"""Companies that close their own valuation gap: cheap against the index, and buying themselves back."""

from __future__ import annotations

import numpy as np

from rotascope.panel import Panel
from rotascope.registry import signal
from rotascope.signals import words
from rotascope.signals.earnings.filings import FEW, SEVEN, pooled
from rotascope.signals.earnings.payouts import TAGS, payouts
from rotascope.signals.trace import Trace, missing
from rotascope.signals.valuation.names import by_month
from rotascope.signals.valuation.ratios import change_null
from rotascope.terms import Source

__all__ = ["gap_closing", "scores"]

PATIENCE, FEWEST, LIFE = 30, 2, 100  # LIFE: days for which a filing day's payout stands


def scores(yields: np.ndarray, fund: float, payout: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(discount, discount x payout yield) of each company, (n,) fractions.

    Discount: earnings yield over the fund's, less 1; payout yield: part of income bought back,
    net, times the earnings yield. A dear company scores below nil. NaN in, NaN out.
    """
    discount = yields / fund - 1.0
    return discount, np.asarray(discount * payout * yields)


@signal(
    "valuation.gap_closing",
    title="Own discount times net buyback yield of the few",
    axis="concentration",
    family="valuation",
    unit="fraction",
    sign=0,
    theory="A screen of companies, not a reading of the axis: shown, never scored",
    null=change_null,
)
def gap_closing(panel: Panel) -> Trace:
    """Mean over the few of (earnings yield / the index's - 1) x net buyback yield, a fraction.

    Month ends; buybacks net of new shares and of share-based pay, four filed quarters; market
    value by way of income and the earnings yield. At least two of the few. The finding ranks them.
    """
    found = by_month(panel)
    who, days, table = pooled(panel, TAGS, {})
    if found.missing or not len(days):
        return missing(
            "not_measurable", found.missing or "no filings of the few on file (table facts)"
        )
    _, after, _ = payouts(table)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = after / table["income"]
    issuers = [panel.catalog.issuer(FEW[e]) for e in who]
    rows = []
    for end, by_name in zip(found.days, found.yields, strict=True):
        at = int(np.searchsorted(days, end, side="right")) - 1
        fresh = at >= 0 and int((end - days[at]).astype(np.int64)) <= LIFE
        own = np.array([by_name.get(name, np.nan) for name in issuers])
        payout = share[:, at] if fresh else np.full(len(who), np.nan)
        rows.append(np.stack(scores(own, by_name.get("", np.nan), payout)))
    score = np.array([row[1] for row in rows])
    count = np.isfinite(score).sum(axis=1)
    value = np.where(count >= FEWEST, np.nansum(score, axis=1) / np.maximum(count, 1), np.nan)
    ok = bool(np.isfinite(value[-1]))
    first, last = words.day(found.days[0]), words.day(found.days[-1])
    return Trace(
        found.days,
        value,
        text=_text(who, rows[-1]) if ok else "",
        coverage=float(count[-1] / SEVEN),
        sources=(Source("facts", "filings of the few and fund files", first, last, len(value)),),
        status="ok" if ok else "low_coverage",
        reason=f"{count[-1]} of the few have filings and a yield on file, {FEWEST} needed",
        patience=PATIENCE,
    )


def _text(who: tuple[str, ...], row: np.ndarray) -> str:
    order = [i for i in np.argsort(-np.nan_to_num(row[1], nan=-np.inf)) if np.isfinite(row[1, i])]
    told = [
        f"{FEW[who[i]]} {words.signed(float(row[1, i]), 2)} (yield"
        f" {words.signed(float(row[0, i]), 0)} on the"
        " index's)"
        for i in order
    ]
    return f"own discount times net buyback yield, best first: {', '.join(told)}"
