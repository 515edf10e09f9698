"""Figures that an article prints as a number with a percent sign and that no claim takes up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rotascope.articles.claims.numbers import quantities
from rotascope.terms.articles import Article, Claim

__all__ = ["MOST_SHOWN", "unread_figures"]

MOST_SHOWN: Final = 200
_SIGN = re.compile(r"%|\bper ?cent\b|\bpct\b", re.IGNORECASE)


def unread_figures(article: Article, claims: Sequence[Claim]) -> tuple[str, ...]:
    """Each as `36.2% (sentence 4)`, in order, at most 200; sentences are counted from 1.

    A figure is taken up if it stands within a claim, an opinion's or a forecast's sentence included.
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
            if one.unit == "fraction" and not inside:
                found.append(f"{text[one.at : one.end]} (sentence {number + 1})")
        if len(found) >= MOST_SHOWN:
            break
    return tuple(found[:MOST_SHOWN])
