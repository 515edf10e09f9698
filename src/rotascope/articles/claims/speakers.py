"""Who says it: a house, analysts, the article that a page retells; nobody named is the author."""

from __future__ import annotations

import re

from rotascope.articles.claims.reading import Reading
from rotascope.terms.articles import AUTHOR, Speaker

__all__ = ["speaker_of"]

_SAYS = (
    r"(?:says?|said|argues?|argued|expects?|expected|believes?|believed|estimates?|forecasts?"
    r"|notes?|noted"
    r"|describes?|flags?|warns?|warned|predicts?|predicted|projects?|sees?|writes?|wrote|suggests?"
    r"|emphasi[sz]es?|contrasts?|highlights?|adds?|claims?|thinks?|contends?|maintains?|fears?"
    r"|upgraded|recommends?)"
)
_WHO = (
    r"(?:the |some |many |most |several |other )?(?:analysts?|strategists?|economists?|author"
    r"|article|report"
    r"|paper|study|investors|consensus|management|commentators|critics|bulls|bears|company)"
)
_ACCORDING = re.compile(
    rf"\b[Aa]ccording to (?:the )?(?P<who>{_WHO}|[A-Z][\w&.-]{{1,24}}(?: [A-Z][\w&.-]{{1,24}}){{0,3}})"
)
_GENERIC = re.compile(
    rf"\b(?P<who>{_WHO})\b(?: have| has| had| also| still| now| is| are){{0,2}} {_SAYS}\b", re.I
)
_HOUSE = re.compile(rf"^(?:['\u2019]s?)?(?: [\w-]{{1,14}}){{0,3}}? {_SAYS}\b")
_REPORT = re.compile(
    r"\b(?:report|note|analysis|survey|research|study) (?:from|by) (?:the )?$", re.I
)
_IT = re.compile(rf"^It (?:also )?{_SAYS}\b|\b(?:is|are) (?:also )?cited\b")


def speaker_of(reading: Reading, before: Speaker = AUTHOR) -> Speaker:
    """Who speaks in the sentence; `before` is who spoke in the one before it ("It notes ...").

    A named speaker is reported, hand 2; "the author" and "the article" are what a summary retells.
    """
    text = reading.text
    houses = [name for name in reading.names if name.kind in ("organisation", "company")]
    for match in _ACCORDING.finditer(text):
        inside = [h for h in houses if match.start("who") <= h.start < match.end() + 2]
        return Speaker(inside[0].symbol if inside else _plain(match["who"]), 2)
    for house in houses:
        if _REPORT.search(text[max(0, house.start - 24) : house.start]):
            return Speaker(house.symbol, 2)
        # A central bank's own expectations are not the article's source.
        if house.kind == "organisation" and _HOUSE.match(text[house.end :][:60]):
            return Speaker(house.symbol, 2)
    generic = _GENERIC.search(text)
    if generic:
        return Speaker(_plain(generic["who"].lower()), 2)
    return before if before.name and _IT.search(text) else AUTHOR


def _plain(who: str) -> str:
    words = who.lower().split()
    if words[-1] in ("author", "article", "report", "paper", "study", "company"):
        return f"the {words[-1]}"
    return words[-1] if who[0].islower() else who.strip()
