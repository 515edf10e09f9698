"""One score and one label for many scores: the mean, and how far they disagree (methods 17.2).

No threshold on the mean alone gives 0.05 "mixed" and 0.10 "neutral"; disagreement must speak too. The
limits are ours, inferred from those two printed pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rotascope.terms.articles import Label

__all__ = ["CLEAR", "COUNTS_FROM", "Tally", "label_of", "tally"]

COUNTS_FROM = 0.05
CLEAR = 0.15
MIXED_INTENSITY = 0.10
MIXED_BALANCE = 0.35
ROUNDING = 1e-9
"""A score of 0.15 summed from tenths is 0.15, whatever the last bit says."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Mean score in [-1, 1], label, intensity (P + N) / n, balance min / max of P and N, and n."""

    score: float
    label: Label
    intensity: float
    balance: float
    n: int


def label_of(score: float, intensity: float, balance: float) -> Label:
    """Positive from +.15, negative from -.15; between them mixed (much said, both ways) or neutral."""
    if score >= CLEAR - ROUNDING:
        return "positive"
    if score <= -CLEAR + ROUNDING:
        return "negative"
    much = intensity >= MIXED_INTENSITY - ROUNDING and balance >= MIXED_BALANCE - ROUNDING
    return "mixed" if much else "neutral"


def tally(scores: Sequence[float]) -> Tally:
    """The rule on scores in [-1, 1]; one that counts double is given twice. None: 0, neutral, n = 0.

    P and N sum the sizes of scores of at least .05 on either side.
    """
    n = len(scores)
    if not n:
        return Tally(0.0, "neutral", 0.0, 0.0, 0)
    positive = sum(s for s in scores if s >= COUNTS_FROM - ROUNDING)
    negative = sum(-s for s in scores if s <= -COUNTS_FROM + ROUNDING)
    larger = max(positive, negative)
    score = sum(scores) / n
    intensity = (positive + negative) / n
    balance = min(positive, negative) / larger if larger else 0.0
    return Tally(score, label_of(score, intensity, balance), intensity, balance, n)
