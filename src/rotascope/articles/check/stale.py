"""What held when it was written and no longer does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from rotascope.articles.check.judge import judged
from rotascope.articles.check.together import SUPPORTED
from rotascope.articles.check.words import told
from rotascope.articles.measures import observed
from rotascope.panel import Panel
from rotascope.terms.articles import Claim, Finding, Measure

__all__ = ["OF_A_MOMENT", "against_today"]

OF_A_MOMENT: frozenset[Measure] = frozenset(
    {
        "weight", "largest_weight", "sector_weight", "holdings_count", "fee", "level", "threshold",
        "valuation", "trend_break", "high_distance", "volatility",
    }
)  # fmt: skip
"""Measures of a state that lasts until it changes: a reader of today takes them for today's."""


def against_today(
    panels: Callable[[date], Panel], latest: date, day: date, finding: Finding
) -> Finding:
    """The finding, `stale` where the claim is of a lasting state and the newest data say otherwise.

    A return up to its own day cannot go stale; nor can a claim that names its day.
    """
    claim = finding.claim
    if finding.verdict not in SUPPORTED or day >= latest or not _lasts(claim):
        return finding
    today = judged(claim, observed(panels(latest), claim, latest))
    if today.verdict != "contradicted":
        return finding
    reason = (
        f"held on {day} ({told(claim, finding.observed)}); on {latest} it is"
        f" {told(claim, today.observed)}"
    )
    return replace(finding, verdict="stale", reason=reason)


def _lasts(claim: Claim) -> bool:
    return claim.measure in OF_A_MOMENT and not claim.window and claim.as_of is None
