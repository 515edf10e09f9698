"""What else on the shelf speaks of the same: how near, on whose side, and what it adds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log
from typing import Literal

from rotascope.articles.library.search import Index, best, index_of, quote
from rotascope.articles.library.shelf import Shelved, shelf_of
from rotascope.articles.library.sketch import copies
from rotascope.articles.library.stances import Stance, stances
from rotascope.articles.library.words import terms
from rotascope.terms import Article, Related

__all__ = ["related", "sides"]

StanceWord = Literal["agrees", "disagrees", "beside", "duplicate"]
NEAREST, LEAST = 5, 0.05
QUERY_WORDS = 40
ORDER: dict[StanceWord, int] = {"disagrees": 0, "agrees": 1, "beside": 2, "duplicate": 3}


def related(
    article: Article, stored: Iterable[Shelved | Article], most: int = NEAREST
) -> tuple[Related, ...]:
    """Stored articles near in words: those that disagree first, then by nearness, copies last.

    Two disagree that take other sides on as many questions as they take the same, or more.
    `similarity` is BM25 of the article's forty most telling words, as a share of what the article
    itself would score; a copy (word runs alike by 0.8 or more) is named once and has no stance.
    `novelty` is the share of the other's telling words that this article does not have.
    """
    index = index_of(_with(article, stored))
    own = set(terms(article.text))
    rarity = _rarity(index)
    asked = _telling(terms(article.text), rarity)
    near = best(index, asked)
    whole = near.pop(0, (0.0, None))[0]
    if whole <= 0:
        return ()
    found = []
    for at, (score, part) in near.items():
        share = min(score / whole, 1.0)
        if share >= LEAST:
            other = index.shelf[at]
            stance, said = _stance(article, other.article)
            found.append(
                Related(
                    article=other.article.id,
                    title=other.name,
                    day=other.day,
                    similarity=round(share, 4),
                    stance=stance,
                    quote=said or quote(other.article, part, asked),
                    novelty=_novelty(own, terms(other.article.text), rarity),
                )
            )
    found.sort(key=lambda one: (ORDER[one.stance], -one.similarity, one.article))
    return tuple(found[:most])


def _with(article: Article, stored: Iterable[Shelved | Article]) -> list[Shelved | Article]:
    """The article, then the others; of several copies of one other the first alone."""
    others: list[Shelved] = []
    copied = False
    for one in shelf_of(stored):
        text = one.article.text
        if one.article.id == article.id or any(copies(text, kept.article.text) for kept in others):
            continue
        if copies(text, article.text):
            if copied:
                continue
            copied = True
        others.append(one)
    return [article, *others]


def _rarity(index: Index) -> dict[str, float]:
    """Inverse passage frequency of every word on the shelf: ln(1 + n / of)."""
    held = Counter(word for words in index.words for word in set(words))
    return {word: log(1 + len(index.words) / of) for word, of in held.items()}


def _telling(words: Sequence[str], rarity: dict[str, float]) -> list[str]:
    """The words that tell the text from others: often here, seldom elsewhere."""
    counted = Counter(words)
    return sorted(counted, key=lambda word: (-counted[word] * rarity.get(word, 0.0), word))[
        :QUERY_WORDS
    ]


def _stance(article: Article, other: Article) -> tuple[StanceWord, str]:
    if copies(article.text, other.text):
        return "duplicate", ""
    same, other_side = sides(stances(article), stances(other))
    if other_side and len(other_side) >= len(same):
        return "disagrees", other_side[0].quote
    return ("agrees", same[0].quote) if same else ("beside", "")


def sides(
    ours: Iterable[Stance], theirs: Iterable[Stance]
) -> tuple[tuple[Stance, ...], tuple[Stance, ...]]:
    """Of their stances, one a question: those on a side of ours, and those on none of our sides."""
    held: dict[tuple[str, str], set[int]] = {}
    for one in ours:
        held.setdefault((one.topic, one.axis), set()).add(one.pole)
    same: dict[tuple[str, str], Stance] = {}
    against: dict[tuple[str, str], Stance] = {}
    for one in theirs:
        question = one.topic, one.axis
        if question in held:
            (same if one.pole in held[question] else against).setdefault(question, one)
    return tuple(same.values()), tuple(against[q] for q in against if q not in same)


def _novelty(own: set[str], words: Sequence[str], rarity: dict[str, float]) -> float | None:
    theirs = set(words)
    whole = sum(rarity.get(word, 0.0) for word in theirs)
    added = sum(rarity.get(word, 0.0) for word in theirs - own)
    return round(added / whole, 4) if whole else None
