"""Figures that an article prints as a number with a percent sign and that no claim takes up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rotascope.articles.claims.numbers import quantities
from rotascope.terms.articles import Article, Claim

__all__ = ["MOST_SHOWN", "unread_figures"]

MOST_SHOWN: Final = 200
_SIGN = re.compile(r"%|\bper ?cent|\bpct\b|\bpoints?\b|\bbps?\b", re.IGNORECASE)
_UNITS: Final = ("fraction", "points", "bp")


def unread_figures(article: Article, claims: Sequence[Claim]) -> tuple[str, ...]:
    """Each as `36.2% (sentence 4)`, in order, at most 200; sentences are counted from 1.

    Percentages, points and basis points. What stands in a sentence that is registered as an opinion
    or a forecast as a whole is taken up by that.
    """
    taken: dict[int, list[tuple[int, int]]] = {}
    for claim in claims:
        taken.setdefault(claim.sentence, []).append((claim.start, claim.end))
    found: list[str] = []
    for number, sentence in enumerate(article.sentences):
        text = article.text[sentence.start : sentence.end]
        if not _SIGN.search(text):
            continue
        for one in quantities(text):
            at = sentence.start + one.at
            inside = any(first <= at < last for first, last in taken.get(number, ()))
            if one.unit in _UNITS and not inside:
                found.append(f"{text[one.at : one.end]} (sentence {number + 1})")
        if len(found) >= MOST_SHOWN:
            break
    return tuple(found[:MOST_SHOWN])
