"""Which side a piece of text says will lead, and which two lines it sets against one another.

A name speaks for a side; a word of decline behind or before it turns the side round. Two sides in one
clause: the first is the one spoken of. Lines without a series of their own are stood in for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rotascope.articles.standing import LINES, leads, line_of
from rotascope.articles.tone_sides import Named, sides
from rotascope.catalog import load
from rotascope.terms.articles import Article, Mention
from rotascope.terms.words import OPPOSITE, SIDES, Axis, Leader

__all__ = [
    "Side",
    "lead_of",
    "named_most",
    "on_pair",
    "opposed",
    "pair_in",
    "pair_near",
    "side_of",
    "within",
]

LONGEST = 1_500
OWN = 12
"""Characters before a name that speak of it: "long IWM, short NVDA"."""
FAR_BACK = 8
_BROAD = re.compile(
    r"\b(?:breadth|broaden(?:s|ing)?|broader (?:participation|market)|de-concentration"
    r"|lower concentration|equal[- ]weight)\b",
    re.I,
)
_NARROW = re.compile(
    r"\b(?:concentrated|concentration|index leadership|mega-cap leadership)\b", re.I
)
_DOWN = re.compile(
    r"\b(?:underperform\w*|lag(?:s|ging|ged)?|fizzle[sd]?|crush(?:es|ed)?|suffers?|hurts?|hit"
    r"|snaps? back|fade[sd]?"
    r"|revers(?:e|es|ed|ing)|short|underweight|end of|ending|drawdowns?|disappoint\w*|loses?|losing"
    r"|unwinds?|compress(?:es)?|avoid|sell(?:-off)?|weak(?:ness|ens?)?|falter\w*|exhaustion|ditching"
    r"|diminishing|risk to|headwinds?|g(?:ive|ives|ave) up|cedes?)\b",
    re.I,
)


class Side(NamedTuple):
    """A side of an axis, and whether the text turned it round to get there."""

    axis: Axis
    side: Leader
    turned: bool


def within(mentions: Sequence[Mention], start: int, end: int) -> Sequence[Mention]:
    """The mentions, which stand in the order of the text, that begin between two places."""
    low = bisect_left(mentions, start, key=lambda m: m.start)
    return mentions[low : bisect_left(mentions, end, lo=low, key=lambda m: m.start)]


def side_of(text: str, start: int, mentions: Sequence[Mention]) -> Side | None:
    """The side that `text`, which begins at `start` of the article, says will lead; None if none.

    What it plainly says of its names decides ("A lags B", "long A, short B"); else the first side that is
    named, turned round by a word of decline.
    """
    text = text[:LONGEST]
    end = start + len(text)
    own = [m for m in within(mentions, start, end) if m.end <= end]
    spoken = [(m.start, side) for m in own if (side := _leads(m.symbol)) is not None]
    if not any(side in ("small", "rest") for _, side in spoken):
        spoken += [(start + m.start(), "rest") for m in _BROAD.finditer(text)]
        spoken += [(start + m.start(), "few") for m in _NARROW.finditer(text)]
    if not spoken:
        return None
    first = min(spoken)[1]
    size = any(side in ("small", "large") for _, side in spoken)
    if size and first in ("rest", "few"):
        first = "small" if first == "rest" else "large"
    axis: Axis = "size" if size else "concentration"
    up = _plainly(text, start, own)
    if up is not None:
        return Side(axis, SIDES[axis][0 if up else 1], up != (first == SIDES[axis][0]))
    turned = len(_DOWN.findall(_near(text, spoken, start))) % 2 == 1
    return Side(axis, OPPOSITE[first] if turned else first, turned)


def _plainly(text: str, start: int, named: Sequence[Mention]) -> bool | None:
    """Whether the text plainly says that small or the rest gain; None where it is not plain."""
    places = [Named(m.symbol, m.start - start, m.end - start) for m in named]
    net = 0
    for mention, score in zip(named, sides(text, places), strict=True):
        leader = _leads(mention.symbol)
        if leader is not None and score:
            net += round(score * 1000) * (1 if leader in ("small", "rest") else -1)
    return net > 0 if net else None


def _near(text: str, spoken: Sequence[tuple[int, Leader]], start: int) -> str:
    """The text up to the second side that it names: what is said right before it is of that one."""
    places = sorted({at for at, _ in spoken})
    sides = {at: side for at, side in spoken}
    other = [at for at in places if sides[at] != sides[places[0]]]
    return text[: max(other[0] - start - OWN, 0)] if other else text


def _leads(symbol: str) -> Leader | None:
    return leads(symbol, load())


def opposed(one: Side, other: Side) -> bool:
    """Whether two sides cannot both lead: small and the rest go together, large and the few."""
    return (one.side in ("small", "rest")) != (other.side in ("small", "rest"))


def on_pair(side: Side, pair: str) -> Side:
    """The side in the words of a pair's axis: small caps against anything are a matter of size."""
    up = side.side in ("small", "rest")
    if LINES.get(pair.split("/", maxsplit=1)[0]) == "small":
        return Side("size", "small" if up else "large", side.turned)
    return Side("concentration", "rest" if up else "few", side.turned)


def pair_in(start: int, end: int, mentions: Sequence[Mention]) -> str:
    """'X/Y' of the two opposed lines named between two places; '' unless there are such two.

    X is the small or the rest, Y the large or the few, whichever was named first.
    """
    lines = [line_of(m.symbol) for m in within(mentions, start, end)]
    known = [line for line in dict.fromkeys(lines) if line in LINES]
    top = next((line for line in known if LINES[line] in ("small", "rest")), "")
    bottom = next((line for line in known if LINES[line] in ("few", "large")), "")
    return f"{top}/{bottom}" if top and bottom else ""


def pair_near(article: Article, sentence: int, mentions: Sequence[Mention]) -> str:
    """The pair of the sentence, else the nearest named around it; '' without any.

    Lines and indices that are named ("S&P 600 against the Magnificent 7") go before groups in words,
    within eight sentences before; then anything, before and behind.
    """
    named = [m for m in mentions if m.symbol != m.symbol.lower()]
    last = len(article.sentences)
    near = range(sentence, max(sentence - FAR_BACK, 0) - 1, -1)
    every = [*range(sentence, -1, -1), *range(sentence + 1, last)]
    for spoken, order in ((named, [*near]), (mentions, every)):
        for number in order:
            one = article.sentences[number]
            found = pair_in(one.start, one.end, spoken) if one.kind != "table" else ""
            if found:
                return found
    return ""


def lead_of(article: Article, mentions: Sequence[Mention]) -> Side | None:
    """The side the article speaks for: what its plain sentences say gains, less what they say loses.

    None where none is plain ("A outperforms B", "out of A into B", "long A"), or they cancel.
    """
    votes: Counter[Leader] = Counter()
    for leader, score in _scores(article, mentions):
        votes[leader] += score
    net = votes["small"] + votes["rest"] - votes["large"] - votes["few"]
    if not net:
        return None
    named = Counter(_leads(m.symbol) for m in mentions)
    size = named["small"] > 0 and abs(votes["small"]) >= abs(votes["rest"])
    if size:
        return Side("size", "small" if net > 0 else "large", False)
    return Side("concentration", "rest" if net > 0 else "few", False)


def _scores(article: Article, mentions: Sequence[Mention]) -> Iterator[tuple[Leader, int]]:
    """What each sentence plainly says of each side that it names, in thousandths."""
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    for number, named in by_sentence.items():
        one = article.sentences[number]
        if one.kind == "table":
            continue
        near = [m for m in named if m.end - one.start <= LONGEST]
        places = [Named(m.symbol, m.start - one.start, m.end - one.start) for m in near]
        for mention, score in zip(near, sides(one.text[:LONGEST], places), strict=True):
            leader = _leads(mention.symbol)
            if leader is not None and score:
                yield leader, round(score * 1000)


def named_most(article: Article, mentions: Sequence[Mention]) -> Side | None:
    """The side that most sentences speak of, the first of equals; None without any."""
    votes: Counter[tuple[Axis, Leader]] = Counter()
    for one in article.sentences:
        found = side_of(one.text, one.start, mentions) if one.kind != "table" else None
        if found is not None:
            votes[found.axis, found.side] += 1
    if not votes:
        return None
    axis, side = max(votes, key=lambda one: votes[one])
    return Side(axis, side, False)
