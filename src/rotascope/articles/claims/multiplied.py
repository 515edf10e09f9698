"""Returns in words: "have doubled this year", "gained a third", "lost half its value"."""

from __future__ import annotations

import re
from typing import Final

from rotascope.articles.claims.numbers import Quantity
from rotascope.articles.claims.reading import Reading, build, nearest_window, symbols
from rotascope.articles.claims.relations import Found
from rotascope.articles.claims.returns import owners
from rotascope.terms.articles import ClaimOp

__all__ = ["multiplied"]

_TIMES: Final = {"doubled": 1.0, "tripled": 2.0, "trebled": 2.0, "quadrupled": 3.0, "halved": -0.5}
_PARTS: Final = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "two thirds": 2 / 3,
                 "two-thirds": 2 / 3, "three quarters": 0.75, "three-quarters": 0.75}  # fmt: skip
_ABOUT: Final = r"(?P<about>(?:more than|over|nearly|almost|about|roughly|around) )?"
_ENDS: Final = (
    r"(?= ?$|[.,;:)]| (?:in (?:(?:19|20)\d\d|the|a|one|two|three|five|ten|value|price)|this|over"
    r"|since|so far|year|last|during|between|from|within|and|while|but|year-to-date)\b)"
)
_DOUBLED = re.compile(rf"\b{_ABOUT}(?P<times>{'|'.join(_TIMES)})\b{_ENDS}", re.IGNORECASE)
_SHARE = re.compile(
    r"\b(?P<way>gain(?:ed|s)|rose|risen|added|climbed|jumped|up|lost|fell|fallen|dropped|shed|down"
    rf"|declined) (?:by )?{_ABOUT}(?:an? |one )?(?P<part>{'|'.join(_PARTS)})"
    rf"(?: (?:of )?(?:its|their) (?:value|price|worth))?\b{_ENDS}",
    re.IGNORECASE,
)
_DOWN: Final = ("lost", "fell", "fallen", "dropped", "shed", "down", "declined")
_DENIED = re.compile(r"(?:\bnot|\bnever|n['\u2019]t|\bfailed to)\b[ \w]{0,12}$", re.IGNORECASE)
_ITSELF = re.compile(
    r"^(?:['\u2019]s?)?(?:,? (?:shares?|stock|price|fund|itself|has|have|had|is|was|were|are|been"
    r"|already|now|also|then|still|both|all|since|more|than|nearly|almost|about|roughly)){0,7} ?$",
    re.IGNORECASE,
)
"""What may stand between a line and what it did: of its revenue or its dividend nothing is read."""
_SHARE_OF: Final = 0.1
"""A word is meant to a tenth of itself: "a third" is 30 to 37 %, "doubled" +90 % at least."""


def multiplied(reading: Reading) -> tuple[Found, ...]:
    """Claims of a return in words; only where a line is named before, and nothing else is doubled."""
    found: list[Found] = []
    for match in (*_DOUBLED.finditer(reading.text), *_SHARE.finditer(reading.text)):
        if _DENIED.search(reading.text[max(0, match.start() - 30) : match.start()]):
            continue
        number = _number(match)
        who = [p for p in owners(reading, number) if p.kind != "macro"]
        if not who or not _ITSELF.match(reading.text[who[-1].end : match.start()][:60]):
            continue
        window = nearest_window(reading, match.start(), match.end())
        span = (who[0].start, match.end())
        found += [
            (build(reading, span, "change", "return", (s,), number, window=window), ())
            for s in symbols(who)
        ]
    return tuple(found)


def _number(match: re.Match[str]) -> Quantity:
    said = match.groupdict()
    if said.get("times"):
        value = _TIMES[said["times"].lower()]
    else:
        value = _PARTS[said["part"].lower()] * (-1 if said["way"].lower() in _DOWN else 1)
    op = _op((said["about"] or "").lower(), value)
    if op == "~" and said.get("times"):
        op = ">=" if value > 0 else "<="
    return Quantity(
        match.start(), match.end(), match.start(), round(value, 6), None, "fraction", op,
        0.0 if op in "<>" else round(_SHARE_OF * abs(value), 6), 0, True,
    )  # fmt: skip


def _op(about: str, value: float) -> ClaimOp:
    if about.startswith(("more", "over")):
        return ">" if value > 0 else "<"
    return "nearly" if about.startswith(("nearly", "almost")) else "~"
