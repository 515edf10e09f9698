"""What chance alone would support: the more readings are tried, the more figures fit one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rotascope.articles.check.judge import accepted
from rotascope.articles.measures.observed import Observed, Range
from rotascope.terms.articles import Claim, Finding

__all__ = ["chance", "with_chance"]

SPAN = {"fraction": 0.05, "pp": 5.0}
"""A figure that errs is taken to lie anywhere within five points of the usual reading."""
WORTH_SAYING = 0.2
COUNTS = {
    2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten",
}  # fmt: skip


def chance(claim: Claim, seen: Sequence[Observed]) -> tuple[float, int]:
    """(share of the figures within five points of the usual reading that fit some reading, readings).

    (0, 0) where a figure has no such neighbourhood: no percentage, a bound, a direction.
    """
    span = SPAN.get(claim.unit, 0.0)
    values = list(dict.fromkeys(one.value for one in seen if one.value is not None))
    low, high = accepted(claim)
    if not span or not values or claim.value is None or claim.digits is None:
        return 0.0, 0
    usual = next((o.value for o in seen if o.value is not None and o.standard), values[0])
    below, above = claim.value - low, high - claim.value
    near = [(max(v - above, usual - span), min(v + below, usual + span)) for v in values]
    return _length(near) / (2 * span), len(values)


def _length(spans: Sequence[Range]) -> float:
    """Length of what spans cover together; those that end before they begin cover nothing."""
    covered, reached = 0.0, float("-inf")
    for first, last in sorted(spans):
        covered += max(last - max(first, reached), 0.0)
        reached = max(reached, last)
    return covered


def _one_in(share: float) -> str:
    """A share of figures as it is said: 'one in five figures', from two thirds 'two in three'."""
    if share >= 0.9:
        return "nearly every figure"
    if share >= 0.58:
        return "two in three figures" if share < 0.71 else "three in four figures"
    return f"one in {COUNTS[max(round(1.0 / share), 2)]} figures"


def with_chance(finding: Finding, seen: Sequence[Observed]) -> Finding:
    """The finding, with what chance would give where a fifth of all figures near would fit a reading.

    Only of `supported_under`: the usual reading was not chosen after the figure was seen.
    """
    if finding.verdict != "supported_under":
        return finding
    share, tried = chance(finding.claim, seen)
    if share < WORTH_SAYING:
        return finding
    odds = (
        f"weak: {_one_in(share)} near it would have fitted one of the"
        f" {COUNTS.get(tried, str(tried))} readings tried"
    )
    return replace(finding, reason="; ".join(text for text in (finding.reason, odds) if text))
