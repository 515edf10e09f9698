"""What is claimed in words: ranks, records, breaks, agreement, thresholds, moves without a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from rotascope.articles.claims.holdings import SECTORS
from rotascope.articles.claims.numbers import Quantity
from rotascope.articles.claims.reading import Place, Reading, apart, build, nearest_window, symbols
from rotascope.articles.claims.relations import Found
from rotascope.articles.claims.returns import coordinated, owners
from rotascope.terms.articles import Claim, ClaimOp

__all__ = ["phrases"]

_RANK = re.compile(
    r"\b(?P<best>best|top|strongest)[- ]?(?:perform\w{1,5}|gainer|of the|in the|among the)"
    r"|\b(?P<worst>worst|weakest|biggest laggard)[- ]?(?:perform\w{1,5}|of the|in the"
    r"|among the)?\b",
    re.IGNORECASE,
)
_RANK_AFTER = re.compile(r"^ ?\(?(?P<best>best)?(?P<worst>worst)?\b", re.IGNORECASE)
_EXTREME = re.compile(
    r"\b(?P<way>lowest|highest|weakest|strongest)"
    r"(?: (?P<what>close|closing level|level|reading|point|finish|value))?(?= (?:since|in|this"
    r"|ever|on)\b)",
    re.IGNORECASE,
)
_RECORD = re.compile(
    r"\b(?P<did>broken out|broke out|hit|hits|set|sets|reach(?:ed|es)?|closed|notch(?:ed|es)?"
    r"|mark(?:ed|s)?"
    r"|climbed|rose|posted|touched|made|at|scored|printed)\b[\w ]{0,14}"
    r"\b(?:(?:new|fresh|another|all-time|record)[- ]?){1,3}(?:record |all-time |closing )?"
    r"(?P<what>highs?|peaks?|lows?|record)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"(?: of [\d,.]{1,10})?,?"
    r" (?:(?:last|this) (?:week|month|quarter|year)|(?:in|last) (?:early |mid-|late )?(?:january"
    r"|february|march|april|may|june|july|august|september|october|november|december)(?: \d{4})?)\b",
    re.IGNORECASE,
)
"""When a record was made, right behind it."""
_NEAR_HIGH = re.compile(
    r"\b(?:within (?:spitting|striking|touching) distance of|on the (?:verge|cusp) of"
    r"|just (?:below|shy of"
    r"|short of|under)|close to|near|approaching)\b[\w, -]{0,16}\b(?:highs?|records?|peaks?)\b",
    re.IGNORECASE,
)
_APPROACH = re.compile(r"\b(?:approach\w{0,5}|near(?:ing|ly)?|close to|almost)\b[ \w]{0,8}$", re.I)
_BREAK = re.compile(
    r"\b(?:break|breaking|broke|broken|breaks|snap\w{0,4}|end\w{0,3})\b[\w -]{0,40}"
    r"\b(?P<down>downtrend|uptrend|trend ?line|trend)\b",
    re.IGNORECASE,
)
_RATIO = re.compile(r"\bratio of (?:the )?", re.IGNORECASE)
_AGREE = re.compile(r"\bsynchroni[sz]ed (?:strength|rally|gains?|advance|rise)", re.IGNORECASE)
_TILT = re.compile(
    r"\b(?:heavier|greater|larger|bigger|higher|more) (?:weight(?:ing)?s?|exposure|tilt)"
    r"(?: (?:towards?|to|in))? ",
    re.IGNORECASE,
)
_MOVES: Final = (
    (r"(?: (?:have|has|are|is|were|was))? (?:rallied|rallying|surg(?:e|ed|ing)|soared|climbed"
     r"|rebounded"
     r"|staging a[\w -]{1,24}rally|posted[\w ]{1,14}gains|show\w{0,3}[\w ]{1,14}strength)\b", 1),
    (r"(?: (?:have|has|are|is|were|was))? (?:falter(?:ed|ing)|begun to wobble|wobbl(?:ed|ing)"
     r"|slumped"
     r"|tumbled|sold off|slid|slipping|sliding|sinking|retreated)\b", -1),
)  # fmt: skip
_COMPILED: Final = tuple((re.compile("^" + text, re.I), sign) for text, sign in _MOVES)
_NOUNS = re.compile(
    r"\b(?:recent |current )?(?P<down>weakness)?(?P<up>strength)? in (?:the )?$", re.I
)
_FLOWING = re.compile(
    r"\b(?:capital|money|funds|cash|investors) (?:is |are |has been |have been )?"
    r"(?:flow\w{0,3}|mov\w{1,3}|pour\w{0,3}|rotat\w{1,3}|shift\w{0,3})\b",
    re.IGNORECASE,
)
_SIDE = re.compile(
    r"^(?P<verb>[ \w'\u2019]{0,30}?)\b(?P<side>below|above|under|over|exceeds|beneath)(?: the)? $",
    re.I,
)
_ASSERTED = re.compile(
    r"\b(?:is|are|sits?|stays?|remains?|trades?|stands?|has (?:fallen|dropped|risen)|was|fell|rose"
    r"|exceeds)\b",
    re.IGNORECASE,
)


def phrases(reading: Reading) -> Iterator[Found]:
    """Every claim in words of the sentence; each kind at most once."""
    yield from _ranks(reading)
    for rule in (_records, _extremes, _breaks, _agreement, _crossing, _flows):
        claim = rule(reading)
        if claim is not None:
            yield claim, ()
    for claim in (*_tilts(reading), *_moves(reading)):
        yield claim, ()


def _owner(reading: Reading, at: int) -> Place | None:
    """The name a phrase at `at` speaks of; one in a clause between commas does not count."""
    point = Quantity(at, at, at, 0.0, None, "plain", "=", 0.0, 0, False)
    found = owners(reading, point)
    return found[-1] if found else None


def _ranks(reading: Reading) -> Iterator[Found]:
    groups = [p for p in reading.names if p.kind in ("group", "index")]
    for number in reading.numbers:
        match = _RANK_AFTER.match(reading.text[number.end : number.end + 8])
        if match and (match["best"] or match["worst"]) and groups:
            who = owners(reading, number)
            if who and who[0] != groups[0] and groups[0].end <= who[0].start:
                whom = [g for g in groups if g.end <= who[0].start][-1]
                yield (
                    _rank(reading, who[0], whom, bool(match["best"]), number.end + match.end()),
                    (),
                )
                return
    for match in _RANK.finditer(reading.text):
        before = [p for p in reading.names if p.end <= match.start() and p.kind == "company"]
        after = [g for g in groups if 0 <= g.start - match.end() < 24]
        if before and after and apart(reading, before[-1].end, match.start()) < 60:
            yield _rank(reading, before[-1], after[0], bool(match["best"]), after[0].end), ()
            return


def _rank(reading: Reading, who: Place, whom: Place, best: bool, end: int) -> Claim:
    first = Quantity(who.start, end, who.start, 1.0, None, "plain", "=", 0.0, 0, False)
    return build(
        reading, (who.start, max(end, who.end)), "ranking", "rank", (who.symbol,), first,
        window=nearest_window(reading, who.start, end, every=True), against=(whom.symbol,),
        detail=(("order", "best" if best else "worst"),),
    )  # fmt: skip


def _records(reading: Reading) -> Claim | None:
    near = _NEAR_HIGH.search(reading.text)
    if near:
        place = _owner(reading, near.start())
        if place is None:
            return None
        return build(
            reading, (place.start, near.end()), "level", "high_distance", (place.symbol,),
            op="nearly",
        )  # fmt: skip
    match = _RECORD.search(reading.text)
    place = _owner(reading, match.start()) if match else None
    if match is None or place is None:
        return None
    way = "low" if match["what"].lower().startswith("low") else "high"
    when = _WHEN.match(reading.text, match.end())
    return build(
        reading, (place.start, when.end() if when else match.end()), "ranking", "extreme",
        (place.symbol,),
        detail=(("extreme", way), ("what", "close"), ("since", "all-time")),
    )  # fmt: skip


def _pair(reading: Reading, at: int) -> tuple[str, ...]:
    """The two symbols of "the ratio of A to B"; nothing if no ratio is spoken of before `at`."""
    ratio = _RATIO.search(reading.text[:at])
    found = [p for p in reading.names if ratio and ratio.end() <= p.start and p.end <= at]
    return symbols(found[:2]) if len(found) > 1 else ()


def _extremes(reading: Reading) -> Claim | None:
    match = _EXTREME.search(reading.text)
    place = _owner(reading, match.start()) if match else None
    if match is None or place is None:
        return None
    span = [w for w in reading.windows if w.start >= match.end()]
    if not span and not re.search(r"\b(?:ever|on record|in history|in years)\b", reading.text):
        return None
    before = reading.text[max(0, match.start() - 24) : match.start()]
    op: ClaimOp = "nearly" if _APPROACH.search(before.removesuffix("its ")) else "="
    window = span[0].name if span else ""
    since = window.removeprefix("since:") if window else "all-time"
    way = "low" if match["way"].lower() in ("lowest", "weakest") else "high"
    pair = _pair(reading, match.start())
    return build(
        reading, (place.start, span[0].end if span else match.end()), "ranking", "extreme",
        (pair[0] if pair else place.symbol,), op=op, window=window, against=pair[1:],
        detail=(("extreme", way), ("what", "close"), ("since", since)),
    )  # fmt: skip


def _breaks(reading: Reading) -> Claim | None:
    match, ratio = _BREAK.search(reading.text), _RATIO.search(reading.text)
    if match is None or ratio is None:
        return None
    pair = [p for p in reading.names if ratio.end() <= p.start]
    if len(pair) < 2:
        return None
    line = "up" if "up" in match["down"].lower() else "down"
    return build(
        reading, (min(ratio.start(), match.start()), max(match.end(), pair[1].end)),
        "threshold", "trend_break", (pair[0].symbol,), against=(pair[1].symbol,),
        detail=(("trend", line),),
    )  # fmt: skip


def _agreement(reading: Reading) -> Claim | None:
    match = _AGREE.search(reading.text)
    after = [p for p in reading.names if match and match.end() <= p.start <= match.end() + 30]
    if match is None or not after:
        return None
    return build(
        reading, (match.start(), after[0].end), "comparison", "agreement", (after[0].symbol,)
    )


def _crossing(reading: Reading) -> Claim | None:
    """One rate above or below another: a threshold if it is said to be so, else a condition."""
    macro = [p for p in reading.names if p.kind == "macro" and p.named]
    for left, right in pairwise(macro):
        match = _SIDE.match(reading.text[left.end : right.start])
        if match is None:
            continue
        asserted = _ASSERTED.search(match["verb"] or match["side"])
        conditional = re.search(r"\b(?:if|once|when|until|wait|unless)\b", reading.text, re.I)
        below = match["side"].lower() in ("below", "under", "beneath")
        holds = bool(asserted) and not conditional
        return build(
            reading, (left.start, right.end), "threshold" if holds else "forecast", "threshold",
            (left.symbol,), op="<" if below else ">", against=(right.symbol,),
            detail=() if holds else (("role", "trigger"),),
        )  # fmt: skip
    return None


def _flows(reading: Reading) -> Claim | None:
    match = _FLOWING.search(reading.text)
    if match is None:
        return None
    into = re.search(r"\b(?:into|towards?)\b", reading.text[match.end() :], re.I)
    if into is None:
        return None
    at = match.end() + into.end()
    after = [p for p in reading.names if p.start >= at and apart(reading, at, p.start) < 80]
    if not after:
        return None
    line = [p for p in reading.names if reading.text[after[0].end : p.start] == " (" and p.named][
        :1
    ]
    place = (line or after)[0]
    source = [p for p in reading.names if match.end() <= p.start < at]
    return build(
        reading, (match.start(), place.end), "change", "flow", (place.symbol,), op=">",
         against=symbols(source[:1]),
    )  # fmt: skip


def _tilts(reading: Reading) -> Iterator[Claim]:
    match = _TILT.search(reading.text)
    if match is None:
        return
    wholes = [p for p in reading.names if p.kind in ("index", "fund") and p.end <= match.start()]
    others = [p for p in reading.names if p.kind in ("index", "fund") and p not in wholes[-1:]]
    parts = [p for p in reading.names if p.start >= match.end() and p.symbol in SECTORS]
    if not (wholes and others and parts):
        return
    if parts[0].start - match.end() > 8:
        return
    for part in parts:
        yield build(
            reading, (wholes[-1].start, part.end), "comparison", "sector_weight",
            (wholes[-1].symbol,), op=">", against=(others[0].symbol,),
            detail=(("sector", SECTORS[part.symbol]),),
        )  # fmt: skip


def _moves(reading: Reading) -> Iterator[Claim]:
    """A rise or a fall without a number: "large-cap indices faltering"."""
    said = set[str]()
    for place in reading.names:
        if place.kind in ("macro", "organisation") or _numbered(reading, place):
            continue
        after = reading.text[place.end : place.end + 60]
        for pattern, sign in _COMPILED:
            match = pattern.match(after)
            if match and place.symbol not in said:
                for who in coordinated(reading, place):
                    said.add(who.symbol)
                    yield _move(reading, who, (who.start, place.end + match.end()), sign)
        noun = _NOUNS.search(reading.text[max(0, place.start - 40) : place.start])
        if noun and place.symbol not in said and (noun["down"] or noun["up"]):
            joined = [p for p in reading.names if coordinated(reading, p)[0] == place]
            for who in joined:
                said.add(who.symbol)
                start = max(0, place.start - 40) + noun.start()
                yield _move(reading, who, (start, who.end), -1 if noun["down"] else 1)


def _numbered(reading: Reading, place: Place) -> bool:
    return any(n.unit == "fraction" and 0 <= n.at - place.end < 60 for n in reading.numbers)


def _move(reading: Reading, who: Place, span: tuple[int, int], sign: int) -> Claim:
    window = nearest_window(reading, *span)
    if not window and who.kind == "company":
        window = reading.carried
    claim = build(
        reading, span, "change", "return", (who.symbol,), op=">" if sign > 0 else "<",
        window=window,
    )  # fmt: skip
    return replace(claim, digits=None)
