"""Opinions and forecasts: what no table answers, kept apart and registered as such."""

from __future__ import annotations

import re
from typing import Literal

from rotascope.articles.claims.reading import Reading, build, symbols
from rotascope.articles.claims.windows import horizon
from rotascope.terms.articles import Claim

__all__ = ["conditional", "future", "triggers", "view"]

_FUTURE = re.compile(
    r"\b(?:will|won['\u2019]t|shall|going to|expects?|expected to|forecasts?|projects?"
    r"|predicts?|anticipates?|(?:expected|forecast|predicted|projected)(?: [^\s,;]+){1,6} to\b"
    r"|likely|unlikely|poised|set to|positioned to|bound to|about to|targets?|on track (?:for|to)"
    r"|next (?:leg|few|year|phase)|early-cycle|risks? (?:is|are)|stage is set)\b",
    re.IGNORECASE,
)
_MODAL = re.compile(r"\b(?:could|(?-i:may)|might|would|should)\b", re.IGNORECASE)
_JUDGED = re.compile(
    r"\b(?:could|(?-i:may)|might|can|should|would)\b (?:(?:thus|also|well|still|perhaps) )?be (?:the "
    r"|a |an )?"
    r"(?:(?:far |much )?(?:more|less|better|best|right|wrong|wiser|prudent)\b|overstated"
    r"|understated"
    r"|interpreted|read\b|viewed|seen|considered|argued|fragile|different|mistaken|attractive)",
    re.IGNORECASE,
)
_ADVICE = re.compile(r"\b(?:investors|allocators|you|one|we) (?:should|must|ought|need)\b", re.I)
_IF = re.compile(
    r"(?<!as )(?<!even )(?<!or )\bif\b(?! you\b)"
    r"|(?:^|[,;:\u2014(] ?|\b(?:but|and|or|that|as) )(?:should the|should [a-z]{1,14} [a-z]{1,14},|unless"
    r"|once|as long as|were the|provided|assuming)\b",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"\b(?:in (?:our|my) (?:view|opinion)|(?:I|we) (?:think|believe|argue|see)|believes?"
    r"|argues?|consensus"
    r"|hypothesis|prudent|overstated|underappreciated|underrated|overrated|signs of"
    r"|correct posture|contend)",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"\b(?:suggest|signal|indicat|impl(?:y|ies)|confirm|appear|seem|show(?:s|ing)? (?:that"
    r"|signs)|matters?"
    r"|rarely|healthy|key |important|cleaner|vote of confidence|explain|because|driven by|reflect"
    r"|means? (?:that|investors|idiosyncratic)|effectively|attractive|warning|opportunity"
    r"|compelling"
    r"|genuine|tends? to|can |often|typically|benefit|allow|creat(?:es|ing)|raises|reduces"
    r"|improving"
    r"|powerful|best |attainable|vulnerable|fragile|critical)",
    re.IGNORECASE,
)
_TRIGGERS = re.compile(
    r"\b(?:triggers?|conditions?|catalysts?)\b.{0,60}\b(?:before|to watch|needed|required|first)\b"
    r"|\bwait for (?:\w{1,10} ){0,3}(?:triggers?|conditions?|signals?|signs?)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"^(?:The )?(?:first|second|third|one|other|another)\b", re.IGNORECASE)
_WAIT = re.compile(
    r"^(?:wait|watch|look) for\b|(?<!longer )(?<!not )\bwait (?:for|until)\b", re.IGNORECASE
)
_REVISIONS = re.compile(
    r"\b(?P<way>upturn|improvement|recovery|pick-up|rise|downturn"
    r"|decline)\b[\w ]{0,40}\brevisions?\b",
    re.I,
)
_TURN = re.compile(
    r"[;:]|, (?:and|but|while|whereas|especially|although|though|as|with) |,[\"\u201d] ",
    re.IGNORECASE,
)
_WORDS = 5


def triggers(text: str) -> bool:
    """Whether a sentence announces conditions that the next ones list."""
    return _TRIGGERS.search(text) is not None


def conditional(text: str) -> bool:
    """Whether a sentence is an if-then."""
    return _IF.search(text) is not None


def future(reading: Reading, at: int) -> bool:
    """Whether what stands at `at` is expected, possible or conditional rather than told."""
    before = re.split(_TURN, reading.text[:at])[-1]
    if _IF.search(before) or _WAIT.search(reading.text):
        return True
    tail = before[-80:]
    return bool(_FUTURE.search(tail) or _MODAL.search(tail))


def view(reading: Reading, checkable: bool, listed: bool) -> Claim | None:
    """The sentence as an opinion or a forecast; None if it is neither.

    `checkable`: it already holds something to look up, so only clear words make it a view as well.
    `listed`: it is one of the conditions that a sentence before it announced.
    """
    text = reading.text
    if len(text.split()) < _WORDS:
        return None
    kind = _kind(reading, checkable, listed)
    if kind is None:
        return None
    detail = [("horizon", horizon(text))] if horizon(text) else []
    if (listed and _ORDINAL.match(text)) or (_WAIT.search(text) and not triggers(text)):
        detail.append(("role", "trigger"))
    elif conditional(text):
        detail.append(("role", "conditional"))
    places = [p for p in reading.names if p.kind != "organisation"]
    revised = _REVISIONS.search(text)
    if revised and len(places) > 1:
        down = revised["way"].lower() in ("downturn", "decline")
        return build(
            reading, (0, len(text)), kind, "breadth", (places[0].symbol,), op="<" if down else ">",
            against=(places[1].symbol,),
            detail=(*detail, ("of", "earnings revisions")),
        )  # fmt: skip
    return build(reading, (0, len(text)), kind, "statement", symbols(places), detail=detail)


def _kind(reading: Reading, checkable: bool, listed: bool) -> Literal["opinion", "forecast"] | None:
    text = reading.text
    if _JUDGED.search(text) or _ADVICE.search(text):
        return "opinion"
    ahead = _FUTURE.search(text) or _MODAL.search(text) or horizon(text) or conditional(text)
    if ahead or (listed and _ORDINAL.match(text)) or _WAIT.search(text):
        return "forecast"
    if _STRONG.search(text):
        return "opinion"
    return "opinion" if not checkable and _WEAK.search(text) else None
