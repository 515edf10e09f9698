"""The same figure printed twice: told apart by the day it speaks of before it is called a conflict."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rotascope.articles.check.judge import accepted
from rotascope.articles.check.stale import OF_A_MOMENT
from rotascope.articles.library.shelf import Shelved
from rotascope.articles.library.stances import shortened
from rotascope.articles.measures.observed import Range
from rotascope.articles.measures.spans import closed
from rotascope.terms import Claim, Disagreement

__all__ = ["MOST_CLAIMS", "UNDATED", "figures", "left_out"]

UNDATED = "undated figures"

ROWS = {"weight": "C24", "sector_weight": "C24", "largest_weight": "C19", "holdings_count": "C19"}
RETURNS = ("return", "relative_return")
YIELD = 0.05
"""A year's distributions, at most: two returns no farther apart may be price and total return."""
MOST_CLAIMS, MOST_ALIKE = 60, 40
"""Figures of one article, and of one subject on the whole shelf, that are set against one another."""
APART = 3
"""Days by which two articles may differ and still mean one day's figures."""


@dataclass(frozen=True, slots=True)
class _Printed:
    claim: Claim
    article: str
    day: date | None


def figures(shelf: Sequence[Shelved]) -> tuple[Disagreement, ...]:
    """Figures of one subject, measure and window that differ; what has no printed number is none.

    Of known and equal days, or of one fixed window (2022): a conflict if no value fits both. Of other
    or unknown days: resolved, for both may be right. Weights, counts and fees printed twice in one
    article without a day: raised as undated (C24, C19), even where a value fits both. Returns that a
    yield's gap parts may be price and total return: resolved. The first 60 figures of an article and the
    first 40 of one subject are set against one another.
    """
    groups: dict[tuple[object, ...], list[_Printed]] = defaultdict(list)
    for one in shelf:
        for claim in _printed(one)[:MOST_CLAIMS]:
            group = groups[_subject(claim)]
            if len(group) < MOST_ALIKE:
                group.append(_Printed(claim, one.article.id, claim.as_of or one.day))
    found = []
    for group in groups.values():
        pair = _first_pair(group)
        if pair is not None:
            found.append(_told(*pair))
    return tuple(found)


def left_out(shelf: Sequence[Shelved]) -> int:
    """Printed figures that are set against nothing, because their article has too many of them."""
    return sum(max(len(_printed(one)) - MOST_CLAIMS, 0) for one in shelf)


def _printed(one: Shelved) -> list[Claim]:
    """The claims that print a number and could be looked up."""
    told = (claim for claim in one.claims if claim.digits is not None)
    return [claim for claim in told if claim.kind not in ("opinion", "forecast")]


def _subject(claim: Claim) -> tuple[object, ...]:
    detail = tuple(sorted(part for part in claim.detail if part[0] in ("n", "sector", "since")))
    return claim.subject, claim.measure, claim.against, claim.window, claim.unit, detail


def _first_pair(group: Sequence[_Printed]) -> tuple[_Printed, _Printed, str] | None:
    """The first two that differ, and how: conflict, undated or resolved. A conflict goes first."""
    found: dict[str, tuple[_Printed, _Printed, str]] = {}
    for at, one in enumerate(group):
        for other in group[at + 1 :]:
            how = _how(one, other)
            if how:
                found.setdefault(how, (one, other, how))
    return next((found[how] for how in ("conflict", "undated", "resolved") if how in found), None)


def _how(one: _Printed, other: _Printed) -> str:
    if _same_print(one.claim, other.claim):
        return ""
    apart = not _meet(accepted(one.claim), accepted(other.claim))
    if one.article == other.article:
        return _within(one, other, apart)
    if not apart:
        return ""
    if _bases(one, other) or _other_years(one.claim, other.claim):
        return "resolved"
    if closed(one.claim.window, date.max) or _same_day(one.day, other.day):
        return "conflict"
    return "resolved"


def _bases(one: _Printed, other: _Printed) -> bool:
    """Whether price against total return can be all that parts two returns: a gap that a yield fits."""
    a, b = one.claim, other.claim
    if a.measure not in RETURNS or a.value is None or b.value is None:
        return False
    return abs(a.value - b.value) <= YIELD * _years(a.window, one.day)


def _years(window: str, day: date | None) -> float:
    """Years that a window spans, one at least."""
    number = re.match(r"(?:since:)?(\d{1,4})(y?)", window)
    if number is None:
        return 1.0
    if window.startswith("since:"):
        return max(float(day.year - int(number[1])), 1.0) if day is not None else 1.0
    return max(float(number[1]), 1.0) if number[2] else 1.0


def _other_years(one: Claim, other: Claim) -> bool:
    """Whether the two sentences name years, and none in common: each speaks of its own."""
    a, b = (set(re.findall(r"\b(?:19|20)\d\d\b", claim.quote)) for claim in (one, other))
    return bool(a and b) and not a & b


def _within(one: _Printed, other: _Printed, apart: bool) -> str:
    """Within one article a figure has one day, unless it is of a moment nobody names."""
    undated = one.claim.as_of is None and other.claim.as_of is None
    if one.claim.measure in OF_A_MOMENT:
        return "undated" if undated else ""
    return "conflict" if apart and one.claim.as_of == other.claim.as_of else ""


def _same_print(one: Claim, other: Claim) -> bool:
    return (one.value, one.high, one.op) == (other.value, other.high, other.op)


def _same_day(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and abs((one - other).days) <= APART


def _meet(one: Range, other: Range) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _told(one: _Printed, other: _Printed, how: str) -> Disagreement:
    subject = ", ".join(one.claim.subject) or "the market"
    whole = f" in {', '.join(one.claim.against)}" if one.claim.against else ""
    what = f"{one.claim.measure.replace('_', ' ')} of {subject}{whole}"
    reason = {
        "conflict": "no value fits both",
        "undated": "printed twice, neither with its day: such a figure changes, and needs one",
        "resolved": "of other days, or of days that are not known: both may be right",
    }[how]
    return Disagreement(
        kind=UNDATED if how == "undated" else "figures",
        text=f"{what}: {_figure(one.claim)} and {_figure(other.claim)}; {reason}",
        articles=(one.article, other.article),
        quotes=(shortened(one.claim.quote), shortened(other.claim.quote)),
        decided=_days((one.day, other.day)),
        row=_row(one.claim, how),
        resolved=how == "resolved",
    )


def _row(claim: Claim, how: str) -> str:
    if how == "undated":
        return ROWS.get(claim.measure, "")
    return "C06" if how == "resolved" else ""


def _figure(claim: Claim) -> str:
    sign = {"=": "", "between": ""}.get(claim.op, f"{claim.op} ")
    values = [one for one in (claim.value, claim.high) if one is not None]
    if claim.unit == "fraction":
        shown = " to ".join(f"{value * 100:.4g} %" for value in values)
    else:
        shown = " to ".join(f"{value:g}" for value in values)
    window = f" ({claim.window})" if claim.window else ""
    return f"{sign}{shown}{window}"


def _days(days: Iterable[date | None]) -> str:
    known = [str(day) if day else "a day not known" for day in days]
    return f"as of {' and '.join(dict.fromkeys(known))}"
