"""Search over stored articles: BM25 on passages, so that a long article does not drown its own point."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rotascope.articles.library.shelf import Shelved, shelf_of
from rotascope.articles.library.words import Passage, passages, terms
from rotascope.terms import Article, Related

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Index", "best", "index_of", "quote", "scores", "search"]

LONGEST_QUOTE = 240
LONGEST_QUERY = 4_000


@dataclass(frozen=True, slots=True)
class Index:
    """Passages of a shelf, their words, and BM25's table of them (None when no passage has a word)."""

    shelf: tuple[Shelved, ...]
    parts: tuple[Passage, ...]
    words: tuple[list[str], ...]
    table: Any


def index_of(stored: Iterable[Shelved | Article]) -> Index:
    """The words of a shelf, counted once. BM25 as Lucene weighs it (k1 1.5, b 0.75)."""
    import bm25s  # 0.3 s: only who searches pays for it

    shelf = shelf_of(stored)
    parts = tuple(part for at, one in enumerate(shelf) for part in passages(one.article, at))
    words = tuple(terms(shelf[p.article].article.text[p.start : p.end]) for p in parts)
    if not any(words):
        return Index(shelf, parts, words, None)
    table = bm25s.BM25(method="lucene")
    table.index(list(words), show_progress=False)
    return Index(shelf, parts, words, table)


def scores(index: Index, query: Sequence[str]) -> NDArray[np.float64]:
    """BM25 of every passage for the words asked; 0 where none of them stands."""
    import numpy as np

    if index.table is None or not query:
        return np.zeros(len(index.parts))
    return np.asarray(index.table.get_scores(list(query)), dtype=np.float64)


def best(index: Index, query: Sequence[str]) -> dict[int, tuple[float, Passage]]:
    """For every article on the shelf that has a word of the query: its best passage and its score."""
    found: dict[int, tuple[float, Passage]] = {}
    for score, part in zip(scores(index, query).tolist(), index.parts, strict=True):
        if score > 0 and score > found.get(part.article, (0.0, part))[0]:
            found[part.article] = (score, part)
    return found


def search(query: str, stored: Iterable[Shelved | Article], most: int = 10) -> tuple[Related, ...]:
    """Stored articles that speak of the query, best first, each with the sentence that says most of it.

    `similarity` is the BM25 score as a share of the best one's. Words are compared by their stems:
    a synonym that stands nowhere is not found.
    """
    asked = list(dict.fromkeys(terms(query[:LONGEST_QUERY])))
    index = index_of(stored)
    found = sorted(best(index, asked).items(), key=lambda one: (-one[1][0], one[0]))[:most]
    top = found[0][1][0] if found else 1.0
    return tuple(
        Related(
            article=index.shelf[at].article.id,
            title=index.shelf[at].name,
            day=index.shelf[at].day,
            similarity=round(score / top, 4),
            stance="beside",
            quote=quote(index.shelf[at].article, part, asked),
        )
        for at, (score, part) in found
    )


def quote(article: Article, part: Passage, asked: Iterable[str]) -> str:
    """The sentence of a passage that holds most of the words asked, cut to 240 characters."""
    wanted = set(asked)
    inside = [one for one in article.sentences if part.start <= one.start and one.end <= part.end]
    texts = [one.text for one in inside] or [article.text[part.start : part.end]]
    said = max(texts, key=lambda text: len(wanted.intersection(terms(text))))
    said = " ".join(said.split())
    return said if len(said) <= LONGEST_QUOTE else f"{said[: LONGEST_QUOTE - 1]}…"
