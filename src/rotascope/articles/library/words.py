"""The words of a text as the library counts them, and the short passages it is searched by."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rotascope.terms import Article

__all__ = ["MOST_CHARACTERS", "Passage", "passages", "terms"]

MOST_CHARACTERS = 400_000
"""Of one article; beyond it a text is no article, and a search would wait for it."""
PASSAGE_WORDS = 90
_WORD = re.compile(r"[^\W_]{1,40}")
_EVERYWHERE = (
    "a about after all also an and any are as at be been but by can could did do does each for from had"
    " has have how if in into is it its itself just may more most much no nor not now of off on once one"
    " only or other our out over own s same she should so some such t than that the their them then"
    " there these they this those through to too under until up upon very was we were what when where"
    " which while who whom why will with would you your"
)
_COMMON = frozenset(_EVERYWHERE.split())
# Endings in the order they are tried; what is left keeps three letters.
_ENDINGS = ("ings", "ing", "ions", "ion", "ies", "ers", "ed", "es", "er", "ly", "s", "e")


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of neighbouring sentences of one article: `text[start:end]`, about ninety words."""

    article: int
    start: int
    end: int


def terms(text: str) -> list[str]:
    """Words in lower case without their endings and without the commonest ones, in their order."""
    found = _WORD.findall(text[:MOST_CHARACTERS].lower())
    return [_stem(word) for word in found if word not in _COMMON]


def _stem(word: str) -> str:
    if not word.isascii() or not word.isalpha():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def passages(article: Article, place: int) -> tuple[Passage, ...]:
    """The article in runs of whole sentences; `place` is its place on the shelf.

    A text without sentences is one passage.
    """
    runs: list[Passage] = []
    start, words = None, 0
    for sentence in article.sentences:
        if sentence.end > MOST_CHARACTERS:
            break
        start = sentence.start if start is None else start
        words += sentence.text.count(" ") + 1
        if words >= PASSAGE_WORDS:
            runs.append(Passage(place, start, sentence.end))
            start, words = None, 0
    if start is not None:
        last = min(article.sentences[-1].end, MOST_CHARACTERS)
        runs.append(Passage(place, start, max(last, start)))
    return tuple(runs) or (Passage(place, 0, min(len(article.text), MOST_CHARACTERS)),)
