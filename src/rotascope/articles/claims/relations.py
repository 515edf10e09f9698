"""Who did better than whom: verbs and nouns of comparison, with a number or without one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from rotascope.articles.claims.numbers import Quantity
from rotascope.articles.claims.reading import (
    Place,
    Reading,
    apart,
    bare,
    build,
    nearest_window,
    symbols,
)
from rotascope.articles.claims.returns import coordinated, turned
from rotascope.terms.articles import Claim, Measure

__all__ = ["Found", "comparisons", "multiples", "sides"]

Found = tuple[Claim, tuple[Quantity, ...]]

_NOUN = re.compile(r"\b(?P<under>under|out)performance (?:of|by|in) (?:the )?", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?P<out>outperform(?:s|ed|ing)?|outpac(?:es?|ed|ing)|outr[au]n(?:s|ning)?|outshone"
    r"|beat(?:s|en|ing)?|(?:ran|stayed|is|are|was|were|finished|moved) ahead of"
    r"|(?:did|done|fared|held up) better than)\b"
    r"|\b(?P<under>underperform(?:s|ed|ing)?|lag(?:s|ged|ging)?|trail(?:s|ed|ing)(?! (?:12|twelve|P/E))"
    r"|(?:fell|fallen|fall|is|are|was|were|stayed|well|far) behind|(?:did|done|fared) worse than"
    r"|crushed (?:by|relative to|versus|against))\b",
    re.IGNORECASE,
)
_FARED = re.compile(r"\b(?:fared|did|done) (?P<way>worse|better)\b(?! than)", re.IGNORECASE)
_GREW = re.compile(
    r"\bgrew (?:earnings|profits|sales|revenues?) faster than\b"
    r"|\b(?:earnings|profits) (?:grew|growth was|have grown) faster than\b",
    re.IGNORECASE,
)
_LAGGED = re.compile(r"\bearnings growth\b.{0,60}\blagged\b", re.IGNORECASE)
_CHEAP = re.compile(
    r"\b(?P<low>cheaper than|lower valuations? (?:compared (?:to|with)|than)|(?:trades?|trading) at a"
    r" (?:\w{1,12} )?discount to|valued below)\b|\b(?P<high>dearer than|more expensive than"
    r"|(?:trades?|trading) at a (?:\w{1,12} )?premium to|higher valuations? than)\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"\b(?:against|versus|vs\.?|over|relative to|compared (?:to|with))\b", re.I)
_NEGATED = re.compile(
    r"\b(?:not|n['\u2019]t|never|no longer|failed to|without)\b[ \w]{0,12}$", re.I
)
_TIMES: Final = {"doubled": 2.0, "twice": 2.0, "double": 2.0, "tripled": 3.0, "triple": 3.0,
                 "three times": 3.0, "quadrupled": 4.0, "four times": 4.0}  # fmt: skip
_MULTIPLE = re.compile(
    rf"\b(?P<times>{'|'.join(_TIMES)})\b (?:the |that of the )?"
    r"(?:(?:performance|returns?|gains?|advance|rise) of |that of )?(?:the )?"
    r"(?:(?P<rest>(?:other|remaining) \d{1,4})\b)?",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\b(?:\d{1,3}|one|two|three|four|five|six|most|some|few|none|half|many|neither) of (?:the )?$",
    re.I,
)
_SOME_YEARS = re.compile(
    r"^ (?:in|during) (?:only |just )?(?:\d{1,2}|\w{3,5}) of\b|^ (?:in |on |for )?(?:every|each)\b"
    r"|^ (?:for|in) (?:\d{1,3}|\w{3,9}) (?:\w{1,12} )?(?:consecutive|straight|trading|sessions|days)\b",
    re.IGNORECASE,
)
_ELSE = re.compile(
    r"\b(?:which|that|while|and|but|as|rose|fell|gained|lost|declined|dropped|up|down)\b|[;(]", re.I
)
_BOTH = re.compile(r" both\b(?! of\b)(?=[ ]?(?:[.,;]|$|in\b|over\b|this\b))", re.IGNORECASE)
_REACH: Final = 90


def _subjects(reading: Reading, at: int) -> tuple[Place, ...]:
    """The names that the verb at `at` speaks of: the nearest before it and those joined to it."""
    before = [p for p in reading.names if p.end <= at and p.kind != "organisation"]
    if not before:
        return ()
    best = min(before, key=lambda p: apart(reading, p.end, at))
    return coordinated(reading, best) if apart(reading, best.end, at) < _REACH else ()


def _objects(reading: Reading, at: int) -> tuple[Place, ...]:
    """The first names behind a comparison, with those joined to the first."""
    after = [p for p in reading.names if p.start >= at and p.kind != "organisation"]
    if not after or apart(reading, at, after[0].start) > 60:
        return ()
    found = [after[0]]
    for left, right in pairwise(after):
        if coordinated(reading, right)[0] != found[0] or left != found[-1]:
            break
        found.append(right)
    return tuple(found)


def sides(reading: Reading, at: int, end: int) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
    """Subject and object of a comparing word at [at, end)."""
    return _subjects(reading, at), _objects(reading, end)


def _gap(reading: Reading, at: int, end: int) -> Quantity | None:
    """The difference a comparison states: "by 4.2 percentage points", "12 points behind"."""
    for number in reading.numbers:
        near = (
            apart(reading, end, number.start) < 110
            if number.start >= end
            else (0 <= at - number.end < 4)
        )
        said = bare(reading, end, number.start) if number.start >= end else ""
        if _ELSE.search(said):
            continue
        by = re.search(r"\bby\b", reading.text[max(0, number.start - 4) : number.at], re.I)
        if near and number.unit == "points":
            scale = 1.0 if "percentage" in reading.text[number.at : number.end].lower() else 0.01
            scale = 1.0 if reading.text[number.at : number.end].endswith("pp") else scale
            return _scaled(number, scale)
        if near and by and number.unit in ("fraction", "bp"):
            return number
    return None


def _scaled(number: Quantity, scale: float) -> Quantity:
    if scale == 1.0:
        return number
    high = None if number.high is None else number.high * scale
    return replace(
        number, value=round(number.value * scale, 12), high=high, tolerance=number.tolerance * scale
    )


def _compared(
    reading: Reading,
    span: tuple[int, int],
    who: tuple[Place, ...],
    whom: tuple[str, ...],
    sign: int,
    measure: Measure,
    gap: Quantity | None,
) -> Iterator[Found]:
    window = nearest_window(reading, *span)
    if not window and gap is None and measure == "relative_return" and who[0].kind == "company":
        # Set beside a table, a comparison of the same names speaks of the table's first window.
        window = reading.carried
    start, end = min(span[0], who[0].start), max(span[1], gap.end if gap else 0)
    for symbol in symbols(who):
        if symbol in whom:
            continue
        number = turned(gap, sign) if gap else None
        claim = build(
            reading, (start, end), "comparison", measure, (symbol,), number,
            op=">" if sign > 0 else "<", window=window,
            against=whom,
        )  # fmt: skip
        yield claim, ((_own(reading, gap),) if gap else ())


def _own(reading: Reading, gap: Quantity) -> Quantity:
    return next(n for n in reading.numbers if n.at == gap.at)


def _end(places: tuple[Place, ...], default: int) -> int:
    return places[-1].end if places else default


def _proxied(reading: Reading, place: Place) -> Place:
    """IWM for "small-cap stocks (IWM)": a line in brackets says which series is meant."""
    following = [p for p in reading.names if place.end < p.start <= place.end + 2]
    bracket = reading.text[place.end : place.end + 2] == " ("
    return following[0] if following and bracket and following[0].named else place


def comparisons(reading: Reading) -> Iterator[Found]:
    """Verbs and nouns of comparison: "A outperformed B by x", "the outperformance of A against B"."""
    for match in _NOUN.finditer(reading.text):
        yield from _noun(reading, match)
    for match in _VERB.finditer(reading.text):
        if _NEGATED.search(reading.text[max(0, match.start() - 24) : match.start()]):
            continue
        who, whom = sides(reading, match.start(), match.end())
        whom = whom or _both(reading, match, who)
        if who and whom and not _counted(reading, who[0], whom[-1]):
            gap = _gap(reading, match.start(), whom[-1].end)
            sign = 1 if match["out"] else -1
            span = (match.start(), max(_end(whom, match.end()), match.end()))
            yield from _compared(reading, span, who, symbols(whom), sign, "relative_return", gap)
    yield from _intransitive(reading)
    yield from _others(reading)


def _both(reading: Reading, match: re.Match[str], who: tuple[Place, ...]) -> tuple[Place, ...]:
    """The two names before the subject, where it "trailed both"."""
    if not who or match.start() - who[-1].end > 1 or not _BOTH.match(reading.text, match.end()):
        return ()
    named = [p for p in reading.names if p.named and p.end <= who[0].start]
    return tuple(named) if len(symbols(named)) == 2 else ()


def _counted(reading: Reading, who: Place, whom: Place) -> bool:
    """Whether it counts ("six of the seven beat", "in four of five years") rather than compares."""
    return bool(
        _SOME.search(reading.text[max(0, who.start - 30) : who.start])
        or _SOME_YEARS.match(reading.text[whom.end : whom.end + 30])
    )


def _noun(reading: Reading, match: re.Match[str]) -> Iterator[Found]:
    after = [p for p in reading.names if match.end() <= p.start <= match.end() + 20]
    if not after:
        return
    who = (_proxied(reading, after[0]),)
    rest = reading.text[who[0].end :][:160]
    joint = _AGAINST.search(re.split(r"[;.]", rest)[0])
    whom = _objects(reading, who[0].end + joint.end()) if joint else ()
    sign = -1 if match["under"].lower() == "under" else 1
    gap = _gap(reading, match.start(), _end(whom, who[0].end))
    span = (match.start(), _end(whom, who[0].end))
    yield from _compared(reading, span, who, symbols(whom), sign, "relative_return", gap)


def _intransitive(reading: Reading) -> Iterator[Found]:
    """Those that "fared worse" than the ones whose returns the sentence gave before."""
    for match in _FARED.finditer(reading.text):
        who = _subjects(reading, match.start())
        whom = [
            p
            for p in reading.names
            if p.kind in ("index", "fund") and who and p.end <= who[0].start
        ]
        if who and whom and reading.numbers:
            sign = 1 if match["way"].lower() == "better" else -1
            yield from _compared(
                reading, match.span(), who, symbols(whom), sign, "relative_return", None
            )


def _others(reading: Reading) -> Iterator[Found]:
    for pattern, measure in ((_GREW, "growth"), (_CHEAP, "valuation")):
        for match in pattern.finditer(reading.text):
            who, whom = sides(reading, match.start(), match.end())
            sign = -1 if "low" in match.groupdict() and match["low"] else 1
            if who and whom:
                span = (match.start(), _end(whom, match.end()))
                kind: Measure = "growth" if measure == "growth" else "valuation"
                yield from _compared(reading, span, who, symbols(whom), sign, kind, None)
    for match in _LAGGED.finditer(reading.text):
        who = _subjects(reading, match.end() - len("lagged"))
        if who:
            yield from _compared(reading, match.span(), who, (), -1, "growth", None)


def multiples(reading: Reading) -> Iterator[Found]:
    """A multiple of a return: "A have doubled the performance of the other 93 stocks"."""
    for match in _MULTIPLE.finditer(reading.text):
        if not match["rest"] and not re.search(r"performance|return|gain|that of", match.group()):
            continue
        who = _subjects(reading, match.start())
        whom = symbols(_objects(reading, match.end())) if not match["rest"] else ()
        against = (match["rest"].lower(),) if match["rest"] else whom
        used = tuple(n for n in reading.numbers if match.start() <= n.at < match.end())
        if not who or not against:
            continue
        number = _times(match)
        window = nearest_window(reading, *match.span()) or _within(reading)
        claim = build(
            reading, (who[0].start, match.end()), "comparison", "return_multiple", symbols(who),
            number, window=window, against=against,
        )  # fmt: skip
        yield claim, used


def _times(match: re.Match[str]) -> Quantity:
    """A multiple in words: "doubled" is 2, give or take a twentieth."""
    value = _TIMES[match["times"].lower()]
    return Quantity(
        match.start(), match.end(), match.start(), value, None, "ratio", "=", value / 20, 0, False
    )


def _within(reading: Reading) -> str:
    """The window before, where the sentence goes on about it: "Within that, ..."."""
    return (
        reading.carried
        if re.match(r"(?:within|over|in|of) (?:that|this|it)\b", reading.text, re.I)
        else ""
    )
