"""The least of a group over a window: "each up at least 540 %"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from rotascope.articles.measures import measure
from rotascope.articles.measures.lines import BASIS_WORDS, line_return
from rotascope.articles.measures.observed import Observed, Range
from rotascope.articles.measures.returns import no_window, window_spans
from rotascope.articles.measures.spans import Span
from rotascope.panel import Panel
from rotascope.terms import Basis
from rotascope.terms.articles import Claim

__all__ = ["group_floor", "member_returns", "members"]


@measure("group_floor")
def group_floor(panel: Panel, claim: Claim, day: date) -> tuple[Observed, ...]:
    """The smallest return among the group's lines (the largest for a claim of "at most"), a fraction.

    A member that is not on file, or was not listed at the base, leaves no answer: a floor under the
    others is no floor under the group.
    """
    over = window_spans(claim, day)
    if not over:
        return (Observed("", None, reason=no_window(claim)),)
    lines = members(panel, claim.subject)
    least = claim.op not in ("<", "<=")
    return tuple(
        _floor(member_returns(panel, lines, span, basis), span, basis, least=least)
        for span in over
        for basis in BASIS_WORDS
    )


def members(panel: Panel, names: Sequence[str]) -> tuple[str, ...]:
    """The lines of a basket, or the names themselves; a share class of an issuer already in, left out."""
    lines = [
        line
        for name in names
        for line in (
            panel.catalog.baskets[name].symbols if name in panel.catalog.baskets else (name,)
        )
    ]
    by_issuer = {panel.catalog.issuer(line): line for line in reversed(lines)}
    return tuple(line for line in dict.fromkeys(lines) if line in by_issuer.values())


def member_returns(
    panel: Panel, lines: Sequence[str], span: Span, basis: Basis
) -> tuple[Observed, ...]:
    """Each line's return over one span on one basis."""
    return tuple(line_return(panel, line, span, basis) for line in lines)


def _floor(seen: Sequence[Observed], span: Span, basis: Basis, *, least: bool) -> Observed:
    blank = Observed(
        f"{span.words}, {BASIS_WORDS[basis]}", None, span.base, span.end, standard=span.standard,
        late=span.late, convention=f"{span.words}|{span.end}",
        likely=_ends(seen, "likely", least), sure=_ends(seen, "sure", least),
    )  # fmt: skip
    known = [(one.value, one) for one in seen if one.value is not None]
    if len(known) < len(seen) or not known:
        lacking = next((one.reason for one in seen if one.value is None), "no line is named")
        return replace(blank, reason=lacking)
    value, chosen = (min if least else max)(known, key=lambda pair: pair[0])
    said = ", ".join(f"{one.subject} {number * 100:+.0f} %" for number, one in known)
    reason = f"{'least' if least else 'most'} of {len(known)}: {said}"
    return replace(blank, value=value, source=chosen.source, key=chosen.key, reason=reason)


def _ends(seen: Sequence[Observed], which: str, least: bool) -> Range | None:
    """The range of the least of several ranges; None where all are known, or one is not bounded."""
    ranges: list[Range] = []
    for one in seen:
        found = getattr(one, which) or (None if one.value is None else (one.value, one.value))
        if found is None:
            return None
        ranges.append(found)
    if not ranges or all(getattr(one, which) is None for one in seen):
        return None
    pick = min if least else max
    return pick(low for low, _ in ranges), pick(high for _, high in ranges)
