"""Who "it", "its shares", "the stock" and "the company" are: the one company of the sentence before."""

from __future__ import annotations

import re
from typing import Final

from rotascope.articles.claims.reading import Place

__all__ = ["spoken_of", "the_one"]

_MOVES: Final = (
    r"(?:has|have|had|is|was|are|were|also|then|still) |(?:rose|fell|gain|lost|los[et]|return|made"
    r"|drop|climb|jump|surg|soar|rall|slid|slump|tumbl|plung|doubl|tripl|halv|beat|trail|lag|outp"
    r"|underp|declin|advanc|added|shed|sank|slip)"
)
_ITSELF = re.compile(
    r"\b(?:its (?:shares?|stock)|the (?:stock|shares|company)(?![-'\u2019]| (?:market|price|split)s?\b)"
    rf"|it(?= (?:{_MOVES})))",
    re.IGNORECASE,
)


def the_one(names: tuple[Place, ...]) -> Place | None:
    """The only company of a sentence, None if it names several or a fund that could be meant."""
    lines = {name.symbol: name for name in names if name.kind in ("company", "fund")}
    only = next(iter(lines.values())) if len(lines) == 1 else None
    return only if only is not None and only.kind == "company" else None


def spoken_of(text: str, names: tuple[Place, ...], before: Place | None) -> tuple[Place, ...]:
    """The company of the sentence before, where this one says "it" and names none before that."""
    match = _ITSELF.search(text) if before is not None else None
    if match is None or before is None:
        return ()
    if any(n.kind != "organisation" and n.end <= match.start() for n in names):
        return ()
    return (Place(before.symbol, before.kind, match.start(), match.end()),)
