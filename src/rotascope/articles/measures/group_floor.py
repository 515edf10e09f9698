"""The least of a group over a window: "each up at least 540 %"."""

from __future__ import annotations

from collections.abc import Sequence
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
    reading, convention = f"{span.words}, {BASIS_WORDS[basis]}", f"{span.words}|{span.end}"
    known = [(one.value, one) for one in seen if one.value is not None]
    if len(known) < len(seen) or not known:
        lacking = next((one.reason for one in seen if one.value is None), "no line is named")
        return Observed(reading, None, span.base, span.end, reason=lacking, late=span.late,
                        convention=convention)  # fmt: skip
    value, chosen = (min if least else max)(known, key=lambda pair: pair[0])
    said = ", ".join(f"{one.subject} {number * 100:+.0f} %" for number, one in known)
    likely, sure = (_ends(known, which, least) for which in ("likely", "sure"))
    return Observed(
        reading, value, span.base, span.end, chosen.source, chosen.key,
        f"{'least' if least else 'most'} of {len(known)}: {said}", span.standard,
        late=span.late, convention=convention, likely=likely, sure=sure,
    )  # fmt: skip


def _ends(known: Sequence[tuple[float, Observed]], which: str, least: bool) -> Range | None:
    """The range of the least of several ranges; None where every member's number is known."""
    ranges = [getattr(one, which) or (value, value) for value, one in known]
    if all(getattr(one, which) is None for _, one in known):
        return None
    pick = min if least else max
    return pick(low for low, _ in ranges), pick(high for _, high in ranges)
