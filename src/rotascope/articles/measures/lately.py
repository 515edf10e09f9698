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
DAYS = ("1d", "2d", "3d", "4d")
Ask = Callable[[Span], Observed | None]


def lately(claim: Claim, day: date, ask: Ask) -> tuple[Observed, ...]:
    """One reading with its verdict: `ask` gives what is observed over a span, above 0 for up or ahead.

    All windows as claimed: supported under that reading; some: partial; none, nor the last few days
    either: contradicted. A claim with a number has no answer: what it is counted over is not known.
    """
    if claim.digits is not None:
        return (Observed("", None, reason="no window is stated to count it over"),)
    found = _asked(RECENTLY, day, ask)
    if not found:
        return (Observed("", None, reason="no window is stated, and no closes are on file"),)
    if not any(_holds(claim, seen) for seen in found.values()):
        # An article of the day may speak of that day alone.
        days = _asked(DAYS, day, ask)
        found |= {name: seen for name, seen in days.items() if _holds(claim, seen)}
    return (_agreed(claim, found),)


def _asked(windows: tuple[str, ...], day: date, ask: Ask) -> dict[str, Observed]:
    """What is observed over each window, from its standard base; those without closes left out."""
    found = {}
    for window in windows:
        span = next(iter(spans(window, day, back=0)), None)
        seen = ask(span) if span else None
        if seen is not None and seen.value is not None:
            found[window] = seen
    return found


def _holds(claim: Claim, seen: Observed) -> bool:
    return ((seen.value or 0.0) > 0.0) == (claim.op in (">", ">="))


def _agreed(claim: Claim, found: dict[str, Observed]) -> Observed:
    holds = [_holds(claim, seen) for seen in found.values()]
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
