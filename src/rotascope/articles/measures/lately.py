"""What is said with no window: asked over every window from a week to a year, which must agree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from rotascope.articles.measures.observed import Observed
from rotascope.articles.measures.spans import Span, spans
from rotascope.terms.articles import Claim, FindingVerdict

__all__ = ["RECENTLY", "lately"]

RECENTLY = ("1w", "1m", "3m", "6m", "1y")
MIDDLE = "3m"


def lately(claim: Claim, day: date, ask: Callable[[Span], Observed | None]) -> tuple[Observed, ...]:
    """One reading with its verdict: `ask` gives what is observed over a span, above 0 for up or ahead.

    All windows as claimed: supported under that reading; some: partial; none: contradicted. A claim
    with a number has no answer: over which window it is counted is not known.
    """
    if claim.digits is not None:
        return (Observed("", None, reason="no window is stated to count it over"),)
    found: dict[str, Observed] = {}
    for window in RECENTLY:
        span = next(iter(spans(window, day, back=0)), None)
        seen = ask(span) if span else None
        if seen is not None and seen.value is not None:
            found[window] = seen
    if not found:
        return (Observed("", None, reason="no window is stated, and no closes are on file"),)
    return (_agreed(claim, found),)


def _agreed(claim: Claim, found: dict[str, Observed]) -> Observed:
    up = claim.op in (">", ">=")
    holds = [((seen.value or 0.0) > 0.0) == up for seen in found.values()]
    said = ", ".join(f"{window} {(o.value or 0.0) * 100:+.1f}" for window, o in found.items())
    middle = found.get(MIDDLE) or next(iter(found.values()))
    verdict: FindingVerdict = "supported_under" if all(holds) else "partial"
    if not any(holds):
        verdict = "contradicted" if middle.own else "not_checkable"
    plays = [part for part in middle.reading.split(", ") if " for " in part]
    return replace(
        middle,
        reading=", ".join(("windows from a week to a year", *plays)),
        verdict=verdict,
        reason=f"no window is stated; in points {said}",
        convention="",
        likely=None,
        sure=None,
    )
