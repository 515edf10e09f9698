"""Search over stored articles: BM25 on passages, so that a long article does not drown its own point."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rotascope.articles.library.meaning import Embed, fused, nearness
from rotascope.articles.library.shelf import Shelved, shelf_of
from rotascope.articles.library.words import Passage, passages, terms
from rotascope.errors import BadArgument
from rotascope.terms import Article, Related

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["LONGEST", "Index", "best", "index_of", "quote", "scores", "search"]

LONGEST_QUOTE = 240
LONGEST = 4_000
"""Characters of a query: a page of text is no question."""
NEAR = 0.3
"""Cosine from which two texts count as near; static vectors of any two texts have a tenth or two."""


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
    return _best(index, scores(index, query))


def _best(index: Index, scored: NDArray[np.float64]) -> dict[int, tuple[float, Passage]]:
    found: dict[int, tuple[float, Passage]] = {}
    for score, part in zip(scored.tolist(), index.parts, strict=True):
        if score > 0 and score > found.get(part.article, (0.0, part))[0]:
            found[part.article] = (score, part)
    return found


def search(
    query: str, stored: Iterable[Shelved | Article], most: int = 10, embed: Embed | None = None
) -> tuple[Related, ...]:
    """Stored articles that speak of the query, best first, each with the sentence that says most of it.

    `similarity` is the score as a share of the best one's: BM25, or with `embed` the fused ranks of
    BM25 and cosine. Without it a synonym that stands nowhere is not found. Raises BadArgument for a
    query of more than LONGEST characters.
    """
    if len(query) > LONGEST:
        what = f"a query of {len(query):,} characters"
        raise BadArgument(what, f"at most {LONGEST:,}", "`rotascope check` reads a whole article")
    asked = list(dict.fromkeys(terms(query)))
    index = index_of(stored)
    scored = scores(index, asked)
    if embed is not None and asked:
        texts = [index.shelf[p.article].article.text[p.start : p.end] for p in index.parts]
        near = nearness(embed, query, texts)
        scored = fused(scored, near * (near >= NEAR))
    found = sorted(_best(index, scored).items(), key=lambda one: (-one[1][0], one[0]))[:most]
    top = found[0][1][0] if found else 1.0
    return tuple(
        Related(
            article=index.shelf[at].article.id,
            title=index.shelf[at].name,
            day=index.shelf[at].day,
            similarity=round(score / top, 4),
            stance="beside",
            quote=quote(index.shelf[at].article, part, asked, query if embed else "", embed),
        )
        for at, (score, part) in found
    )


def quote(
    article: Article,
    part: Passage,
    asked: Iterable[str],
    query: str = "",
    embed: Embed | None = None,
) -> str:
    """The sentence of a passage that holds most of the words asked, cut to 240 characters.

    Where it holds none, with `embed`, the one nearest in meaning.
    """
    wanted = set(asked)
    inside = [one for one in article.sentences if part.start <= one.start and one.end <= part.end]
    texts = [one.text for one in inside] or [article.text[part.start : part.end]]
    held = [len(wanted.intersection(terms(text))) for text in texts]
    if embed is not None and not any(held):
        held = nearness(embed, query, texts).tolist()
    said = texts[held.index(max(held))]
    said = " ".join(said.split())
    return said if len(said) <= LONGEST_QUOTE else f"{said[: LONGEST_QUOTE - 1]}…"
