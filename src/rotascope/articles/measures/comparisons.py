"""One line against another over a window: ahead or behind, by how much, how many times.

Both sides on one basis and over the same closes; a group in words is played by a named line. Where no
window is stated, windows from a week to a year are asked and must agree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import product

from rotascope.articles.measures import measure
from rotascope.articles.measures.followed import unfit
from rotascope.articles.measures.lately import lately
from rotascope.articles.measures.lines import is_index
from rotascope.articles.measures.observed import Observed, Range
from rotascope.articles.measures.returns import (
    line_readings,
    no_window,
    prefer,
    unweighted,
    window_spans,
)
from rotascope.articles.measures.spans import Span
from rotascope.panel import Panel
from rotascope.terms.articles import Claim

__all__ = ["relative_return", "return_multiple", "tracking_gap"]

Combine = Callable[[float, float], float | None]
MARKET = "^GSPC"
TOTAL, BOUNDED = ", total return", ", price as total return bounds it"
SCALE = {"pp": 100.0, "bp": 10_000.0}


@measure("relative_return")
def relative_return(panel: Panel, claim: Claim, day: date) -> tuple[Observed, ...]:
    """Return of the subject less that of `against`, in the claim's unit, on one basis and base."""
    if not claim.window and claim.as_of is None:
        return _lately(panel, claim, day)
    return _compared(panel, claim, day, lambda a, b: (a - b) * SCALE.get(claim.unit, 1.0))


@measure("tracking_gap")
def tracking_gap(panel: Panel, claim: Claim, day: date) -> tuple[Observed, ...]:
    """Return of a fund less that of the index it follows; the sign says who is ahead."""
    return _compared(panel, claim, day, lambda a, b: (a - b) * SCALE.get(claim.unit, 1.0))


@measure("return_multiple")
def return_multiple(panel: Panel, claim: Claim, day: date) -> tuple[Observed, ...]:
    """Return of the subject over that of `against`, a ratio; none where the latter is not above 0."""
    return _compared(panel, claim, day, lambda a, b: a / b if b > 0.0 else None)


def _compared(panel: Panel, claim: Claim, day: date, combine: Combine) -> tuple[Observed, ...]:
    over = window_spans(claim, day)
    if not over:
        return (Observed("", None, reason=no_window(claim)),)
    against = claim.against or (MARKET,)
    found: list[Observed] = []
    for subject, other in product(claim.subject, against):
        sides = [
            [o for o in _side(panel, name, over) if f"{rival} for " not in o.reading]
            for name, rival in ((subject, other), (other, subject))
        ]  # a fund is not set against its index as played by that fund
        part = subject if len(against) == 1 else f"{subject} against {other}"
        pairs = list(_pairs(panel, sides[0], sides[1], combine))
        if not any(pair.own for pair in pairs):
            pairs.append(_lacking(subject, other, sides))
        found += [replace(o, subject=part, own=o.own and bool(claim.against)) for o in pairs]
    return tuple(prefer(claim, unweighted(panel, claim, found)))


def _side(panel: Panel, name: str, over: Iterable[Span]) -> tuple[Observed, ...]:
    """The readings of one side; none of a fund from before it followed what it plays now."""
    return unfit(panel, line_readings(panel, name, over))


def _lacking(subject: str, other: str, sides: Sequence[Sequence[Observed]]) -> Observed:
    """Why two lines have no closes of their own on one basis."""
    reasons = [o.reason for side in sides for o in side if o.own and o.value is None and not o.late]
    why = next(iter(reasons), f"{subject} and {other} have no closes on one basis on file")
    return Observed("", None, reason=why)


def _pairs(
    panel: Panel, tops: Iterable[Observed], bottoms: Iterable[Observed], combine: Combine
) -> Iterator[Observed]:
    """Every pair of readings over the same closes on one basis; an index has its price alone."""
    by_days: dict[tuple[str, str], list[Observed]] = {}
    for basis, bottom in _by_basis(bottoms):
        by_days.setdefault((bottom.convention, basis), []).append(bottom)
    for basis, top in _by_basis(tops):
        for bottom in by_days.get((top.convention, basis), []):
            made = _pair(panel, top, bottom, combine)
            if made is not None:
                yield made


def _by_basis(seen: Iterable[Observed]) -> Iterator[tuple[str, Observed]]:
    """Each reading with its basis; a total return that bounds a price serves as both."""
    for one in seen:
        if ", price" in one.reading:
            yield "price", one
            continue
        if one.sure is not None and one.value is not None:
            yield "price", replace(one, reading=one.reading.replace(TOTAL, BOUNDED))
        yield "total return", replace(one, likely=None, sure=None)


def _pair(panel: Panel, top: Observed, bottom: Observed, combine: Combine) -> Observed | None:
    if top.value is None or bottom.value is None:
        return None
    value = combine(top.value, bottom.value)
    if value is None:
        return None
    likely, sure = (
        _range(top.value, a, bottom.value, b, combine)
        for a, b in ((top.likely, bottom.likely), (top.sure, bottom.sure))
    )
    of_index = is_index(panel, top.subject) or is_index(panel, bottom.subject)
    reasons = dict.fromkeys(o.reason for o in (top, bottom) if o.reason)
    said = f"{top.subject} {top.value * 100:+.2f} %, {bottom.subject} {bottom.value * 100:+.2f} %"
    return replace(
        top, reading=_words(top, bottom), value=value, likely=likely, sure=sure,
        own=top.own and bottom.own, reason="; ".join((said, *reasons)),
        standard=top.standard and (bottom.standard or of_index),
    )  # fmt: skip


def _words(top: Observed, bottom: Observed) -> str:
    """The shared base and basis, and every line that plays another."""
    bounded = next((o for o in (top, bottom) if BOUNDED in o.reading), top)
    base = [part for part in bounded.reading.split(", ") if " for " not in part]
    plays = [part for o in (top, bottom) for part in o.reading.split(", ") if " for " in part]
    return ", ".join((*base, *plays))


def _range(
    a: float, a_in: Range | None, b: float, b_in: Range | None, combine: Combine
) -> Range | None:
    """Where the combination lies when either side is but a range; None where both are known."""
    if a_in is None and b_in is None:
        return None
    ends = [combine(x, y) for x, y in product(a_in or (a, a), b_in or (b, b))]
    known = [end for end in ends if end is not None]
    return (min(known), max(known)) if known else None


def _lately(panel: Panel, claim: Claim, day: date) -> tuple[Observed, ...]:
    """Ahead or behind with no window stated: every window from a week to a year must say the same."""
    if not claim.against:
        why = "neither a window nor what it is set against is stated"
        return (Observed("", None, reason=why),)

    def over(span: Span) -> Observed | None:
        tops, bottoms = (_side(panel, names[0], [span]) for names in (claim.subject, claim.against))
        return next(_pairs(panel, tops, bottoms, lambda a, b: a - b), None)

    return lately(claim, day, over)
