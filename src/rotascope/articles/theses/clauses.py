"""Where a text says if: conditionals, numbered triggers, and what could end or extend a move.

Patterns look at one sentence, each in one pass over at most `LONGEST` of its characters. What is no
condition of the market ("if you are not a chart person", "if not") is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rotascope.terms.articles import Article, Sentence

__all__ = ["LONGEST", "Clause", "Conditional", "conditionals"]

LONGEST = 1_500
FEWEST_WORDS = 2
Kind = Literal["if", "list", "driver", "unless"]
_IF = re.compile(
    r"\b(?P<word>if|once|when|as long as|so long as|provided that|assuming|unless)\s"
    r"|^(?P<inverted>should)\s",
    re.I,
)
_LEAD = re.compile(
    r"\b(?:two|three|four|several|2|3|4)\s(?:[\w-]+\s){0,2}(?:triggers|conditions|signals|keys|catalysts)\b",
    re.I,
)
_ITEM = re.compile(
    r"^(?:the\s)?(?:first|second|third|fourth|one|other|another|\(?[1-4][.)])\s*"
    r"(?:trigger|condition|signal|key|one)?\s*(?:is|would be|:|,)?\s*",
    re.I,
)
_BEFORE = re.compile(r"\bbefore\s+(?P<then>[^;]+)", re.I)
_WAIT = re.compile(
    r"\bwait(?:ing)?\s(?:for|until)\s+(?P<ifs>[^;]+?)\s+before\s+(?P<then>[^;]+)", re.I
)
_DRIVER = re.compile(
    r"\b(?:could|would|may|might|can|will)\s(?:\w+ly\s)?"
    r"(?P<verb>compress|narrow|reverse|unwind|derail|stall|end|erode|undo|extend|prolong|sustain|support|deepen)"
    r"\s(?P<what>[^,;]*)",
    re.I,
)
_MOVE = re.compile(
    r"\b(?:spread|rotation|trend|leadership|outperformance|rally|breadth|broadening|gap|move|trade)\b",
    re.I,
)
_CUT = re.compile(r";|,\s(?:while|whereas|but|although)\s", re.I)
_PARTS = re.compile(r",\s+(?:and|or)\s+|,\s+|\s+or\s+|\s+and\s+", re.I)
_IDLE = re.compile(
    r"^(?:you|not|so|anything|needed|possible|only|it's just|it is just|\w+ing\b)", re.I
)
_SKIP = re.compile(r"\b(?:or|even|as|not just|not|see|and|know|wonder|whether|ask)\s$", re.I)
AGAINST = frozenset(
    ("compress", "narrow", "reverse", "unwind", "derail", "stall", "end", "erode", "undo")
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a sentence: `text` stands at `start` of the article."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """One past its last character in the article."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Conditional:
    """An if with its then. `ifs` hold together; with `any_of`, one of them is enough.

    `against`: what the ifs would do to the move the sentence speaks of is to end it.
    """

    kind: Kind
    ifs: tuple[Clause, ...]
    then: Clause
    sentence: int
    any_of: bool = False
    against: bool = False


def conditionals(article: Article) -> tuple[Conditional, ...]:
    """Every if-then of an article, in the order of its text."""
    found: list[Conditional] = []
    taken: set[int] = set()
    for number, sentence in enumerate(article.sentences):
        if number in taken or sentence.kind in ("table", "title", "heading"):
            continue
        listed = _listed(article.sentences, number)
        if listed is not None:
            taken |= set(range(number, number + 1 + len(listed.ifs)))
            found.append(listed)
            continue
        found += _of_sentence(sentence, number)
    return tuple(found)


def _of_sentence(sentence: Sentence, number: int) -> Iterator[Conditional]:
    waiting = _waiting(sentence, number)
    if waiting is not None:
        yield waiting
        return
    for clause in _cut(sentence):
        driver = _driver(clause, number)
        if driver is not None:
            yield driver
        else:
            yield from _ifs(clause, number)


def _cut(sentence: Sentence) -> Iterator[Clause]:
    """The sentence's parts between semicolons and contrasts."""
    text, at = sentence.text[:LONGEST], 0
    for cut in _CUT.finditer(text):
        yield _clause(text[at : cut.start()], sentence.start + at)
        at = cut.end()
    yield _clause(text[at:], sentence.start + at)


def _clause(text: str, start: int) -> Clause:
    """The text without the spaces and stops around it, and where it then begins."""
    bare = text.lstrip(" \n\t,:\u201c\"'")
    return Clause(bare.rstrip(" \n\t.,:;\u201d\"'"), start + len(text) - len(bare))


# ---------------------------------------------------------------- if A, C; C if A


def _ifs(clause: Clause, number: int) -> Iterator[Conditional]:
    """Every if of a clause: the first, and those behind a comma ("unless A, C, if B")."""
    text = clause.text
    found = [
        match
        for match in _IF.finditer(text)
        if not _SKIP.search(text[max(match.start() - 12, 0) : match.start()])
    ]
    heads = [one for i, one in enumerate(found) if not i or text[one.start() - 2] == ","]
    for i, match in enumerate(heads):
        end = heads[i + 1].start() if i + 1 < len(heads) else len(text)
        made = _if(clause, match, text[match.end() : end], number)
        if made is not None:
            yield made


def _if(clause: Clause, match: re.Match[str], rest: str, number: int) -> Conditional | None:
    """One if with its then: behind its comma where it begins the clause, else what stands before it."""
    first, comma, after = rest.partition(",")
    condition = _clause(first, clause.start + match.end())
    if len(condition.text.split()) < FEWEST_WORDS or _IDLE.match(condition.text):
        return None
    before = _clause(clause.text[: match.start()], clause.start)
    begins = len(before.text.split()) < FEWEST_WORDS
    behind = clause.start + match.end() + len(first) + len(comma)
    then = _clause(after, behind) if begins else before
    if not then.text:
        return None
    unless = (match["word"] or "").lower() == "unless"
    kind: Kind = "unless" if unless else "if"
    return Conditional(kind, _parts(condition, " and "), then, number, against=unless)


def _parts(clause: Clause, by: str) -> tuple[Clause, ...]:
    """The clause cut at every `by`; whole if a piece would be a single word."""
    pieces, at, found = clause.text.split(by), 0, []
    if any(len(piece.split()) < FEWEST_WORDS for piece in pieces):
        return (clause,)
    for piece in pieces:
        found.append(_clause(piece, clause.start + at))
        at += len(piece) + len(by)
    return tuple(found)


# ---------------------------------------------------------------- triggers in a list


def _listed(sentences: tuple[Sentence, ...], number: int) -> Conditional | None:
    """'Wait for two triggers before ... The first is ... The second is ...'; None if it is no list."""
    lead = sentences[number]
    text = lead.text[:LONGEST]
    if not _LEAD.search(text):
        return None
    items = []
    for one in sentences[number + 1 : number + 5]:
        match = _ITEM.match(one.text)
        if match is None or not match.end():
            break
        items.append(_clause(one.text[match.end() : LONGEST], one.start + match.end()))
    if len(items) < FEWEST_WORDS:
        return None
    before = _BEFORE.search(text)
    at = before.start("then") if before else 0
    return Conditional("list", tuple(items), _clause(text[at:], lead.start + at), number)


def _waiting(sentence: Sentence, number: int) -> Conditional | None:
    """'Wait for A and B before C.'"""
    match = _WAIT.search(sentence.text[:LONGEST])
    if match is None or _LEAD.search(match["ifs"]):
        return None
    ifs = _parts(_clause(match["ifs"], sentence.start + match.start("ifs")), " and ")
    then = _clause(match["then"], sentence.start + match.start("then"))
    return Conditional("if", ifs, then, number)


# ---------------------------------------------------------------- A, B or C could reverse the trend


def _driver(clause: Clause, number: int) -> Conditional | None:
    match = _DRIVER.search(clause.text)
    if match is None or not _MOVE.search(match["what"]):
        return None
    subject, at, ifs = clause.text[: match.start()], 0, []
    for cut in _PARTS.finditer(subject):
        ifs.append(_clause(subject[at : cut.start()], clause.start + at))
        at = cut.end()
    ifs.append(_clause(subject[at:], clause.start + at))
    named = tuple(one for one in ifs if len(one.text.split()) >= FEWEST_WORDS)
    if not named:
        return None
    then = _clause(match.group(), clause.start + match.start())
    against = match["verb"].lower() in AGAINST
    return Conditional("driver", named, then, number, any_of=True, against=against)
