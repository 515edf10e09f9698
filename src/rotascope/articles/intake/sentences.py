"""Sentences with their exact places: `text[start:end]` is the sentence, whatever stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rotascope.articles.intake.lines import Line, lines_of
from rotascope.terms.articles import Sentence

__all__ = ["sentences_of", "split"]

END = re.compile(r"[.!?\u2026]{1,4}[\"'\u2019\u201d)\]]{0,3}(?:\d{1,2}(?=\s|$))?(?=\s|$)")
BEFORE = re.compile(r"[^\s(\[\"\u201c]{1,24}$")
# A full stop behind these ends a word, not a sentence, unless a line ends there.
ALWAYS = (
    "mr mrs ms dr prof sr jr st vs no nos fig figs approx est eq e.g i.e cf al vol pp ed eds dept"
    " sen rep gov gen hon rev lt col capt"
    " jan feb mar apr jun jul aug sep sept oct nov dec"
)
# Behind these a sentence may end: it does where the next word begins one.
SOMETIMES = "inc corp co ltd llc plc lp u.s u.k u.s.a e.u u.n a.m p.m n.v s.a a.g etc d.c ph.d b.v"
OPENERS = (
    "the a an this that these those it its he she they we you i in on at as by for from with but and"
    " or so yet if when while although though however meanwhile after before since until over under"
    " both each all some many most more other such what why how who there here now today for one"
    " investors analysts shares stocks small large"
)
NEVER_ENDS, MAY_END = frozenset(ALWAYS.split()), frozenset(SOMETIMES.split())
OPENING = frozenset(OPENERS.split())
INITIAL = re.compile(r"(?:[A-Z]\.){0,3}[A-Z]$")
NEXT = re.compile(r"\s{1,4}([\"'\u2018\u201c(\[$]{0,3})([^\s]{0,24})")
QUOTES = {"\u201c": "\u201d", '"': '"'}
LONGEST = 2_000


def sentences_of(text: str, title: str = "") -> tuple[Sentence, ...]:
    """Every sentence in order; a heading, the title and a table's row are one each.

    `quoted`: the whole sentence stands in quotation marks, or in the list of references: the words of
    others. Text without a full stop is cut at blanks every 2,000 characters.
    """
    made = []
    for line in lines_of(text, title):
        listed = line.section in ("references", "sources", "footnotes")
        whole = ((line.start, line.end),)
        for start, end in whole if listed else _within(text, line):
            said = text[start:end]
            quoted = listed or QUOTES.get(said[:1]) == said[-1:] or said[:1] + said[-2:-1] == '""'
            made.append(Sentence(start, end, said, line.kind, quoted))
    return tuple(made)


def _within(text: str, line: Line) -> Iterator[tuple[int, int]]:
    if line.kind in ("body", "item"):
        for start, end in split(text[line.start : line.end]):
            yield line.start + start, line.start + end
    else:
        yield line.start, line.end


def split(said: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of every sentence of one line of prose, blanks around them left out."""
    found, start = [], 0
    for end in [place.end() for place in END.finditer(said) if _ends(said, place)] + [len(said)]:
        if said[start:end].strip():
            found += list(_short(said, start, end))
        start = end
    return tuple(found)


def _short(said: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span without its blanks, in pieces where it is longer than any sentence."""
    while end - start > LONGEST:
        cut = said.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        yield from _trimmed(said, start, cut)
        start = cut
    yield from _trimmed(said, start, end)


def _trimmed(said: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = said[start:end]
    start += len(part) - len(part.lstrip())
    end -= len(part) - len(part.rstrip())
    if start < end:
        yield start, end


def _ends(said: str, place: re.Match[str]) -> bool:
    """Whether a mark ends a sentence here; the end of the line always does."""
    rest = NEXT.match(said, place.end())
    if rest is None or place.end() >= len(said):
        return True
    if place[0][-1].isdigit() and said[place.start() - 1 : place.start()].isdigit():
        return False  # "3.2 %": behind a word it is a footnote's number, behind a digit a decimal
    small = rest[2][:1].islower()
    if place[0].rstrip("\"'\u2019\u201d)]0123456789") != ".":
        # "Now? Blame" ends, "finally!" he said does not: the next word begins small.
        return not small
    return _stops(said, place, rest) and (not small or bool(rest[1]))


def _stops(said: str, place: re.Match[str], rest: re.Match[str]) -> bool:
    """Whether a full stop belongs to the sentence, not to the word before it."""
    word = BEFORE.search(said, max(place.start() - 24, 0), place.start())
    before = word[0].strip("'\u2019\"\u201d)]") if word else ""
    if before.casefold() in NEVER_ENDS:
        return False
    if before.casefold() in MAY_END or INITIAL.fullmatch(before):
        return _begins(rest[1], rest[2]) and place[0] == "."
    return True


def _begins(opened: str, following: str) -> bool:
    """Whether the next word opens a sentence: behind 'Inc.' a bracket or a name does not."""
    if opened.startswith(("(", "[", "$")):
        return False
    word = following.strip(".,;:'\u2019\"\u201d")
    return word[:1].isupper() and word.casefold() in OPENING
