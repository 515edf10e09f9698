"""A number that says the same of another name: "a 0.19% fee versus 0.29% for MAGS"."""

from __future__ import annotations

import re

from rotascope.articles.claims.holdings import SECTORS
from rotascope.articles.claims.numbers import Quantity
from rotascope.articles.claims.reading import Place, Reading, bare, build
from rotascope.terms.articles import Claim

__all__ = ["mirrored"]

_FILLER = re.compile(
    r"^(?:[\s,;:()]|['\u2019]s?\b|\b(?:versus|vs\.?|against|compared|with|to|and|while|whereas|but|or|only"
    r"|just|barely|for|than|the|of|in|at|about|on|only|merely|expense|ratio|fee|weight|earnings"
    r"|forward|well|below|above|far|shares?|that|is|was|under|over|an?|year|annually|per)\b){0,40}$",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"^ (?:for|of|in|at|by) (?:the )?$", re.IGNORECASE)
_MEASURES = (
    "fee",
    "weight",
    "sector_weight",
    "valuation",
    "largest_weight",
    "holdings_count",
    "growth",
)
_REACH = 120


def mirrored(
    reading: Reading, before: Quantity, claim: Claim, number: Quantity
) -> tuple[Claim, ...] | None:
    """The claim again with the name and the number that follow it; None if they say something else.

    Between the two numbers stand nothing but names and words such as `versus`.
    """
    if claim.measure not in _MEASURES or before.unit != number.unit:
        return None
    if number.start - before.end > _REACH or number.start < before.end:
        return None
    inside = [p for p in reading.names if before.end <= p.start and p.end <= number.at]
    if not _FILLER.match(bare(reading, before.end, number.start)):
        return None
    whose = _whose(reading, number, inside)
    return _again(reading, claim, number, whose) if whose else None


def _whose(reading: Reading, number: Quantity, inside: list[Place]) -> Place | None:
    behind = [p for p in reading.names if 0 <= p.start - number.end <= 8]
    if behind and _BEHIND.match(reading.text[number.end : behind[0].start]):
        return behind[0]
    return inside[-1] if inside else None


def _again(
    reading: Reading, claim: Claim, number: Quantity, place: Place
) -> tuple[Claim, ...] | None:
    subject: tuple[str, ...] = (place.symbol,)
    against, detail = claim.against, claim.detail
    if claim.measure == "sector_weight" and place.symbol in SECTORS:
        subject, detail = claim.subject, (("sector", SECTORS[place.symbol]),)
    elif claim.measure == "weight" and place.kind in ("index", "fund"):
        subject, against = claim.subject, (place.symbol,)
    elif claim.subject == subject:
        return None
    span = (min(place.start, number.start), max(place.end, number.end))
    return (
        build(
            reading, span, claim.kind, claim.measure, subject, number,
            window=claim.window, against=against, detail=detail,
        ),
    )  # fmt: skip
