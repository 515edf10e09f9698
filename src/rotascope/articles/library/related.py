"""What else on the shelf speaks of the same: how near, on whose side, and what it adds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log
from typing import Literal

from rotascope.articles.library.search import Index, best, index_of, quote
from rotascope.articles.library.shelf import Shelved, shelf_of
from rotascope.articles.library.sketch import originals
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
    """Stored articles near in words: the `most` nearest, of them those that disagree first, copies last.

    Two disagree that take other sides on as many questions as they take the same, or more.
    `similarity` is BM25 of the article's forty most telling words, as a share of what the article
    itself would score; a copy (word runs alike by 0.8 or more) is named once and has no stance.
    `novelty` is the share of the other's telling words that this article does not have.
    """
    shelf, copied = _with(article, stored)
    index = index_of(shelf)
    own = set(terms(article.text))
    rarity = _rarity(index)
    asked = _telling(terms(article.text), rarity)
    scored = best(index, asked)
    whole = scored.pop(0, (0.0, None))[0]
    near = sorted(((score / whole, at) for at, (score, _) in scored.items()), reverse=True)
    found = []
    for share, at in near[:most]:
        if share < LEAST:
            break
        other, part = index.shelf[at], scored[at][1]
        stance, said = _stance(article, other.article)
        found.append(
            Related(
                article=other.article.id,
                title=other.name,
                day=other.day,
                similarity=round(min(share, 1.0), 4),
                stance="duplicate" if at == copied else stance,
                quote=(at != copied and said) or quote(other.article, part, asked),
                novelty=_novelty(own, terms(other.article.text), rarity),
            )
        )
    return tuple(sorted(found, key=lambda one: (ORDER[one.stance], -one.similarity, one.article)))


def _with(article: Article, stored: Iterable[Shelved | Article]) -> tuple[tuple[Shelved, ...], int]:
    """(the article and then the others, of several copies the first alone; which of them copies it).

    0: none does.
    """
    others = [one for one in shelf_of(stored) if one.article.id != article.id]
    first = originals([article.text, *(one.article.text for one in others)])[1:]
    copied = next((one for one, at in zip(others, first, strict=True) if at == 0), None)
    kept = [
        one for place, one in enumerate(others, 1) if first[place - 1] == place or one is copied
    ]
    return (Shelved(article), *kept), kept.index(copied) + 1 if copied is not None else 0


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
