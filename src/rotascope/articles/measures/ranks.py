"""Where a line stands in its group over a window: best of seven, second, worst."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rotascope.articles.measures import measure
from rotascope.articles.measures.group_floor import member_returns, members
from rotascope.articles.measures.lines import BASIS_WORDS
from rotascope.articles.measures.observed import Observed
from rotascope.articles.measures.returns import no_window, window_spans
from rotascope.articles.measures.spans import Span
from rotascope.panel import Panel
from rotascope.terms import Basis
from rotascope.terms.articles import Claim

__all__ = ["rank"]

LOW_WORDS = ("worst", "lowest", "last", "weakest")


@measure("rank")
def rank(panel: Panel, claim: Claim, day: date) -> tuple[Observed, ...]:
    """Place of the subject among `against` by return, 1 = best (worst where the claim says so), a count.

    Every member must have its return on one basis; share classes of one issuer are one member.
    """
    over = window_spans(claim, day)
    if not over:
        return (Observed("", None, reason=no_window(claim)),)
    if len(claim.subject) != 1 or not claim.against:
        return (Observed("", None, reason="a rank needs one name and the group it is ranked in"),)
    lines = members(panel, (*claim.subject, *claim.against))
    if len(lines) < 2:
        return (Observed("", None, reason="the group it is ranked in is not listed"),)
    lowest = any(word in dict(claim.detail).get("order", "") for word in LOW_WORDS)
    return tuple(
        _ranked(member_returns(panel, lines, span, basis), span, basis, lowest=lowest)
        for span in over
        for basis in BASIS_WORDS
    )


def _ranked(seen: Sequence[Observed], span: Span, basis: Basis, *, lowest: bool) -> Observed:
    """The place of the first of `seen`; a return that is but bounded leaves a range of places."""
    blank = Observed(
        f"{span.words}, {BASIS_WORDS[basis]}", None, span.base, span.end, standard=span.standard,
        late=span.late, convention=f"{span.words}|{span.end}",
    )  # fmt: skip
    unknown = [one for one in seen if one.value is None and one.sure is None]
    if unknown:
        return replace(blank, reason=unknown[0].reason)
    mine, others = seen[0], seen[1:]
    fewest = 1 + sum(_ahead(one, mine, lowest, sure=True) for one in others)
    most = 1 + sum(not _ahead(mine, one, lowest, sure=True) for one in others)
    places = (float(fewest), float(most)) if fewest != most else None
    lacking = [one for one in seen if one.value is None]
    if lacking:
        return replace(blank, reason=lacking[0].reason, sure=(float(fewest), float(most)))
    value = 1 + sum(_ahead(one, mine, lowest, sure=False) for one in others)
    ordered = sorted(seen, key=lambda one: one.value or 0.0, reverse=not lowest)
    said = ", ".join(f"{one.subject} {(one.value or 0.0) * 100:+.1f} %" for one in ordered)
    return replace(
        blank, value=float(value), source=mine.source, key=mine.key, reason=said, likely=places,
        sure=places,
    )  # fmt: skip


def _ahead(one: Observed, other: Observed, lowest: bool, *, sure: bool) -> bool:
    """Whether `one` is placed before `other`: by what was found, or by all that it may be."""
    a, b = (o.sure if sure and o.sure else (o.value or 0.0,) * 2 for o in (one, other))
    return a[1] < b[0] if lowest else a[0] > b[1]
